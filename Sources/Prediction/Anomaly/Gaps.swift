internal import Bytes
internal import Glibc

/// Records that lack what nearly all others of their kind have. A field that few fill is no gap.
struct Gaps {
  let observations: Observations
  let worth: DealWorth

  func found() -> [Anomaly] {
    addresses() + contacts() + deals()
  }

  // MARK: Contacts

  private func addresses() -> [Anomaly] {
    observations.contacts.compactMap { contact in
      guard let problem = contact.oddAddress else { return nil }
      return Anomaly(
        .oddAddress, isInDeal(contact) ? .high : .medium, Anomaly.Subject("contact", contact.id),
        state: problem.rawValue, evidence: ["field": "email", "problem": .string(problem.rawValue)])
    }.unlessHabit(among: observations.contacts.count, share: 0.3)
  }

  /// Contacts that nobody can reach, and those of whom hardly anything is known.
  private func contacts() -> [Anomaly] {
    let contacts = observations.contacts
    guard contacts.count >= Spread.fewest else { return [] }
    let count = Double(contacts.count)
    let missing = ContactFields.names.indices.map { field in
      Double(contacts.count { $0.filled & (1 << field) == 0 }) / count
    }
    // A field that is missing in a share p says -ln p when it is missing: mean and variance of the sum by chance.
    var (mean, variance) = (0.0, 0.0)
    for share in missing where share > 0 && share <= 0.4 {
      mean -= share * log(share)
      variance += share * (1 - share) * log(share) * log(share)
    }
    let limit = max(6, mean + 5 * variance.squareRoot())
    // Half of what is usual, lest it be chance.
    let fewestMissing = max(3, (missing.count { $0 <= 0.4 } + 1) / 2)
    let unreachable = Double(contacts.count { !$0.isReachable }) / count
    return contacts.compactMap { contact in
      let fields = missing.indices.filter { contact.filled & (1 << $0) == 0 && missing[$0] <= 0.4 }
      let surprise = fields.reduce(0) { $0 - log(missing[$1]) }
      let isUnreachable = !contact.isReachable && unreachable <= 0.1
      guard isUnreachable || fields.count >= fewestMissing && surprise > limit else { return nil }
      let names = (isUnreachable ? [1, 2] + fields.filter { $0 > 2 } : fields).map { ContactFields.names[$0] }
      return Anomaly(
        isUnreachable ? .unreachable : .missingFields,
        isInDeal(contact) ? .high : contact.outcome == .won ? .medium : .low,
        Anomaly.Subject("contact", contact.id), state: names.joined(separator: ","),
        evidence: ["missing": .array(names.map(JSON.string))])
    }
  }

  private func isInDeal(_ contact: ContactState) -> Bool {
    contact.deals.contains { observations.deals[$0].outcome == .open }
  }

  // MARK: Deals

  /// What an open deal should have.
  private static let dealFields: [(name: String, isThere: @Sendable (DealState) -> Bool)] = [
    ("value", { $0.value != nil }), ("expected_close", { $0.expectedClose != nil }),
    ("contacts", \.hasParty), ("owner", { $0.owner != nil }), ("next_step", \.hasNextStep),
  ]

  private func deals() -> [Anomaly] {
    let open = observations.deals.filter { $0.outcome == .open }
    guard open.count >= Spread.fewest else { return [] }
    let missing = Self.dealFields.map { field in
      Double(open.count { !field.isThere($0) }) / Double(open.count)
    }
    return open.compactMap { deal in
      let fields = Self.dealFields.indices.filter {
        missing[$0] <= 0.15 && !Self.dealFields[$0].isThere(deal)
      }
      // One that a twentieth lacks is enough, or two that are missing more often.
      let surprise = fields.reduce(0) { $0 - log(missing[$1]) }
      guard surprise >= -log(0.05) else { return nil }
      let names = fields.map { Self.dealFields[$0].name }
      let isLate = 2 * deal.stagePlace >= deal.stageCount
      return Anomaly(
        .missingFields, isLate ? max(.medium, min(worth.severity(deal), .high)) : .medium,
        Anomaly.Subject("deal", deal.id), state: names.joined(separator: ","),
        evidence: ["missing": .array(names.map(JSON.string))])
    }
  }
}
