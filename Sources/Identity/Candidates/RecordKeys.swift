extension KeyList {
  /// The keys of all records. Each true pair should share one of them whatever is wrong with the rest of it.
  init(of population: Population) {
    let sounds = Sounds(population)
    for (record, profile) in population.profiles.enumerated() {
      addReach(profile, of: record, population)
      let given = sounds.given(profile)
      let family = profile.family < 0 ? nil : sounds.family[Int(profile.family)]
      addNames(given, family, profile, of: record)
      addPlace(profile, of: record)
      if profile.organisation >= 0 {
        addOrganisation(profile, given.first, family, sounds, of: record)
      }
    }
  }

  private mutating func addReach(_ profile: Profile, of record: Int, _ population: Population) {
    for mailbox in population.mailboxes[profile.mailboxes] {
      add(.mailbox, UInt64(mailbox.address), of: record)
      add(.local, UInt64(mailbox.local), of: record)
    }
    for phone in population.phoneNumbers[profile.phones] { add(.phone, UInt64(phone), of: record) }
    // Everybody at a firm has its domain: for people it is no key.
    guard profile.mailboxes.isEmpty else { return }
    for domain in population.domainNames[profile.domains] { add(.domain, UInt64(domain), of: record) }
  }

  private mutating func addNames(_ given: [UInt64], _ family: UInt64?, _ profile: Profile, of record: Int) {
    if let family {
      for name in given {
        // In either order, as they may have been exchanged.
        add(.names, min(name, family), max(name, family), of: record)
      }
      if profile.city >= 0 { add(.familyAndCity, family, UInt64(profile.city), of: record) }
      if profile.postcode >= 0 { add(.familyAndPostcode, family, UInt64(profile.postcode), of: record) }
    }
    for name in given {
      if profile.city >= 0 { add(.givenAndCity, name, UInt64(profile.city), of: record) }
      if profile.postcode >= 0 { add(.givenAndPostcode, name, UInt64(profile.postcode), of: record) }
    }
    guard profile.birthday > 0 else { return }
    let birthday = UInt64(profile.birthday)
    add(.birthday, birthday, of: record)
    let (year, month, day) = (birthday / 10_000, birthday / 100 % 100, birthday % 100)
    let dayOfYear = min(month, day) * 100 + max(month, day)
    // Names crosswise, too: the sound of a family name is one key, whichever field it stands in.
    for name in given + (family.map { [$0] } ?? []) {
      add(.nameAndYear, name, year, of: record)
      add(.nameAndDay, name, dayOfYear, of: record)
    }
  }

  private mutating func addPlace(_ profile: Profile, of record: Int) {
    guard profile.street >= 0 else { return }
    let street = UInt64(profile.street)
    if profile.house >= 0 { add(.address, street, UInt64(profile.house), of: record) }
    if profile.postcode >= 0 { add(.streetAndPostcode, street, UInt64(profile.postcode), of: record) }
  }

  private mutating func addOrganisation(
    _ profile: Profile, _ given: UInt64?, _ family: UInt64?, _ sounds: Sounds, of record: Int
  ) {
    let organisation = Int(profile.organisation)
    let sound = sounds.organisation[organisation]
    if let given { add(.givenAndOrganisation, given, sound, of: record) }
    if let family { add(.familyAndOrganisation, family, sound, of: record) }
    guard given == nil, family == nil else { return }
    add(.organisation, UInt64(organisation), of: record)
    add(.organisationSound, sound, of: record)
    add(.leadingWord, sounds.leadingWord[organisation], of: record)
  }
}

/// What the names of a population sound like.
private struct Sounds {
  private let names: [[UInt64]]
  let family: [UInt64]
  let organisation: [UInt64]
  /// The first word of each organisation's name.
  let leadingWord: [UInt64]

  init(_ population: Population) {
    let given = population.given
    names = (0..<Lexicon.ID(given.count)).map { id in
      let groups = population.nicknames[Int(id)]
      // The names that it may be short for; else the name itself.
      return groups.isEmpty
        ? [SoundKey.of(given.units[given.range(id)].prefix { $0 != UInt16(UInt8(ascii: " ")) })]
        : groups.map { Hash.mix(UInt64($0)) }
    }
    family = Self.sounds(of: population.family)
    organisation = Self.sounds(of: population.organisations)
    let organisations = population.organisations
    leadingWord = (0..<Lexicon.ID(organisations.count)).map { id in
      Hash.of(organisations.units[organisations.range(id)].prefix { $0 != UInt16(UInt8(ascii: " ")) })
    }
  }

  func given(_ profile: Profile) -> [UInt64] { profile.given < 0 ? [] : names[Int(profile.given)] }

  private static func sounds(of names: Lexicon) -> [UInt64] {
    (0..<Lexicon.ID(names.count)).map { SoundKey.of(names.units[names.range($0)]) }
  }
}
