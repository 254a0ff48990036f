internal import Bytes
internal import Models
internal import SQLite

/// What a person is known by in a database: now, and as far as its journal goes back.
struct Person {
  /// The ids that the person's record has had: its own and those of records merged into it.
  private(set) var contacts: Set<Int64>
  private(set) var names: Set<Name> = []
  private(set) var emails: Set<String> = []
  private(set) var phones: Set<String> = []
  /// What counts only where the person is meant anyway: address, birthday, the id of another system.
  private(set) var details: Set<String> = []
  private(set) var birthdays: Set<String> = []
  private(set) var companies: Set<String> = []

  struct Name: Hashable {
    let first: String
    let last: String

    /// Both in one, as people write it.
    var full: String { first.isEmpty || last.isEmpty ? first + last : "\(first) \(last)" }
    var reversed: String { first.isEmpty || last.isEmpty ? full : "\(last) \(first)" }
  }

  /// The person of a contact, or of one that was deleted.
  init(contact: Int64, in database: Database) throws {
    contacts = [contact]
    let remembersMerges =
      try database.value(
        "SELECT count(*) FROM pragma_table_info('departed') WHERE name IN ('type', 'record_id', 'into_id')",
        as: Int.self) == 3
    guard remembersMerges else { return }
    // UNION, not UNION ALL, ends a circle.
    contacts.formUnion(
      try database.all(
        """
        WITH RECURSIVE same (id) AS (VALUES (\(contact)) UNION
        SELECT d.record_id FROM departed d JOIN same ON d.into_id = same.id WHERE d.type = 'contact')
        SELECT id FROM same
        """
      ) { try $0[0] as Int64 })
  }

  // MARK: Learning

  /// Takes in what the rows of the person's record say.
  private mutating func learn(from database: Database) throws {
    let ids = contacts.json
    let columns = Self.known.joined(separator: ", ")
    try database.forEach(
      "SELECT \(raw: columns) FROM contact WHERE id IN (SELECT value FROM json_each(\(ids)))"
    ) { row in
      for (index, column) in Self.known.enumerated() { learn(column, try row[index] as SQLValue) }
      learnName(try row[0] as SQLValue, try row[1] as SQLValue)
    }
    for (table, column) in [("contact_email", "email"), ("contact_phone", "phone")] {
      try database.forEach(
        "SELECT value FROM \(raw: table) WHERE contact_id IN (SELECT value FROM json_each(\(ids)))"
      ) { row in learn(column, try row[0] as SQLValue) }
    }
    try database.forEach(
      "SELECT name, email FROM meeting_participant WHERE contact_id IN (SELECT value FROM json_each(\(ids)))"
    ) { row in
      learnName(try row[0] as SQLValue, .null)
      learn("email", try row[1] as SQLValue)
    }
    companies.formUnion(
      try database.all(
        """
        SELECT name FROM company WHERE id IN (
        SELECT company_id FROM contact WHERE id IN (SELECT value FROM json_each(\(ids)))
        UNION SELECT company_id FROM affiliation WHERE contact_id IN (SELECT value FROM json_each(\(ids))))
        """
      ) { try $0[0] as String })
  }

  private static let known = [
    "first_name", "last_name", "email", "phone", "birthday", "address", "external_id",
  ]

  /// Takes in what the person's rows say and what the journal keeps of them.
  mutating func learnAll(from database: Database) throws {
    try learn(from: database)
    let tables = try StoredTable.all(in: database)
    let own = LinkedRecords(of: contacts)
    var person = self
    try Eraser.forEachChange(in: database) { _, change in
      guard let table = tables.first(where: { $0.name == change.table }) else { return }
      let isOwn = [change.oldValue, change.newValue].contains { values in
        own.refersToPerson(table, values)
          || table.name == "contact" && table.id(values).map(own.contacts.contains) ?? false
      }
      if isOwn { person.learn(from: change, of: table) }
    }
    self = person
  }

  /// Takes in what a change of a row that the journal keeps says of the person.
  private mutating func learn(from change: RowChange, of table: StoredTable) {
    for values in [change.old, change.new] where !values.isEmpty {
      func value(_ column: String) -> SQLValue {
        table.columns.firstIndex(of: column).flatMap { $0 < values.count ? values[$0] : nil } ?? .null
      }
      switch table.name {
      case "contact":
        for column in Self.known { learn(column, value(column)) }
        learnName(value("first_name"), value("last_name"))
      case "contact_email": learn("email", value("value"))
      case "contact_phone": learn("phone", value("value"))
      case "meeting_participant":
        learnName(value("name"), .null)
        learn("email", value("email"))
      default: return
      }
    }
  }

  private mutating func learnName(_ first: SQLValue, _ last: SQLValue) {
    func text(_ value: SQLValue) -> String { if case .text(let text) = value { text.trimmed } else { "" } }
    let name = Name(first: text(first), last: text(last))
    if !name.full.isEmpty { names.insert(name) }
  }

  private mutating func learn(_ column: String, _ value: SQLValue) {
    guard case .text(let text) = value else { return }
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else { return }
    switch column {
    case "email": emails.insert(trimmed.lowercased())
    case "phone": phones.insert(trimmed)
    case "birthday": birthdays.insert(trimmed)
    case "address", "external_id": details.insert(trimmed)
    default: break
    }
  }

