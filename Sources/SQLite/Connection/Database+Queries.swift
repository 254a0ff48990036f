extension Database {
  /// Runs one statement to its end, passing over rows.
  package func execute(_ sql: SQL) throws(SQLiteError) {
    try statement(sql).execute()
  }

  /// Hands every row to `body`, which may throw to stop.
  package func forEach(_ sql: SQL, _ body: (borrowing Row) throws -> Void) throws {
    let statement = try statement(sql)
    while try statement.step() {
      try body(statement.row)
    }
  }

  /// What `read` makes of the first row; nil when there is none.
  package func first<Value>(_ sql: SQL, _ read: (borrowing Row) throws -> Value) throws -> Value? {
    let statement = try statement(sql)
    return try statement.step() ? try read(statement.row) : nil
  }

  /// What `read` makes of every row.
  package func all<Value>(_ sql: SQL, _ read: (borrowing Row) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try forEach(sql) { row in values.append(try read(row)) }
    return values
  }

  /// The first column of the first row; nil when there is no row.
  ///
  /// Fails with `mismatch` when the column is NULL, as `max` of nothing is, unless `Value` is an `Optional`.
  package func value<Value: Column>(_ sql: SQL, as: Value.Type = Value.self) throws(SQLiteError) -> Value? {
    let statement = try statement(sql)
    guard try statement.step() else { return nil }
    // Spelt out, as an optional would take NULL for no value.
    let value: Value = try statement.row[0]
    return value
  }
}
