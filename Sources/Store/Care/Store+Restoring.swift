internal import SQLite

extension Store {
  /// Replaces everything by what a copy holds, and returns where the present state is kept.
  ///
  /// Fails before anything is changed when the copy is no database of ours, is damaged, or a newer crm wrote it.
  package func restore(from path: String) throws -> String {
    let copy = try Self.open(path, .reads)
    guard try !Self.appliedMigrations(copy, path: path).isEmpty else { throw StoreError.notADatabase(path) }
    guard try copy.value("PRAGMA quick_check(1)", as: String.self) == "ok" else {
      throw StoreError.damaged(path)
    }
    let kept = self.path + ".before-restore"
    try backup(to: kept)
    try copy.backup(to: database) { _, _ in }
    try Self.prepare(database, path: self.path, .writes, now: clock.now)
    return kept
  }
}
