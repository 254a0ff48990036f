import Testing

@testable import SQLite

/// What the connection holds is read from `sqlite_stmt`, SQLite's own list of its prepared statements.
struct StatementCacheTests {
  private let database: Database

  init() throws {
    database = try .inMemory("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1), (2)")
  }

  /// How often each prepared statement with this text has run.
  private func runs(of text: String) throws -> [Int] {
    try database.integers("SELECT run FROM sqlite_stmt WHERE sql = \(text) ORDER BY run")
  }

  @Test func `a statement is prepared once and used again`() throws {
    for id in 1...5 {
      #expect(try database.value("SELECT a FROM t WHERE a = \(id)", as: Int.self) == (id < 3 ? id : nil))
    }
    #expect(try runs(of: "SELECT a FROM t WHERE a = ?") == [5])
  }

  @Test func `a statement in use is not handed out again`() throws {
    // Bound and not yet run is in use too.
    let outer = try database.statement("SELECT a FROM t WHERE a >= \(2)")
    let inner = try database.statement("SELECT a FROM t WHERE a >= \(1)")
    #expect(outer !== inner)
    #expect(try outer.step() && outer.row.integer(0) == 2)
    #expect(try inner.step() && inner.row.integer(0) == 1)
    #expect(try !outer.step())
    #expect(try inner.step() && inner.row.integer(0) == 2)
  }

  @Test func `of two with the same text one is kept`() throws {
    let text = "SELECT a FROM t"
    try database.forEach(SQL(raw: text)) { _ in
      try database.forEach(SQL(raw: text)) { _ in }
      #expect(try runs(of: text).count == 2)
    }
    #expect(try runs(of: text).count == 1)
  }

  @Test func `what was bound does not stay`() throws {
    try database.execute("SELECT \("secret")")
    let statement = try database.statement("SELECT ?")
    #expect(try statement.step())
    #expect(statement.row.type(0) == .null)
  }

  @Test func `a statement left in the middle starts over for the next`() throws {
    for _ in 1...2 {
      #expect(try database.first("SELECT a FROM t ORDER BY a") { row in row.integer(0) } == 1)
    }
    #expect(try runs(of: "SELECT a FROM t ORDER BY a") == [2])
  }

  @Test func `a statement that failed is forgotten`() throws {
    let text = "INSERT INTO t VALUES (1)"
    #expect(fails(SQLiteError.constraintUnique) { try database.execute(SQL(raw: text)) })
    #expect(try runs(of: text) == [])
  }

  @Test func `the least recently used make room`() throws {
    let count = StatementCache.capacity
    for number in 1...count { try database.execute("SELECT \(raw: "\(number)")") }
    try database.execute("SELECT 1")
    try database.execute("SELECT 'new'")
    #expect(try runs(of: "SELECT 1") == [2])
    #expect(try runs(of: "SELECT 2") == [])
    #expect(try database.integers("SELECT count(*) FROM sqlite_stmt").first ?? .max <= count + 1)
  }

  @Test func `a changed table is noticed`() throws {
    let sql: SQL = "SELECT * FROM t WHERE a = \(1)"
    #expect(try database.rows(sql) == [[1]])
    try database.run(script: "ALTER TABLE t ADD COLUMN b DEFAULT 'new'")
    #expect(try database.rows(sql) == [[1, "new"]])
  }
}
