internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// Puts the ids of the records that a record names into their columns, where they are others than before.
  ///
  /// In the order of the catalogue, in which a company comes last: it may be created, and nothing is refused then.
  func settleRelations(_ draft: inout Draft) throws {
    for reference in draft.layout.references {
      let (id, name) = (draft.take(reference.id), reference.name.flatMap { draft.take($0) })
      guard let value = id ?? name else { continue }
      let field = id == nil ? reference.name ?? reference.id : reference.id
      let found = try related(value, to: reference.target, draft, field)
      if found != draft.before?[reference.id]?.int64 { draft.set(reference.column, found.sqlValue) }
    }
  }

  /// The record that a value names: by id, or by what it is called.
  private func related(_ value: JSON, to target: RecordType, _ draft: Draft, _ field: String) throws -> Int64?
  {
    let finder = RelationFinder(database, for: draft.type)
    if let id = value.int64 { return try finder.record(target, id: id, field: field) }
    guard let text = value.string else { return nil }
    if target == .company { return try company(named: text) }
    return try finder.record(target, text, company: try company(of: draft), field: field)
  }

  /// The company that a record will belong to, if it is known by now.
  func company(of draft: Draft) throws -> Int64? {
    if let id = draft.values["company_id"] { return id.int64 }
    guard let name = draft.values["company"] else { return draft.before?["company_id"]?.int64 }
    let ids = try name.string.map { try companies(named: $0) } ?? []
    return ids.count == 1 ? ids[0] : nil
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
    if let memory { return try memory.companies(named: name) }
    return try References(database: database).exact(.company, name)
  }
}