  /// Leaves those out of the ids that are somebody else's in another database, which is a copy of this one or of one
  /// before it: there the person goes by a name, an address or a number that is known here.
  func located(in copy: Database) throws -> Person {
    var person = self
    person.contacts = []
    for id in contacts {
      var there = try Person(contact: id, in: copy)
      try there.learnAll(from: copy)
      let isSame =
        !there.emails.isDisjoint(with: emails) || !there.names.isDisjoint(with: names)
        || !there.phones.isDisjoint(with: phones)
      if isSame { person.contacts.insert(id) }
    }
    for email in emails {
      person.contacts.formUnion(
        try copy.all("SELECT id FROM contact WHERE email = \(email) COLLATE NOCASE") { try $0[0] as Int64 })
    }
    return person
  }

  /// Takes in what another knows of the same person.
  mutating func learn(from other: Person) {
    names.formUnion(other.names)
    emails.formUnion(other.emails)
    phones.formUnion(other.phones)
    details.formUnion(other.details)
    birthdays.formUnion(other.birthdays)
    companies.formUnion(other.companies)
  }

  /// The words of the names, as the word index has them.
  var words: Set<String> {
    Set(names.flatMap { TextPart.parts(of: $0.full).map(\.word) })
  }

  /// Whether anything is known by which the person could be found.
  var isKnown: Bool { !names.isEmpty || !emails.isEmpty || !phones.isEmpty }
}

// MARK: What to look for

extension Person {
  /// What finds mentions of the person; names of `shared` count only in what is linked to the person.
  func redactor(sharing shared: Set<Name>) -> Redactor {
    var mentions: Set<Mention> = []
    func add(_ phrase: String, _ scope: Mention.Scope) {
      if let mention = Mention(phrase: phrase, scope) { mentions.insert(mention) }
    }
    for name in names {
      for (first, last) in Self.forms(name) {
        // One word is not enough to tell a name from any other word.
        let isWhole = TextPart.parts(of: "\(first) \(last)").count > 1
        let scope: Mention.Scope = isWhole && !shared.contains(name) ? .everywhere : .linked
        add("\(first) \(last)", scope)
        add("\(last) \(first)", scope)
      }
      add(name.first, .linked)
      add(name.last, .linked)
      for part in Self.words(name.first) + Self.words(name.last) { add(part, .linked) }
      if let initial = name.first.first, !name.last.isEmpty { add("\(initial) \(name.last)", .linked) }
    }
    for email in emails {
      if let mention = Mention(address: email, .everywhere) { mentions.insert(mention) }
    }
    // An id of a few digits would be any number.
    for detail in details where detail.utf8.count > 4 {
      if let mention = Mention(address: detail, .linked) { mentions.insert(mention) }
      for line in detail.split(whereSeparator: \.isNewline) where Self.isAddressLine(line) {
        add(String(line), .linked)
      }
    }
    for birthday in birthdays {
      for form in Self.notations(ofDay: birthday) { add(form, .linked) }
    }
    return Redactor(
      mentions: mentions,
      // With fewer digits it would be any number.
      phones: Set(phones.compactMap { PhoneDigits($0) }.filter { $0.digits.count >= 4 }))
  }

  /// The name as it stands, and with the first of several given or family names alone.
  private static func forms(_ name: Name) -> [(String, String)] {
    var forms = [(name.first, name.last)]
    guard !name.first.isEmpty, !name.last.isEmpty else { return forms }
    let (given, family) = (words(name.first), words(name.last))
    if let first = given.first { forms.append((first, name.last)) }
    if let last = family.first { forms.append((name.first, last)) }
    return forms
  }

  /// The words of a name of several that are long enough not to be "van", "de" or "bin".
  private static func words(_ name: String) -> [String] {
    let words = name.split { $0 == " " || $0 == "-" }.map(String.init)
    return words.count > 1 ? words.filter { $0.count > 3 } : []
  }

  /// Whether a line of an address says more than a word and a number do.
  private static func isAddressLine(_ line: Substring) -> Bool {
    let parts = TextPart.parts(of: String(line))
    return parts.count > 1 && parts.contains { $0.digits != nil } && parts.contains { $0.digits == nil }
  }

  /// A day as people write it in numbers.
  private static func notations(ofDay day: String) -> [String] {
    let parts = day.split(separator: "-").map(String.init)
    guard parts.count == 3 else { return [day] }
    let (year, month, date) = (parts[0], parts[1], parts[2])
    func short(_ number: String) -> String { String(number.drop { $0 == "0" }) }
    return [
      "\(year) \(month) \(date)", "\(date) \(month) \(year)", "\(month) \(date) \(year)",
      "\(short(date)) \(short(month)) \(year)", "\(short(month)) \(short(date)) \(year)",
    ]
  }

  /// What is looked for byte by byte: addresses, phone numbers and whole names.
  func patterns(sharing shared: Set<Name>) -> Set<BytePattern> {
    var texts = emails
    for phone in phones {
      guard let digits = PhoneDigits(phone)?.digits, digits.count >= 7 else { continue }
      texts.formUnion([phone, digits])
    }
    for name in names where !shared.contains(name) && TextPart.parts(of: name.full).count > 1 {
      texts.formUnion([name.full, name.reversed].flatMap { [$0, SearchKey.fold($0)] })
    }
    return Set(texts.map { BytePattern($0) })
  }
}
