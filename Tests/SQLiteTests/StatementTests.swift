import Testing

@testable import SQLite

struct StatementTests {
  private let database: Database

  init() throws {
    database = try .inMemory(
      "CREATE TABLE t (a INTEGER PRIMARY KEY, b UNIQUE); INSERT INTO t VALUES (1, 'x'), (2, 'y')")
  }

  // MARK: Preparing

  @Test(
    "one statement is asked for, no more and no less",
    arguments: [
      ("", "there is no statement in the text"),
      (" -- only a remark", "there is no statement in the text"),
      ("SELECT 1; SELECT 2", "there is more than one statement in the text"),
      ("SELECT 1; -- and\n DELETE FROM t", "there is more than one statement in the text"),
      ("SELECT 1\0, 2", "the statement contains a NUL"),
    ])
  func misuse(text: String, message: String) {
    let error = failure { try database.execute(SQL(raw: text)) }
    #expect(error?.code == SQLiteError.misuse)
    #expect(error?.message == message)
  }

  @Test(
    "what may follow a statement",
    arguments: ["SELECT 1;", "SELECT 1 ; \n", "SELECT 1 -- one", "SELECT 1; /* one */"])
  func endings(text: String) throws {
    #expect(try database.value(SQL(raw: text), as: Int.self) == 1)
  }

  @Test func `a mistake is reported with the text`() {
    let error = failure { try database.execute("SELEKT 1") }
    #expect(error == SQLiteError(SQLiteError.failure, #"near "SELEKT": syntax error"#, sql: "SELEKT 1"))
  }

  // MARK: Running

  @Test func `one statement inserts many rows`() throws {
    let insert = try database.statement("INSERT INTO t VALUES (?, ?)")
    try database.transaction {
      for id in 10..<1000 {
        try insert.bind(id, at: 1)
        try insert.bind("name \(id)", at: 2)
        try insert.execute()
      }
      try insert.bind(Int64(1000), at: 1)
      try insert.bindNull(at: 2)
      try insert.execute()
    }
    #expect(
      try database.rows("SELECT count(*), count(b), max(b), min(a) FROM t WHERE a >= 10") == [
        [991, 990, "name 999", 10]
      ])
  }

  @Test func `every way to bind`() throws {
    let statement = try database.statement("SELECT ?, ?, ?, ?, ?, ?, ?")
    try statement.bind(Int64(1), at: 1)
    try statement.bind(0.5, at: 2)
    try statement.bind("a\0b", at: 3)
    try Array("bytes".utf8).withUnsafeBufferPointer { try statement.bind(text: $0, at: 4) }
    try [UInt8]([9, 0]).withUnsafeBytes { try statement.bind(blob: $0, at: 5) }
    try statement.bind([UInt8]([8]), at: 6)
    try statement.bind(Bool?.none, at: 7)
    #expect(try statement.step())
    var values: [SQLValue] = []
    for column in 0..<7 { values.append(try statement.row[column]) }
    #expect(values == [1, .real(0.5), "a\0b", "bytes", .blob([9, 0]), .blob([8]), nil])
  }

  @Test func `binding while running and binding nothing are misuse`() throws {
    let statement = try database.statement("SELECT a FROM t WHERE a > ?")
    try statement.bind(0, at: 1)
    #expect(try statement.step())
    #expect(fails(SQLiteError.misuse) { try statement.bind(1, at: 1) })
    statement.reset()
    try statement.bind(1, at: 1)
    let range = SQLiteError.Code(rawValue: 25)
    #expect(fails(range) { try statement.bind(1, at: 2) })
  }

  @Test func `the end stays the end until reset`() throws {
    let statement = try database.statement("SELECT a FROM t WHERE a = \(1)")
    #expect(try statement.step())
    #expect(try !statement.step())
    #expect(try !statement.step())
    #expect(statement.row.type(0) == .null)
    statement.reset()
    #expect(try statement.step())
    #expect(statement.row.integer(0) == 1)
  }

  @Test func `a statement that failed can be tried again`() throws {
    let insert = try database.statement("INSERT INTO t VALUES (?, ?)")
    try insert.bind(3, at: 1)
    try insert.bind("x", at: 2)
    #expect(fails(SQLiteError.constraintUnique) { try insert.execute() })
    try insert.bind("z", at: 2)
    try insert.execute()
    #expect(try database.rows("SELECT * FROM t WHERE a = 3") == [[3, "z"]])
  }

  @Test func `ordered cursors are merged in one loop`() throws {
    try database.run(
      script: """
        CREATE TABLE email (t INTEGER, address TEXT);
        INSERT INTO email VALUES (2, 'y1'), (1, 'x1'), (2, 'y2'), (4, 'nobody');
        INSERT INTO t VALUES (3, 'z')
        """)
    let emails = try database.statement("SELECT t, address FROM email ORDER BY t, address")
    var more = try emails.step()
    var found: [Int64: [String]] = [:]
    try database.forEach("SELECT a FROM t ORDER BY a") { row in
      let id = row.integer(0)
      found[id] = []
      while more && emails.row.integer(0) == id {
        found[id]?.append(try emails.row[1])
        more = try emails.step()
      }
    }
    #expect(found == [1: ["x1"], 2: ["y1", "y2"], 3: []])
  }
}
