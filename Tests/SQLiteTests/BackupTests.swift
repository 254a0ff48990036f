import SQLite
import Testing

struct BackupTests {
  private struct Enough: Error {}

  private let folder: ScratchFolder
  private let source: Database
  private static let sum: SQL = "SELECT count(*), sum(a), sum(length(b)) FROM t"

  init() throws {
    folder = try ScratchFolder()
    source = try folder.open()
    try source.run(
      script: """
        PRAGMA journal_mode = WAL;
        CREATE TABLE t (a, b);
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300)
        INSERT INTO t SELECT i, zeroblob(3000) FROM n
        """)
  }

  @Test func `the copy is the picture at the beginning, however much is written meanwhile`() throws {
    let before = try source.rows(Self.sum)
    let writer = try folder.open()
    let copy = try folder.open("copy.db")
    var steps: [(remaining: Int, total: Int)] = []
    try source.backup(to: copy, pagesPerStep: 32) { remaining, total in
      steps.append((remaining, total))
      try writer.execute("INSERT INTO t VALUES (1000, zeroblob(9000))")
      try writer.execute("UPDATE t SET a = a + 1")
    }
    #expect(try copy.rows(Self.sum) == before)
    #expect(try copy.value("PRAGMA integrity_check", as: String.self) == "ok")
    #expect(steps.count > 5)
    #expect(steps.last?.remaining == 0)
    #expect(steps.allSatisfy { $0.total == steps[0].total })
    #expect(try source.rows(Self.sum) != before)
  }

  @Test func `giving up leaves the destination as it was`() throws {
    let copy = try folder.open("copy.db")
    try copy.run(script: "CREATE TABLE mine (a); INSERT INTO mine VALUES (5)")
    #expect(throws: Enough.self) {
      try source.backup(to: copy, pagesPerStep: 16) { _, _ in throw Enough() }
    }
    #expect(try copy.integers("SELECT a FROM mine") == [5])
    try source.execute("DELETE FROM t")
  }

  @Test func `a destination in use is an error`() throws {
    let copy = try folder.open("copy.db")
    try copy.run(script: "BEGIN; CREATE TABLE mine (a)")
    #expect(throws: SQLiteError.self) { try source.backup(to: copy) }
    try copy.run(script: "ROLLBACK")
    try source.backup(to: copy)
  }

  @Test func `a read-only source is enough`() throws {
    let reader = try Database(path: folder.file(), access: .readOnly)
    let copy = try Database.inMemory()
    try reader.backup(to: copy)
    #expect(try copy.rows(Self.sum) == source.rows(Self.sum))
  }
}
