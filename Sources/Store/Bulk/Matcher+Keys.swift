internal import Bytes
internal import Models
internal import SQLite

/// Records that are recognised by one key of somebody's choice.
extension Matcher {
  func candidates(_ type: RecordType, _ record: JSONObject, by key: MatchRules.Key) throws -> [Int64] {
    let references = References(database: database)
    switch (key, type) {
    // Two of one name there cannot be.
    case (_, .pipeline), (_, .status), (_, .setting): break
    case (.none, _): return []
    case (.externalID, _):
      return try record["external_id"]?.string.map { try ids(withExternalID: $0, type) } ?? []
    case (.email, .contact):
      for email in emails(record) {
        let ids = try references.exact(.contact, email)
        if !ids.isEmpty { return ids }
      }
      return []
    case (.name, .contact): return try contacts(named: record.fullName, in: record, references)
    case (.domain, .contact) where record["company_id"]?.int64 != nil || record["company"]?.string != nil:
      return try contacts(named: record.fullName, in: record, references)
    case (.domain, .contact): return []
    case (.name, .company):
      guard let name = record["name"]?.string else { return [] }
      return try ids("SELECT id FROM company WHERE name_key = \(SearchKey.fold(name.trimmed)) ORDER BY id")
    case (.domain, .company):
      guard let domain = record["domain"]?.string else { return [] }
      return try ids("SELECT id FROM company WHERE domain = \(domain.trimmed) COLLATE NOCASE ORDER BY id")
    default: break
    }
    return try naturalCandidates(type, record)
  }

  func ids(withExternalID external: String, _ type: RecordType) throws -> [Int64] {
    try ids("SELECT id FROM \(raw: Layout.of(type).table) WHERE external_id = \(external) ORDER BY id")
  }

  /// The addresses of a row, the main one first.
  func emails(_ record: JSONObject) -> [String] {
    var emails = (record["emails"]?.array ?? []).compactMap { $0.string?.trimmed }
    if let email = record["email"]?.string?.trimmed, !emails.contains(email) { emails.insert(email, at: 0) }
    return emails
  }

  /// The people of a name; of those, where the row names a company, the ones who belong to it.
  private func contacts(
    named name: String, in record: JSONObject, _ references: References
  ) throws -> [Int64] {
    if name.isEmpty { return [] }
    if let company = record["company_id"]?.int64 {
      return try references.exact(.contact, name, company: company)
    }
    guard let company = record["company"]?.string else { return try references.exact(.contact, name) }
    return try references.exact(.company, company)
      .flatMap { try references.exact(.contact, name, company: $0) }
  }
}
