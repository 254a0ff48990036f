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
  /// Of a stream of records.
  var memory: StreamMemory?
  private let insertions = Insertions()

  var reader: InputReader { InputReader(clock: clock) }
  var lists: NameLists { NameLists(database: database) }

  // MARK: Create

  /// Creates a record and returns its id.
  func create(_ type: RecordType, _ input: JSONObject) throws -> Int64 {
    var draft = try Draft(type, input, before: nil, reader)
    try settle(&draft, id: nil)
    memory?.note(draft)
    let layout = Layout.of(type)
    if layout.storage["created_at"] != nil {
      let now = SQLValue.integer(clock.now.microseconds)
      for name in ["created_at", "updated_at"] where draft.values[name] == nil { draft.set(name, now) }
    }
    return try recorder.creating(type) {
      let id = try insert(draft.columns, into: layout.table)
      try writeParts(of: draft, id: id)
      return id
    }
  }

  private func insert(_ columns: [(name: String, value: SQLValue)], into table: String) throws -> Int64 {
    let statement = try database.statement(SQL(raw: insertions.text(columns, into: table)))
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
    if draft.isEmpty { return false }
    memory?.note(draft)
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
    memory?.forget()
    let layout = Layout.of(type)
    if let dependents = layout.dependents {
      let table = Layout.of(dependents.type).table
      let count = try database.value(
        "SELECT count(*) FROM \(raw: table) WHERE \(raw: dependents.column) = \(id)", as: Int.self)
      if let count, count > 0 {
        throw StoreError.inUse(try candidate(type, id), by: dependents.type, count: count)
      }
    }
    if type == .company { try promoteFurtherCompanies(insteadOf: id) }
    if type == .contact { try promoteFurtherContacts(insteadOf: id) }
    try database.execute("DELETE FROM \(raw: layout.table) WHERE id = \(id)")
  }

  /// A record by the name people know it by.
  func candidate(_ type: RecordType, _ id: Int64) throws -> StoreError.Candidate {
    try References(database: database).candidate(type, id)
  }

  // MARK: Rules

  /// Completes a draft by the rules of its kind of record, and fills its columns.
  private func settle(_ draft: inout Draft, id: Int64?) throws {
    switch draft.type {
    case .contact: try settleContact(&draft, id: id)
    case .company: try settleCompany(&draft)
    case .status: try settleStatus(&draft, id: id)
    case .setting: try settleSetting(&draft, id: id)
    case .pipeline: try settlePipeline(&draft, id: id)
    case .deal: try settleDeal(&draft, id: id)
    case .task: try settleTask(&draft)
    case .activity: try settleActivity(&draft)
    case .meeting: try settleMeeting(&draft)
    case .insight: try settleInsight(&draft)
    case .proposal: try settleProposal(&draft)
    }
    // Last, because it may create a company.
    try settleRelations(&draft)
    fillColumns(&draft)
  }

  /// Puts the values of fields that have a column of their own into it.
  private func fillColumns(_ draft: inout Draft) {
    for (field, value) in draft.values {
      switch field.storage {
      case .column(let column), .exact(let column):
        draft.set(column, InputReader.sqlValue(value, field.kind))
      case .title(let key):
        draft.set(field.name, InputReader.sqlValue(value, field.kind))
        draft.set(key, .text(SearchKey.fold(value.string ?? "")))
      case .firstAndMore(let column, _):
        draft.set(column, InputReader.sqlValue(value.array?.first ?? .null, .text))
      case .reference, .id, .affiliations, .rows, .objects, .derived, .stage, nil: break
      }
    }
  }

  private func settleCompany(_ draft: inout Draft) throws {
    try require("name", draft)
    if let domain = draft.take("domain") {
      draft["domain"] = domain.string.map { .string($0.lowercased()) } ?? .null
    }
  }

  private func settleStatus(_ draft: inout Draft, id: Int64?) throws {
    let name = try require("name", draft)
    try refuse(try lists.status(name), unless: id, draft, name)
    if draft["kind"].isNull { throw StoreError.invalid(.status, field: "kind", .missing) }
    if draft["position"].isNull {
      let next = try database.value("SELECT coalesce(max(position), -1) + 1 FROM lead_status", as: Int64.self)
      draft["position"] = .number(JSONNumber(next ?? 0))
    }
  }

  private func settleSetting(_ draft: inout Draft, id: Int64?) throws {
    let name = try require("name", draft)
    try refuse(try database.value("SELECT id FROM setting WHERE name = \(name)"), unless: id, draft, name)
  }

  /// The text of a field without which a record of this kind cannot be.
  @discardableResult
  func require(_ field: String, _ draft: Draft) throws(StoreError) -> String {
    guard let text = draft[field].string else { throw .invalid(draft.type, field: field, .missing) }
    return text
  }

  /// A name that another record has is not given twice.
  func refuse(_ other: Int64?, unless id: Int64?, _ draft: Draft, _ name: String) throws {
    guard let other, other != id else { return }
    throw StoreError.duplicate(
      draft.type, field: "name", value: name, of: try candidate(draft.type, other))
  }
}

/// The texts of INSERT statements. Most records of a stream fill the columns that the one before has filled, and to put
/// a text together takes longer than to compare names.
private final class Insertions {
  private struct Insertion {
    let table: String
    let columns: [String]
    let text: String

    func fills(_ others: [(name: String, value: SQLValue)], of table: String) -> Bool {
      guard columns.count == others.count, self.table == table else { return false }
      for index in columns.indices where columns[index] != others[index].name { return false }
      return true
    }
  }

  /// One for each table.
  private var last: [Insertion] = []

  func text(_ columns: [(name: String, value: SQLValue)], into table: String) -> String {
    for insertion in last where insertion.fills(columns, of: table) { return insertion.text }
    let names = columns.map(\.name)
    let marks = names.map { _ in "?" }
    let text =
      "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks.joined(separator: ", ")))"
    last.removeAll { $0.table == table }
    last.append(Insertion(table: table, columns: names, text: text))
    return text
  }
}
