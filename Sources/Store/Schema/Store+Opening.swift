internal import Bytes
internal import Glibc
internal import SQLite

extension Store {
  /// Opens the file, made with mode 0600 in folders of mode 0700 where it may be created.
  ///
  /// What a write that was cut off has left there is taken back, by opening the file for writing, where `heals` allows.
  static func open(
    _ path: String, _ access: Access, heals: Bool = true, patience: Duration = .seconds(5)
  ) throws -> Database {
    let exists = Glibc.access(path, F_OK) == 0
    guard exists || access == .creates else { throw StoreError.noDatabase(path) }
    if !exists { try makeFile(path) }
    do throws(SQLiteError) {
      return try Database(
        path: path, access: access == .reads ? .readOnly : .readWrite, busyTimeout: patience)
    } catch {
      if error.code == SQLiteError.readOnlyRollback {
        guard heals, access == .reads else { throw StoreError.cutOff(path) }
        _ = try open(path, .writes)
        return try open(path, .reads, heals: false)
      }
      switch error.code.primary {
      case SQLiteError.notADatabase: throw StoreError.notADatabase(path)
      case SQLiteError.cannotOpen: throw StoreError.cannotOpen(path: path, reason: "the file cannot be read")
      default: throw error
      }
    }
  }

  /// SQLite gives a new file the mode of the umask, so the file is made before, empty.
  static func makeFile(_ path: String) throws {
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
  }

  private static func makeFolder(_ path: String) throws {
    if Glibc.access(path, F_OK) == 0 { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw StoreError.cannotOpen(
        path: path, reason: "cannot make \(path): \(String(cString: strerror(errno)))")
    }
  }

  // MARK: Schema

  /// Refuses what is not ours, and brings an older schema up to date after a copy beside the file.
  static func prepare(_ database: Database, path: String, _ access: Access, now: Timestamp) throws {
    let applied = try appliedMigrations(database, path: path)
    let isNew = applied.isEmpty
    let pending = Migration.all.map(\.name).first { !applied.contains($0) }
    if access == .reads {
      if isNew { throw StoreError.noDatabase(path) }
      if pending != nil { throw StoreError.olderSchema(path: path) }
      return
    }
    try configure(database, isNew: isNew)
    guard let pending else { return }
    if !isNew { try copy(database, to: "\(path).before-\(pending.prefix(4))") }
    try Migration.run(Migration.all, on: database, now: now)
  }

  /// The steps that a database has been through, none for a new one; fails for another program's and a newer one's.
  static func appliedMigrations(_ database: Database, path: String) throws -> [String] {
    // In one picture: another process may be making the tables.
    let (applied, isEmpty) = try database.transaction(.deferred) {
      (
        try Migration.applied(in: database),
        try database.value("SELECT count(*) FROM sqlite_schema", as: Int.self) == 0
      )
    }
    let known = Migration.all.map(\.name)
    if let unknown = applied.first(where: { !known.contains($0) }) {
      throw StoreError.newerSchema(path: path, unknown: unknown)
    }
    if applied.isEmpty, !isEmpty { throw StoreError.notADatabase(path) }
    return applied
  }

  private static func configure(_ database: Database, isNew: Bool) throws {
    // The page size is fixed by the first write; 8192 is 7 % faster for a large import.
    if isNew {
      try database.run(script: "PRAGMA page_size = 8192; PRAGMA application_id = \(Migration.applicationID)")
    }
    // Other programs read while one writes; a power cut loses at most the last transactions, never the file. What is
    // written goes into the file itself every 128 MB: often the same pages, so that a large import writes a sixth less.
    try database.useWriteAheadLog()
    try database.run(
      script: """
        PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16000;
        PRAGMA cache_size = -32000; PRAGMA temp_store = FILE; PRAGMA secure_delete = OFF
        """)
  }
}
