/// A JSON number, kept as it was written.
///
/// Two numbers are equal when their values are, exactly: `1`, `1.0` and `10e-1` are. No number is
/// rounded unless `double` is asked for.
public struct JSONNumber: Sendable {
  /// The number as it stands in JSON text.
  public let text: String

  /// A number as JSON writes it; nil for anything else (`+1`, `01`, `.5`, `NaN`), and for an exponent
  /// beyond ±999,999,999, which RFC 8259 section 6 lets a reader refuse.
  public init?(_ text: String) {
    var text = text
    guard text.withUTF8({ Self.flaw(in: $0) }) == nil else { return nil }
    self.text = text
  }

  /// An integer.
  public init(_ value: Int64) {
    text = String(value)
  }

  /// The shortest text that reads back as the same value; nil for an infinity and for no number.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    let text = value.description
    self.text = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A text in which `flaw(in:)` found nothing.
  init(checked text: String) {
    self.text = text
  }

  /// The value when it is an integer of 64 bits, however it is written (`1e3` is 1000).
  public var int64: Int64? { Int64(text) ?? scaled(by: 0) }

  /// The nearest floating-point value; nil when the number is too large for one.
  public var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// How many decimal places the value needs: one for 1.50, none for 1e3.
  public var decimalPlaces: Int { max(0, -Decimal(text).exponent) }

  /// The value times 10 to the power of `digits`, when that is exactly an integer of 64 bits.
  ///
  /// So an amount of money becomes minor units without rounding: 12.5 scaled by 2 is 1250, 12.505 nil.
  public func scaled(by digits: Int) -> Int64? {
    let decimal = Decimal(text)
    if decimal.digits.isEmpty { return 0 }
    let zeros = decimal.exponent + digits
    // An Int64 has at most 19 digits.
    guard zeros >= 0, decimal.digits.count + zeros <= 19 else { return nil }
    // Counted downwards, because the smallest integer has no positive counterpart.
    var value: Int64 = 0
    for position in 0..<decimal.digits.count + zeros {
      let digit = position < decimal.digits.count ? Int64(decimal.digits[position]) : 0
      let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
      let (difference, differenceOverflows) = product.subtractingReportingOverflow(digit)
      guard !productOverflows, !differenceOverflows else { return nil }
      value = difference
    }
    if decimal.isNegative { return value }
    return value == .min ? nil : -value
  }
}

extension JSONNumber: Hashable {
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.text == right.text || Decimal(left.text) == Decimal(right.text)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(Decimal(text))
  }
}

extension JSONNumber: CustomStringConvertible {
  public var description: String { text }
}

// MARK: Grammar

extension JSONNumber {
  /// What keeps bytes from being a JSON number, and the index of the byte that does.
  enum Flaw: Equatable {
    case syntax(at: Int)
    case exponent(at: Int)
  }

  static let largestExponent = 999_999_999

  /// number = [ minus ] int [ frac ] [ exp ] (RFC 8259 section 6); nil when `bytes` are just that.
  static func flaw(in bytes: UnsafeBufferPointer<UInt8>) -> Flaw? {
    var position = 0
    func byte() -> UInt8 { position < bytes.count ? bytes[position] : 0 }
    func skipDigits() -> Bool {
      let start = position
      while isDigit(byte()) { position += 1 }
      return position > start
    }

    if byte() == UInt8(ascii: "-") { position += 1 }
    if byte() == UInt8(ascii: "0") {
      position += 1
    } else if !skipDigits() {
      return .syntax(at: position)
    }
    if byte() == UInt8(ascii: ".") {
      position += 1
      guard skipDigits() else { return .syntax(at: position) }
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      position += 1
      if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { position += 1 }
      let start = position
      guard skipDigits() else { return .syntax(at: position) }
      var exponent = 0
      for digit in bytes[start..<position] {
        exponent = exponent * 10 + Int(digit & 0x0F)
        guard exponent <= largestExponent else { return .exponent(at: start) }
      }
    }
    return position == bytes.count ? nil : .syntax(at: position)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}

/// The value of a number: an integer without zeros at either end, times a power of ten.
///
/// Zero, also written with a sign or an exponent, has no digits.
private struct Decimal: Hashable {
  private(set) var isNegative = false
  private(set) var digits: [UInt8] = []
  private(set) var exponent = 0

  /// Reads what follows the grammar of JSON.
  init(_ text: String) {
    var isFraction = false
    var bytes = text.utf8.makeIterator()
    scan: while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "-"):
        isNegative = true
      case UInt8(ascii: "."):
        isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent += Self.exponent(&bytes)
        break scan
      default:
        let digit = byte & 0x0F
        if digit > 0 || !digits.isEmpty { digits.append(digit) }
        if isFraction { exponent -= 1 }
      }
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      isNegative = false
      exponent = 0
    }
  }

  private static func exponent(_ bytes: inout String.UTF8View.Iterator) -> Int {
    var isNegative = false
    var value = 0
    while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "+"): break
      default: value = value * 10 + Int(byte & 0x0F)
      }
    }
    return isNegative ? -value : value
  }
}
