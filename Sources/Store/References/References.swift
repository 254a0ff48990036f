internal import Bytes
internal import Models
internal import SQLite

/// Finds the record that an operand names: by id, by a key of its own, by its exact name, and last by a part of its
/// name that only one has. More than one match is never guessed.
struct References {
  let database: Database

  /// The id of the one record; fails with `notFound`, or with `ambiguous` and the candidates.
  func find(_ type: RecordType, _ reference: String) throws -> Int64 {
    let text = reference.trimmed
    let layout = Layout.of(type)
    if let id = try byID(text, type, layout) { return id }
    for step in [byKey, byName, byPrefix, byWords] {
      let ids = try step(text, type, layout)
      if ids.count == 1 { return ids[0] }
      if ids.count > 1 {
        throw StoreError.ambiguous(
          type, reference, try ids.prefix(Self.shown).map { try candidate(type, $0) })
      }
    }
    throw StoreError.notFound(type, reference)
  }

  /// How many candidates are worth showing.
  static let shown = 10

  /// A record by the name people know it by.
  func candidate(_ type: RecordType, _ id: Int64) throws -> StoreError.Candidate {
    let layout = Layout.of(type)
    let name = try database.value(
      "SELECT \(raw: layout.title("r")) FROM \(raw: layout.table) r WHERE r.id = \(id)", as: String?.self)
    return StoreError.Candidate(type: type, id: id, name: (name ?? nil) ?? "#\(id)")
  }

  // MARK: Steps

  /// `12` or `contact:12`.
  private func byID(_ text: String, _ type: RecordType, _ layout: Layout) throws -> Int64? {
    let prefix = type.rawValue + ":"
    let digits = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    guard let id = Int64(digits), id > 0 else { return nil }
    let found = try database.value("SELECT id FROM \(raw: layout.table) WHERE id = \(id)", as: Int64.self)
    // A number that is no id may still be a name; with the type before it, it is only an id.
    if found == nil, text.hasPrefix(prefix) { throw StoreError.notFound(type, text) }
    return found
  }

  /// An e-mail address, a domain, the name of a setting.
  private func byKey(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Int64] {
    switch type {
    case .contact where text.contains("@"):
      return try ids(
        """
        SELECT id FROM contact WHERE email = \(text) COLLATE NOCASE
        UNION SELECT contact_id FROM contact_email WHERE value = \(text) COLLATE NOCASE
        """)
    case .company where text.contains("."):
      return try ids("SELECT id FROM company WHERE domain = \(text) COLLATE NOCASE")
    case .setting:
      return try ids("SELECT id FROM setting WHERE name = \(text)")
    default:
      return []
    }
  }

  /// The records that have a natural key as it stands: an e-mail address, a name, a domain.
  ///
  /// With a company, those of them that belong to it.
  func exact(_ type: RecordType, _ text: String, company: Int64? = nil) throws -> [Int64] {
    let text = text.trimmed
    let layout = Layout.of(type)
    if let company, let key = layout.key {
      return try ids(
        """
        SELECT id FROM \(raw: layout.table) WHERE \(raw: key) = \(SearchKey.fold(text)) AND company_id = \(company)
        """)
    }
    if type == .contact, text.contains("@") { return try byKey(text, type, layout) }
    let named = try byName(text, type, layout)
    return named.isEmpty ? try byKey(text, type, layout) : named
  }

  private func byName(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Int64] {
    guard let select = layout.idsByKey else { return [] }
    return try database.all(
      SQL(select, binding: .text(SearchKey.fold(text)), .integer(Int64(Self.shown + 1)))
    ) { $0.integer(0) }
  }

  private func byPrefix(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Int64] {
    let folded = SearchKey.fold(text)
    guard let key = layout.key, !folded.isEmpty else { return [] }
    // U+10FFFF sorts after every name that begins alike.
    return try ids(
      """
      SELECT id FROM \(raw: layout.table) WHERE \(raw: key) >= \(folded) AND \(raw: key) < \(folded + "\u{10FFFF}")
      """)
  }

  /// All words of the operand among those of the name, in any order, the last one perhaps begun.
  private func byWords(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Int64] {
    guard let search = SearchText.of(type) else { return [] }
    let words = Words.split(text)
    guard !words.isEmpty else { return [] }
    // A word in double quotes is only ever a word to FTS5.
    let match = "{title folded} : (" + words.map { "\"\($0)\"" }.joined(separator: " AND ") + "*)"
    return try ids(
      """
      SELECT rowid - \(search.base) FROM search
      WHERE search MATCH \(match) AND rowid BETWEEN \(search.row(0)) AND \(search.row(.max >> 16))
      """)
  }

  private func ids(_ sql: SQL) throws -> [Int64] {
    try database.all("\(sql) LIMIT \(Self.shown + 1)") { $0.integer(0) }.sorted()
  }
}
