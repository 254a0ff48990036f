import Foundation
import SQLite
import Testing

struct OpeningTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test("a missing file is made only when asked for", arguments: [Database.Access.readOnly, .readWrite])
  func missing(access: Database.Access) throws {
    #expect(fails(SQLiteError.cannotOpen) { _ = try Database(path: folder.file(), access: access) })
    #expect(!FileManager.default.fileExists(atPath: folder.file()))

    try folder.open().run(script: "CREATE TABLE t (a)")
    _ = try Database(path: folder.file(), access: access)
  }

  @Test func `a read-only connection reads and does not write`() throws {
    try folder.open().run(script: "CREATE TABLE t (a); INSERT INTO t VALUES (7)")
    let reader = try Database(path: folder.file(), access: .readOnly)
    #expect(try reader.value("SELECT a FROM t", as: Int.self) == 7)
    #expect(fails(SQLiteError.readOnly) { try reader.execute("INSERT INTO t VALUES (8)") })
  }

  @Test func `a file that is no database fails when it is opened`() throws {
    try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: folder.file()))
    #expect(fails(SQLiteError.notADatabase) { _ = try folder.open() })
  }

  @Test func `a path is never taken for a URI`() throws {
    // As a URI it would be a private database in memory, and open.
    #expect(
      fails(SQLiteError.cannotOpen) { _ = try Database(path: "file:odd?mode=memory", access: .readOnly) })
  }

  @Test("the connection starts out safe", arguments: [("foreign_keys", 1), ("trusted_schema", 0)])
  func settings(pragma: String, value: Int) throws {
    #expect(try Database.inMemory().value("PRAGMA \(raw: pragma)", as: Int.self) == value)
  }

  @Test func `a double-quoted name that is no column is an error`() throws {
    #expect(
      failure { try Database.inMemory().execute(#"SELECT "nothing""#) }?.message == "no such column: nothing")
  }

  @Test func `the schema cannot be written by hand`() throws {
    let database = try Database.inMemory("CREATE TABLE t (a); PRAGMA writable_schema = ON")
    #expect(throws: SQLiteError.self) { try database.execute("DELETE FROM sqlite_schema") }
  }

  @Test func `it closes with the last thing made from it`() throws {
    // In WAL mode the last connection to close removes the log.
    let log = folder.file() + "-wal"
    var database: Database? = try folder.open()
    try database?.run(script: "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    var statement = try database?.statement("SELECT a FROM t")
    #expect(try statement?.step() == true)

    database = nil
    #expect(FileManager.default.fileExists(atPath: log))
    #expect(try statement?.row[0] == 1)

    statement = nil
    #expect(!FileManager.default.fileExists(atPath: log))
  }
}
