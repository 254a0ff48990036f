package import Bytes
package import Models
internal import SQLite

extension Store {
  /// Writes each row of the result as a JSON object, one call of `each` after every row; `each` may throw to stop.
  ///
  /// Memory does not grow with the number of rows. Fails when the Query names fields that there are not.
  package func forEach(
    _ query: Query, into writer: inout JSONWriter, _ each: (inout JSONWriter) throws -> Void
  ) throws {
    let compiled = try compiler.compile(query)
    let rows = try database.statement(compiled.sql)
    while try rows.step() {
      compiled.output.write(rows.row, to: &writer)
      try each(&writer)
    }
  }

  /// The rows of a result that is known to be small.
  package func rows(_ query: Query) throws -> [JSONObject] {
    var rows: [JSONObject] = []
    var writer = JSONWriter()
    try forEach(query, into: &writer) { writer in
      if let object = try JSONParser.parse(writer.bytes).object { rows.append(object) }
      writer.endLine()
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

  /// One record as `list` prints it; nil when there is none with this id.
  package func record(_ type: RecordType, _ id: Int64) throws -> JSONObject? {
    try rows(Query(from: type, condition: .compare(Path(["id"]), .equal, .number(String(id))))).first
  }
}
