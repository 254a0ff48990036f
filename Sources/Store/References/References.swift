internal import Bytes
internal import Models
internal import SQLite

/// Finds the record that an operand names: by id, by a key of its own, by its exact name, by what a record was called
/// that was merged into it, and last by a part of its name that only one has. More than one match is never guessed.
struct References {
  let database: Database

  /// The id of the one record; fails with `notFound`, or with `ambiguous` and the candidates.
  func find(_ type: RecordType, _ reference: String) throws -> Int64 {
    try locate(type, reference).id
  }

  /// The one record, and which one was named that is it by now; fails as `find` does.
  func locate(_ type: RecordType, _ reference: String) throws -> Located {
    let text = reference.trimmed
    let layout = Layout.of(type)
    if let located = try byID(text, type, layout) { return located }
    for step in [byKey, byName, byFormerName, byPrefix, byWords] {
      let found = try step(text, type, layout)
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        if let exact = try onlyExact(found, text, type, layout) { return exact }
        throw StoreError.ambiguous(
          type, reference, try found.prefix(Self.shown).map { try candidate(type, $0.id) })
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

  /// Of records whose names have no column of their own, the one that is called by all of a text.
  private func onlyExact(
    _ found: [Located], _ text: String, _ type: RecordType, _ layout: Layout
  ) throws -> Located? {
    if layout.key != nil { return nil }
    let folded = SearchKey.fold(text)
    let exact = try found.filter { SearchKey.fold(try candidate(type, $0.id).name) == folded }
    return exact.count == 1 ? exact[0] : nil
  }

  // MARK: Steps

  /// `12` or `contact:12`.
  private func byID(_ text: String, _ type: RecordType, _ layout: Layout) throws -> Located? {
    let prefix = type.rawValue + ":"
    let digits = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    guard let id = Int64(digits), id > 0 else { return nil }
    if let located = try record(type, id) { return located }
    // A number that is no id may still be a name; with the type before it, it is only an id.
    if text.hasPrefix(prefix) { throw StoreError.notFound(type, text) }
    return nil
  }

  /// The record with an id, or the one that it was merged into; nil when there is neither.
  func record(_ type: RecordType, _ id: Int64) throws -> Located? {
    let table = Layout.of(type).table
    if try database.value("SELECT 1 FROM \(raw: table) WHERE id = \(id)", as: Int.self) != nil {
      return Located(id: id)
    }
    guard case .merged(let survivor)? = try Departures(database: database).fate(of: type, id) else {
      return nil
    }
    return Located(id: survivor, former: id)
  }

  /// An e-mail address, a domain, the name of a setting.
  private func byKey(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Located] {
    switch type {
    case .contact where text.hasASCII("@"):
      return try located(
        """
        SELECT id FROM contact WHERE email = \(text) COLLATE NOCASE
        UNION SELECT contact_id FROM contact_email WHERE value = \(text) COLLATE NOCASE
        """)
    case .company where text.hasASCII("."):
      return try located("SELECT id FROM company WHERE domain = \(text) COLLATE NOCASE")
    case .setting:
      return try located("SELECT id FROM setting WHERE name = \(text)")
    default:
      return []
    }
  }

  /// The records that have a natural key as it stands: an e-mail address, a name, a domain.
  ///
  /// With a company, those of them that belong to it; without, one that was merged leads to what it is now.
  func exact(_ type: RecordType, _ text: String, company: Int64? = nil) throws -> [Int64] {
    let text = text.trimmed
    let layout = Layout.of(type)
    if let company, let key = layout.key {
      return try located(
        """
        SELECT id FROM \(raw: layout.table) WHERE \(raw: key) = \(SearchKey.fold(text)) AND company_id = \(company)
        """
      ).map(\.id)
    }
    let isAddress = type == .contact && text.hasASCII("@")
    for step in isAddress ? [byKey, byFormerName] : [byName, byKey, byFormerName] {
      let found = try step(text, type, layout)
      if !found.isEmpty { return found.map(\.id) }
    }
    return []
  }

  private func byName(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Located] {
    guard let select = layout.idsByKey else { return [] }
    return try database.all(
      SQL(select, binding: .text(SearchKey.fold(text)), .integer(Int64(Self.shown + 1)))
    ) { Located(id: $0.integer(0)) }
  }

  /// What a record was called that was merged into another: its name, an e-mail address, its domain.
  private func byFormerName(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Located] {
    guard type == .contact || type == .company else { return [] }
    let departures = Departures(database: database)
    var found: [Located] = []
    for key in Identity.Key.all(namedBy: text) {
      for (former, _) in try departures.gone(type, key) {
        guard case .merged(let survivor)? = try departures.fate(of: type, former),
          !found.contains(where: { $0.id == survivor })
        else { continue }
        found.append(Located(id: survivor, former: former))
      }
    }
    return found.sorted { $0.id < $1.id }
  }

  private func byPrefix(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Located] {
    let folded = SearchKey.fold(text)
    guard let key = layout.key, !folded.isEmpty else { return [] }
    // U+10FFFF sorts after every name that begins alike.
    return try located(
      """
      SELECT id FROM \(raw: layout.table) WHERE \(raw: key) >= \(folded) AND \(raw: key) < \(folded + "\u{10FFFF}")
      """)
  }

  /// All words of the operand among those of the name, in any order, the last one perhaps begun.
  private func byWords(_ text: String, _ type: RecordType, _ layout: Layout) throws -> [Located] {
    guard let search = SearchText.of(type) else { return [] }
    let words = Words.split(text)
    guard !words.isEmpty else { return [] }
    // A word in double quotes is only ever a word to FTS5.
    let match = "{title folded} : (" + words.map { "\"\($0)\"" }.joined(separator: " AND ") + "*)"
    return try located(
      """
      SELECT rowid - \(search.base) FROM search
      WHERE search MATCH \(match) AND rowid BETWEEN \(search.row(0)) AND \(search.row(.max >> 16))
      """)
  }

  private func located(_ sql: SQL) throws -> [Located] {
    try database.all("\(sql) LIMIT \(Self.shown + 1)") { $0.integer(0) }.sorted().map { Located(id: $0) }
  }
}
