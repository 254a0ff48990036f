/// What is expected of a comparison before the data has spoken, and the bounds of what it may say.
struct Traits {
  /// How often records of one person agree to each degree, from `equal` to `different`.
  let same: [Double]
  /// How often those of strangers do.
  let strangers: [Double]
  /// The most that records of one person may differ.
  let most: Double
  /// How often two who share a home agree as if they were one; else as strangers do.
  let kin: Double
  /// The same of two who share an employer. Of companies: two of the same name in different places.
  let colleagues: Double

  /// By the number of the comparison; nil where records of the kind are not compared by it.
  static let ofContacts: [Traits?] = Comparison.allCases.map { comparison in
    switch comparison {
    case .givenName:
      Traits(
        same: [0.70, 0.08, 0.06, 0.03, 0.05, 0.08], strangers: [0.010, 0.005, 0.005, 0.03, 0.05, 0.90],
        most: 0.3, kin: 0.03, colleagues: 0)
    case .familyName:
      Traits(
        same: [0.75, 0.03, 0.07, 0.02, 0.04, 0.09], strangers: [0.003, 0.002, 0.003, 0.02, 0.05, 0.922],
        most: 0.3, kin: 0.9, colleagues: 0)
    case .names:
      // Whatever strangers are called, they exchange nothing: each degree is a factor for the two names.
      Traits(
        same: [0.965, 0.03, 0, 0, 0, 0.005], strangers: [1, 1, 0, 0, 0, 1], most: 0.02, kin: 0, colleagues: 0)
    case .mailbox:
      Traits(
        same: [0.50, 0.03, 0.06, 0.08, 0, 0.33], strangers: [1e-6, 1e-6, 1e-5, 0.001, 0, 0.999],
        most: 0.6, kin: 0.08, colleagues: 0.03)
    case .domain:
      Traits(
        same: [0.55, 0, 0.03, 0.02, 0, 0.40], strangers: [0.05, 0, 0.001, 0.002, 0, 0.947],
        most: 0.9, kin: 0.1, colleagues: 0.8)
    case .phone:
      Traits(
        same: [0.50, 0, 0.06, 0, 0, 0.44], strangers: [1e-5, 0, 1e-4, 0, 0, 0.9999],
        most: 0.7, kin: 0.35, colleagues: 0.25)
    case .birthday:
      Traits(
        same: [0.85, 0.02, 0.05, 0.02, 0.02, 0.04], strangers: [7e-5, 5e-5, 5e-4, 0.005, 0.01, 0.985],
        most: 0.2, kin: 0.03, colleagues: 0)
    case .address:
      Traits(
        same: [0.50, 0, 0.10, 0.12, 0.03, 0.25], strangers: [1e-4, 0, 1e-4, 0.002, 0.01, 0.988],
        most: 0.7, kin: 0.9, colleagues: 0.4)
    case .postcode:
      Traits(
        same: [0.72, 0, 0.08, 0, 0, 0.20], strangers: [0.003, 0, 0.005, 0, 0, 0.992],
        most: 0.6, kin: 0.93, colleagues: 0.5)
    case .city:
      Traits(
        same: [0.75, 0.02, 0.06, 0, 0.04, 0.13], strangers: [0.03, 0.005, 0.003, 0.002, 0.03, 0.93],
        most: 0.6, kin: 0.93, colleagues: 0.5)
    case .organisation:
      Traits(
        same: [0.50, 0.08, 0.05, 0.01, 0.06, 0.30], strangers: [0.005, 0.005, 0.001, 0.005, 0.03, 0.954],
        most: 0.7, kin: 0.05, colleagues: 0.93)
    }
  }

  static let ofCompanies: [Traits?] = Comparison.allCases.map { comparison in
    switch comparison {
    case .organisation:
      Traits(
        same: [0.60, 0.12, 0.08, 0.01, 0.09, 0.10], strangers: [1e-5, 0.002, 0.001, 0.005, 0.03, 0.96199],
        most: 0.25, kin: 0, colleagues: 0.9)
    case .domain:
      Traits(
        same: [0.70, 0, 0.03, 0.05, 0, 0.22], strangers: [1e-5, 0, 1e-4, 5e-4, 0, 0.99939],
        most: 0.5, kin: 0.15, colleagues: 0.2)
    case .phone:
      Traits(
        same: [0.60, 0, 0.06, 0, 0, 0.34], strangers: [1e-5, 0, 1e-4, 0, 0, 0.9999],
        most: 0.6, kin: 0.3, colleagues: 0)
    case .address, .city: ofContacts[comparison.rawValue].map { $0.sharing(kin: 0.9, colleagues: 0.02) }
    case .givenName, .familyName, .names, .mailbox, .birthday, .postcode: nil
    }
  }

  private func sharing(kin: Double, colleagues: Double) -> Traits {
    Traits(same: same, strangers: strangers, most: most, kin: kin, colleagues: colleagues)
  }
}
