internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The id that a reference column gets for what a person wrote.
  func reference(_ value: JSON, to target: RecordType) throws -> SQLValue {
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
    try knownCompany(name) ?? create(.company, ["name": .string(name)])
  }

  /// The company of that name or domain, nil when it is to be created; fails when several have the name, and where
  /// none may be created.
  func knownCompany(_ name: String) throws -> Int64? {
    let ids = try companies(named: name)
    if ids.count > 1 {
      let candidates = try ids.prefix(References.shown).map { try candidate(.company, $0) }
      throw StoreError.ambiguous(.company, name, candidates)
    }
    if ids.isEmpty, !options.createsCompanies { throw StoreError.notFound(.company, name) }
    return ids.first
  }

  /// The companies that a name or domain means exactly.
  func companies(named name: String) throws -> [Int64] {
    let key = SearchKey.fold(name)
    let byName = try database.all("SELECT id FROM company WHERE name_key = \(key) ORDER BY id") {
      $0.integer(0)
    }
    if !byName.isEmpty || !name.contains(".") { return byName }
    return try database.all("SELECT id FROM company WHERE domain = \(name) COLLATE NOCASE ORDER BY id") {
      $0.integer(0)
    }
  }
}
