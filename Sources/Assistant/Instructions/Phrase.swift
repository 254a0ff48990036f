internal import Bytes

/// The words of an instruction, and the text as it was written.
struct Phrase {
  let text: String
  let tokens: [Token]
  let keys: [String]
  /// Where each word stands in the text.
  private let places: [Range<String.Index>]
  /// The first word behind a colon that begins somebody's words; the number of words where there is none.
  let colon: Int

  init(_ text: String) {
    let text = text.replacing("’", with: "'")
    var tokens = Tokens(text).all
    while tokens.count > 1, let last = tokens.last, !last.isQuoted, Self.courtesies.contains(last.key) {
      tokens.removeLast()
    }
    let places = Self.places(of: tokens, in: text)
    let colon = Self.colon(in: text)
    self.text = text
    self.tokens = tokens
    self.places = places
    keys = tokens.map { $0.isQuoted ? "\"\($0.key)" : $0.key }
    self.colon = colon.flatMap { colon in places.firstIndex { $0.lowerBound > colon } } ?? tokens.count
  }

  /// The same up to a word.
  init(_ whole: Phrase, upTo end: Int) {
    text = whole.text
    tokens = Array(whole.tokens[..<end])
    keys = Array(whole.keys[..<end])
    places = Array(whole.places[..<end])
    colon = min(whole.colon, end)
  }

  private static let courtesies: Set<String> = ["please", "pls", "thanks", "thx", ","]

  var count: Int { tokens.count }

  /// How a word is compared; of one in quotes that is nothing but a name.
  func key(_ place: Int) -> String { keys.indices.contains(place) ? keys[place] : "" }

  func isAny(_ place: Int, _ words: Set<String>) -> Bool { words.contains(key(place)) }

  /// Whether a bracket opens before a word.
  func isBracketed(_ place: Int) -> Bool {
    guard places.indices.contains(place), places[place].lowerBound > text.startIndex else { return false }
    return text[text.index(before: places[place].lowerBound)] == "("
  }

  /// The first word from a place on that is none of some words.
  func skip(_ words: Set<String>, _ place: Int) -> Int {
    var place = place
    while place < count, words.contains(key(place)) { place += 1 }
    return place
  }

  /// The words as they were written, without the quotes around all of them.
  func words(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last, tokens.indices.contains(last) else { return "" }
    if range.count == 1 { return tokens[first].text }
    var lower = places[first].lowerBound
    var upper = places[last].upperBound
    if tokens[first].isQuoted, lower > text.startIndex { lower = text.index(before: lower) }
    if tokens[last].isQuoted, upper < text.endIndex { upper = text.index(after: upper) }
    let opened = text[lower..<upper].count { $0 == "(" } - text[lower..<upper].count { $0 == ")" }
    if opened > 0, upper < text.endIndex, text[upper] == ")" { upper = text.index(after: upper) }
    return text[lower..<upper].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func words(from start: Int) -> String { words(min(start, count)..<count) }

  /// All that was written from a word on, letter by letter but for white space.
  func rest(from place: Int) -> String {
    guard tokens.indices.contains(place) else { return "" }
    var lower = places[place].lowerBound
    if tokens[place].isQuoted, lower > text.startIndex { lower = text.index(before: lower) }
    return text[lower...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func places(of tokens: [Token], in text: String) -> [Range<String.Index>] {
    var cursor = text.startIndex
    return tokens.map { token in
      let rest = text[cursor...]
      let range: Range<String.Index>
      if token.key == "'s", !token.isQuoted {
        let mark = rest.firstIndex(of: "'") ?? cursor
        let end = rest[mark...].prefix { $0 == "'" || $0 == "s" || $0 == "S" }.endIndex
        range = mark..<end
      } else {
        range = rest.firstRange(of: token.text) ?? cursor..<cursor
      }
      cursor = range.upperBound
      return range
    }
  }

  /// The colon behind which somebody's words begin: none of a time, an address or a text in quotes.
  private static func colon(in text: String) -> String.Index? {
    var isQuoted = false
    for place in text.indices {
      if text[place] == "\"" { isQuoted.toggle() }
      guard text[place] == ":", !isQuoted else { continue }
      let before = place > text.startIndex ? text[text.index(before: place)] : " "
      let next = text.index(after: place)
      let after = next < text.endIndex ? text[next] : " "
      if before.isNumber && after.isNumber || after == "/" { continue }
      return place
    }
    return nil
  }
}
