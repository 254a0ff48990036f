internal import Models
internal import SQLite

/// Takes a person out of one database, in a transaction of the caller's.
struct Eraser {
  let database: Database
  let sweep: Sweep
  private let person: Person

  /// `names` are those that others have, too.
  init(_ person: Person, sharing names: Set<Person.Name>, in database: Database) throws {
    self.database = database
    self.person = person
    let tables = try StoredTable.all(in: database)
    var linked = LinkedRecords(of: person.contacts)
    try linked.learn(from: tables, in: database, emails: person.emails)
    try Self.forEachChange(in: database) { _, change in
      guard let table = tables.first(where: { $0.name == change.table }) else { return }
      linked.learn(table, change.oldValue)
      linked.learn(table, change.newValue)
    }
    for entry in try Self.entries(touching: linked, in: database) { linked.insert(entry, in: "journal") }
    var sweep = Sweep(
      database: database, tables: tables, redactor: person.redactor(sharing: names), linked: linked)
    sweep.drafts = try Self.drafts(in: sweep)
    self.sweep = sweep
  }

  /// The proposals that wait for a decision and would write something of the person.
  private static func drafts(in sweep: Sweep) throws -> Set<Int64> {
    guard let table = sweep.table(named: "proposal") else { return [] }
    let pending = Set(
      try sweep.database.all("SELECT id FROM proposal WHERE status = 'pending'") { try $0[0] as Int64 })
    var drafts: Set<Int64> = []
    try sweep.forEach(in: table) { finding in
      guard let id = finding.id, finding.columns.contains(where: { $0.name == "plan" }) else { return }
      if pending.contains(id) { drafts.insert(id) }
    }
    return drafts
  }

  /// Hands every change of rows that the journal keeps to `body`, with its entry.
  static func forEachChange(in database: Database, _ body: (Int64, RowChange) throws -> Void) throws {
    try database.forEach("SELECT entry_id, changeset FROM journal_part WHERE changeset IS NOT NULL") { row in
      let entry: Int64 = try row[0]
      try Changeset(bytes: try row[1]).forEachRow { try body(entry, $0) }
    }
  }

  /// The entries of the journal that touched the person or what the person took part in.
  private static func entries(touching linked: LinkedRecords, in database: Database) throws -> [Int64] {
    var entries: [Int64] = []
    for type in RecordType.allCases {
      let table = Layout.of(type).table
      guard let ids = type == .contact ? linked.contacts : linked.records[table] else { continue }
      entries += try database.all(
        """
        SELECT entry_id FROM journal_touch
        WHERE type = \(type.rawValue) AND record_id IN (SELECT value FROM json_each(\(ids.json)))
        """
      ) { try $0[0] as Int64 }
    }
    return entries
  }

  // MARK: Erasing

  /// Removes the person's record and puts the mark wherever else the person is mentioned.
  func run() throws -> Findings {
    var found = Findings()
    found.add(0, to: "contact")
    var touched = Touched(contacts: person.contacts)
    let journal = try eraseJournal()
    try ModelWords.delete(from: database, sweep.tables, &found)
    for table in sweep.tables where !ErasureRules.passedOver.contains(table.name) {
      let ids = try erase(table, &found, &touched)
      if table.name == "journal" { found.add(journal.altered.union(ids).count, to: "journal_entries") }
    }
    try removeRecord(&found)
    found.add(try RecordVectors(database: database).count(of: touched), to: "vectors")
    try Derived(database: database).refresh(touched, created: [])
    // Until then the words of deleted rows are still in the index.
    try database.execute("INSERT INTO search (search) VALUES ('optimize')")
    found.add(touched.records.values.reduce(0) { $0 + $1.count }, to: "search")
    // What nothing is left of is not in force, so that undo passes it over.
    try database.execute(
      """
      UPDATE journal SET in_force = 0 WHERE id IN (SELECT value FROM json_each(\(journal.emptied.json)))
      AND id NOT IN (SELECT entry_id FROM journal_part)
      """)
    return found
  }

