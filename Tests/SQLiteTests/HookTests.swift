import SQLite
import Testing

struct HookTests {
  private let database: Database

  init() throws {
    database = try .inMemory("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
  }

  private static let endless: SQL =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

  @Test func `the authorizer hears what a statement would do`() throws {
    var heard: Set<Action> = []
    database.setAuthorizer { action in
      heard.insert(action)
      return true
    }
    #expect(try database.value("SELECT upper(a) FROM t", as: String.self) == "1")
    #expect(heard == [.select, .read(table: "t", column: "a"), .function("upper")])

    heard = []
    try database.execute("PRAGMA cache_size = 100")
    try database.execute("PRAGMA cache_size")
    #expect(heard == [.pragma("cache_size", argument: "100"), .pragma("cache_size", argument: nil)])
  }

  @Test(
    "what is not allowed is refused",
    arguments: [
      "DELETE FROM t", "ATTACH ':memory:' AS other", "PRAGMA cache_size", "SELECT random()",
      "CREATE TABLE u (a)",
    ])
  func denied(text: String) throws {
    // A statement prepared before is judged anew.
    let sql = SQL(raw: text)
    if text.hasPrefix("SELECT") { try database.execute(sql) }
    database.setAuthorizer { action in
      switch action {
      case .select, .read, .function("upper"), .recursive: true
      case .function, .pragma, .attach, .other: false
      }
    }
    #expect(
      fails(SQLiteError.notAuthorized) { try database.execute(sql) }
        || text == "SELECT random()" && fails(SQLiteError.failure) { try database.execute(sql) })
    #expect(try database.rows("SELECT upper(a), b FROM t") == [["1", 2]])

    database.setAuthorizer(nil)
    try database.execute(sql)
  }

  @Test func `the progress handler ends a statement that takes too long`() throws {
    var asked = 0
    database.setProgressHandler(every: 1000) {
      asked += 1
      return asked < 20
    }
    #expect(fails(SQLiteError.interrupted) { try database.execute(Self.endless) })
    #expect(asked == 20)

    database.setProgressHandler(every: 1000, nil)
    #expect(try database.integers("SELECT a FROM t") == [1])
  }

  @Test func `an interrupted transaction leaves nothing`() throws {
    let error = failure {
      try database.transaction {
        try database.execute("DELETE FROM t")
        database.setProgressHandler(every: 1000) { false }
        try database.execute("INSERT INTO t SELECT value, value FROM (\(Self.endless)), json_each('[1]')")
      }
    }
    #expect(error?.code == SQLiteError.interrupted)
    database.setProgressHandler(every: 1000, nil)
    #expect(try database.integers("SELECT a FROM t") == [1])
  }
}
