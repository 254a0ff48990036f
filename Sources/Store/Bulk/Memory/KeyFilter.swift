/// Says of most keys that no record has them, without asking the tables.
///
/// A key that was added is always held to be there. One that was not is taken for one that was once in thousands of
/// times, and then the tables are asked in vain. Letters that differ in the case of ASCII alone are the same, as they
/// are to NOCASE.
struct KeyFilter {
  private var bits = [UInt64](repeating: 0, count: Self.words)

  /// Eight megabytes: a handful of bits for each of some million keys.
  private static let words = 1 << 20
  private static let probes = 4

  mutating func insert(_ key: String) {
    for bit in Self.places(of: key) { bits[bit >> 6] |= 1 << UInt64(bit & 63) }
  }

  func mayHold(_ key: String) -> Bool {
    Self.places(of: key).allSatisfy { bits[$0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
  }

  /// The bits of a key, which lie at distances of its own from one another.
  private static func places(of key: String) -> some Sequence<Int> {
    var key = key
    let hash = key.withUTF8 { bytes in
      // FNV-1a: short, and as good as any for keys that nobody chooses to collide.
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in bytes {
        let isCapital = byte &- 0x41 < 26
        hash = (hash ^ UInt64(isCapital ? byte | 0x20 : byte)) &* 0x100_0000_01b3
      }
      return hash
    }
    // The high bits of the product are the well mixed ones.
    let (first, step) = (hash ^ hash >> 32, hash >> 17 | 1)
    return (0..<UInt64(probes)).lazy.map { number in Int((first &+ number &* step) % UInt64(words * 64)) }
  }
}
