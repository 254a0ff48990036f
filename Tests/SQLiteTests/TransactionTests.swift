import Foundation
import SQLite
import Testing

struct TransactionTests {
  private struct Refused: Error {}

  private let folder: ScratchFolder
  private let database: Database

  init() throws {
    folder = try ScratchFolder()
    database = try folder.open()
    try database.run(script: "CREATE TABLE t (a INTEGER PRIMARY KEY)")
  }

  private func insert(_ values: Int...) throws {
    for value in values { try database.execute("INSERT INTO t VALUES (\(value))") }
  }

  private var stored: [Int] {
    get throws { try database.integers("SELECT a FROM t ORDER BY a") }
  }

  @Test("what is done is kept", arguments: [Database.TransactionKind.deferred, .immediate])
  func commit(kind: Database.TransactionKind) throws {
    let answer = try database.transaction(kind) {
      try insert(1, 2)
      return "done"
    }
    #expect(answer == "done")
    #expect(try folder.open().integers("SELECT a FROM t") == [1, 2])
  }

  @Test func `what fails leaves nothing, and its error arrives`() throws {
    #expect(throws: Refused.self) {
      try database.transaction {
        try insert(1)
        throw Refused()
      }
    }
    #expect(try stored == [])
    try database.transaction { try insert(2) }
    #expect(try stored == [2])
  }

  @Test func `a transaction inside another can fail alone`() throws {
    try database.transaction {
      try insert(1)
      try? database.transaction {
        try insert(2)
        try database.transaction { try insert(3) }
        throw Refused()
      }
      try database.transaction {
        try insert(4)
        try? database.transaction {
          try insert(5)
          throw Refused()
        }
      }
    }
    #expect(try stored == [1, 4])
  }

  @Test func `a failure inside and let through takes back everything`() throws {
    #expect(throws: Refused.self) {
      try database.transaction {
        try insert(1)
        try database.transaction { throw Refused() }
      }
    }
    #expect(try stored == [])
  }

  @Test func `a commit that fails is taken back`() throws {
    try database.run(script: "CREATE TABLE c (t REFERENCES t DEFERRABLE INITIALLY DEFERRED)")
    let error = failure {
      try database.transaction {
        try insert(1)
        try database.execute("INSERT INTO c VALUES (99)")
      }
    }
    #expect(error?.code == SQLiteError.constraintForeignKey)
    #expect(error?.sql == "COMMIT")
    #expect(try stored == [])
    try database.transaction { try insert(2) }
  }

  @Test("when SQLite has rolled back itself, the first error arrives", arguments: [1, 2])
  func rolledBack(depth: Int) throws {
    try insert(1)
    func nested(_ depth: Int) throws {
      try database.transaction {
        if depth > 1 { return try nested(depth - 1) }
        try insert(2)
        try database.execute("INSERT OR ROLLBACK INTO t VALUES (1)")
      }
    }
    #expect(fails(SQLiteError.constraintPrimaryKey) { try nested(depth) })
    try database.transaction { try insert(3) }
    #expect(try stored == [1, 3])
  }

  @Test func `a rollback that was overlooked fails the commit`() throws {
    try insert(1)
    let error = failure {
      try database.transaction { try? database.execute("INSERT OR ROLLBACK INTO t VALUES (1)") }
    }
    #expect(error?.message == "cannot commit - no transaction is active")
  }

  @Test func `a full disk leaves nothing`() throws {
    try database.run(script: "PRAGMA max_page_count = 20")
    let error = failure {
      try database.transaction {
        try database.run(script: "CREATE TABLE big (a)")
        for _ in 1...100 { try database.execute("INSERT INTO big VALUES (zeroblob(4000))") }
      }
    }
    #expect(error?.code == SQLiteError.full)
    #expect(try database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'big'", as: Int.self) == 0)
  }

  // MARK: Two connections

  @Test func `a writer does not get the lock of another`() throws {
    let other = try folder.open()
    try database.transaction {
      #expect(fails(SQLiteError.busy) { try other.transaction {} })
    }
    try other.transaction {}
  }

  @Test func `the lock is waited for as long as was said`() throws {
    let patient = try folder.open(busyTimeout: .milliseconds(60))
    try database.transaction {
      let clock = ContinuousClock()
      let waited = clock.measure {
        #expect(fails(SQLiteError.busy) { try patient.transaction {} })
      }
      #expect(waited >= .milliseconds(50))
    }
  }

  @Test func `a lock given back in time is no error`() throws {
    let path = folder.file()
    let locked = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let holder = try? Database(path: path, access: .readWrite)
      try? holder?.transaction {
        locked.signal()
        Thread.sleep(forTimeInterval: 0.05)
        try holder?.execute("INSERT INTO t VALUES (1)")
      }
      done.signal()
    }
    locked.wait()
    let patient = try folder.open(busyTimeout: .seconds(20))
    try patient.transaction { try patient.execute("INSERT INTO t VALUES (2)") }
    done.wait()
    #expect(try stored == [1, 2])
  }

  @Test func `a reader that turns writer after another wrote is refused at once`() throws {
    try database.run(script: "PRAGMA journal_mode = WAL")
    let other = try folder.open(busyTimeout: .seconds(20))
    let error = failure {
      try other.transaction(.deferred) {
        _ = try other.integers("SELECT a FROM t")
        try insert(1)
        try other.execute("INSERT INTO t VALUES (2)")
      }
    }
    // SQLITE_BUSY_SNAPSHOT
    #expect(error?.code.rawValue == 517)
    #expect(error?.code.primary == SQLiteError.busy)
  }

  @Test func `without foreign keys nothing is checked or acted upon, inside a transaction, too`() throws {
    try database.run(script: "CREATE TABLE child (a INTEGER REFERENCES t ON DELETE CASCADE)")
    try insert(1, 2)
    try database.execute("INSERT INTO child VALUES (1), (2)")
    try database.transaction {
      try database.withoutForeignKeys { try database.execute("DELETE FROM t WHERE a = 1") }
      #expect(try database.integers("SELECT a FROM child") == [1, 2])
      try database.execute("DELETE FROM t WHERE a = 2")
      #expect(try database.integers("SELECT a FROM child") == [1])
    }
    #expect(throws: Refused.self) { try database.withoutForeignKeys { throw Refused() } }
    #expect(throws: SQLiteError.self) { try database.execute("INSERT INTO child VALUES (9)") }
  }
}
