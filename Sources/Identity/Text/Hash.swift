/// Hashes that are the same in every run, as the order of what is found depends on them.
enum Hash {
  /// The hash of a text (FNV-1a, Fowler, Noll and Vo, mixed at the end as the lowest bits choose a slot).
  static func of(_ units: some Sequence<UInt16>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for unit in units { hash = (hash ^ UInt64(unit)) &* 0x100_0000_01B3 }
    return mix(hash)
  }

  /// A hash of two values in their order.
  static func of(_ first: UInt64, _ second: UInt64) -> UInt64 {
    mix(first &* 0x9E37_79B9_7F4A_7C15 &+ second)
  }

  /// Spreads every bit over all others (the finisher of SplitMix64, Steele, Lea and Flood, 2014).
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
