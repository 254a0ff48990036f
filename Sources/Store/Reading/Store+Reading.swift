package import Bytes
package import Models
internal import SQLite

/// The rows of a Query, one at a time; memory does not grow with their number.
package struct QueryReader {
  private let statement: Statement
  private let output: Output

  init(_ compiled: CompiledQuery, database: Database) throws {
    statement = try database.statement(compiled.sql)
    output = compiled.output
  }

  /// Goes to the next row; false after the last one.
  package func next() throws -> Bool { try statement.step() }

  /// Writes the row as a JSON object.
  package func write(to writer: inout JSONWriter) {
    output.write(statement.row, to: &writer)
  }
}

extension Store {
  /// Reads several things from one picture of the data, whatever others write meanwhile.
  package func reading<Value>(_ body: () throws -> Value) throws -> Value {
    try database.transaction(.deferred, body)
  }

  /// A reader of the rows of a Query; fails when the Query names fields that there are not.
  ///
  /// For an archive, records come with what they have been through: a deal with the stages it has been in.
  package func reader(_ query: Query, isArchive: Bool = false) throws -> QueryReader {
    try QueryReader(try compiler.compile(query, isArchive: isArchive), database: database)
  }

  /// The rows of a result that is known to be small.
  package func rows(_ query: Query, isArchive: Bool = false) throws -> [JSONObject] {
    let reader = try reader(query, isArchive: isArchive)
    var rows: [JSONObject] = []
    var writer = JSONWriter()
    while try reader.next() {
      reader.write(to: &writer)
      writer.endLine()
      if let object = try writer.withBytes({ try JSONParser.parse($0) }).object { rows.append(object) }
      writer.removeAll()
    }
    return rows
  }

  /// How many rows a Query has, without reading them.
  package func count(_ query: Query) throws -> Int {
    if query.isGrouped {
      let compiled = try compiler.compile(query)
      return try database.value("SELECT count(*) FROM (\(compiled.sql))") ?? 0
    }
    return try database.value(try compiler.compileCount(query)) ?? 0
  }

  /// The names of the columns that a Query gives, in order.
  package func columns(_ query: Query) throws -> [String] {
    let output = try compiler.compile(query).output
    return (output.type == nil ? [] : ["type"]) + output.members.map(\.name)
  }
}
