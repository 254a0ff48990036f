package import Bytes
internal import Models
internal import SQLite

extension Store {
  /// What is wrong with the file, as sentences; none when it is sound.
  package func problems() throws -> [String] {
    var problems = try database.all("PRAGMA integrity_check(100)") { try $0[0] as String }.filter {
      $0 != "ok"
    }
    try database.forEach("PRAGMA foreign_key_check") { row in
      problems.append("a row of \(try row[0] as String) refers to a missing row of \(try row[2] as String)")
    }
    // The command is an INSERT, which a connection for reading cannot do.
    if access != .reads {
      do {
        // rank = 1 compares the index with its content, too: https://sqlite.org/fts5.html#the_integrity_check_command
        try database.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
      } catch {
        problems.append("the word index is damaged: \(error.message)")
      }
    }
    for (type, text) in SearchText.types {
      let table = Layout.of(type).table
      let missing = try database.value(
        "SELECT count(*) FROM \(raw: table) WHERE id + \(text.base) NOT IN (SELECT id FROM search_docsize)",
        as: Int.self)
      if let missing, missing > 0 { problems.append("\(missing) \(type.plural) are not in the word index") }
      let extra = try database.value(
        """
        SELECT count(*) FROM search_docsize WHERE id BETWEEN \(text.row(0)) AND \(text.row(.max >> 16))
        AND id - \(text.base) NOT IN (SELECT id FROM \(raw: table))
        """, as: Int.self)
      if let extra, extra > 0 {
        problems.append("\(extra) deleted \(type.plural) are still in the word index")
      }
      let vectors = try VectorCheck(database: database).findings(type, text)
      if vectors.gone > 0 { problems.append("\(vectors.gone) deleted \(type.plural) still have vectors") }
      if vectors.stale > 0 {
        problems.append("the vectors of \(vectors.stale) \(type.plural) are not of what they say")
      }
    }
    let wrong = try Derived(database: database).wrongLastActivities()
    if wrong > 0 { problems.append("the time of the last activity of \(wrong) contacts is wrong") }
    if try hasUnfinishedErasure() {
      problems.append(
        "an erasure was stopped before the file was compacted; crm db optimize brings it to its end")
    }
    return problems
  }

  /// Bulk writes that stand without having come to their end, oldest first: they were stopped, or are under way.
  ///
  /// One whose command came to its end later is not among them: what was missing came with that.
  package func unfinishedWrites() throws -> [JournalEntry] {
    try journalEntries(
      """
      kind = 'bulk' AND state <> 'done' AND in_force = 1 AND NOT EXISTS (SELECT 1 FROM journal later
      WHERE later.id > journal.id AND later.kind = 'bulk' AND later.command = journal.command
      AND later.state = 'done' AND later.in_force = 1)
      """, limit: nil)
  }

  /// Copies the database to a file while others may go on writing.
  package func backup(to path: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws {
    try Self.copy(database, to: path, progress: progress)
  }

  /// Makes the derived data anew, gives free pages back and renews the planner's statistics.
  package func optimize() throws {
    try database.transaction(.immediate) { try Derived(database: database).rebuild() }
    try database.execute("ANALYZE")
    try compact()
  }

  /// What there is to know of the file.
  package func info() throws -> JSONObject {
    var records: JSONObject = [:]
    for type in RecordType.allCases {
      let count =
        try database.value("SELECT count(*) FROM \(raw: Layout.of(type).table)", as: Int64.self) ?? 0
      records[type.rawValue] = .number(JSONNumber(count))
    }
    func number(_ sql: SQL) throws -> JSON {
      .number(JSONNumber(try database.value(sql, as: Int64.self) ?? 0))
    }
    let sqlite = try database.value("SELECT sqlite_version()", as: String.self) ?? ""
    return [
      "type": "database",
      "path": .string(path),
      "bytes": try number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
      "free_bytes": try number(
        "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size"),
      "schema": .string(Migration.all.last?.name ?? ""),
      "sqlite": .string(sqlite),
      "records": .object(records),
      "journal_entries": try number("SELECT count(*) FROM journal"),
      "journal_bytes": try number("SELECT coalesce(sum(length(changeset)), 0) FROM journal_part"),
    ]
  }
}
