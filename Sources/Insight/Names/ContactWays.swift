/// Finds e-mail addresses and telephone numbers, written or spoken.
enum ContactWays {
  typealias Way = (text: String, range: Range<Int>)

  static func emails(in turn: ReadTurn) -> [Way] {
    var found: [Way] = []
    for place in turn.tokens.indices {
      if turn.tokens[place].kind == .email { found.append((turn.tokens[place].word, place..<place + 1)) }
      if turn.word(place) == "at", let spoken = spokenEmail(turn, at: place) { found.append(spoken) }
    }
    return found
  }

  /// "kelsey dot amato at cedarfork dot example".
  private static func spokenEmail(_ turn: ReadTurn, at place: Int) -> Way? {
    guard
      turn.word(place + 2) == "dot" || turn.word(place + 1).utf8.contains(UInt8(ascii: "."))
        || turn.word(place + 2) == "-"
    else { return nil }
    var start = place - 1
    guard start >= 0, turn.tokens[start].kind != .mark else { return nil }
    while start >= 2, ["dot", "-", "underscore", "dash"].contains(turn.word(start - 1)) { start -= 2 }
    var end = place + 2
    var hasDot = false
    while end + 1 < turn.tokens.count, ["dot", "-", "."].contains(turn.word(end)),
      turn.tokens[end + 1].kind == .word,
      turn.word(end) != "." || turn.tokens[end].isGlued && turn.tokens[end + 1].isGlued
    {
      hasDot = hasDot || turn.word(end) != "-"
      end += 2
    }
    guard hasDot else { return nil }
    let text = (start..<end).map { place -> String in
      switch turn.word(place) {
      case "dot": "."
      case "at": "@"
      case "underscore": "_"
      case "dash": "-"
      case let word: word
      }
    }.joined()
    return (text, start..<end)
  }

  /// Runs of digits that are long enough, with what people put between them.
  static func phones(in turn: ReadTurn) -> [Way] {
    var found: [Way] = []
    var place = 0
    while place < turn.tokens.count {
      var end = place
      var digits = 0
      var groups = 0
      var last = place
      while end < turn.tokens.count {
        let token = turn.tokens[end]
        if token.kind == .number, token.word.utf8.allSatisfy(Lexer.isDigit) {
          digits += token.word.utf8.count
          groups += 1
          last = end + 1
        } else if !["+", "-", "(", ")", "/", "."].contains(token.word)
          || digits == 0 && !["+", "("].contains(token.word)
        {
          break
        }
        end += 1
      }
      let isLong = 7...15 ~= digits && (groups > 1 || turn.word(place) == "+" || digits >= 10)
      if isLong, !isDate(turn, place..<last) { found.append((turn.text(place..<last), place..<last)) }
      place = max(end, place + 1)
    }
    return found
  }

  private static func isDate(_ turn: ReadTurn, _ range: Range<Int>) -> Bool {
    guard let first = turn.tokens[range.lowerBound].integer, range.count == 5 else { return false }
    return turn.word(range.lowerBound) != "+" && (1900...2100 ~= first || first <= 31)
      && ["-", "/", "."].contains(turn.word(range.lowerBound + 1))
      && turn.tokens[range.lowerBound + 1].isGlued && turn.tokens[range.lowerBound + 2].word.utf8.count <= 2
  }
}
