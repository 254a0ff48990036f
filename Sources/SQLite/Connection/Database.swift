internal import CSQLite
internal import Glibc

/// One connection to a database file, to be used from one isolation only.
///
/// It stays open as long as it, or a statement or session made from it, is referenced.
package final class Database {
  /// What the connection may do with the file.
  package enum Access {
    /// Reads a file that must exist.
    case readOnly
    /// Reads and writes a file that must exist.
    case readWrite
    /// Reads and writes a file that is made when it does not exist.
    case create
  }

  let handle: OpaquePointer
  /// How often to look whether a lock is free.
  private let lockAttempts: Int
  private var cache = StatementCache()
  var authorizer: ((Action) -> Bool)?
  var progressHandler: (() -> Bool)?

  /// Opens the database at `path`, or a private one in memory for `:memory:`, with foreign keys enforced.
  ///
  /// Fails with `cannotOpen`, `notADatabase`, `busy` and the like. Other connections' locks are waited for,
  /// each up to `busyTimeout`.
  package init(
    path: String, access: Access, busyTimeout: Duration = .seconds(5)
  ) throws(SQLiteError) {
    Self.configureLibrary
    let mode =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    // Without memory there is no handle.
    guard let opened else { throw SQLiteError(code) }
    // > Whether or not an error occurs when it is opened, resources associated with the database connection
    // > handle should be released by passing it to sqlite3_close() when it is no longer required.
    // https://sqlite.org/c3ref/open.html
    handle = opened
    lockAttempts = Int(busyTimeout / .milliseconds(1)) / Int(Self.lockInterval)
    try check(code)

    waitForLocks()
    // The advice for files that may come from elsewhere: https://sqlite.org/security.html
    try configure(SQLITE_DBCONFIG_DEFENSIVE, true)
    try configure(SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)
    // A misspelt "column" is an error, not a string.
    try configure(SQLITE_DBCONFIG_DQS_DDL, false)
    try configure(SQLITE_DBCONFIG_DQS_DML, false)
    try configure(SQLITE_DBCONFIG_ENABLE_FKEY, true)
    // SQLite opens lazily: only a first read tells that the file is not a database.
    try run(script: "SELECT 1 FROM sqlite_schema LIMIT 1")
  }

  deinit {
    cache.removeAll()
    // All else that belongs to the connection holds a reference to it, so nothing can keep it from closing.
    sqlite3_close(handle)
  }

  /// Settings of the whole library, possible only before it is first used.
  private static let configureLibrary: Void = {
    // Statistics cost a lock at every allocation.
    _ = csqlite_configure_library(SQLITE_CONFIG_MEMSTATUS, 0)
    // A file may be named `file:a?b`; distributions build SQLite to take that for a URI.
    _ = csqlite_configure_library(SQLITE_CONFIG_URI, 0)
  }()

  /// Looks every so often whether a lock is free. SQLite's own handler does so ever less often, and would miss the
  /// moments for which a program that writes without end leaves the file to others.
  private func waitForLocks() {
    // The context is no address but the number of attempts; none is a null pointer.
    sqlite3_busy_handler(
      handle,
      { attempts, made in
        guard Int(made) < Int(bitPattern: attempts) else { return 0 }
        usleep(Database.lockInterval * 1000)
        return 1
      }, UnsafeMutableRawPointer(bitPattern: lockAttempts))
  }

  /// How long to wait before looking again, in milliseconds.
  private static let lockInterval: UInt32 = 2

  /// Keeps changes in a log beside the file, from now on and for good, so that others can read while one writes.
  ///
  /// Fails with `busy` when others hold the file for too long: in this, SQLite does not wait for them by itself.
  package func useWriteAheadLog() throws(SQLiteError) {
    var attempts = lockAttempts
    while true {
      do throws(SQLiteError) {
        return try run(script: "PRAGMA journal_mode = WAL")
      } catch {
        guard error.code.primary == SQLiteError.busy, attempts > 0 else { throw error }
        attempts -= 1
        usleep(Self.lockInterval * 1000)
      }
    }
  }

  private func configure(_ option: Int32, _ isOn: Bool) throws(SQLiteError) {
    try check(csqlite_configure(handle, option, isOn ? 1 : 0))
  }

  /// Does something without foreign keys, neither checked nor acted upon, inside a transaction, too.
  ///
  /// The caller leaves no reference without its row. It spares a program of SQLite's for each row deleted, which looks
  /// through all tables that might refer to it.
  package func withoutForeignKeys<Value>(_ body: () throws -> Value) throws -> Value {
    // The PRAGMA does nothing inside a transaction, the setting does.
    try configure(SQLITE_DBCONFIG_ENABLE_FKEY, false)
    do {
      let value = try body()
      try configure(SQLITE_DBCONFIG_ENABLE_FKEY, true)
      return value
    } catch {
      try configure(SQLITE_DBCONFIG_ENABLE_FKEY, true)
      throw error
    }
  }

  // MARK: Errors

  func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { throw error(code) }
  }

  /// The failure that the connection reported last.
  func error(_ code: Int32, sql: String? = nil) -> SQLiteError {
    SQLiteError(SQLiteError.Code(rawValue: code), String(cString: sqlite3_errmsg(handle)), sql: sql)
  }

  // MARK: Counters

  /// The row id of the last row that this connection inserted.
  package var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last INSERT, UPDATE or DELETE has changed, triggers and cascades not counted.
  package var changeCount: Int { Int(sqlite3_changes64(handle)) }

  /// How many rows have been changed since the connection was opened, triggers and cascades included.
  package var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  // MARK: Statements

  /// Prepares a statement, or takes it from those already prepared, and binds its values.
  ///
  /// Parameters written as `?` are left for the caller to bind. Fails with `misuse` when the text holds no
  /// statement or more than one.
  package func statement(_ sql: SQL) throws(SQLiteError) -> Statement {
    let statement =
      if let idle = cache.remove(sql.text) {
        Statement(idle, database: self)
      } else {
        try prepare(sql.text)
      }
    statement.cacheKey = sql.text
    for (index, value) in sql.values.enumerated() {
      try statement.bind(value, at: index + 1)
    }
    return statement
  }

  private func prepare(_ text: String) throws(SQLiteError) -> Statement {
    var script = Script(text, database: self)
    guard let statement = try script.next() else {
      throw SQLiteError(SQLiteError.misuse, "there is no statement in the text", sql: text)
    }
    guard try script.next() == nil else {
      throw SQLiteError(SQLiteError.misuse, "there is more than one statement in the text", sql: text)
    }
    return statement
  }

  /// Keeps a statement for the next one who asks for the same text.
  func takeBack(_ statement: OpaquePointer, cacheKey: String) {
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    cache.insert(statement, text: cacheKey)
  }

  /// Runs the statements of a script one after another, passing over their rows; stops at the first that
  /// fails.
  package func run(script: String) throws(SQLiteError) {
    var script = Script(script, database: self)
    while let statement = try script.next() {
      try statement.execute()
    }
  }
}

@available(*, unavailable, message: "a connection and what is made from it stay in one isolation")
extension Database: Sendable {}
