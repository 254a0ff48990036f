/// Where bytes come from, a chunk at a time: a file, a pipe, a value in memory.
public protocol ByteSource {
  /// Fills the start of `buffer` and returns how many bytes it wrote; 0 means the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes that are in memory already.
public struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ text: String) {
    self.init(Array(text.utf8))
  }

  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
    position += count
    return count
  }
}

extension ByteSource {
  /// All bytes from here to the end, in memory; fails when reading fails.
  package mutating func readToEnd() throws -> [UInt8] {
    var window = ByteWindow()
    while !window.isLast {
      try window.fill(from: &self)
    }
    return window.withBytes { Array($0) }
  }
}
