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
    let parts = try database.all(
      """
      SELECT changeset, type, first_id, last_id FROM journal_part WHERE entry_id = \(entry) ORDER BY position DESC
      """
    ) { row -> Part in
      if let bytes = try row[0] as [UInt8]? { return .changeset(Changeset(bytes: bytes)) }
      let type: String = try row[1]
      guard let type = RecordType(rawValue: type) else {
        throw StoreError.undoOvertaken(asked, by: nil, reason: "it speaks of unknown records")
      }
      return .range(type, try row[2], try row[3])
    }
    for part in parts {
      switch part {
      case .changeset(let changeset): try revert(changeset)
      case .range(let type, let first, let last): try delete(type, first, last)
      }
    }
  }

  private enum Part {
    case changeset(Changeset)
    case range(RecordType, Int64, Int64)
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
  private static let chunk: Int64 = 50_000

  private func delete(_ type: RecordType, _ first: Int64, _ last: Int64) throws {
    if let later = try laterEntry(touching: type, first, last) {
      throw StoreError.undoOvertaken(asked, by: later, reason: "a later change builds on what it made")
    }
    var start = first
    while start <= last {
      let end = min(last, start + Self.chunk - 1)
      let happened = try recorder.part {
        try database.execute("DELETE FROM \(raw: Layout.of(type).table) WHERE id BETWEEN \(start) AND \(end)")
      }
      try happened.forEach { change in
        let owner = change.owners.first
        let isOwn = owner.map { $0.type == type && $0.id >= start && $0.id <= end } ?? false
        guard change.operation == .delete, isOwn else {
          throw try overtaken(Obstacle(record: owner, reason: "something later refers to what it made"))
        }
      }
      start = end + 1
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
