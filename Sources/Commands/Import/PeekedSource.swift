internal import Bytes

/// A source of which the beginning can be looked at before it is read.
struct PeekedSource<Source: ByteSource>: ByteSource {
  private var source: Source
  private var head: [UInt8] = []
  private var position = 0

  init(_ source: Source) {
    self.source = source
  }

  /// What the source begins with: its first line that is not blank, and what came with it.
  mutating func peek() throws -> [UInt8] {
    // No line by which a format is recognised is longer.
    let enough = 4096
    var buffer = [UInt8](repeating: 0, count: enough)
    while head.count < enough, !head.holdsLine {
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      head += buffer[..<count]
    }
    return head
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if position == head.count { return try source.read(into: buffer) }
    let count = min(buffer.count, head.count - position)
    buffer.copyBytes(from: head[position..<position + count])
    position += count
    return count
  }
}

extension [UInt8] {
  /// Whether a line that is not blank ends in it.
  fileprivate var holdsLine: Bool {
    guard let start = firstIndex(where: { $0 > UInt8(ascii: " ") }) else { return false }
    return self[start...].contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }
}
