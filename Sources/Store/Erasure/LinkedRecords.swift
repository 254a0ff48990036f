internal import SQLite

/// The rows that belong to a person or to what the person took part in: there a first or last name alone means the
/// person.
struct LinkedRecords {
  /// A row of a table as a function of its columns; nil where the value is not known.
  typealias Values = (_ column: Int) -> SQLValue?

  /// The ids that the person's record has had.
  let contacts: Set<Int64>
  /// Records that the person took part in, by table.
  private(set) var records: [String: Set<Int64>] = [:]
  /// Rows that refer to the person, by table and key.
  private var rows: [String: Set<[SQLValue]>] = [:]

  init(of contacts: Set<Int64>) {
    self.contacts = contacts
  }

  mutating func insert(_ id: Int64, in table: String) {
    records[table, default: []].insert(id)
  }

  /// Takes a row into account that may refer to the person: a record, or a part that ties one to the person. A company
  /// is not the person's, whoever works there.
  mutating func learn(_ table: StoredTable, _ values: Values) {
    if refersToPerson(table, values) { insert(table, values) }
  }

  private mutating func insert(_ table: StoredTable, _ values: Values) {
    if let id = table.id(values) {
      insert(id, in: table.name)
      return
    }
    rows[table.name, default: []].insert(table.keyValues(values))
    for reference in table.references where reference.isPart {
      if reference.table == "contact" || reference.table == "company" { continue }
      if case .integer(let id)? = values(reference.index) { insert(id, in: reference.table) }
    }
  }

  /// Whether a row has the person's id in a column for contacts.
  func refersToPerson(_ table: StoredTable, _ values: Values) -> Bool {
    table.references.contains { reference in
      guard reference.table == "contact", case .integer(let id)? = values(reference.index) else {
        return false
      }
      return contacts.contains(id)
    }
  }

  /// Whether a row is one of these, or a part of such a record that is not about somebody else.
  func contains(_ table: StoredTable, _ values: Values) -> Bool {
    if let id = table.id(values), let own = records[table.name], own.contains(id) { return true }
    if table.isAboutContacts {
      return refersToPerson(table, values)
        || rows[table.name].map { $0.contains(table.keyValues(values)) } ?? false
    }
    return table.references.contains { reference in
      guard reference.isPart, let parents = records[reference.table],
        case .integer(let id)? = values(reference.index)
      else { return false }
      return parents.contains(id)
    }
  }

  // MARK: From the database

  /// Takes the rows into account that refer to the person now.
  mutating func learn(from tables: [StoredTable], in database: Database, emails: Set<String>) throws {
    for table in tables {
      for reference in table.references where reference.table == "contact" {
        let column = table.columns[reference.index]
        let rows = try database.all(
          """
          SELECT * FROM \(raw: table.name)
          WHERE \(raw: column) IN (SELECT value FROM json_each(\(contacts.json)))
          """
        ) { row in try (0..<row.columnCount).map { try row[$0] as SQLValue } }
        for row in rows { learn(table) { row[$0] } }
      }
    }
    // Who took part in a meeting may be known by address alone.
    guard let participants = tables.first(where: { $0.name == "meeting_participant" }) else { return }
    for email in emails {
      let rows = try database.all(
        "SELECT * FROM meeting_participant WHERE email = \(email) COLLATE NOCASE"
      ) { row in try (0..<row.columnCount).map { try row[$0] as SQLValue } }
      for row in rows { insert(participants) { row[$0] } }
    }
  }
}
