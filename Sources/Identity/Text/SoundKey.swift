/// What a name sounds like, roughly and in no language in particular: two spellings of one name mostly have one key.
enum SoundKey {
  /// The key of a folded name. Vowels count at the beginning only, letters of like sound are one, a doubled sound is
  /// one. A name in another script is its own key.
  static func of(_ name: some Sequence<UInt16>) -> UInt64 {
    var key: [UInt16] = []
    var before: UInt16 = 0
    for unit in name {
      guard unit < 0x80 else { return Hash.of(name) }
      let letter = UInt8(truncatingIfNeeded: unit)
      // "ph" sounds as "f", "th" as "t", "ch" and "sh" as their first letter.
      if letter == UInt8(ascii: "h"), !key.isEmpty {
        if before == UInt16(UInt8(ascii: "p")) { key[key.count - 1] = UInt16(UInt8(ascii: "f")) }
        continue
      }
      before = unit
      guard let sound = sound(letter, isFirst: key.isEmpty), key.last != UInt16(sound) else { continue }
      key.append(UInt16(sound))
    }
    return Hash.of(key)
  }

  private static func sound(_ letter: UInt8, isFirst: Bool) -> UInt8? {
    switch letter {
    case UInt8(ascii: "b"), UInt8(ascii: "p"): UInt8(ascii: "b")
    case UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "w"): UInt8(ascii: "f")
    case UInt8(ascii: "c"), UInt8(ascii: "g"), UInt8(ascii: "k"), UInt8(ascii: "q"): UInt8(ascii: "k")
    case UInt8(ascii: "s"), UInt8(ascii: "x"), UInt8(ascii: "z"): UInt8(ascii: "s")
    case UInt8(ascii: "d"), UInt8(ascii: "t"): UInt8(ascii: "t")
    case UInt8(ascii: "m"), UInt8(ascii: "n"): UInt8(ascii: "n")
    case UInt8(ascii: "l"), UInt8(ascii: "r"): letter
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"):
      isFirst ? UInt8(ascii: "a") : nil
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter
    default: nil
    }
  }
}
