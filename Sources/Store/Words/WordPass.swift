internal import Models
internal import SQLite

/// Goes through what a query of words finds, newest first.
struct WordPass {
  /// Records of one kind, and those of them that count; nil for all.
  struct Kind {
    let type: RecordType
    let text: SearchText
    let allowed: RowSet?
  }

  private let newest: Int?
  private(set) var best: BestMatches

  init(limit: Int, newest: Int?) {
    self.newest = newest
    best = BestMatches(limit: limit)
  }

  /// Takes what is found among some kinds, which are in the order of their rows, the last ones first.
  mutating func run(_ kinds: [Kind], _ query: WordQuery, _ score: WordScore, _ database: Database) throws {
    guard let first = kinds.first, let last = kinds.last else { return }
    let statement = try database.statement(
      """
      SELECT rowid, \(raw: WordScore.name)(search) FROM search WHERE search MATCH \(query.compiled.expression)
      AND rowid BETWEEN \(last.text.rows.lowerBound) AND \(first.text.rows.upperBound - 1) ORDER BY rowid DESC
      """)
    var rest = kinds[...]
    var seen = 0
    while try statement.step() {
      let place = statement.row.integer(0)
      while let kind = rest.first, place < kind.text.rows.lowerBound {
        rest.removeFirst()
        seen = 0
      }
      guard let kind = rest.first else { return }
      guard kind.text.rows.contains(place), seen < newest ?? .max else { continue }
      let id = place - kind.text.base
      if let allowed = kind.allowed, !allowed.contains(id) { continue }
      seen += 1
      best.add(WordMatch(type: kind.type, id: id, score: statement.row.real(1)))
      if seen == newest {
        if rest.count == 1 { return }
        score.unscored = kind.text.rows.lowerBound
      }
    }
  }
}

/// The best of many, of which few are kept.
struct BestMatches {
  let limit: Int
  private var matches: [WordMatch] = []

  init(limit: Int) {
    self.limit = limit
  }

  mutating func add(_ match: WordMatch) {
    matches.append(match)
    if matches.count >= 16 * limit { matches = sorted }
  }

  var sorted: [WordMatch] {
    Array(matches.sorted { ($0.score, $0.id) > ($1.score, $1.id) }.prefix(limit))
  }
}
