package import Models
internal import Bytes
internal import SQLite

/// Looks up what words mean in this very database: who or what is called so, and which field has such a value.
extension Store {
  /// The records of a kind that are called by all of a text, at most so many.
  package func records(_ type: RecordType, named text: String, limit: Int) throws -> [StoreError.Candidate] {
    let layout = Layout.of(type)
    guard let key = layout.key else { return [] }
    return try candidates(type, "\(raw: key) = \(SearchKey.fold(text))", limit)
  }

  /// The records of a kind whose names begin with a text, at most so many.
  package func records(_ type: RecordType, beginningWith text: String, limit: Int) throws -> [StoreError
    .Candidate]
  {
    let layout = Layout.of(type)
    let folded = SearchKey.fold(text)
    guard let key = layout.key, !folded.isEmpty else { return [] }
    return try candidates(
      type, "\(raw: key) >= \(folded) AND \(raw: key) < \(folded + "\u{10FFFF}")", limit)
  }

  /// The names of records of a kind that begin with a text, folded, with their ids, in the order of the names; at most so
  /// many.
  package func names(_ type: RecordType, beginningWith text: String, limit: Int) throws -> [(
    name: String, id: Int64
  )] {
    let layout = Layout.of(type)
    guard let key = layout.key else { return [] }
    return try database.all(
      """
      SELECT \(raw: key), id FROM \(raw: layout.table)
      WHERE \(raw: key) >= \(text) AND \(raw: key) < \(text + "\u{10FFFF}") ORDER BY 1 LIMIT \(limit)
      """
    ) { (try $0[0] as String, try $0[1] as Int64) }
  }

  private func candidates(_ type: RecordType, _ condition: SQL, _ limit: Int) throws -> [StoreError.Candidate]
  {
    let layout = Layout.of(type)
    return try database.all(
      """
      SELECT r.id, \(raw: layout.title("r")) FROM \(raw: layout.table) r WHERE \(condition) ORDER BY r.id LIMIT \(limit)
      """
    ) { StoreError.Candidate(type: type, id: try $0[0], name: try $0[1] as String? ?? "") }
  }

  /// The value of a field of text in the case in which a record has it; nil when none has it.
  ///
  /// By the index where the column has one, else by the words of the records, else by looking at all of them.
  package func value(_ text: String, of field: String, _ type: RecordType) throws -> String? {
    let layout = Layout.of(type)
    switch layout.storage[field] {
    case .rows(let table, let column):
      return try database.value(
        "SELECT \(raw: column) FROM \(raw: table) WHERE \(raw: column) = \(text) COLLATE NOCASE LIMIT 1")
    case .column(let column):
      let isValue: SQL = "r.\(raw: column) = \(text) COLLATE NOCASE"
      let words = Words.split(text)
      if let search = SearchText.of(type), let part = search.part(of: column), !words.isEmpty {
        let match = "\(part) : \"\(words.joined(separator: " "))\""
        return try database.value(
          """
          SELECT r.\(raw: column) FROM (
            SELECT rowid - \(search.base) AS id FROM search
            WHERE search MATCH \(match) AND rowid BETWEEN \(search.row(0)) AND \(search.row(.max >> 16)) LIMIT 3000) hit
          JOIN \(raw: layout.table) r ON r.id = hit.id WHERE \(isValue) LIMIT 1
          """)
      }
      return try database.value(
        "SELECT r.\(raw: column) FROM \(raw: layout.table) r WHERE \(isValue) LIMIT 1")
    default: return nil
    }
  }

  /// The different values that a field of text has in the newest records; none where there are more than so many, which
  /// are names of things then.
  package func distinctValues(
    of field: String, _ type: RecordType, limit: Int, among newest: Int = 20_000
  ) throws -> [String] {
    guard case .column(let column)? = Layout.of(type).storage[field] else { return [] }
    let values = try database.all(
      """
      SELECT DISTINCT value FROM
      (SELECT \(raw: column) AS value FROM \(raw: Layout.of(type).table) ORDER BY id DESC LIMIT \(newest))
      WHERE value IS NOT NULL LIMIT \(limit + 1)
      """
    ) { try $0[0] as String }
    return values.count > limit ? [] : values
  }

  /// The names of a list that the owner of the database made: lead statuses, stages, pipelines, roles of people in deals.
  package func listed(_ list: NamedList) throws -> [String] {
    let sql: SQL =
      switch list {
      case .statuses: "SELECT name FROM lead_status ORDER BY position"
      case .leadStatuses(let kind): "SELECT name FROM lead_status WHERE kind = \(kind) ORDER BY position"
      case .stages: "SELECT DISTINCT name FROM stage ORDER BY name"
      case .pipelines: "SELECT name FROM pipeline ORDER BY name"
      case .roles: "SELECT DISTINCT role FROM deal_contact WHERE role IS NOT NULL ORDER BY role"
      }
    return try database.all(sql) { try $0[0] as String }
  }

  package enum NamedList: Sendable {
    case statuses, stages, pipelines, roles
    case leadStatuses(ofKind: String)
  }
}
