internal import Glibc
internal import SQLite

extension Store {
  /// Replaces everything by what a copy holds, and returns where the present state is kept and how many people were
  /// erased from what was restored.
  ///
  /// Who was erased here does not come back: the copy's records of such a person are erased before they get here, and
  /// the hashes stay. Fails before anything is changed when the copy is no database of ours, is damaged, or a newer crm
  /// wrote it, and when it remembers people of its own as erased, whose hashes say nothing under another salt.
  package func restore(from path: String, by author: Author) throws -> (kept: String, erased: Int) {
    let copy = try Self.open(path, .reads)
    guard try !Self.appliedMigrations(copy, path: path).isEmpty else { throw StoreError.notADatabase(path) }
    guard try copy.value("PRAGMA quick_check(1)", as: String.self) == "ok" else {
      throw StoreError.damaged(path)
    }
    let erased = try Erased(database: database)
    if erased.isEmpty { return (try replace(by: copy), 0) }
    return try withFolder { folder in
      let staged = folder + "/restored.db"
      try Self.copy(copy, to: staged)
      let store = try Store(path: staged, access: .writes, clock: clock)
      guard try erased.move(to: store.database) else { throw StoreError.erasedInBoth(path) }
      let contacts = try erased.contacts(in: store.database)
      for contact in contacts.sorted() {
        // One of them may be the same person as another, and gone with that.
        do { _ = try store.erase(contact, by: author) } catch StoreError.notFound {}
      }
      return (try replace(by: store.database), contacts.count)
    }
  }

  /// Keeps the present state in a file beside, puts the other one in its place, and returns the path of the file.
  private func replace(by other: Database) throws -> String {
    let kept = path + ".before-restore"
    try backup(to: kept)
    try other.backup(to: database) { _, _ in }
    try Self.prepare(database, path: path, .writes, now: clock.now)
    return kept
  }

  /// Gives a new folder beside the file to `body`, and removes it with all that is in it.
  private func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = path + ".restoring"
    Self.removeFolder(folder)
    guard mkdir(folder, 0o700) == 0 else {
      throw StoreError.cannotOpen(path: folder, reason: String(cString: strerror(errno)))
    }
    defer { Self.removeFolder(folder) }
    return try body(folder)
  }

  private static func removeFolder(_ path: String) {
    for name in namesInFolder(path) { unlink(path + "/" + name) }
    rmdir(path)
  }
}
