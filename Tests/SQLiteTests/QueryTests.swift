import SQLite
import Testing

struct QueryTests {
  private struct Enough: Error {}

  private let database: Database

  init() throws {
    database = try .inMemory(
      "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, NULL)")
  }

  @Test func `all, first and value read what is there`() throws {
    let names: [String?] = try database.all("SELECT b FROM t ORDER BY a") { row in try row[0] }
    #expect(names == ["x", nil])
    #expect(try database.first("SELECT a, b FROM t ORDER BY a DESC") { row in try row[0] as Int } == 2)
    #expect(try database.first("SELECT a FROM t WHERE a > 9") { row in try row[0] as Int } == nil)
    #expect(try database.value("SELECT b FROM t WHERE a = \(1)", as: String.self) == "x")
    #expect(try database.value("SELECT b FROM t WHERE a = \(9)", as: String.self) == nil)
  }

  @Test func `a value that is NULL is not the same as no row`() throws {
    let sql: SQL = "SELECT max(a) FROM t WHERE a > 9"
    #expect(fails(SQLiteError.mismatch) { _ = try database.value(sql, as: Int.self) })
    #expect(try database.value(sql, as: Int?.self) == .some(nil))
  }

  @Test func `an error thrown for a row stops the query and leaves nothing running`() throws {
    var seen = 0
    #expect(throws: Enough.self) {
      try database.forEach("SELECT a FROM t") { _ in
        seen += 1
        throw Enough()
      }
    }
    #expect(seen == 1)
    #expect(
      try database.integers("SELECT count(*) FROM sqlite_stmt WHERE busy AND sql NOT LIKE '%busy%'") == [0])
  }

  @Test func `rows of a statement that only has to be done are passed over`() throws {
    try database.execute("INSERT INTO t (b) VALUES ('y'), ('z') RETURNING a")
    #expect(try database.integers("SELECT a FROM t") == [1, 2, 3, 4])
  }

  @Test func `changes are counted`() throws {
    let before = database.totalChanges
    try database.execute("INSERT INTO t (a) VALUES (50), (60)")
    #expect(database.lastInsertedID == 60)
    #expect(database.changeCount == 2)
    try database.execute("UPDATE t SET b = 'q' WHERE a = 50")
    #expect(database.changeCount == 1)
    #expect(database.totalChanges - before == 3)
  }

  @Test func `a script runs all its statements and stops at the one that fails`() throws {
    try database.run(script: "; -- nothing\n")
    try database.run(script: "DELETE FROM t; -- all\n\n INSERT INTO t VALUES (7, 'a;b');;")
    #expect(try database.rows("SELECT * FROM t") == [[7, "a;b"]])

    let error = failure {
      try database.run(
        script: "UPDATE t SET b = 'one'; INSERT INTO t VALUES (7, 'two'); UPDATE t SET b = 'three'")
    }
    #expect(error?.code == SQLiteError.constraintPrimaryKey)
    #expect(error?.sql == "INSERT INTO t VALUES (7, 'two');")
    #expect(try database.value("SELECT b FROM t", as: String.self) == "one")
  }
}
