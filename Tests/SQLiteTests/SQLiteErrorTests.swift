import SQLite
import Testing

struct SQLiteErrorTests {
  static let violations: [(sql: SQL, code: SQLiteError.Code, message: String)] = [
    (
      "INSERT INTO p VALUES (1, 'new', 1)", SQLiteError.constraintPrimaryKey, "UNIQUE constraint failed: p.id"
    ),
    ("INSERT INTO p VALUES (2, 'a', 1)", SQLiteError.constraintUnique, "UNIQUE constraint failed: p.name"),
    (
      "INSERT INTO p VALUES (2, NULL, 1)", SQLiteError.constraintNotNull, "NOT NULL constraint failed: p.name"
    ),
    ("INSERT INTO p VALUES (2, 'b', 0)", SQLiteError.constraintCheck, "CHECK constraint failed: size > 0"),
    ("INSERT INTO c VALUES (9)", SQLiteError.constraintForeignKey, "FOREIGN KEY constraint failed"),
  ]

  @Test("a violated constraint is told by its own code and by that of all", arguments: violations)
  func constraints(sql: SQL, code: SQLiteError.Code, message: String) throws {
    let database = try Database.inMemory(
      """
      CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER CHECK (size > 0));
      CREATE TABLE c (p REFERENCES p); INSERT INTO p VALUES (1, 'a', 1)
      """)
    #expect(fails(code) { try database.execute(sql) })
    #expect(fails(SQLiteError.constraint) { try database.execute(sql) })
    #expect(!fails(SQLiteError.busy) { try database.execute(sql) })
    #expect(failure { try database.execute(sql) }?.message == message)
  }

  @Test func `the description tells the statement and not its values`() throws {
    let database = try Database.inMemory(
      "CREATE TABLE t (email UNIQUE); INSERT INTO t VALUES ('ann@example.org')")
    let error = failure { try database.execute("INSERT INTO t VALUES (\("ann@example.org"))") }
    #expect(
      error?.description
        == "SQLite error 2067: UNIQUE constraint failed: t.email - while executing `INSERT INTO t VALUES (?)`"
    )
  }
}
