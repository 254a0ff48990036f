@testable import Bytes

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
