/// Compares records of a population with each other.
struct Comparer {
  let population: Population
  private let rarity: Rarities

  /// What is rare among values of each kind.
  private struct Rarities {
    let given, family, mailbox, local, domain, phone, birthday, address, street, postcode, city,
      organisation: Rarity
  }

  init(_ population: Population, isOfCompanies: Bool) {
    self.population = population
    func rarity(_ shape: Double, _ typical: Double) -> Rarity {
      Rarity(shape: shape, typical: typical, records: population.count)
    }
    self.rarity = Rarities(
      given: rarity(1, 0.005), family: rarity(0.7, 0.002), mailbox: rarity(0.01, 1e-6),
      local: rarity(1, 0.002),
      domain: isOfCompanies ? rarity(0.02, 1e-5) : rarity(0.5, 0.02), phone: rarity(0.05, 2e-5),
      birthday: rarity(1, 7e-5), address: rarity(0.2, 2e-4), street: rarity(0.7, 0.002),
      postcode: rarity(1, 0.003), city: rarity(1, 0.03),
      organisation: isOfCompanies ? rarity(0.05, 1e-5) : rarity(0.5, 0.005))
  }

  /// How two records compare.
  func compare(_ first: Int, _ second: Int) -> Pattern {
    let (a, b) = (population.profiles[first], population.profiles[second])
    var pattern = Pattern()
    compareNames(a, b, into: &pattern)
    compareMailboxes(a, b, into: &pattern)
    comparePhones(a, b, into: &pattern)
    if a.birthday > 0, b.birthday > 0 {
      let agreement = Birthdays.compare(a.birthday, b.birthday)
      let count = agreement == .equal ? population.birthdays[a.birthday] : nil
      pattern.set(.birthday, agreement, chance: count.map(rarity.birthday.chance) ?? 0)
    }
    compareAddresses(a, b, into: &pattern)
    comparePlaces(a, b, into: &pattern)
    if a.organisation >= 0, b.organisation >= 0 {
      compareOrganisations(a.organisation, b.organisation, into: &pattern)
    }
    return pattern
  }

  // MARK: Names

  private func compareNames(_ a: Profile, _ b: Profile, into pattern: inout Pattern) {
    let (given, family) = (compareGiven(a.given, b.given), compareFamily(a.family, b.family))
    if given.strength + family.strength < 3 {
      let (ofFirst, ofSecond) = (crosswise(a.given, b.family), crosswise(b.given, a.family))
      if ofFirst.strength + ofSecond.strength >= given.strength + family.strength + 2 {
        pattern.set(.names, .variant, chance: 1)
        pattern.set(.givenName, ofFirst, chance: ofFirst == .equal ? chance(ofCrossed: a.given, b.family) : 0)
        pattern.set(
          .familyName, ofSecond, chance: ofSecond == .equal ? chance(ofCrossed: b.given, a.family) : 0)
        return
      }
    }
    if given != .unknown, family != .unknown {
      pattern.set(.names, given == .different && family == .different ? .different : .equal, chance: 1)
    }
    pattern.set(
      .givenName, given,
      chance: given == .equal ? rarity.given.chance(count: population.given.counts[Int(a.given)]) : 0)
    pattern.set(
      .familyName, family,
      chance: family == .equal ? rarity.family.chance(count: population.family.counts[Int(a.family)]) : 0)
  }

  /// How probable a name is that one has as a given and another as a family name.
  private func chance(ofCrossed given: Lexicon.ID, _ family: Lexicon.ID) -> Double {
    max(
      rarity.given.chance(count: population.given.counts[Int(given)]),
      rarity.family.chance(count: population.family.counts[Int(family)]))
  }

  private func compareGiven(_ a: Lexicon.ID, _ b: Lexicon.ID) -> Agreement {
    guard a >= 0, b >= 0 else { return .unknown }
    if a == b { return .equal }
    let groups = population.nicknames[Int(b)]
    if population.nicknames[Int(a)].contains(where: groups.contains) { return .variant }
    return Name.compare(population.given, a, population.given, b)
  }

  private func compareFamily(_ a: Lexicon.ID, _ b: Lexicon.ID) -> Agreement {
    guard a >= 0, b >= 0 else { return .unknown }
    return a == b ? .equal : Name.compare(population.family, a, population.family, b)
  }

  private func crosswise(_ given: Lexicon.ID, _ family: Lexicon.ID) -> Agreement {
    guard given >= 0, family >= 0 else { return .unknown }
    return Name.compare(population.given, given, population.family, family)
  }

  // MARK: Ways to reach somebody

