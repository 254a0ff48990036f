internal import Models
internal import SQLite

/// Takes the parts of one entry back, last first, and sees to it that just that happens.
struct Reverter {
  let database: Database
  /// The entry whose parts are taken back.
  let entry: Int64
  /// The entry that somebody has named.
  let asked: Int64
  let recorder: Recorder

  func run() throws {
    // One part at a time: all of an import that was taken back are as large as the import.
    let positions = try database.all(
      "SELECT position FROM journal_part WHERE entry_id = \(entry) ORDER BY position DESC"
    ) { $0.integer(0) }
    for position in positions {
      switch try part(position) {
      case .changeset(let changeset): try revert(changeset)
      case .range(let type, let first, let last): try delete(type, first, last)
      case nil: break
      }
    }
  }

  private enum Part {
    case changeset(Changeset)
    case range(RecordType, Int64, Int64)
  }

  private func part(_ position: Int64) throws -> Part? {
    try database.first(
      """
      SELECT changeset, type, first_id, last_id FROM journal_part
      WHERE entry_id = \(entry) AND position = \(position)
      """
    ) { row in
      if let bytes = try row[0] as [UInt8]? { return .changeset(Changeset(bytes: bytes)) }
      let type: String = try row[1]
      guard let type = RecordType(rawValue: type) else {
        throw StoreError.undoOvertaken(asked, by: nil, reason: "it speaks of unknown records")
      }
      return .range(type, try row[2], try row[3])
    }
  }

  // MARK: Changesets

  private func revert(_ changeset: Changeset) throws {
    let inverse = try changeset.inverted()
    let timeColumns = try timeColumns()
    var obstacle: Obstacle?
    let happened: Changeset
    do {
      happened = try recorder.part {
        try inverse.apply(to: database) { conflict in
          if conflict.kind == .data, conflict.differsOnly(in: timeColumns[conflict.change.table]) {
            return .replace
          }
          obstacle = obstacle ?? Obstacle(conflict)
          return .abort
        }
      }
    } catch let error as SQLiteError where obstacle != nil || error.code.primary == SQLiteError.constraint {
      throw try overtaken(obstacle ?? dependent(on: inverse))
    }
    // What a foreign key took along was not part of the change: somebody has built on it since.
    let expected = try Self.operations(of: inverse)
    let found = try Self.operations(of: happened)
    for (operation, effect) in found {
      // Of a row that it changes as well, other columns are not part of it either.
      if let planned = expected[operation], effect.columns.isSubset(of: planned.columns) { continue }
      throw try overtaken(
        Obstacle(record: effect.owner, reason: "something later refers to what it made"))
    }
    if found.count != expected.count {
      throw try overtaken(Obstacle(record: nil, reason: "the records are not as it left them"))
    }
  }

  /// Which column of each table holds the time of the last change: every later change of a record touches it, and
  /// would else keep an older one of another field from being taken back.
  private func timeColumns() throws -> [String: Int] {
    var columns: [String: Int] = [:]
    for table in JournaledTable.all {
      columns[table.name] = try database.value(
        "SELECT cid FROM pragma_table_info(\(table.name)) WHERE name = 'updated_at'", as: Int.self)
    }
    return columns
  }

  private struct Operation: Hashable {
    let table: String
    let key: [SQLValue]
    let operation: Change.Operation
  }

  /// What an operation does, and to whom.
  private struct Effect {
    let owner: RecordKey?
    /// The columns that an update changes.
    let columns: Set<Int>
  }

  private static func operations(of changeset: Changeset) throws -> [Operation: Effect] {
    var operations: [Operation: Effect] = [:]
    try changeset.forEach { change in
      let operation = Operation(table: change.table, key: change.key, operation: change.operation)
      var columns: Set<Int> = []
      if change.operation == .update {
        for column in 0..<change.columnCount where change.new(column) != nil { columns.insert(column) }
      }
      operations[operation] = Effect(owner: change.owners.first, columns: columns)
    }
    return operations
  }

  // MARK: Ranges

  /// How many records are deleted at a time, which bounds the memory of the session that records it.
  private static let chunk: Int64 = 20_000

