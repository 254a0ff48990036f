internal import Glibc
internal import SQLite

/// BM25 over words that may stand in several forms, each of which counts as its share of the word; what stands in a title
/// counts twice.
final class WordScore {
  static let name = "word_score"

  private var phrases: [(word: Int, weight: Double)?] = []
  private var counts: [Int?] = []
  private var rarity: [Double] = []
  private var meanLength = 1.0
  private var totals = [Double]()
  /// Rows from this one on need no score: the query stands for so many of them that to score each takes long.
  var unscored = Int64.max

  /// Columns of the index: title, folded title, body.
  private static let columns = [2.0, 2.0, 1.0]
  private static let saturation = 1.2
  private static let lengthShare = 0.75
  /// A word that is in too many records to be counted is taken to be in this share of them.
  private static let commonShare = 0.125
  /// What all words together add to those that a record has: of two that are near, the one with all words is first.
  private static let bonus = 0.2

  /// A function of SQL that gives the score for the query that was begun last.
  init(_ database: Database) throws {
    try database.rankFunction(Self.name) { [unowned self] match in score(match) }
  }

  /// Begins a query.
  func begin(_ query: WordQuery) {
    phrases = query.compiled.phrases
    unscored = .max
    counts = query.words.map(\.count)
    rarity = []
    totals = [Double](repeating: 0, count: counts.count)
  }

  /// The score as a share of the most that a record could have: words that nobody has count as missing.
  private func score(_ match: borrowing FullTextMatch) -> Double {
    if match.rowID >= unscored { return 0 }
    if rarity.isEmpty { prepare(match) }
    for index in totals.indices { totals[index] = 0 }
    match.forEachPhrase { phrase, column in
      guard let (word, weight) = phrases[phrase] else { return }
      totals[word] += weight * Self.columns[column]
    }
    let length = 1 - Self.lengthShare + Self.lengthShare * Double(match.words) / meanLength
    var sum = 0.0
    var found = 0.0
    for (total, rarity) in zip(totals, rarity) where total > 0 {
      sum += rarity * total * (1 + Self.saturation) / (total + Self.saturation * length)
      found += rarity
    }
    let all = rarity.reduce(0, +)
    // What was only required has no words to count.
    if all == 0 { return 1 }
    return sum / ((1 + Self.saturation) * all) * (1 + Self.bonus * found / all)
  }

  private func prepare(_ match: borrowing FullTextMatch) {
    let records = Double(match.rowCount)
    meanLength = max(1, Double(match.totalWords) / max(1, records))
    rarity = counts.map { count in
      let count = min(records, count.map { Double(max(1, $0)) } ?? records * Self.commonShare)
      return max(1e-6, log((records - count + 0.5) / (count + 0.5)))
    }
  }
}
