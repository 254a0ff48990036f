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
