/// The part of a source that is being looked at: bytes come in at its end and leave at its start.
///
/// It holds no more than one piece of the source and what its user has not yet taken.
struct ByteWindow {
  private static let initialCapacity = 65_536

  private var storage = [UInt8](repeating: 0, count: ByteWindow.initialCapacity)
  private var start = 0
  private var end = 0
  /// Where the first byte of the window stands in the source.
  private(set) var offset = 0
  /// Whether the source has no more than what is in the window.
  private(set) var isLast = false

  var count: Int { end - start }

  /// Reads once from the source, behind what is there; fails when the source does.
  mutating func fill(from source: inout some ByteSource) throws {
    makeRoom()
    let free = end..<storage.count
    let count = try storage.withUnsafeMutableBytes { try source.read(into: .init(rebasing: $0[free])) }
    end += count
    isLast = count == 0
  }

  /// Takes bytes away from the start.
  mutating func consume(_ count: Int) {
    start += count
    offset += count
  }

  func withBytes<Value, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try storage.withUnsafeBufferPointer { (all) throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: all[start..<end]))
    }
  }

  private mutating func makeRoom() {
    if start > 0 {
      let (from, count) = (start, self.count)
      storage.withUnsafeMutableBytes { $0.copyMemory(from: .init(rebasing: $0[from..<from + count])) }
      (start, end) = (0, count)
    }
    if end == storage.count {
      storage.append(contentsOf: repeatElement(0, count: storage.count))
    }
  }
}
