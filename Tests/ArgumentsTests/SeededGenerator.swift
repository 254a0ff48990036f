/// SplitMix64, so that every run tries the same values.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A word of up to five odd letters, never empty.
  mutating func word() -> String {
    let letters = Array("ab-='\" $é\\☃.")
    return String(
      (0..<Int.random(in: 1...5, using: &self)).map { _ in letters.randomElement(using: &self) ?? "a" })
  }

  /// One of the ways to give an option its value.
  mutating func spelling(long: String, short: String, _ value: String) -> [String] {
    let spellings = [
      ["--\(long)", value], ["--\(long)=\(value)"], ["-\(short)", value], ["-\(short)\(value)"],
    ]
    return spellings.randomElement(using: &self) ?? []
  }
}
