internal import Bytes
internal import Models
internal import SQLite

/// Writes records into the tables, inside a transaction that somebody else began.
///
/// Everything is checked before the first row is written, so that a record is refused as a whole.
struct RecordWriter {
  let database: Database
  let clock: Clock
  let recorder: Recorder
  let options: WriteOptions

  var reader: InputReader { InputReader(clock: clock) }
  var lists: NameLists { NameLists(database: database) }

  // MARK: Create

  /// Creates a record and returns its id.
  func create(_ type: RecordType, _ input: JSONObject) throws -> Int64 {
    var draft = try Draft(type, input, before: nil, reader)
    try settle(&draft, id: nil)
    let layout = Layout.of(type)
    if layout.storage["created_at"] != nil {
      let now = SQLValue.integer(clock.now.microseconds)
      for name in ["created_at", "updated_at"]
      where !draft.columns.contains(where: { $0.name == name && $0.value != .null }) {
        draft.columns.removeAll { $0.name == name }
        draft.set(name, now)
      }
    }
    let id = try recorder.creating(type) {
      let id = try insert(draft.columns, into: layout.table)
      try writeParts(of: draft, id: id)
      return id
    }
    return id
  }

  private func insert(_ columns: [(name: String, value: SQLValue)], into table: String) throws -> Int64 {
    var names = ""
    var marks = ""
    for column in columns {
      names += names.isEmpty ? column.name : ", " + column.name
      marks += marks.isEmpty ? "?" : ", ?"
    }
    let statement = try database.statement(SQL(raw: "INSERT INTO \(table) (\(names)) VALUES (\(marks))"))
    for (index, column) in columns.enumerated() { try statement.bind(column.value, at: index + 1) }
    try statement.execute()
    return database.lastInsertedID
  }

  // MARK: Update

  /// Changes a record; false when it had all of the values already.
  func update(_ type: RecordType, _ id: Int64, _ input: JSONObject, before: JSONObject) throws -> Bool {
    var draft = try Draft(type, input, before: before, reader)
    if draft.isEmpty { return false }
    try settle(&draft, id: id)
    let layout = Layout.of(type)
    if layout.storage["updated_at"] != nil {
      draft.set("updated_at", .integer(clock.now.microseconds))
    }
    if !draft.columns.isEmpty {
      let assignments = draft.columns.map { "\($0.name) = ?" }.joined(separator: ", ")
      let statement = try database.statement(
        SQL(raw: "UPDATE \(layout.table) SET \(assignments) WHERE id = ?"))
      for (index, column) in draft.columns.enumerated() { try statement.bind(column.value, at: index + 1) }
      try statement.bind(id, at: draft.columns.count + 1)
      try statement.execute()
    }
    try writeParts(of: draft, id: id)
    return true
  }

  // MARK: Delete

  /// Deletes a record; fails when others stand on it.
  func delete(_ type: RecordType, _ id: Int64) throws {
    let layout = Layout.of(type)
    if type == .company || type == .pipeline {
      let column = type == .company ? "company_id" : "pipeline_id"
      let deals =
        try database.value("SELECT count(*) FROM deal WHERE \(raw: column) = \(id)", as: Int.self) ?? 0
      if deals > 0 { throw StoreError.inUse(try candidate(type, id), by: .deal, count: deals) }
    }
    if type == .status {
      let contacts =
        try database.value("SELECT count(*) FROM contact WHERE status_id = \(id)", as: Int.self) ?? 0
      if contacts > 0 { throw StoreError.inUse(try candidate(type, id), by: .contact, count: contacts) }
    }
    try database.execute("DELETE FROM \(raw: layout.table) WHERE id = \(id)")
  }

  /// A record by the name people know it by.
  func candidate(_ type: RecordType, _ id: Int64) throws -> StoreError.Candidate {
    let layout = Layout.of(type)
    let name = try database.value(
      "SELECT \(raw: layout.title("r")) FROM \(raw: layout.table) r WHERE r.id = \(id)", as: String?.self)
    return StoreError.Candidate(type: type, id: id, name: (name ?? nil) ?? "#\(id)")
  }

  // MARK: Rules

  /// Completes a draft by the rules of its kind of record, and fills its columns.
  private func settle(_ draft: inout Draft, id: Int64?) throws {
    switch draft.type {
    case .contact: try settleContact(&draft, id: id)
    case .company: try settleCompany(&draft)
    case .status, .setting: try settleName(&draft)
    case .pipeline, .deal, .task, .activity, .meeting, .insight:
      throw StoreError.invalid(
        draft.type, field: nil, .sentence("\(draft.type.plural) cannot be written yet"))
    }
    try fillColumns(&draft)
  }

  /// Puts the values of fields that have a column of their own into it.
  private func fillColumns(_ draft: inout Draft) throws {
    let layout = Layout.of(draft.type)
    for field in layout.catalog.fields {
      guard let value = draft.values[field.name], let storage = layout.storage[field.name] else { continue }
      switch storage {
      case .column(let column):
        draft.set(column, InputReader.sqlValue(value, field.kind))
      case .firstAndMore(let column, _):
        draft.set(column, InputReader.sqlValue(value.array?.first ?? nil, .text))
      case .reference(let column):
        draft.set(column, try reference(value, field, of: draft.type))
      case .id(let column):
        draft.set(column, try checkedID(value, field, of: draft.type))
      case .affiliations, .rows, .objects, .derived, .stage: break
      }
    }
  }

  /// The name without which a record of this kind cannot be.
  func requireName(_ draft: Draft, _ field: String) throws(StoreError) -> String {
    guard let name = draft[field]?.string else { throw .invalid(draft.type, field: field, .missing) }
    return name
  }

  private func settleCompany(_ draft: inout Draft) throws(StoreError) {
    let name = try requireName(draft, "name")
    if draft.values["name"] != nil { draft.set("name_key", .text(SearchKey.fold(name))) }
    if let domain = draft.values["domain"]?.string { draft.values["domain"] = .string(domain.lowercased()) }
  }

  private func settleName(_ draft: inout Draft) throws {
    let name = try requireName(draft, "name")
    guard draft.type == .status else { return }
    if draft.values["name"] != nil { draft.set("name_key", .text(SearchKey.fold(name))) }
    if draft.isCreation {
      guard draft.values["kind"] != nil else { throw StoreError.invalid(.status, field: "kind", .missing) }
      if draft.values["position"] == nil {
        let last = try database.value("SELECT max(position) FROM lead_status", as: Int64?.self)
        draft.values["position"] = .number(JSONNumber(((last ?? nil) ?? -1) + 1))
      }
    }
  }
}
