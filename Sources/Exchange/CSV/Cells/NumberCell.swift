internal import Bytes
internal import Models

/// A number as people write it, with what stands around it: `$1,234.50`, `1.234,50 €`, `(1 234)`, `75 %`.
///
/// Whether a mark is that of the decimals or of the thousands its place tells, but for one alone before three digits,
/// as in 1,234: that the other numbers of the column decide.
struct NumberCell {
  /// The currency that stands beside it. Signs that several currencies share, such as $ and kr, tell none.
  private(set) var currency: Currency?
  private(set) var isPercent = false
  /// The mark of the decimals, where the number tells which it is.
  private(set) var decimalMark: UInt8?
  /// The one mark whose meaning the number does not tell.
  private(set) var openMark: UInt8?

  private var isNegative = false
  /// The digits without marks, and where among them the mark of the decimals, if it is one, stands.
  private var digits: [UInt8] = []
  private var markPlace = 0

  /// Reads a cell without white space around it; nil when it is not a number.
  init?(_ cell: ArraySlice<UInt8>) {
    guard var first = cell.firstIndex(where: \.isDigit), var last = cell.lastIndex(where: \.isDigit) else {
      return nil
    }
    if first > cell.startIndex, cell[first - 1].isMark { first -= 1 }
    // "1'200.-" and "12,-" have a dash for the cents.
    let rest = cell[(last + 1)...]
    if rest.elementsEqual(".-".utf8) || rest.elementsEqual(",-".utf8) { last = cell.endIndex - 1 }
    guard readAffixes(cell[..<first], cell[(last + 1)...]), readDigits(cell[first...last]) else { return nil }
  }

  // MARK: What stands around

  private mutating func readAffixes(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
    if before.isEmpty, after.isEmpty { return true }
    var words: [String] = []
    var brackets = ""
    for part in [before, after] {
      var word = ""
      for scalar in String(decoding: part, as: UTF8.self).unicodeScalars {
        switch scalar {
        case "-", "\u{2212}": isNegative = true
        case "(", ")": brackets.unicodeScalars.append(scalar)
        case "+": break
        case "%": isPercent = true
        default: if !scalar.properties.isWhitespace { word.unicodeScalars.append(scalar) }
        }
      }
      if !word.isEmpty { words.append(word) }
    }
    // Accountants write (1,234.50) for what is below zero.
    if brackets == "()" { isNegative = true } else if !brackets.isEmpty { return false }
    for word in words {
      guard let meaning = Self.sign(word) else { return false }
      currency = meaning ?? currency
    }
    return words.count < 2
  }

  /// The currency of a code or sign; nil inside for a sign that tells none, nil for what is no sign.
  private static func sign(_ word: String) -> Currency?? {
    switch word.lowercased() {
    case "$", "¥", "kr", "kr.", "rs", "rs.", "fr.": return .some(nil)
    case "€": return Currency(code: "EUR")
    case "£": return Currency(code: "GBP")
    case "us$": return Currency(code: "USD")
    case "a$": return Currency(code: "AUD")
    case "c$", "ca$": return Currency(code: "CAD")
    case "nz$": return Currency(code: "NZD")
    case "r$": return Currency(code: "BRL")
    case "zł": return Currency(code: "PLN")
    case "kč": return Currency(code: "CZK")
    case "₹": return Currency(code: "INR")
    case "₩": return Currency(code: "KRW")
    case "₺": return Currency(code: "TRY")
    case "₴": return Currency(code: "UAH")
    case "₪": return Currency(code: "ILS")
    default: return Currency(code: word).map { .some($0) }
    }
  }

  // MARK: Digits

  private mutating func readDigits(_ core: ArraySlice<UInt8>) -> Bool {
    /// Where in `digits` each mark stands.
    var marks: [(mark: UInt8, place: Int)] = []
    var position = core.startIndex
    while position < core.endIndex {
      let byte = core[position]
      if byte.isDigit {
        digits.append(byte)
        position += 1
      } else if byte.isMark {
        marks.append((byte, digits.count))
        position += 1
      } else if let length = Self.gap(core[position...]) {
        marks.append((UInt8(ascii: " "), digits.count))
        position += length
      } else if byte == UInt8(ascii: "-"), position == core.endIndex - 1 {
        position += 1
      } else {
        return false
      }
    }
    return settle(marks)
  }

  /// The length of what separates thousands besides point and comma: a space of whatever width, an apostrophe.
  private static func gap(_ bytes: ArraySlice<UInt8>) -> Int? {
    let gaps = [" ", "'", "\u{A0}", "\u{202F}", "\u{2009}", "’"]
    return gaps.first { bytes.starts(with: $0.utf8) }?.utf8.count
  }

  private mutating func settle(_ marks: [(mark: UInt8, place: Int)]) -> Bool {
    markPlace = digits.count
    guard let last = marks.last else { return true }
    let before = marks.dropLast()
    if !last.mark.isMark || before.contains(where: { $0.mark == last.mark }) {
      // Thousands all through, which tells what the other mark is for.
      if last.mark.isMark { decimalMark = last.mark.otherMark }
      return isGrouped(marks[...], until: digits.count)
    }
    markPlace = last.place
    let isBeforeThree = digits.count - last.place == 3 && (1...3).contains(last.place)
    if before.isEmpty, isBeforeThree, digits[0] != UInt8(ascii: "0") {
      openMark = last.mark
      return true
    }
    decimalMark = last.mark
    return isGrouped(before, until: last.place)
  }

  /// Whether marks of one sort stand before each three digits; in India before two, but for the last three.
  private func isGrouped(_ marks: ArraySlice<(mark: UInt8, place: Int)>, until end: Int) -> Bool {
    guard let first = marks.first else { return true }
    guard (1...3).contains(first.place) else { return false }
    var next = end
    var isLast = true
    for mark in marks.reversed() {
      let length = next - mark.place
      guard mark.mark == first.mark, length == 3 || length == 2 && !isLast else { return false }
      next = mark.place
      isLast = false
    }
    return true
  }

  // MARK: Value

  /// The number as JSON writes it, divided by 10 to the power of `shift`; an open mark is that of the decimals where
  /// `columnMark` says so.
  func number(decimalMark columnMark: UInt8?, shift: Int = 0) -> JSONNumber? {
    let hasDecimals = openMark == nil || openMark == columnMark
    let places = (hasDecimals ? digits.count - markPlace : 0) + shift
    let missing = max(0, places + 1 - digits.count)
    let text = [UInt8](repeating: UInt8(ascii: "0"), count: missing) + digits
    let point = text.count - places
    let zeros = text[..<(point - 1)].prefix { $0 == UInt8(ascii: "0") }.count
    var result = isNegative ? "-" : ""
    result += String(decoding: text[zeros..<point], as: UTF8.self)
    if places > 0 { result += "." + String(decoding: text[point...], as: UTF8.self) }
    return JSONNumber(result)
  }
}

extension UInt8 {
  /// Whether it is a point or a comma.
  fileprivate var isMark: Bool { self == UInt8(ascii: ".") || self == UInt8(ascii: ",") }

  fileprivate var otherMark: UInt8 { self == UInt8(ascii: ".") ? UInt8(ascii: ",") : UInt8(ascii: ".") }
}
