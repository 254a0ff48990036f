@testable import Bytes

/// A repeatable source of chance (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Gives the pieces one after the other, as a pipe may.
struct PieceSource: ByteSource {
  private var pieces: [[UInt8]]

  init(_ pieces: [[UInt8]]) {
    self.pieces = pieces.filter { !$0.isEmpty }.reversed()
  }

  /// One byte at a time.
  init(bytesOf text: String) {
    self.init(text.utf8.map { [$0] })
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let piece = pieces.popLast() else { return 0 }
    let count = min(piece.count, buffer.count)
    buffer.copyBytes(from: piece.prefix(count))
    if count < piece.count { pieces.append(Array(piece.dropFirst(count))) }
    return count
  }
}

/// The error of a parse that must fail.
func jsonError(in text: some Collection<UInt8>) -> JSONError? {
  do {
    _ = try JSONParser.parse(text)
    return nil
  } catch {
    return error
  }
}
