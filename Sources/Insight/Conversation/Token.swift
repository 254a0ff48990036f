/// A word, number, address or mark of a text.
struct Token {
  enum Kind {
    case word, number, email, url, mark
  }

  let kind: Kind
  /// In lower case, with the keyboard's apostrophe.
  let word: String
  /// Where it stands, in bytes.
  let start: Int
  let end: Int
  /// Whether it begins with a capital letter.
  let isCapitalised: Bool
  /// Whether no space is before it.
  let isGlued: Bool

  /// The value of a number of digits only.
  var integer: Int? { kind == .number ? Int(word) : nil }
}

/// A turn with its words and sentences.
struct ReadTurn {
  let index: Int
  let speaker: String?
  let at: Double?
  let text: String
  let bytes: [UInt8]
  let tokens: [Token]
  /// Ranges of tokens.
  let sentences: [Range<Int>]
  /// Whether it speaks to programs, which is no part of what people tell each other.
  private(set) var isPlanted = false

  init(_ turn: Conversation.Turn, index: Int) {
    self.index = index
    speaker = turn.speaker
    at = turn.at
    text = turn.text
    bytes = Array(turn.text.utf8)
    tokens = Lexer.tokens(of: bytes)
    sentences = Self.sentences(tokens)
    isPlanted = Planted.isAddressedToSoftware(self)
  }

  /// The text from one token to another.
  func text(_ range: Range<Int>) -> String {
    if range.isEmpty { return "" }
    return String(decoding: bytes(range), as: UTF8.self)
  }

  /// The bytes from one token to another.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    range.isEmpty ? [] : Array(bytes[tokens[range.lowerBound].start..<tokens[range.upperBound - 1].end])
  }

  /// The lower-case word at a place; empty outside.
  func word(_ place: Int) -> String { tokens.indices.contains(place) ? tokens[place].word : "" }

  /// The sentence that holds a token.
  func sentence(at place: Int) -> Range<Int> {
    sentences.first { $0.contains(place) } ?? tokens.indices
  }

  private static let ends: Set<String> = [".", "?", "!", "…"]
  /// A full stop behind these ends no sentence.
  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "approx", "no", "dept", "sr", "jr", "jan", "feb", "mar",
    "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri",
  ]

  private static func sentences(_ tokens: [Token]) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    for place in tokens.indices where ends.contains(tokens[place].word) {
      let next = place + 1
      if next < tokens.count, tokens[next].isGlued,
        tokens[next].kind != .mark || ends.contains(tokens[next].word)
      {
        continue
      }
      if tokens[place].word == ".", place > start, next < tokens.count {
        let before = tokens[place - 1]
        if abbreviations.contains(before.word) && tokens[next].kind != .mark { continue }
        // "1. First", the mark of an item.
        if before.kind == .number, place == start + 1, before.word.utf8.count < 3 { continue }
      }
      sentences.append(start..<next)
      start = next
    }
    if start < tokens.count { sentences.append(start..<tokens.count) }
    return sentences
  }
}

