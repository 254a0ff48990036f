package import Bytes
internal import Glibc
internal import SQLite

/// The rows of a SELECT that a person wrote.
package struct SQLRows {
  package let columns: [String]
  private let statement: Statement
  private let output: Output

  fileprivate init(_ statement: Statement) {
    self.statement = statement
    var columns: [String] = []
    var members: [Output.Member] = []
    for index in 0..<statement.row.columnCount {
      let name = Self.distinct(statement.row.name(index) ?? "column \(index + 1)", among: columns)
      columns.append(name)
      members.append(Output.Member(name: name, key: JSONKey(name), format: .any, column: index))
    }
    self.columns = columns
    output = Output(type: nil, members: members)
  }

  /// Two columns may have one name; two members of an object may not.
  private static func distinct(_ name: String, among others: [String]) -> String {
    guard others.contains(name) else { return name }
    var number = 2
    while others.contains("\(name) \(number)") { number += 1 }
    return "\(name) \(number)"
  }

  /// Goes to the next row; false after the last one.
  package func next() throws -> Bool { try statement.step() }

  package func write(to writer: inout JSONWriter) {
    output.write(statement.row, to: &writer)
  }
}

extension Store {
  /// Reads by a SELECT that may do nothing but read records, and no longer than so many seconds.
  ///
  /// The connection stays restricted: it is of no use for anything else afterwards.
  package func sql(_ text: String, seconds: Int, isInterrupted: @escaping () -> Bool) throws -> SQLRows {
    let deadline = time(nil) + seconds
    database.setProgressHandler(every: 10_000) { !isInterrupted() && time(nil) <= deadline }
    database.setAuthorizer { action in
      switch action {
      case .select, .recursive, .read: true
      case .function(let name): !Self.deniedFunctions.contains(name.lowercased())
      case .pragma, .attach, .other: false
      }
    }
    do {
      return SQLRows(try database.statement(SQL(raw: text)))
    } catch {
      let isDenied = SQLiteError.notAuthorized ~= error
      throw StoreError.badSQL(isDenied ? "it does something else than read records" : error.message)
    }
  }

  /// Functions that reach out of the database.
  private static let deniedFunctions = ["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"]
}
