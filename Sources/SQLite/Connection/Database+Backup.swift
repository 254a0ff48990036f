internal import CSQLite

extension Database {
  /// Copies this database over another one while both stay open; in WAL mode others may go on writing to it.
  ///
  /// `progress` is told the pages that remain and their total after each step, and may throw to give up;
  /// then, as after any failure, the destination is left as it was.
  package func backup(
    to destination: Database, pagesPerStep: Int = 1024,
    progress: (_ remaining: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws {
    // > If the source database is modified by an external process or via a database connection other than the
    // > one being used by the backup operation, then the backup will be automatically restarted by the next
    // > call to sqlite3_backup_step().
    // https://sqlite.org/c3ref/backup_finish.html
    // One read transaction around all steps keeps the picture still, so it ends however busy the writers are.
    try transaction(.deferred) {
      try execute("SELECT 1 FROM sqlite_schema LIMIT 1")
      guard let backup = sqlite3_backup_init(destination.handle, "main", handle, "main") else {
        throw destination.error(sqlite3_extended_errcode(destination.handle))
      }
      var code = SQLITE_OK
      do {
        defer { sqlite3_backup_finish(backup) }
        while code == SQLITE_OK {
          code = sqlite3_backup_step(backup, Int32(pagesPerStep))
          if code != SQLITE_OK && code != SQLITE_DONE { break }
          try progress(Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
        }
      }
      if code != SQLITE_DONE { throw SQLiteError(code) }
    }
  }
}