  /// Puts the mark into the rows of a table, and returns the ids of those it was put into.
  private func erase(_ table: StoredTable, _ found: inout Findings, _ touched: inout Touched) throws -> Set<
    Int64
  > {
    var findings: [Sweep.Finding] = []
    try sweep.forEach(in: table) { findings.append($0) }
    let type = RecordType.allCases.first { Layout.of($0).table == table.name }
    var customFields = 0
    for finding in findings {
      let assignments = finding.columns.map { "\"\($0.name)\" = ?" }.joined(separator: ", ")
      let condition = table.key.map { "\"\($0)\" = ?" }.joined(separator: " AND ")
      // Two tags of a record may both become the mark.
      let update = try database.statement(
        SQL(raw: "UPDATE OR REPLACE \"\(table.name)\" SET \(assignments) WHERE \(condition)"))
      for (index, value) in (finding.columns.map(\.after) + finding.key).enumerated() {
        try update.bind(value, at: index + 1)
      }
      try update.execute()
      if finding.columns.contains(where: { $0.name == "fields" }) { customFields += 1 }
      if let type, let id = finding.id { touched.insert(id, type) }
      // What is said in a meeting is found as words of the meeting.
      if finding.id == nil, let owner = JournaledTable.named(table.name)?.owners.first,
        case .integer(let id)? = finding.key.first
      {
        touched.insert(id, owner.type)
      }
    }
    if !findings.isEmpty, table.name != "journal" { found.add(findings.count, to: table.name) }
    found.add(customFields, to: "custom_fields")
    return Set(findings.compactMap(\.id))
  }

  /// Deletes the rows of the person's record, and what of other tables names it by type and id.
  private func removeRecord(_ found: inout Findings) throws {
    let ids = person.contacts.json
    for table in sweep.tables {
      for reference in table.references where reference.table == "contact" {
        let count = try database.value(
          """
          SELECT count(*) FROM \(raw: table.name)
          WHERE \(raw: table.columns[reference.index]) IN (SELECT value FROM json_each(\(ids)))
          """, as: Int.self)
        if reference.isPart, let count, count > 0 { found.add(count, to: table.name) }
      }
      if table.columns.contains("type"), table.columns.contains("record_id") {
        try database.execute(
          """
          DELETE FROM \(raw: table.name)
          WHERE type = 'contact' AND record_id IN (SELECT value FROM json_each(\(ids)))
          """)
      }
    }
    try database.execute(
      "DELETE FROM proposal WHERE id IN (SELECT value FROM json_each(\(sweep.drafts.json)))")
    if database.changeCount > 0 { found.add(database.changeCount, to: "proposal") }
    try database.execute("DELETE FROM contact WHERE id IN (SELECT value FROM json_each(\(ids)))")
    if database.changeCount > 0 { found.add(database.changeCount, to: "contact") }
  }

  // MARK: The journal

  /// Rewrites what the journal keeps of rows; returns the entries that were altered, and those that lost a part of
  /// which nothing is left.
  private func eraseJournal() throws -> (altered: Set<Int64>, emptied: Set<Int64>) {
    // How the person's record was written says more of the person than names: the whole line goes.
    var altered = Set(
      try database.all(
        """
        UPDATE journal SET command = \("crm " + Redactor.mark) WHERE kind = 'plan' AND id IN (
        SELECT entry_id FROM journal_touch
        WHERE type = 'contact' AND record_id IN (SELECT value FROM json_each(\(person.contacts.json))))
        RETURNING id
        """
      ) { try $0[0] as Int64 })
    let parts = try database.all(
      "SELECT entry_id, position FROM journal_part WHERE changeset IS NOT NULL"
    ) { (entry: try $0[0] as Int64, position: try $0[1] as Int64) }
    var emptied: Set<Int64> = []
    for part in parts {
      let place: SQL = "WHERE entry_id = \(part.entry) AND position = \(part.position)"
      guard let bytes = try database.value("SELECT changeset FROM journal_part \(place)", as: [UInt8].self)
      else { continue }
      let changeset = Changeset(bytes: bytes)
      let rewritten = try changeset.rewriting(sweep.redacted)
      if rewritten == changeset { continue }
      altered.insert(part.entry)
      if rewritten.isEmpty {
        emptied.insert(part.entry)
        try database.execute("DELETE FROM journal_part \(place)")
      } else {
        try database.execute("UPDATE journal_part SET changeset = \(rewritten.bytes) \(place)")
      }
    }
    return (altered, emptied)
  }
}
