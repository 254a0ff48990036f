/// The lines of bytes in memory, without the LF or CR LF that ends them.
struct ByteLines: Sequence, IteratorProtocol {
  /// What has not been given yet.
  private(set) var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    rest = text
  }

  mutating func next() -> ArraySlice<UInt8>? {
    if rest.isEmpty { return nil }
    let start = rest.startIndex
    guard let length = rest.withUnsafeBufferPointer({ $0.indexOfLineFeed(from: 0) }) else {
      defer { rest = rest[rest.endIndex...] }
      return rest
    }
    let lineFeed = start + length
    let line = rest[start..<lineFeed]
    rest = rest[(lineFeed + 1)...]
    return line.last == .carriageReturn ? line.dropLast() : line
  }
}
