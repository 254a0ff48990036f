internal import Bytes
internal import Models
internal import SQLite

/// Finds the records that the input of another record names.
struct RelationFinder {
  let references: References
  /// The kind of record that names them, for errors.
  let owner: RecordType
  /// Whether natural keys alone count. So it is with data from elsewhere, where a number is no id of ours and the
  /// beginning of a name may mean somebody else.
  let isExact: Bool

  init(_ database: Database, for owner: RecordType, isExact: Bool = false) {
    references = References(database: database)
    self.owner = owner
    self.isExact = isExact
  }

  /// The record of that natural key, where several have it the one of `company`; what nothing has exactly is taken
  /// as an operand of a command would be. Fails when there is none, and when more than one is meant.
  func record(_ type: RecordType, _ text: String, company: Int64? = nil, field: String) throws -> Int64 {
    let ids = try references.exact(type, text)
    if ids.count == 1 { return ids[0] }
    if ids.isEmpty {
      guard !isExact else { throw unknown(type, text, field) }
      do {
        return try references.find(type, text)
      } catch StoreError.notFound {
        throw unknown(type, text, field)
      }
    }
    if let company {
      let own = try references.exact(type, text, company: company)
      if own.count == 1 { return own[0] }
    }
    throw StoreError.ambiguous(type, text, try ids.map { try references.candidate(type, $0) })
  }

  /// The record with an id that somebody wrote, or the one it was merged into; fails when there is none.
  func record(_ type: RecordType, id: Int64, field: String) throws -> Int64 {
    guard let located = try references.record(type, id) else { throw unknown(type, String(id), field) }
    return located.id
  }

  /// The contact that an item of a list means: by its id, else its e-mail address, else its name.
  func person(_ item: JSON, company: Int64?, field: String) throws -> Int64 {
    if let id = item["id"]?.int64 { return try record(.contact, id: id, field: field) }
    guard let text = item["email"]?.string ?? item["name"]?.string else {
      throw StoreError.invalid(owner, field: field, .sentence("each has an id, an e-mail address or a name"))
    }
    return try record(.contact, text, company: company, field: field)
  }

  private func unknown(_ type: RecordType, _ text: String, _ field: String) -> StoreError {
    .invalid(owner, field: field, .unknownRecord(type, text))
  }
}
