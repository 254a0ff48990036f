internal import Bytes

/// A word of a question or an instruction.
struct Token: Hashable, Sendable {
  /// As it was typed.
  let text: String
  /// As words are compared: without case and accents, "e-mails" like "emails".
  let key: String
  /// What it counts or costs, as "50k" is fifty thousand; nil for a word.
  let number: Double?
  /// The currency that stands with the number.
  let currency: String?
  /// Whether it was in quotes, so that it is a name and nothing else.
  let isQuoted: Bool

  init(_ text: String, isQuoted: Bool = false) {
    self.text = text
    self.isQuoted = isQuoted
    key = SearchKey.fold(text).filter { $0 != "-" || text.contains(where: \.isNumber) }
    let amount = isQuoted ? nil : Amount(text)
    number = amount?.value
    currency = amount?.currency
  }

  /// A number that is spelt in several words.
  init(_ text: String, number: Double, currency: String?) {
    self.text = text
    key = SearchKey.fold(text)
    self.number = number
    self.currency = currency
    isQuoted = false
  }
}

/// A number as people type one: `50,000`, `$12k`, `1.2m`, `€300`, `25%`.
private struct Amount {
  let value: Double
  let currency: String?

  init?(_ text: String) {
    var rest = text[...]
    var currency: String?
    for (mark, code) in Self.marks where rest.hasPrefix(mark) {
      currency = code
      rest = rest.dropFirst(mark.count)
    }
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
    guard let first = digits.first, first.isNumber else { return nil }
    rest = rest[digits.endIndex...]
    let scale: Double
    switch rest.lowercased().filter({ $0 != "+" }) {
    case "", "%": scale = 1
    case "k": scale = 1000
    case "m", "mio", "mn": scale = 1_000_000
    case "bn": scale = 1_000_000_000
    default: return nil
    }
    guard let number = Double(digits.filter { $0 != "," }) else { return nil }
    value = number * scale
    self.currency = currency
  }

  private static let marks = [("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY")]
}

/// The words of a text in order. A possessive is a word of its own: `John 's`.
struct Tokens: Sendable {
  private(set) var all: [Token] = []

  init(_ text: String) {
    var word = ""
    var quote: Character?
    func isMark(_ character: Character) -> Bool {
      character.isWhitespace || "?!;:()[]{}".contains(character)
    }
    let characters = Array(text)
    for (place, character) in characters.enumerated() {
      let next = place + 1 < characters.count ? characters[place + 1] : " "
      if let open = quote {
        if character == open {
          if !word.isEmpty { all.append(Token(word, isQuoted: true)) }
          (word, quote) = ("", nil)
        } else {
          word.append(character)
        }
      } else if word.isEmpty, let close = Self.quotes[character], characters[(place + 1)...].contains(close) {
        quote = close
      } else if isMark(character) || ",.".contains(character) && (isMark(next) || next == "\"") {
        take(&word)
        if character == "," { all.append(Token(",")) }
      } else {
        word.append(character)
      }
    }
    take(&word)
  }

  private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "«": "»", "„": "“"]

  private mutating func take(_ word: inout String) {
    defer { word = "" }
    let plain = word.replacing("’", with: "'").trimming { $0 == "'" || $0 == "`" }
    if plain.isEmpty { return }
    if plain.count > 2, plain.lowercased().hasSuffix("'s") {
      all.append(Token(String(plain.dropLast(2))))
      all.append(Token("'s"))
    } else if word.count > 2, word.hasSuffix("s'") || word.hasSuffix("s’") {
      all.append(Token(plain))
      all.append(Token("'s"))
    } else {
      all.append(Token(plain))
    }
  }
}

extension String {
  fileprivate func trimming(_ isOuter: (Character) -> Bool) -> String {
    var text = self[...]
    while let first = text.first, isOuter(first) { text.removeFirst() }
    while let last = text.last, isOuter(last) { text.removeLast() }
    return String(text)
  }
}
