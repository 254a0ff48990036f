internal import CSQLite

/// The current row of a statement, seen in place; columns are counted from 0.
///
/// A row cannot be copied or stored, so it cannot outlive the step that made it. Off a row every column is
/// NULL.
public struct Row: ~Copyable {
  let statement: OpaquePointer

  /// The storage class of a value.
  public enum ValueType {
    case integer, real, text, blob, null
  }

  /// The text of the statement, parameters not filled in.
  var sql: String { String(cString: sqlite3_sql(statement)) }

  public var columnCount: Int { Int(sqlite3_column_count(statement)) }

  /// The name of a column as the statement gives it; nil when there is no such column.
  public func name(_ column: Int) -> String? {
    sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) }
  }

  public func type(_ column: Int) -> ValueType {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  public func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }

  /// The value of a column. Fails with `mismatch` when the column holds something else, NULL included.
  public subscript<Value: Column>(_ column: Int) -> Value {
    get throws(SQLiteError) {
      guard let value = Value.read(self, at: column) else { throw mismatch(column, Value.self) }
      return value
    }
  }

  // MARK: Without checks

  /// The column as SQLite converts it to an integer: 0 for NULL.
  public func integer(_ column: Int) -> Int64 {
    sqlite3_column_int64(statement, Int32(column))
  }

  /// The column as SQLite converts it to a floating-point number: 0 for NULL.
  public func real(_ column: Int) -> Double {
    sqlite3_column_double(statement, Int32(column))
  }

  /// The column as SQLite converts it to text, its bytes valid inside `body`: none for NULL.
  public func withUTF8<Result, Failure: Error>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = sqlite3_column_text(statement, Int32(column))
    return try body(UnsafeBufferPointer(start: start, count: byteCount(column)))
  }

  /// The bytes of a blob, or of text as it is stored, valid inside `body`: none for NULL.
  public func withBytes<Result, Failure: Error>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = sqlite3_column_blob(statement, Int32(column))
    return try body(UnsafeRawBufferPointer(start: start, count: byteCount(column)))
  }

  /// To be asked after the pointer: fetching that may convert the value and change its length
  /// (https://sqlite.org/c3ref/column_blob.html).
  private func byteCount(_ column: Int) -> Int {
    Int(sqlite3_column_bytes(statement, Int32(column)))
  }

  /// The error for a column that is not a `Value`. Public only because a public function that calls a hidden
  /// one is not specialised in other modules, which doubles the time to read a value.
  public func mismatch<Value>(_ column: Int, _: Value.Type) -> SQLiteError {
    let found =
      if let name = name(column) {
        "column \(column) (\(name)) is \(type(column))"
      } else {
        "there is no column \(column)"
      }
    return SQLiteError(
      SQLiteError.mismatch, "\(found) where \(Value.self) is expected", sql: sql)
  }
}
