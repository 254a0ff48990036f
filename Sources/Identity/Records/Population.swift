internal import Bytes
internal import Models

/// All records among which duplicates are sought, in the compact form in which they are compared.
struct Population {
  private(set) var profiles: [Profile] = []
  private(set) var mailboxes: [Mailbox] = []
  private(set) var phoneNumbers: [Lexicon.ID] = []
  private(set) var domainNames: [Lexicon.ID] = []

  private(set) var given = Lexicon()
  private(set) var family = Lexicon()
  private(set) var organisations = Lexicon()
  private(set) var birthdays: [Int32: Int32] = [:]
  private(set) var houses = Lexicon()
  private(set) var streets = Lexicon()
  /// House and street together.
  private(set) var addresses: [UInt64: Int32] = [:]
  private(set) var postcodes = Lexicon()
  private(set) var cities = Lexicon()
  private(set) var addressesOfMail = Lexicon()
  private(set) var locals = Lexicon()
  private(set) var domains = Lexicon()
  private(set) var phones = Lexicon()
  /// The groups of nicknames that the given names are in, by their number.
  private(set) var nicknames: [[UInt16]] = []

  var count: Int { profiles.count }

  /// Adds a record as a list prints it.
  mutating func add(_ record: JSONObject, of type: RecordType) {
    var profile = Profile()
    addPlace(record, to: &profile)
    if type == .company {
      profile.organisation = organisations.add(record["name"]?.string.flatMap(Normal.organisation))
      profile.phones = addPhones([record["phone"]])
      profile.domains = addDomains([record["domain"], record["website"]])
    } else {
      addName(record, to: &profile)
      profile.organisation = organisations.add(record["company"]?.string.flatMap(Normal.organisation))
      profile.phones = addPhones(record["phones"]?.array ?? [record["phone"]])
      addMailboxes(record["emails"]?.array ?? [], to: &profile)
      if let text = record["birthday"]?.string, let day = Day(iso: text) {
        let (year, month, day) = day.components
        profile.birthday = Int32(year * 10_000 + month * 100 + day)
        birthdays[profile.birthday, default: 0] += 1
      }
    }
    profiles.append(profile)
  }

  /// How many records live at an address.
  func residents(house: Lexicon.ID, street: Lexicon.ID) -> Int32 {
    addresses[Self.address(house, street)] ?? 0
  }

  private static func address(_ house: Lexicon.ID, _ street: Lexicon.ID) -> UInt64 {
    UInt64(UInt32(bitPattern: house)) << 32 | UInt64(UInt32(bitPattern: street))
  }

  private mutating func addName(_ record: JSONObject, to profile: inout Profile) {
    var first = record["first_name"]?.string.flatMap(Normal.name)
    var last = record["last_name"]?.string.flatMap(Normal.name)
    // Both names in one field: the last word is the family name, as where a name is given alone.
    if let whole = first ?? last, first == nil || last == nil, let space = whole.lastIndex(of: " ") {
      first = String(whole[..<space])
      last = String(whole[whole.index(after: space)...])
    }
    profile.given = given.add(first)
    profile.family = family.add(last)
    if given.count > nicknames.count {
      let leading = (first ?? "").prefix { $0 != " " }
      nicknames.append(Nicknames.groups(of: String(leading)))
    }
  }

  private mutating func addPlace(_ record: JSONObject, to profile: inout Profile) {
    if let (house, street) = record["address"]?.string.flatMap(Normal.address) {
      profile.house = houses.add(house.isEmpty ? nil : house)
      profile.street = streets.add(street.isEmpty ? nil : street)
      addresses[Self.address(profile.house, profile.street), default: 0] += 1
    }
    profile.postcode = postcodes.add(record["postcode"]?.string.flatMap(Normal.postcode))
    profile.city = cities.add(record["city"]?.string.flatMap(Normal.city))
  }

  private mutating func addPhones(_ values: [JSON?]) -> Range<Int> {
    let start = phoneNumbers.count
    for value in values {
      let phone = phones.add(value?.string.flatMap(Normal.phone))
      if phone >= 0, !phoneNumbers[start...].contains(phone) { phoneNumbers.append(phone) }
    }
    return start..<phoneNumbers.count
  }

  private mutating func addDomains(_ values: [JSON?]) -> Range<Int> {
    let start = domainNames.count
    for value in values {
      let name = domains.add(value?.string.flatMap(Normal.domain))
      if name >= 0, !domainNames[start...].contains(name) { domainNames.append(name) }
    }
    return start..<domainNames.count
  }

  private mutating func addMailboxes(_ values: [JSON], to profile: inout Profile) {
    let (firstBox, firstDomain) = (mailboxes.count, domainNames.count)
    for value in values {
      guard let email = value.string.flatMap({ EmailAddress($0) }) else { continue }
      let address = addressesOfMail.add(email.address)
      let local = locals.add(email.local)
      let domain = domains.add(email.domain)
      mailboxes.append(
        Mailbox(address: address, local: local, domain: domain, isRewritten: email.isRewritten))
      if !domainNames[firstDomain...].contains(domain) { domainNames.append(domain) }
    }
    profile.mailboxes = firstBox..<mailboxes.count
    profile.domains = firstDomain..<domainNames.count
  }
}

extension Lexicon {
  /// The number of a text, which one more record has; -1 for none.
  fileprivate mutating func add(_ text: String?) -> ID {
    if let text { add(text) } else { -1 }
  }
}
