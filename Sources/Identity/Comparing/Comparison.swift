/// What two records are compared by.
package enum Comparison: Int, CaseIterable, Sendable {
  case givenName, familyName
  /// Whether given and family name stand in their places (`equal`) or were exchanged (`variant`), or neither agrees
  /// (`different`), which happens to one person less often than either being wrong by itself would suggest.
  case names
  case mailbox
  /// Domains; of people only where their mailboxes differ.
  case domain
  case phone, birthday, address, postcode
  /// Only where the postcodes differ or are not known, as one postcode means one city.
  case city
  /// The name of a company, or of the employer of a person.
  case organisation
}

/// How two records compare.
struct Pattern {
  /// The degree of agreement by each comparison, three bits each.
  private var degrees: UInt64 = 0
  /// How probable it is that strangers agree as far by chance, where that depends on the values; else 0.
  private(set) var chances = SIMD16<Float>(repeating: 0)

  subscript(comparison: Comparison) -> Agreement {
    Agreement(rawValue: UInt8(truncatingIfNeeded: degrees >> UInt64(comparison.rawValue * 3) & 7)) ?? .unknown
  }

  /// The degree by the number of a comparison, as the number of an agreement.
  @inline(__always)
  func degree(_ comparison: Int) -> Int { Int(truncatingIfNeeded: degrees >> UInt64(comparison * 3) & 7) }

  mutating func set(_ comparison: Comparison, _ agreement: Agreement, chance: Double = 0) {
    degrees |= UInt64(agreement.rawValue) << UInt64(comparison.rawValue * 3)
    chances[comparison.rawValue] = Float(chance)
  }
}
