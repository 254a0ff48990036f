/// Divides bytes that come in pieces of any size into lines.
struct LineSplitter {
  private var rest: [UInt8] = []
  /// A line may hold a long thought or tool call, but not without end.
  static let limit = 16 << 20

  /// Whether a line has begun that has not ended.
  var isInLine: Bool { !rest.isEmpty }

  /// Takes a piece and gives the lines that end in it, without their ends; fails on a line without end.
  mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    let scanned = rest.count
    rest += bytes
    var start = 0
    var position = scanned
    while let end = rest[position...].firstIndex(of: 0x0A) {
      let isReturned = end > start && rest[end - 1] == 0x0D
      try line(rest[start..<(isReturned ? end - 1 : end)])
      start = end + 1
      position = start
    }
    rest.removeFirst(start)
    guard rest.count <= Self.limit else {
      throw LanguageError.unreadable("a line of more than \(Self.limit >> 20) MB")
    }
  }
}
