/// Reads the fields of a written date or time from front to back: digits of a known width, and
/// the marks between them.
struct FieldScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// What `body` makes of `bytes`, or nil when it makes nothing or leaves something unread.
  static func readAll<Value>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (inout FieldScanner) -> Value?
  ) -> Value? {
    var scanner = FieldScanner(bytes)
    guard let value = body(&scanner), scanner.next == nil else { return nil }
    return value
  }

  /// What `body` makes of `text`, or nil when it makes nothing or leaves something unread.
  static func readAll<Value>(_ text: String, _ body: (inout FieldScanner) -> Value?) -> Value? {
    var text = text
    return text.withUTF8 { readAll($0, body) }
  }

  /// The byte that comes next, nil at the end.
  var next: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  /// Goes past the next byte when `condition` holds for it, and says whether it did.
  mutating func skip(where condition: (UInt8) -> Bool) -> Bool {
    guard let next, condition(next) else { return false }
    position += 1
    return true
  }

  /// Goes past `byte` when it comes next, and says whether it did.
  mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    skip { $0 == UInt8(ascii: byte) }
  }

  /// Goes past `letter`, given in lower case, when it comes next in either case, and says whether it did.
  mutating func skip(letter: Unicode.Scalar) -> Bool {
    skip { $0 | 0x20 == UInt8(ascii: letter) }
  }

  /// A number of as many digits as there are, when `count` allows so many.
  mutating func number(digits count: ClosedRange<Int>) -> (value: Int, digits: Int)? {
    var value = 0
    var digits = 0
    while let next, case UInt8(ascii: "0")...UInt8(ascii: "9") = next {
      guard digits < count.upperBound else { return nil }
      value = value * 10 + Int(next - UInt8(ascii: "0"))
      digits += 1
      position += 1
    }
    return count.contains(digits) ? (value, digits) : nil
  }

  /// A number of exactly two digits within `range`.
  mutating func twoDigits(_ range: ClosedRange<Int>) -> Int? {
    guard let value = number(digits: 2...2)?.value, range.contains(value) else { return nil }
    return value
  }
}

extension [UInt8] {
  /// Appends `value` in decimal, with zeros in front up to `width` digits.
  mutating func appendPadded(_ value: Int, width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }
}

extension Int {
  /// Quotient and remainder with the remainder never negative, so that times before 1970 fall into
  /// the day and the second they belong to.
  func dividedFlooring(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