  private func delete(_ type: RecordType, _ first: Int64, _ last: Int64) throws {
    if let later = try laterEntry(touching: type, first, last) {
      throw StoreError.undoOvertaken(asked, by: later, reason: "a later change builds on what it made")
    }
    var start = first
    while start <= last {
      let end = min(last, start + Self.chunk - 1)
      _ = try recorder.part {
        // By hand, because ON DELETE takes longer for each row than all else.
        try database.withoutForeignKeys {
          try delete(type, from: Layout.of(type).table, by: "id") { "\(raw: $0) BETWEEN \(start) AND \(end)" }
        }
      }
      start = end + 1
    }
  }

  /// Deletes the rows of records, or of parts of them, whose `column` is among some ids; fails when a row that is no
  /// part of them refers to one that is to go.
  private func delete(
    _ type: RecordType, from table: String, by column: String, among ids: (String) -> SQL
  ) throws {
    let references = try database.all(
      """
      SELECT t.name, f."from" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
      WHERE t.type = 'table' AND f."table" = \(table)
      """
    ) { (table: try $0[0] as String, column: try $0[1] as String) }
    for reference in references {
      let among =
        column == "id" ? ids : { "\(raw: $0) IN (SELECT id FROM \(raw: table) WHERE \(ids(column)))" }
      // What is not in the journal follows from the records, and goes with them.
      guard let other = JournaledTable.named(reference.table), !other.isPart(of: type) else {
        try delete(type, from: reference.table, by: reference.column, among: among)
        continue
      }
      if let owner = try owner(of: other, where: among(reference.column)) {
        throw try overtaken(Obstacle(record: owner, reason: "something later refers to what it made"))
      }
    }
    try database.execute("DELETE FROM \(raw: table) WHERE \(ids(column))")
  }

  /// The record that the first of some rows belongs to.
  private func owner(of table: JournaledTable, where condition: SQL) throws -> RecordKey? {
    try database.first("SELECT * FROM \(raw: table.name) WHERE \(condition) LIMIT 1") { row in
      let owner = table.owners[0]
      return RecordKey(type: owner.type, id: row.integer(owner.column))
    }
  }

  private func laterEntry(touching type: RecordType, _ first: Int64, _ last: Int64) throws -> Int64? {
    try database.value(
      """
      SELECT t.entry_id FROM journal_touch t JOIN journal j ON j.id = t.entry_id
      WHERE t.type = \(type.rawValue) AND t.record_id BETWEEN \(first) AND \(last) AND t.entry_id > \(entry)
      AND j.in_force = 1 AND j.kind <> 'undo' ORDER BY t.entry_id DESC LIMIT 1
      """)
  }

  // MARK: Obstacles

  private struct Obstacle {
    let record: RecordKey?
    let reason: String

    init(record: RecordKey?, reason: String) {
      self.record = record
      self.reason = reason
    }

    init(_ conflict: borrowing Conflict) {
      record = conflict.change.owners.first
      reason =
        switch conflict.kind {
        case .data: "it was changed since"
        case .notFound: "it was deleted since"
        case .conflict, .constraint: "its place was taken since"
        }
    }
  }

  /// A record that keeps one of those that would be deleted from going.
  private func dependent(on inverse: Changeset) throws -> Obstacle? {
    var obstacle: Obstacle?
    try inverse.forEach { change in
      guard obstacle == nil, change.operation == .delete, let record = change.owners.first,
        case let layout = Layout.of(record.type), change.table == layout.table,
        let (type, column) = layout.dependents,
        let id = try database.value(
          "SELECT max(id) FROM \(raw: Layout.of(type).table) WHERE \(raw: column) = \(record.id)",
          as: Int64?.self),
        let id
      else { return }
      obstacle = Obstacle(
        record: RecordKey(type: type, id: id), reason: "it refers to \(record.type.rawValue) \(record.id)")
    }
    return obstacle
  }

  private func overtaken(_ obstacle: Obstacle?) throws -> StoreError {
    guard let obstacle, let record = obstacle.record else {
      return .undoOvertaken(asked, by: nil, reason: obstacle?.reason ?? "other records refer to what it made")
    }
    let later = try laterEntry(touching: record.type, record.id, record.id)
    return .undoOvertaken(
      asked, by: later, reason: "\(record.type.rawValue) \(record.id): \(obstacle.reason)")
  }
}

extension Conflict {
  /// Whether the row is as the change knows it but for one column.
  fileprivate func differsOnly(in column: Int?) -> Bool {
    guard let column else { return false }
    for index in 0..<change.columnCount where index != column {
      guard let known = change.old(index) else { continue }
      if current(index) != known { return false }
    }
    return true
  }
}