/// Divides a text into tokens.
enum Lexer {
  static func tokens(of bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 5 + 1)
    var place = 0
    var chunkEnd = 0
    var isGlued = false
    while place < bytes.count {
      let byte = bytes[place]
      if byte <= UInt8(ascii: " ") {
        place += 1
        isGlued = false
        continue
      }
      if place >= chunkEnd {
        chunkEnd = place
        while chunkEnd < bytes.count, bytes[chunkEnd] > UInt8(ascii: " ") { chunkEnd += 1 }
        if let (kind, range) = address(bytes, place..<chunkEnd) {
          if range.lowerBound > place {
            // What opens in front of it: a bracket, a quote.
            for mark in place..<range.lowerBound {
              tokens.append(token(bytes, mark..<mark + 1, .mark, mark > place))
            }
          }
          tokens.append(token(bytes, range, kind, range.lowerBound > place))
          place = range.upperBound
          isGlued = true
          continue
        }
      }
      let (kind, end) = next(bytes, place)
      if kind == nil {
        place = end
        isGlued = false
        continue
      }
      tokens.append(token(bytes, place..<end, kind ?? .mark, isGlued))
      place = end
      isGlued = true
    }
    return tokens
  }

  private static func token(_ bytes: [UInt8], _ range: Range<Int>, _ kind: Token.Kind, _ isGlued: Bool)
    -> Token
  {
    let raw = String(decoding: bytes[range], as: UTF8.self)
    let isASCII = bytes[range].allSatisfy { $0 < 0x80 }
    let first = bytes[range.lowerBound]
    let isCapitalised =
      kind == .word
      && (first < 0x80 ? (65...90).contains(first) : raw.unicodeScalars.first?.properties.isUppercase == true)
    var word = raw
    if kind != .number {
      word = raw.lowercased()
      if !isASCII, word.contains("’") { word = String(word.map { $0 == "’" ? "'" : $0 }) }
    }
    return Token(
      kind: kind, word: word, start: range.lowerBound, end: range.upperBound, isCapitalised: isCapitalised,
      isGlued: isGlued)
  }

  /// An e-mail address or a link in a run of bytes without spaces.
  private static func address(_ bytes: [UInt8], _ range: Range<Int>) -> (Token.Kind, Range<Int>)? {
    var isMail = false
    var isLink = false
    for place in range {
      if bytes[place] == UInt8(ascii: "@") { isMail = place > range.lowerBound }
      if bytes[place] == UInt8(ascii: "/"), place + 1 < range.upperBound,
        bytes[place + 1] == UInt8(ascii: "/")
      {
        isLink = true
      }
    }
    if !isMail, !isLink { isLink = bytes[range].starts(with: "www.".utf8) }
    guard isMail || isLink else { return nil }
    let opening = Set("(<[\"'".utf8)
    let closing = Set(")>]\"',.;:!?".utf8)
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, opening.contains(bytes[start]) { start += 1 }
    while end > start, closing.contains(bytes[end - 1]) { end -= 1 }
    if isMail, !isLink {
      // "Ann<ann@acme.example>," holds more than the address.
      guard let at = bytes[start..<end].firstIndex(of: UInt8(ascii: "@")) else { return nil }
      var first = at
      while first > start, isAddressByte(bytes[first - 1]) { first -= 1 }
      var last = at + 1
      while last < end, isAddressByte(bytes[last]) { last += 1 }
      guard first < at, bytes[at..<last].contains(UInt8(ascii: ".")) else { return nil }
      return (.email, first..<last)
    }
    return start < end ? (.url, start..<end) : nil
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "._%+-".utf8.contains(byte)
  }

  /// The end of the token that begins at a place; without a kind for what is none.
  private static func next(_ bytes: [UInt8], _ place: Int) -> (Token.Kind?, Int) {
    let byte = bytes[place]
    if isDigit(byte) { return (.number, numberEnd(bytes, place)) }
    if isWordByte(bytes, place) { return (.word, wordEnd(bytes, place)) }
    let length = scalarLength(byte)
    // A no-break space.
    if byte == 0xC2, place + 1 < bytes.count, bytes[place + 1] == 0xA0 { return (nil, place + 2) }
    return (.mark, min(place + length, bytes.count))
  }

  private static func numberEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < bytes.count {
      if isDigit(bytes[end]) {
        end += 1
      } else if bytes[end] == UInt8(ascii: ",") || bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count,
        isDigit(bytes[end + 1])
      {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  private static func wordEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < bytes.count {
      if isWordByte(bytes, end) {
        end += scalarLength(bytes[end])
        continue
      }
      let apostrophe = bytes[end] == UInt8(ascii: "'") ? 1 : isCurlyApostrophe(bytes, end) ? 3 : 0
      if apostrophe > 0, end + apostrophe < bytes.count, isWordByte(bytes, end + apostrophe) {
        end += apostrophe
        continue
      }
      // "a.m", "s.r.l": letters between full stops.
      if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count, isLetter(bytes[end + 1]),
        end == start + 1 || (end >= 2 && bytes[end - 2] == UInt8(ascii: ".")),
        end + 2 >= bytes.count || !isLetter(bytes[end + 2])
      {
        end += 1
        continue
      }
      break
    }
    return min(end, bytes.count)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }

  private static func isCurlyApostrophe(_ bytes: [UInt8], _ place: Int) -> Bool {
    place + 2 < bytes.count && bytes[place] == 0xE2 && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x99
  }

  private static func scalarLength(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Whether a letter begins at a place. Of what is not ASCII, all but marks and symbols are letters here.
  private static func isWordByte(_ bytes: [UInt8], _ place: Int) -> Bool {
    let byte = bytes[place]
    if byte < 0x80 { return isLetter(byte) }
    if byte < 0xC0 { return false }
    // General punctuation, currency signs, dingbats: U+2000 to U+2BFF; Latin-1 signs: U+0080 to U+00BF.
    if byte == 0xC2 { return false }
    if byte == 0xE2, place + 1 < bytes.count { return bytes[place + 1] > 0xAF }
    return byte < 0xF0
  }
}