  private func compareMailboxes(_ a: Profile, _ b: Profile, into pattern: inout Pattern) {
    var best = Agreement.unknown
    var chance = 0.0
    for first in population.mailboxes[a.mailboxes] {
      for second in population.mailboxes[b.mailboxes] {
        var agreement = population.compare(first, second)
        var rareness = 0.0
        switch agreement {
        case .equal, .variant:
          rareness = rarity.mailbox.chance(count: population.addressesOfMail.counts[Int(first.address)])
        case .partial:
          rareness = rarity.local.chance(count: population.locals.counts[Int(first.local)])
          // Namesakes call their mailboxes by their name: only digits behind it are a choice of their own.
          if population.isNamed(first.local, after: a) || population.isNamed(first.local, after: b) {
            if population.hasDigits(first.local) { rareness = 0.01 } else { agreement = .different }
          }
        case .slip where population.areNamedApart(first.local, a, second.local, b):
          agreement = .different
        default: break
        }
        if best == .unknown || agreement.rawValue < best.rawValue { (best, chance) = (agreement, rareness) }
      }
    }
    pattern.set(.mailbox, best, chance: best == .different ? 0 : chance)
    // Mailboxes that agree have mostly one domain anyhow.
    if best == .unknown || best.rawValue > Agreement.slip.rawValue { compareDomains(a, b, into: &pattern) }
  }

  private func compareDomains(_ a: Profile, _ b: Profile, into pattern: inout Pattern) {
    guard !a.domains.isEmpty, !b.domains.isEmpty else { return }
    var best = Agreement.different
    var chance = 0.0
    for first in population.domainNames[a.domains] {
      for second in population.domainNames[b.domains] {
        if first == second {
          best = .equal
          chance = max(chance, rarity.domain.chance(count: population.domains.counts[Int(first)]))
        } else if best != .equal {
          let agreement = population.compareDomains(first, a, second, b)
          if agreement.rawValue < best.rawValue { best = agreement }
        }
      }
    }
    pattern.set(.domain, best, chance: best == .equal ? chance : 0)
  }

  private func comparePhones(_ a: Profile, _ b: Profile, into pattern: inout Pattern) {
    guard !a.phones.isEmpty, !b.phones.isEmpty else { return }
    let phones = population.phones
    var best = Agreement.different
    var chance = 0.0
    for first in population.phoneNumbers[a.phones] {
      for second in population.phoneNumbers[b.phones] {
        if first == second {
          best = .equal
          chance = rarity.phone.chance(count: phones.counts[Int(first)])
        } else if best == .different, phones.isWithin(1, first, second) {
          best = .slip
        }
      }
    }
    pattern.set(.phone, best, chance: chance)
  }

  // MARK: Places

  private func compareAddresses(_ a: Profile, _ b: Profile, into pattern: inout Pattern) {
    // A number without a street says nothing.
    guard a.street >= 0, b.street >= 0 else { return }
    let isSameHouse = a.house == b.house
    if a.street == b.street, isSameHouse {
      let count = population.residents(house: a.house, street: a.street)
      return pattern.set(.address, .equal, chance: rarity.address.chance(count: count))
    }
    if a.street == b.street {
      let count = population.streets.counts[Int(a.street)]
      return pattern.set(.address, .partial, chance: rarity.street.chance(count: count))
    }
    let streets = population.streets
    let isLike =
      streets.likeness(a.street, streets, b.street) >= 0.88 || streets.isWithin(2, a.street, b.street)
    pattern.set(.address, isLike ? (isSameHouse ? .slip : .alike) : .different)
  }

  private func comparePlaces(_ a: Profile, _ b: Profile, into pattern: inout Pattern) {
    if a.postcode >= 0, b.postcode >= 0 {
      if a.postcode == b.postcode {
        let count = population.postcodes.counts[Int(a.postcode)]
        return pattern.set(.postcode, .equal, chance: rarity.postcode.chance(count: count))
      }
      pattern.set(.postcode, population.postcodes.isWithin(1, a.postcode, b.postcode) ? .slip : .different)
    }
    guard a.city >= 0, b.city >= 0 else { return }
    if a.city == b.city {
      let count = population.cities.counts[Int(a.city)]
      return pattern.set(.city, .equal, chance: rarity.city.chance(count: count))
    }
    pattern.set(.city, Name.compare(population.cities, a.city, population.cities, b.city))
  }

  private func compareOrganisations(_ a: Lexicon.ID, _ b: Lexicon.ID, into pattern: inout Pattern) {
    let names = population.organisations
    if a == b {
      return pattern.set(
        .organisation, .equal, chance: rarity.organisation.chance(count: names.counts[Int(a)]))
    }
    pattern.set(.organisation, Name.compare(names, a, names, b))
  }
}

extension Agreement {
  /// How much of two names is the same, to find out whether they were exchanged.
  fileprivate var strength: Int {
    switch self {
    case .equal: 3
    case .variant, .slip: 2
    case .partial, .alike: 1
    case .different, .unknown: 0
    }
  }
}
