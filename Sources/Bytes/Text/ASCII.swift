/// Questions about eight bytes at a time.
enum ASCII {
  /// Whether all bytes are in 0x20...0x7E.
  static func isPrintable(_ word: UInt64) -> Bool {
    // A byte below 0x20 borrows into its highest bit; 0x7F carries into it; others have it set already.
    ((word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101) | word) & highBits == 0
  }

  /// Whether all bytes are in 0x21...0x7E.
  static func isPrintableWithoutSpace(_ word: UInt64) -> Bool {
    ((word &- 0x2121_2121_2121_2121) | (word &+ 0x0101_0101_0101_0101) | word) & highBits == 0
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
    var position = 0
    while position + 8 <= bytes.count {
      if !isPrintable(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)) {
        return false
      }
      position += 8
    }
    while position < bytes.count {
      if !(0x20...0x7E).contains(bytes[position]) {
        return false
      }
      position += 1
    }
    return true
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
}
