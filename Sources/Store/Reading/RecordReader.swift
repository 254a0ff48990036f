package import Bytes
package import Models
internal import SQLite

/// Reads single records of one kind by id, through one statement that is kept.
package struct RecordReader {
  private let statement: Statement
  private let output: Output

  init(_ type: RecordType, database: Database, compiler: QueryCompiler) throws {
    // The id is the only value that such a Query binds.
    let byID = Condition.compare(Path(["id"]), .equal, .number("0"))
    let compiled = try compiler.compile(Query(from: type, condition: byID))
    statement = try database.statement(compiled.sql)
    output = compiled.output
  }

  /// Writes the record as `list` prints it; false when there is none with this id.
  @discardableResult
  package func write(_ id: Int64, to writer: inout JSONWriter) throws -> Bool {
    defer { statement.reset() }
    try statement.bind(id, at: 1)
    guard try statement.step() else { return false }
    output.write(statement.row, to: &writer)
    return true
  }

  /// The record as a value; nil when there is none with this id.
  package func read(_ id: Int64) throws -> JSONObject? {
    defer { statement.reset() }
    try statement.bind(id, at: 1)
    return try statement.step() ? try output.value(statement.row) : nil
  }
}

extension Store {
  /// A reader of records of one kind, for many of them.
  package func recordReader(_ type: RecordType) throws -> RecordReader {
    try RecordReader(type, database: database, compiler: compiler)
  }
}
