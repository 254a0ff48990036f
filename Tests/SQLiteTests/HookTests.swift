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

  static let denied: [(sql: SQL, code: SQLiteError.Code, message: String)] = [
    ("DELETE FROM t", SQLiteError.notAuthorized, "not authorized"),
    ("CREATE TABLE u (a)", SQLiteError.notAuthorized, "not authorized"),
    ("ATTACH ':memory:' AS other", SQLiteError.notAuthorized, "not authorized"),
    ("PRAGMA cache_size", SQLiteError.notAuthorized, "not authorized"),
    ("SELECT name FROM pragma_table_info('t')", SQLiteError.failure, "not authorized"),
    ("SELECT random()", SQLiteError.failure, "not authorized to use function: random"),
  ]

  @Test("what is not allowed is refused", arguments: denied)
  func refusal(sql: SQL, code: SQLiteError.Code, message: String) throws {
    database.setAuthorizer { action in
      switch action {
      case .select, .read, .function("upper"), .recursive: true
      case .function, .pragma, .attach, .other: false
      }
    }
    let error = failure { try database.execute(sql) }
    #expect(error?.code == code)
    #expect(error?.message == message)
    #expect(try database.rows("SELECT upper(a), b FROM t") == [["1", 2]])

    database.setAuthorizer(nil)
    try database.execute(sql)
  }

  @Test func `a statement prepared before is judged anew`() throws {
    try database.execute("SELECT a FROM t")
    database.setAuthorizer { $0 == .select }
    #expect(fails(SQLiteError.notAuthorized) { try database.execute("SELECT a FROM t") })
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
