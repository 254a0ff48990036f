internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The id that a reference column gets for what a person wrote.
  func reference(_ value: JSON, to target: RecordType, _ field: Field, of type: RecordType) throws -> SQLValue
  {
    guard let text = value.string else { return .null }
    return .integer(
      target == .company
        ? try company(named: text) : try References(database: database).find(target, text))
  }

  /// An id that somebody wrote, after a look whether there is such a record.
  func checkedID(_ value: JSON, _ field: Field, of type: RecordType) throws -> SQLValue {
    guard let id = value.int64, case .referenceID(let target) = field.kind else { return .null }
    guard try exists(target, id) else {
      throw StoreError.invalid(type, field: field.name, .unknownRecord(target, String(id)))
    }
    return .integer(id)
  }

  func exists(_ type: RecordType, _ id: Int64) throws -> Bool {
    try database.value("SELECT 1 FROM \(raw: Layout.of(type).table) WHERE id = \(id)", as: Int.self) != nil
  }

  /// The company of that name or domain, created when it is not known; fails when several have the name.
  func company(named name: String) throws -> Int64 {
    let ids = try companies(named: name)
    if ids.count > 1 {
      throw StoreError.ambiguous(.company, name, try ids.map { try candidate(.company, $0) })
    }
    if let id = ids.first { return id }
    guard options.createsCompanies else { throw StoreError.notFound(.company, name) }
    return try create(.company, ["name": .string(name)])
  }

  /// The companies that a name or domain means exactly.
  func companies(named name: String) throws -> [Int64] {
    let byName = try database.all(
      "SELECT id FROM company WHERE name_key = \(SearchKey.fold(name)) ORDER BY id"
    ) {
      $0.integer(0)
    }
    if !byName.isEmpty || !name.contains(".") { return byName }
    return try database.all("SELECT id FROM company WHERE domain = \(name) COLLATE NOCASE ORDER BY id") {
      $0.integer(0)
    }
  }
}
