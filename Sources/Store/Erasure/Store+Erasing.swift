internal import Models
internal import SQLite

extension Store {
  /// Removes a person from the database, its journal and the copies beside it, for good, and looks whether anything is
  /// left.
  ///
  /// The order makes it safe to stop at any moment. The copies come first: until the transaction of the database itself
  /// commits, the person is still known, and doing it again does it all. What comes after needs to know nobody.
  ///
  /// Fails when there is neither such a contact nor one in the journal, and when another program keeps the file locked.
  package func erase(_ contact: Int64, by author: Author) throws -> Erasure {
    try requireWriting()
    let (work, done) = try database.transaction(.immediate) {
      let work = try ErasureWork(contact, of: self)
      return (work, try work.run(by: author))
    }
    try compact()
    var erasure = done
    erasure.remaining = (done.remaining ?? []) + (try work.remaining())
    return erasure
  }

  /// Says what erasing a person would do, by doing it and taking it back.
  package func rehearseErasure(of contact: Int64, by author: Author) throws -> Erasure {
    try requireWriting()
    var erasure = try rehearsing { try ErasureWork(contact, of: self).rehearse(by: author) }
    (erasure.entry, erasure.remaining) = (nil, nil)
    return erasure
  }

  /// The id of a contact that was deleted and is still known to the journal, from an operand that is an id; nil when
  /// there is none.
  package func deletedContact(_ reference: String) throws -> Int64? {
    let prefix = "contact:"
    let digits = reference.hasPrefix(prefix) ? String(reference.dropFirst(prefix.count)) : reference
    guard let id = Int64(digits) else { return nil }
    var person = try Person(contact: id, in: database)
    try person.learnAll(from: database)
    return person.isKnown ? id : nil
  }

  // MARK: Free pages

  /// Brings erasures to their end that were stopped before the file was compacted.
  package func finishErasures() throws -> Erasure {
    try compact()
    var erasure = Erasure()
    erasure.remaining = []
    return erasure
  }

  /// Whether an erasure was stopped before the file was compacted.
  package func hasUnfinishedErasure() throws -> Bool {
    try database.value("SELECT 1 FROM erasure WHERE is_compacted = 0 LIMIT 1", as: Int.self) != nil
  }

  /// Writes the file anew, without what was deleted, and brings erasures to their end. Fails with `busy` when another
  /// program reads what was there before; the erasures stay unfinished then.
  func compact() throws {
    try requireWriting()
    try Self.compact(database, path: path)
    try database.execute("UPDATE erasure SET is_compacted = 1 WHERE is_compacted = 0")
    try Self.checkpoint(database, path: path)
  }

  static func compact(_ database: Database, path: String) throws {
    try database.run(script: "VACUUM")
    try checkpoint(database, path: path)
  }

  /// Moves all of the write-ahead log into the file and empties it.
  private static func checkpoint(_ database: Database, path: String) throws {
    let isBusy = try database.value("PRAGMA wal_checkpoint(TRUNCATE)", as: Bool.self)
    if isBusy == true { throw StoreError.erasureUnfinished(path) }
  }
}
