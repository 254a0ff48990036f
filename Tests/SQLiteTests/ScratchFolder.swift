import Foundation
public import SQLite

/// A folder of its own for a test, removed with everything in it when the test lets go of it.
final class ScratchFolder {
  private let path = NSTemporaryDirectory() + "sqlite-tests-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String = "test.db") -> String { path + "/" + name }

  /// A connection to the file, which is made when it does not exist.
  func open(_ name: String = "test.db", busyTimeout: Duration = .zero) throws -> Database {
    try Database(path: file(name), access: .create, busyTimeout: busyTimeout)
  }
}

extension Database {
  /// A private database with these tables.
  static func inMemory(_ script: String = "") throws -> Database {
    let database = try Database(path: ":memory:", access: .create)
    try database.run(script: script)
    return database
  }

  /// All rows of a query, for comparing.
  func rows(_ sql: SQL) throws -> [[SQLValue]] {
    try all(sql) { row in
      var values: [SQLValue] = []
      for column in 0..<row.columnCount { values.append(try row[column]) }
      return values
    }
  }

  func integers(_ sql: SQL) throws -> [Int] {
    try all(sql) { row in try row[0] }
  }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(nilLiteral: ()) { self = .null }
}

/// The error that `body` throws, for looking into.
func failure(_ body: () throws -> Void) -> SQLiteError? {
  do {
    try body()
    return nil
  } catch {
    return error as? SQLiteError
  }
}

/// Whether `body` fails with a code, extended or primary.
func fails(_ code: SQLiteError.Code, _ body: () throws -> Void) -> Bool {
  do {
    try body()
    return false
  } catch code {
    return true
  } catch {
    return false
  }
}
