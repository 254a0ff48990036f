import Bytes

/// Gives bytes in pieces of the sizes asked for, over and over, as a slow pipe would.
struct TrickleSource: ByteSource {
  private let bytes: [UInt8]
  private let sizes: [Int]
  private var position = 0
  private var reads = 0

  init(_ bytes: [UInt8], sizes: [Int]) {
    self.bytes = bytes
    self.sizes = sizes
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(sizes[reads % sizes.count], buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    reads += 1
    return count
  }
}
