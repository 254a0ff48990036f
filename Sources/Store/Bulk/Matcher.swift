internal import Bytes
internal import Models
internal import SQLite

/// Recognises a record that comes from elsewhere by its natural key.
///
/// Ids of another database mean nothing here, but two rows of one stream with different ids are two records; which
/// id became which record is kept in a temporary table, so that memory does not grow with the stream.
struct Matcher {
  let database: Database
  let reader: InputReader
  let departed: Departed
  let erased: Erased
  let memory: StreamMemory

  init(database: Database, clock: Clock, memory: StreamMemory) throws {
    self.database = database
    self.memory = memory
    reader = InputReader(clock: clock)
    departed = try Departed(database: database, clock: clock)
    erased = try Erased(database: database)
    try database.run(
      script: """
        CREATE TEMP TABLE IF NOT EXISTS imported (
          type TEXT NOT NULL, foreign_id INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (type, foreign_id)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS temp.imported_id ON imported (type, id);
        DELETE FROM temp.imported
        """)
  }

  /// Remembers that a row of the stream became a record.
  func remember(_ type: RecordType, foreign: Int64, _ id: Int64) throws {
    let insert = try database.statement("INSERT OR REPLACE INTO temp.imported VALUES (?, ?, ?)")
    try insert.bind(type.rawValue, at: 1)
    try insert.bind(foreign, at: 2)
    try insert.bind(id, at: 3)
    try insert.execute()
  }

  func known(_ type: RecordType, foreign: Int64) throws -> Int64? {
    try database.value(
      "SELECT id FROM temp.imported WHERE type = \(type.rawValue) AND foreign_id = \(foreign)", as: Int64.self
    )
  }

  private func isTaken(_ type: RecordType, _ id: Int64, foreign: Int64) throws -> Bool {
    try database.value(
      """
      SELECT 1 FROM temp.imported WHERE type = \(type.rawValue) AND id = \(id) AND foreign_id <> \(foreign) LIMIT 1
      """, as: Int.self) != nil
  }

  // MARK: Ids of another database

  /// The record with the ids it refers to replaced by those of rows of the same stream; others mean nothing here, and
  /// leave the names beside them to count.
  func localised(_ record: JSONObject, _ type: RecordType) throws -> JSONObject {
    var local = record
    local["id"] = nil
    for reference in Layout.of(type).references {
      guard let foreign = record[reference.id]?.int64 else { continue }
      local[reference.id] = try known(reference.target, foreign: foreign).map { .number(JSONNumber($0)) }
    }
    if let affiliations = record["affiliations"]?.array {
      local["affiliations"] = .array(try affiliations.map(localised))
    }
    return local
  }

  /// One of several companies by the row of the stream that it was, else by its name alone.
  private func localised(_ affiliation: JSON) throws -> JSON {
    guard var object = affiliation.object else { return affiliation }
    if let foreign = object["company_id"]?.int64, let id = try known(.company, foreign: foreign) {
      object["company_id"] = .number(JSONNumber(id))
    } else if object["company"]?.isNull == false {
      object["company_id"] = nil
    }
    return .object(object)
  }

  // MARK: Natural keys

  /// The record that is meant; nil when there is none yet.
  ///
  /// Two records of the same name are never taken for one where the name alone counts: fails with `ambiguous`.
  func find(
    _ type: RecordType, _ record: JSONObject, foreign: Int64?, by key: MatchRules.Key = .natural
  ) throws -> Int64? {
    var ids = try candidates(type, record, by: key)
    if let foreign { ids = try ids.filter { try !isTaken(type, $0, foreign: foreign) } }
    if key == .name, foreign == nil, ids.count > 1 {
      let references = References(database: database)
      throw StoreError.ambiguous(
        type, record.fullName, try ids.map { try references.candidate(type, $0) })
    }
    return ids.first
  }

