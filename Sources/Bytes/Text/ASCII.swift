/// Work on eight bytes of ASCII at a time; the first byte of a text is the lowest of its word.
enum ASCII {
  /// Whether all bytes are in 0x20...0x7E.
  static func isPrintable(_ word: UInt64) -> Bool {
    // A byte below 0x20 borrows into its highest bit; 0x7F carries into it; others have it set already.
    ((word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101) | word) & highBits == 0
  }

  /// Whether two neighbouring bytes are spaces, of which the first may be the one before the word. The
  /// bytes must be below 0x80.
  static func hasAdjacentSpaces(_ word: UInt64, afterSpace: Bool) -> Bool {
    let others = (word ^ 0x2020_2020_2020_2020) &+ 0x7F7F_7F7F_7F7F_7F7F  // highest bit clear in spaces only
    let spaces = ~others & highBits
    return spaces & (spaces << 8 | (afterSpace ? 0x80 : 0)) != 0
  }

  /// The word with its letters in lower case; its bytes must be below 0x80.
  static func lowercased(_ word: UInt64) -> UInt64 {
    let fromA = word &+ 0x3F3F_3F3F_3F3F_3F3F  // highest bit set from "A" on
    let afterZ = word &+ 0x2525_2525_2525_2525  // highest bit set after "Z"
    return word | (fromA & ~afterZ & highBits) >> 2
  }

  /// Whether all bytes of a text are in 0x20...0x7E.
  static func isPrintable(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = UnsafeRawBufferPointer(text)
    let lastWord = bytes.count - 8
    if lastWord < 0 {
      return bytes.allSatisfy { (0x20...0x7E).contains($0) }
    }
    var position = 0
    while position < lastWord {
      if !isPrintable(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)) {
        return false
      }
      position += 8
    }
    return isPrintable(bytes.loadUnaligned(fromByteOffset: lastWord, as: UInt64.self))
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
}
