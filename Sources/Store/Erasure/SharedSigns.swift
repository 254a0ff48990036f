internal import Bytes
internal import SQLite

/// What a person has in common with others: it stays with them, and does not count against them later.
struct SharedSigns {
  /// Names that another contact has: beyond what is linked to the person they may mean the other.
  private(set) var names: Set<Person.Name> = []
  private(set) var emails: Set<String> = []
  private(set) var phones: Set<PhoneDigits> = []
  /// Who has them, in the order of the ids.
  private(set) var holders: [Erasure.Holder] = []

  /// The namesakes of a person.
  init(of person: Person, in database: Database) throws {
    for name in person.names {
      let ids = try database.all(
        """
        SELECT id FROM contact WHERE name_key IN (\(SearchKey.fold(name.full)), \(SearchKey.fold(name.reversed)))
        AND id NOT IN (SELECT value FROM json_each(\(person.contacts.json))) ORDER BY id
        """
      ) { try $0[0] as Int64 }
      if !ids.isEmpty { names.insert(name) }
      for id in ids { add(Erasure.Holder(type: "contact", id: id, field: "name")) }
    }
  }

  /// Takes in whose own columns mention the person.
  mutating func learn(from sweep: Sweep) throws {
    for name in ["contact", "contact_email", "contact_phone", "company"] {
      guard let table = sweep.table(named: name) else { continue }
      try sweep.forEach(in: table, own: true) { finding in
        for column in finding.columns {
          guard case .text(let text) = column.before else { continue }
          let field = Self.field(column.name, of: name)
          if field == "email" { emails.insert(text.trimmed.lowercased()) }
          if field == "phone", let phone = PhoneDigits(text) { phones.insert(phone) }
          if let id = finding.id {
            add(Erasure.Holder(type: name, id: id, field: field))
          } else if case .integer(let id)? = finding.key.first {
            add(Erasure.Holder(type: "contact", id: id, field: field))
          }
        }
      }
    }
  }

  private mutating func add(_ holder: Erasure.Holder) {
    if !holders.contains(holder) { holders.append(holder) }
  }

  private static func field(_ column: String, of table: String) -> String {
    switch (table, column) {
    case ("contact_email", _): "email"
    case ("contact_phone", _): "phone"
    case (_, "first_name"), (_, "last_name"), (_, "name_key"): "name"
    default: column
    }
  }
}
