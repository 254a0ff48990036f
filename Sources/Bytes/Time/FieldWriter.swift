/// Writes the fields of a date or time one after the other.
struct FieldWriter {
  /// Room for what is longest, `2026-01-31T09:30:00.123456Z`.
  private static let capacity = 27

  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  private init(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Appends what `body` writes to `bytes`, all at once.
  static func append(to bytes: inout [UInt8], _ body: (inout FieldWriter) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      var writer = FieldWriter(buffer)
      body(&writer)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<writer.count]))
    }
  }

  /// What `body` writes.
  static func text(_ body: (inout FieldWriter) -> Void) -> String {
    String(unsafeUninitializedCapacity: capacity) { buffer in
      var writer = FieldWriter(buffer)
      body(&writer)
      return writer.count
    }
  }

  /// Writes `value` in decimal, with zeros in front up to `width` digits.
  mutating func number(_ value: Int, width: Int) {
    var rest = value
    count += width
    for place in 1...width {
      bytes[count - place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }

  /// Writes a mark between numbers.
  mutating func mark(_ byte: Unicode.Scalar) {
    bytes[count] = UInt8(ascii: byte)
    count += 1
  }
}
