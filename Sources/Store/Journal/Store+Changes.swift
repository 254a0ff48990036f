package import Bytes
internal import Models
internal import SQLite

extension Store {
  /// What an entry changed, a row for each value: the record it belongs to, the value before and after.
  package func changes(of id: Int64) throws -> [JSONObject] {
    let entry = try journalEntry(id)
    var changes: [JSONObject] = []
    let columns = try columnNames()
    try database.forEach(
      "SELECT changeset, type, first_id, last_id FROM journal_part WHERE entry_id = \(entry.id) ORDER BY position"
    ) { row in
      if let type = try row[1] as String? {
        let (first, last): (Int64, Int64) = (try row[2], try row[3])
        changes.append([
          "type": "change", "entry_id": .number(JSONNumber(id)), "change": "create", "of": .string(type),
          "id": .number(JSONNumber(first)), "through": .number(JSONNumber(last)),
        ])
      } else {
        let changeset = Changeset(bytes: try row[0])
        try changeset.forEach { change in
          changes += Self.describe(change, columns: columns[change.table] ?? [], entry: id)
        }
      }
    }
    return changes
  }

  private func columnNames() throws -> [String: [String]] {
    var names: [String: [String]] = [:]
    for table in JournaledTable.all {
      names[table.name] = try database.all("SELECT name FROM pragma_table_info(\(table.name)) ORDER BY cid") {
        try $0[0] as String
      }
    }
    return names
  }

  private static func describe(_ change: borrowing Change, columns: [String], entry: Int64) -> [JSONObject] {
    let owner = change.owners.first
    let word =
      switch change.operation {
      case .insert: "create"
      case .update: "update"
      case .delete: "delete"
      }
    var rows: [JSONObject] = []
    for index in 0..<change.columnCount where index < columns.count {
      let name = columns[index]
      // Folded forms follow from the names, and ids of rows mean nothing to a person.
      if name.hasSuffix("_key") || name == "id" || name == "updated_at" { continue }
      let (before, after) = (change.old(index), change.new(index))
      if before == after || (change.operation == .update && after == nil) { continue }
      if (before ?? .null) == .null, (after ?? .null) == .null { continue }
      rows.append([
        "type": "change", "entry_id": .number(JSONNumber(entry)), "change": .string(word),
        "of": .string(owner?.type.rawValue ?? change.table),
        "id": owner.map { .number(JSONNumber($0.id)) } ?? .null,
        "field": .string(isMain(change.table, owner) ? name : "\(change.table).\(name)"),
        "before": JSON(before, column: name), "after": JSON(after, column: name),
      ])
    }
    return rows
  }

  private static func isMain(_ table: String, _ owner: RecordKey?) -> Bool {
    owner.map { Layout.of($0.type).table == table } ?? false
  }
}

extension JSON {
  /// A value of a column, times as people write them.
  fileprivate init(_ value: SQLValue?, column: String) {
    switch value {
    case nil, .null?, .blob?: self = .null
    case .integer(let integer)?:
      self =
        column.hasSuffix("_at")
        ? .string(Timestamp(microseconds: integer).description) : .number(JSONNumber(integer))
    case .real(let real)?: self = JSONNumber(real).map(JSON.number) ?? .null
    case .text(let text)?: self = .string(text)
    }
  }
}
