internal import CSQLite

/// The statements of a text, compiled one after another.
struct Script {
  private let database: Database
  private let text: ContiguousArray<CChar>
  private var position = 0

  init(_ text: String, database: Database) {
    self.database = database
    self.text = text.utf8CString
  }

  /// The next statement, or nil when only white space and comments are left.
  mutating func next() throws(SQLiteError) -> Statement? {
    while position < text.count - 1 {
      let start = position
      var compiled: OpaquePointer?
      let code = text.withUnsafeBufferPointer { buffer in
        let base = buffer.baseAddress!  // there is at least the NUL at the end
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          database.handle, base + start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, &tail)
        if let tail { position = tail - base }
        return code
      }
      if code != SQLITE_OK {
        throw database.error(
          code, sql: String(decoding: text[start...].dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
      }
      if let compiled { return Statement(compiled, database: database) }
      // SQLite goes on past everything but a NUL.
      if position == start { throw SQLiteError(SQLiteError.misuse, "the statement contains a NUL") }
    }
    return nil
  }
}
