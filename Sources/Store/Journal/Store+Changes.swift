package import Bytes
package import Models
internal import SQLite

extension Store {
  /// What an entry changed, a row for each value: the record it belongs to, the field, the value before and after.
  ///
  /// Records that were created in bulk are one row, with their first and last id.
  /// With a record, those of its values alone.
  package func changes(of id: Int64, to record: (type: RecordType, id: Int64)? = nil) throws -> [JSONObject] {
    let key = record.map { RecordKey(type: $0.type, id: $0.id) }
    let entry = try journalEntry(id)
    let report = try ChangeReport(database)
    var changes: [JSONObject] = []
    try database.forEach(
      "SELECT changeset, type, first_id, last_id FROM journal_part WHERE entry_id = \(entry.id) ORDER BY position"
    ) { row in
      if let type = try row[1] as String? {
        let (first, last): (Int64, Int64) = (try row[2], try row[3])
        changes.append([
          "change": "create", "of": .string(type), "id": .number(JSONNumber(first)),
          "through": .number(JSONNumber(last)),
        ])
      } else {
        try Changeset(bytes: try row[0]).forEach { change in
          if let key, change.owners.first != key { return }
          changes += try report.rows(of: change)
        }
      }
    }
    let head: [(String, JSON)] = [("type", "change"), ("entry_id", .number(JSONNumber(entry.id)))]
    return changes.map { JSONObject(head + $0.map { ($0.key, $0.value) }) }
  }
}

/// Tells the changes of rows in the words of the catalogue.
private struct ChangeReport {
  private let database: Database
  /// The columns of each journaled table, in order.
  private let columns: [String: [String]]

  init(_ database: Database) throws {
    self.database = database
    var columns: [String: [String]] = [:]
    for table in JournaledTable.all {
      columns[table.name] = try database.all(
        "SELECT name FROM pragma_table_info(\(table.name)) ORDER BY cid"
      ) { try $0[0] as String }
    }
    self.columns = columns
  }

  func rows(of change: borrowing Change) throws -> [JSONObject] {
    guard let table = JournaledTable.named(change.table), let owner = change.owners.first else { return [] }
    let names = columns[table.name] ?? []
    var before: JSONObject = [:]
    var after: JSONObject = [:]
    for (index, column) in names.enumerated() where index < change.columnCount {
      // The owner stands beside the values; what is folded or counted follows from them.
      if table.owners[0].column == index || column.hasSuffix("_key") || column == "updated_at" { continue }
      if table.field != nil, column == "id" || (column == "position" && table.name != "affiliation") {
        continue
      }
      guard let (name, type) = field(column, table, owner.type) else { continue }
      let currency = try currency(of: change, names, owner)
      before[name] = try json(change.old(index), column, type, owner.type, currency)
      after[name] = try json(change.new(index), column, type, owner.type, currency)
    }
    func row(_ field: String, _ before: JSON, _ after: JSON) -> JSONObject {
      [
        "change": .string(change.operation.word), "of": .string(owner.type.rawValue),
        "id": .number(JSONNumber(owner.id)), "field": .string(field), "before": before, "after": after,
      ]
    }
    if let field = table.field { return [row(field, before.part, after.part)] }
    return before.keys.compactMap { name in
      let (old, new) = (before[name] ?? .null, after[name] ?? .null)
      return old == new ? nil : row(name, old, new)
    }
  }

  /// The field that a column holds, and the kind of record where it is an id; nil for what is of no interest.
  private func field(_ column: String, _ table: JournaledTable, _ owner: RecordType) -> (String, RecordType?)?
  {
    if column == "stage_id" { return ("stage", nil) }
    if table.field == nil {
      for field in Catalog.of(owner).fields {
        switch (Layout.of(owner).storage[field.name], field.kind) {
        case (.reference(column, let target), _): return (field.name, target)
        case (.id(column), .referenceID(let target)): return (field.name, target)
        case (.column(column), _), (.exact(column), _), (.firstAndMore(column, _), _):
          return (field.name, nil)
        default: continue
        }
      }
      // Parts of a derived field, as `probability` of a deal has.
      return (column, nil)
    }
    if column == "is_primary" { return ("primary", nil) }
    guard column.hasSuffix("_id") else { return (column, nil) }
    let name = String(column.dropLast("_id".count))
    return (name, RecordType(rawValue: name))
  }

  /// The currency of the amounts in a row of a deal.
  private func currency(of change: borrowing Change, _ names: [String], _ owner: RecordKey) throws
    -> Currency?
  {
    guard owner.type == .deal else { return nil }
    if let index = names.firstIndex(of: "currency"),
      case .text(let code)? = change.new(index) ?? change.old(index)
    {
      return Currency(code: code)
    }
    let code = try database.value("SELECT currency FROM deal WHERE id = \(owner.id)", as: String.self)
    return code.flatMap { Currency(code: $0) }
  }

  private func json(
    _ value: SQLValue?, _ column: String, _ type: RecordType?, _ owner: RecordType, _ currency: Currency?
  ) throws -> JSON {
    switch value {
    case nil, .null?, .blob?: return .null
    case .real(let real)?: return JSONNumber(real).map(JSON.number) ?? .null
    case .text(let text)?:
      return column == "fields" ? (try? JSONParser.parse(text.utf8)) ?? .string(text) : .string(text)
    case .integer(let integer)?:
      if let type {
        return try title("\(raw: Layout.of(type).title("r"))", of: Layout.of(type).table, integer)
      }
      if column == "stage_id" { return try title("r.name", of: "stage", integer) }
      if column.hasSuffix("_at") { return .string(Timestamp(microseconds: integer).description) }
      if column == "value" || column == "price", let currency {
        return JSONNumber(currency.text(minorUnits: integer)).map(JSON.number) ?? .null
      }
      if case .flag? = Catalog.of(owner).field(column)?.kind { return .bool(integer != 0) }
      return column == "is_primary" ? .bool(integer != 0) : .number(JSONNumber(integer))
    }
  }

  /// What a record is called now, or its id when it is gone.
  private func title(_ sql: SQL, of table: String, _ id: Int64) throws -> JSON {
    let name = try database.value("SELECT \(sql) FROM \(raw: table) r WHERE r.id = \(id)", as: String?.self)
    return (name ?? nil).map(JSON.string) ?? .number(JSONNumber(id))
  }
}

extension Change.Operation {
  fileprivate var word: String {
    switch self {
    case .insert: "create"
    case .update: "update"
    case .delete: "delete"
    }
  }
}

extension JSONObject {
  /// A part of a record: its one value, or an object of several; null for one that is not there.
  fileprivate var part: JSON {
    if allSatisfy(\.value.isNull) { return .null }
    return count == 1 ? self[0].value : .object(self)
  }
}
