internal import Models
internal import SQLite

/// Looks for a person where nothing of the person should be left.
struct ErasureProof {
  let sweep: Sweep
  /// What is looked for in the bytes of files.
  let patterns: Set<BytePattern>
  /// The words of the person's names.
  let words: Set<String>

  private var database: Database { sweep.database }

  /// How much is left in the tables, the journal and the word index of the database, and in the bytes of its files.
  func remaining(path: String) throws -> Findings {
    var remaining = Findings()
    try lookIntoTables(&remaining)
    try lookIntoJournal(&remaining)
    try lookIntoWords(&remaining)
    for (type, text) in SearchText.types {
      let count = try VectorCheck(database: database).findings(type, text).total
      if count > 0 { remaining.add(count, to: "vectors") }
    }
    for suffix in ["", "-wal", "-shm"] {
      let count = try occurrences(inFile: path + suffix)
      if count > 0 { remaining.add(count, to: path + suffix) }
    }
    return remaining
  }

  // MARK: Values

  private func lookIntoTables(_ remaining: inout Findings) throws {
    for table in sweep.tables where !ErasureRules.passedOver.contains(table.name) {
      try sweep.forEach(in: table) { finding in
        for column in finding.columns { remaining.add(1, to: "\(table.name).\(column.name)") }
      }
      for reference in table.references where reference.table == "contact" {
        let column = table.columns[reference.index]
        let count = try database.value(
          """
          SELECT count(*) FROM \(raw: table.name)
          WHERE \(raw: column) IN (SELECT value FROM json_each(\(sweep.linked.contacts.json)))
          """, as: Int.self)
        if let count, count > 0 { remaining.add(count, to: "\(table.name).\(column)") }
      }
    }
  }

  private func lookIntoJournal(_ remaining: inout Findings) throws {
    try Eraser.forEachChange(in: database) { _, change in
      if sweep.redacted(change) != change { remaining.add(1, to: "journal_part.changeset") }
    }
  }

  // MARK: Words

  private func lookIntoWords(_ remaining: inout Findings) throws {
    let texts = SearchText.types
    try database.forEach("SELECT rowid, title, folded, body FROM search") { row in
      let place: Int64 = try row[0]
      guard let (type, text) = texts.last(where: { $0.1.base <= place }) else { return }
      let isLinked = sweep.linked.records[Layout.of(type).table]?.contains(place - text.base) ?? false
      // The title of another contact is the other's own name.
      for column in (type == .contact ? 3 : 1)...3 {
        guard row.withUTF8(column, { sweep.redactor.mayMention($0, isLinked: isLinked) }),
          let value = try row[column] as String?, sweep.redactor.redacted(value, isLinked: isLinked) != nil
        else { continue }
        remaining.add(1, to: "search")
      }
    }
    // Words that the index has of rows that are gone: a search does not show them, and the file has them.
    try database.execute(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.erased_words USING fts5vocab (main, search, instance)")
    for word in words {
      let count = try database.value(
        "SELECT count(*) FROM erased_words WHERE term = \(word) AND doc NOT IN (SELECT id FROM search_docsize)",
        as: Int.self)
      if let count, count > 0 { remaining.add(count, to: "search.words") }
    }
    try database.execute("DROP TABLE temp.erased_words")
  }

  // MARK: Bytes

  private func occurrences(inFile path: String) throws -> Int {
    var counts = try BytePattern.counts(of: patterns, inFile: path)
    if counts.isEmpty { return 0 }
    // "Joann Leeds" holds "Ann Lee": what a value has that is somebody else's is not the person's.
    for pattern in try livingPatterns(among: Set(counts.keys)) { counts[pattern] = nil }
    return counts.values.reduce(0, +)
  }

  /// Those of some patterns that occur in values of the database, which the look into the tables has found to be of
  /// others.
  private func livingPatterns(among patterns: Set<BytePattern>) throws -> Set<BytePattern> {
    var living: Set<BytePattern> = []
    for table in sweep.tables {
      let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
      try database.forEach(SQL(raw: "SELECT \(columns) FROM \"\(table.name)\"")) { row in
        for column in table.columns.indices where living.count < patterns.count {
          row.withBytes(column) { bytes in
            for pattern in patterns where !living.contains(pattern) && pattern.firstOffset(in: bytes) != nil {
              living.insert(pattern)
            }
          }
        }
      }
    }
    return living
  }
}
