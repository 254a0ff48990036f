internal import Bytes
internal import Glibc

/// A text looked for byte by byte, the case of ASCII letters aside.
struct BytePattern: Hashable {
  let bytes: [UInt8]

  init(_ text: String) {
    bytes = text.utf8.map(Self.lowered)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }

  /// Where the pattern occurs first, from an offset on.
  func firstOffset(in buffer: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard let first = bytes.first, buffer.count >= bytes.count else { return nil }
    let last = buffer.count - bytes.count
    var offset = start
    while offset <= last {
      if Self.lowered(buffer[offset]) == first, matches(buffer, at: offset) { return offset }
      offset += 1
    }
    return nil
  }

  private func matches(_ buffer: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    for index in 1..<max(1, bytes.count) where Self.lowered(buffer[offset + index]) != bytes[index] {
      return false
    }
    return true
  }

  /// How often each of some patterns occurs in a file. Fails when the file cannot be read; one that is not there has
  /// nothing in it.
  static func counts(of patterns: Set<BytePattern>, inFile path: String) throws -> [BytePattern: Int] {
    guard access(path, F_OK) == 0 else { return [:] }
    let source = try DescriptorSource(path: path)
    var counts: [BytePattern: Int] = [:]
    let overlap = (patterns.map(\.bytes.count).max() ?? 1) - 1
    let chunk = 1 << 20
    var buffer = [UInt8](repeating: 0, count: overlap + chunk)
    var held = 0
    while true {
      let count = try buffer.withUnsafeMutableBytes { bytes in
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[held..<held + chunk]))
      }
      if count == 0 { return counts }
      buffer.withUnsafeMutableBytes { bytes in
        let filled = UnsafeRawBufferPointer(rebasing: bytes[..<(held + count)])
        for pattern in patterns {
          // What ends within the bytes held over was counted with them.
          var start = max(0, held - pattern.bytes.count + 1)
          while let offset = pattern.firstOffset(in: filled, from: start) {
            counts[pattern, default: 0] += 1
            start = offset + 1
          }
        }
        let kept = min(overlap, filled.count)
        for index in 0..<kept { bytes[index] = filled[filled.count - kept + index] }
        held = kept
      }
    }
  }
}