  func naturalCandidates(_ type: RecordType, _ record: JSONObject) throws -> [Int64] {
    let layout = Layout.of(type)
    if layout.storage["external_id"] != nil, let external = record["external_id"]?.string {
      let ids = try ids(withExternalID: external, type)
      if !ids.isEmpty { return ids }
    }
    switch type {
    case .contact: return try contacts(record)
    case .company: return try companies(record)
    case .status, .setting, .pipeline:
      guard let name = record["name"]?.string else { return [] }
      return try ids(
        "SELECT id FROM \(raw: layout.table) WHERE \(raw: layout.key ?? "name") = \(layout.key == nil ? name : SearchKey.fold(name))"
      )
    case .deal: return try deals(record).map(ids) ?? []
    case .task: return try tasks(record).map(ids) ?? []
    case .activity: return try activities(record).map(ids) ?? []
    case .meeting: return try meetings(record).map(ids) ?? []
    case .insight: return try insights(record).map(ids) ?? []
    case .proposal: return []
    }
  }

  /// A company is its domain, else its name where the domains do not disagree.
  private func companies(_ record: JSONObject) throws -> [Int64] {
    let domain = record["domain"]?.string?.trimmed
    let external = record["external_id"]?.string
    if let domain {
      let ids = try ids(
        """
        SELECT id FROM company WHERE domain = \(domain) COLLATE NOCASE
        AND (external_id IS NULL OR \(external) IS NULL) ORDER BY id
        """)
      if !ids.isEmpty { return ids }
    }
    guard let name = record["name"]?.string else { return [] }
    return try ids(
      """
      SELECT id FROM company WHERE name_key = \(SearchKey.fold(name)) AND (domain IS NULL OR \(domain) IS NULL)
      AND (external_id IS NULL OR \(external) IS NULL) ORDER BY id
      """)
  }

  /// A contact is any of its e-mail addresses, else its name and company while nothing else disagrees.
  private func contacts(_ record: JSONObject) throws -> [Int64] {
    let external = record["external_id"]?.string.sqlValue ?? .null
    var emails: [String] = []
    if let email = record["email"]?.string?.trimmed { emails.append(email) }
    for case .string(let email) in record["emails"]?.array ?? [] where !emails.contains(email.trimmed) {
      emails.append(email.trimmed)
    }
    for email in emails where memory.mayHold(email: email) {
      let found = try ids(
        SQL(
          """
          SELECT id FROM contact WHERE email = ?1 COLLATE NOCASE AND (external_id IS NULL OR ?2 IS NULL)
          UNION ALL SELECT c.id FROM contact_email e JOIN contact c ON c.id = e.contact_id
          WHERE e.value = ?1 COLLATE NOCASE AND (c.external_id IS NULL OR ?2 IS NULL)
          """, binding: .text(email), external))
      // Sorted here, because a sorter of SQLite's is made even for the one row that there mostly is.
      if !found.isEmpty { return found.sorted() }
    }
    let key = SearchKey.fold(record.fullName)
    guard !key.isEmpty, emails.isEmpty || memory.mayHold(lone: key) else { return [] }
    var companies: [SQLValue] = [record["company_id"]?.int64.sqlValue ?? .null]
    if record["company_id"]?.int64 == nil, let name = record["company"]?.string {
      companies = try ids(
        SQL("SELECT id FROM company WHERE name_key = ?", binding: .text(SearchKey.fold(name)))
      ).map(SQLValue.integer)
    }
    let phone = record["phone"]?.string.sqlValue ?? .null
    let birthday = record["birthday"]?.string.sqlValue ?? .null
    var found: [Int64] = []
    for company in companies {
      found += try ids(
        SQL(
          emails.isEmpty ? Self.contactsByName : Self.contactsByNameAlone,
          binding: .text(key), company, external, phone, birthday))
    }
    return found.sorted()
  }

  private static func contacts(_ source: String) -> String {
    """
    SELECT id FROM \(source) name_key = ?1 AND company_id IS ?2 AND (external_id IS NULL OR ?3 IS NULL)
    AND (phone IS NULL OR ?4 IS NULL OR phone = ?4) AND (birthday IS NULL OR ?5 IS NULL OR birthday = ?5)
    """
  }
  private static let contactsByName = contacts("contact WHERE")
  /// Another address disagrees, so only people without one are left. They have an index, which is said to the planner
  /// because what it knows of the tables makes it prefer the one of all.
  private static let contactsByNameAlone = contacts(
    "contact INDEXED BY contact_by_name_alone WHERE email IS NULL AND")

  func ids(_ sql: SQL) throws -> [Int64] {
    try database.all(sql) { $0.integer(0) }
  }
}
