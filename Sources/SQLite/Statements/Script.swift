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
    while true {
      skipWhiteSpace()
      if position == text.count - 1 { return nil }
      // SQLite would take it for the end.
      if text[position] == 0 { throw SQLiteError(SQLiteError.misuse, "the statement contains a NUL") }
      if let compiled = try compile() { return Statement(compiled, database: database) }
    }
  }

  /// Compiles what comes next and goes past it; nil for a comment or a lone semicolon.
  private mutating func compile() throws(SQLiteError) -> OpaquePointer? {
    let start = position
    var statement: OpaquePointer?
    let code = text.withUnsafeBufferPointer { buffer in
      let base = buffer.baseAddress!  // there is always the NUL at the end
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(
        database.handle, base + start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail)
      if let tail { position = tail - base }
      return code
    }
    if code != SQLITE_OK {
      let rest = text[start...].prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw database.error(code, sql: String(decoding: rest, as: UTF8.self))
    }
    return statement
  }

  /// SQLite would skip it too, but counts it to the statement that it shows in errors.
  private mutating func skipWhiteSpace() {
    let whiteSpace: [CChar] = [0x20, 0x0a, 0x0d, 0x09]
    while whiteSpace.contains(text[position]) { position += 1 }
  }
}
