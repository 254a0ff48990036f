internal import CSQLite

/// A prepared statement on loan from its connection, to be bound, stepped and used again.
///
/// Nobody else is given the same one meanwhile; when the last reference goes, it returns to the connection's
/// cache. Also the pull-style cursor over a query:
///
///     let emails = try database.statement("SELECT contact_id, address FROM email ORDER BY contact_id")
///     while try emails.step() { … emails.row … }
package final class Statement {
  /// The row that the last `step` arrived at.
  package let row: Row

  /// Under which the connection keeps the statement when it is no longer in use; nil when it is not to be
  /// kept.
  var cacheKey: String?

  private let database: Database
  private var isDone = false

  private var handle: OpaquePointer { row.statement }

  init(_ handle: OpaquePointer, database: Database) {
    row = Row(statement: handle)
    self.database = database
  }

  deinit {
    if let cacheKey {
      database.takeBack(handle, cacheKey: cacheKey)
    } else {
      sqlite3_finalize(handle)
    }
  }

  // MARK: Running

  /// Goes to the next row, and says whether there is one; after the last one the answer stays `false` until
  /// `reset`.
  ///
  /// A statement that fails is reset and may be tried again.
  package func step() throws(SQLiteError) -> Bool {
    // SQLite itself would start the query over.
    if isDone { return false }
    switch sqlite3_step(handle) {
    case SQLITE_ROW:
      return true
    case SQLITE_DONE:
      isDone = true
      return false
    case let code:
      // What made it fail may not have been the data: the next user gets a new one.
      cacheKey = nil
      let error = failure(code)
      reset()
      throw error
    }
  }

  /// Makes the statement ready to be bound and stepped again; its bindings stay.
  package func reset() {
    // The result repeats the error that the last step has already thrown.
    _ = sqlite3_reset(handle)
    isDone = false
  }

  /// Runs the statement to its end, passing over rows, and resets it.
  package func execute() throws(SQLiteError) {
    while try step() {}
    reset()
  }

  // MARK: Binding

  // Between `step` and `reset`, binding fails with `misuse`; where there is no such parameter, with SQLITE_RANGE.

  /// Sets a parameter, counted from 1, until it is set again.
  package func bind(_ value: Int64, at parameter: Int) throws(SQLiteError) {
    try check(sqlite3_bind_int64(handle, Int32(parameter), value))
  }

  /// Sets a parameter to a number.
  package func bind(_ value: Double, at parameter: Int) throws(SQLiteError) {
    try check(sqlite3_bind_double(handle, Int32(parameter), value))
  }

  /// Sets a parameter to text, which is copied.
  package func bind(_ text: String, at parameter: Int) throws(SQLiteError) {
    var text = text
    try check(text.withUTF8 { csqlite_bind_text(handle, Int32(parameter), $0.baseAddress, UInt64($0.count)) })
  }

  /// Sets a parameter to text of UTF-8, which is copied.
  package func bind(text: UnsafeBufferPointer<UInt8>, at parameter: Int) throws(SQLiteError) {
    try check(csqlite_bind_text(handle, Int32(parameter), text.baseAddress, UInt64(text.count)))
  }

  /// Sets a parameter to bytes, which are copied.
  package func bind(blob: UnsafeRawBufferPointer, at parameter: Int) throws(SQLiteError) {
    try check(csqlite_bind_blob(handle, Int32(parameter), blob.baseAddress, UInt64(blob.count)))
  }

  /// Sets a parameter to NULL.
  package func bindNull(at parameter: Int) throws(SQLiteError) {
    try check(sqlite3_bind_null(handle, Int32(parameter)))
  }

  /// Sets a parameter to what stands for a value of SQLite.
  package func bind(_ value: some Bindable, at parameter: Int) throws(SQLiteError) {
    try bind(value.sqlValue, at: parameter)
  }

  /// Sets a parameter to a value of any type that SQLite can hold.
  package func bind(_ value: SQLValue, at parameter: Int) throws(SQLiteError) {
    switch value {
    case .null: try bindNull(at: parameter)
    case .integer(let integer): try bind(integer, at: parameter)
    case .real(let real): try bind(real, at: parameter)
    case .text(let text): try bind(text, at: parameter)
    case .blob(let bytes):
      try check(
        bytes.withUnsafeBytes {
          csqlite_bind_blob(handle, Int32(parameter), $0.baseAddress, UInt64($0.count))
        })
    }
  }

  private func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { throw failure(code) }
  }

  private func failure(_ code: Int32) -> SQLiteError {
    database.error(code, sql: row.sql)
  }
}
