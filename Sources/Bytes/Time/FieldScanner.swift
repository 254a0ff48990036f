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

  /// A number of exactly so many digits.
  mutating func digits(_ count: Int) -> Int? {
    guard bytes.count - position >= count else { return nil }
    var value = 0
    for index in position..<position + count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  /// A number of two digits within `range`.
  mutating func twoDigits(_ range: ClosedRange<Int>) -> Int? {
    guard let value = digits(2), range.contains(value) else { return nil }
    return value
  }

  /// A number of one digit or more, as many as there are and at most `limit`.
  mutating func number(upTo limit: Int) -> (value: Int, digits: Int)? {
    var value = 0
    var count = 0
    while count < limit, let digit = digits(1) {
      value = value * 10 + digit
      count += 1
    }
    return count > 0 ? (value, count) : nil
  }
}
