internal import Glibc

/// How probable it is that two records that compare so are one (Fellegi and Sunter, 1969).
///
/// Two records are of one person, of two who share a home, of two who share an employer, or of strangers. Each kind of
/// pair agrees in its own way: without the two in the middle, a family at one address would look like one person many
/// times over.
struct Model {
  /// How the comparisons differ for the kinds of pair.
  let traits: [Traits?]
  /// How often records of one person agree, by comparison and degree, eight places a comparison.
  var same: [Double]
  /// How often those of strangers do.
  var strangers: [Double]
  /// How many of all pairs are of each kind.
  var shares: Shares

  struct Shares {
    var same, kin, colleagues: Double
  }

  /// What is expected before the data has spoken.
  init(_ traits: [Traits?], shares: Shares) {
    self.traits = traits
    self.shares = shares
    same = Self.table(traits) { $0.same }
    strangers = Self.table(traits) { $0.strangers }
  }

  /// A row for each comparison, a place for each degree.
  static func table(_ traits: [Traits?], _ values: (Traits) -> [Double]) -> [Double] {
    var table = [Double](repeating: 0, count: traits.count * 8)
    for (comparison, trait) in traits.enumerated() {
      guard let trait else { continue }
      for (degree, value) in values(trait).enumerated() { table[comparison * 8 + degree + 1] = value }
    }
    return table
  }

  /// How probable each kind is for a pair; what is left is for strangers.
  func probabilities(_ pattern: Pattern) -> Shares {
    var (same, kin, colleagues) = (shares.same, shares.kin, shares.colleagues)
    for comparison in traits.indices {
      guard let trait = traits[comparison], case let degree = pattern.degree(comparison), degree > 0 else {
        continue
      }
      let ratio = ratio(pattern, comparison, degree)
      same *= ratio
      kin *= trait.kin * ratio + 1 - trait.kin
      colleagues *= trait.colleagues * ratio + 1 - trait.colleagues
    }
    let total = same + kin + colleagues + 1 - shares.same - shares.kin - shares.colleagues
    return Shares(same: same / total, kin: kin / total, colleagues: colleagues / total)
  }

  /// How much more often records of one person agree as far as this pair than those of strangers.
  @inline(__always)
  func ratio(_ pattern: Pattern, _ comparison: Int, _ degree: Int) -> Double {
    let chance = Double(pattern.chances[comparison])
    return same[comparison * 8 + degree] / (chance > 0 ? chance : strangers[comparison * 8 + degree])
  }

  /// What each comparison says for (above 0) or against one person, in factors of two.
  func weights(_ pattern: Pattern) -> [(comparison: Comparison, weight: Double)] {
    Comparison.allCases.compactMap { comparison in
      let degree = pattern.degree(comparison.rawValue)
      guard traits[comparison.rawValue] != nil, degree > 0 else { return nil }
      return (comparison, log2(ratio(pattern, comparison.rawValue, degree)))
    }
  }
}
