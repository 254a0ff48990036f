/// Finds the words of a quote where they were said.
///
/// A model numbers turns wrongly, changes marks and capitals, and leaves words out between dots. What counts is that the
/// same words stand in the same order in one turn: the quote becomes what stands there. Other words are no quote.
struct QuoteFinder {
  let turns: [ReadTurn]

  struct Place: Hashable {
    let turn: Int
    let tokens: Range<Int>
    /// Whether it stands letter by letter in the turn that was named.
    let isExact: Bool
  }

  /// So far from the turn that is named any quote is looked for; farther only one that is long enough to be no chance.
  private static let nearby = 3
  private static let fewestWordsElsewhere = 5
  private static let fewestWordsAroundDots = 4
  /// So many words dots may stand for.
  private static let mostLeftOut = 40

  /// Where the words of a quote stand in some of the turns, nearest to the one that is named; nil where they do not.
  func place(of quote: String, near named: Int, in range: ClosedRange<Int>) -> Place? {
    let parts = Self.parts(of: quote)
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 0, parts.count == 1 || count >= Self.fewestWordsAroundDots else { return nil }
    let near = range.sorted { (abs($0 - named), $0) < (abs($1 - named), $1) }
    for turn in near {
      if abs(turn - named) > Self.nearby, count < Self.fewestWordsElsewhere { return nil }
      guard let tokens = turns[turn].range(of: parts, leavingOut: Self.mostLeftOut) else { continue }
      // A single word is a quote of somebody who says no more.
      guard count > 1 || turns[turn].spokenPlaces.count == 1 else { continue }
      return Place(
        turn: turn, tokens: tokens, isExact: turn == named && turns[turn].text(tokens) == quote)
    }
    return nil
  }

  /// The words between dots that stand for others.
  private static func parts(of quote: String) -> [[String]] {
    let marked = quote.replacing("...", with: "…").replacing("[…]", with: "…")
    return marked.split(separator: "…").map(words).filter { !$0.isEmpty }
  }

  static func words(_ text: some StringProtocol) -> [String] {
    Lexer.tokens(of: Array(text.utf8)).filter { $0.kind != .mark }.map(\.word)
  }
}

extension ReadTurn {
  /// The places of all tokens but marks.
  var spokenPlaces: [Int] { tokens.indices.filter { tokens[$0].kind != .mark } }

  /// The tokens from the first to the last of some runs of words that follow each other, with the mark that ends the
  /// sentence behind them.
  func range(of parts: [[String]], leavingOut most: Int = 0) -> Range<Int>? {
    let places = spokenPlaces
    guard let first = parts.first else { return nil }
    var start = 0
    while let begin = run(first, in: places, from: start) {
      var end = begin + first.count
      var isWhole = true
      for part in parts.dropFirst() {
        guard let next = run(part, in: places, from: end), next - end <= most else {
          isWhole = false
          break
        }
        end = next + part.count
      }
      if isWhole { return places[begin]..<endOfSentence(behind: places[end - 1]) }
      start = begin + 1
    }
    return nil
  }

  private func run(_ words: [String], in places: [Int], from start: Int) -> Int? {
    guard places.count - words.count >= start else { return nil }
    return (start...places.count - words.count).first { begin in
      words.indices.allSatisfy { tokens[places[begin + $0]].word == words[$0] }
    }
  }

  private func endOfSentence(behind place: Int) -> Int {
    let next = place + 1
    return sentences.contains { $0.upperBound == next + 1 } ? next + 1 : next
  }
}
