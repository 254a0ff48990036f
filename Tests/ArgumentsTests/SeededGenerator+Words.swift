import TestSupport

extension SeededGenerator {
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
