import SQLite
import Testing

struct SessionTests {
  private let records: Records
  private var database: Database { records.database }

  init() throws {
    records = try Records()
  }

  // MARK: Recording

  @Test func `old and new values are recorded column by column`() throws {
    let changeset = try records.record(
      """
      UPDATE contact SET name = 'Anna', company_id = NULL WHERE id = 1;
      INSERT INTO company VALUES (7, 'Beta'); DELETE FROM stage WHERE id = 2
      """)
    var seen: [String: [[SQLValue?]]] = [:]
    try changeset.forEach { change in
      let columns = 0..<change.columnCount
      seen[change.table] = [columns.map { change.old($0) }, columns.map { change.new($0) }]
    }
    #expect(
      seen == [
        "contact": [[1, "Ann", nil, nil, 1], [nil, "Anna", nil, nil, .some(.null)]],
        "company": [[nil, nil], [7, "Beta"]],
        "stage": [[2, 2], [nil, nil]],
      ])
  }

  @Test func `a row gets one change however often it changes`() throws {
    let changeset = try records.record(
      "UPDATE contact SET name = 'x' WHERE id = 1; UPDATE contact SET name = 'y' WHERE id = 1; "
        + "DELETE FROM deal; INSERT INTO deal VALUES (1, 'Other', 2)")
    #expect(
      try changeset.changes == [
        Copied(table: "deal", key: [1], operation: .update),
        Copied(table: "contact", key: [1], operation: .update),
      ])
  }

  @Test func `what a foreign key does is recorded as indirect`() throws {
    let changeset = try records.record("DELETE FROM contact WHERE id = 2")
    #expect(
      try changeset.changes == [
        Copied(table: "email", key: [2, "anne@acme.example"], operation: .delete, isIndirect: true),
        Copied(table: "deal", key: [1], operation: .delete, isIndirect: true),
        Copied(table: "contact", key: [2], operation: .delete),
      ])
  }

  @Test func `changes that cancel out are no changes`() throws {
    let session = try Session(recording: ["contact"], in: database)
    #expect(session.isEmpty)
    try database.run(
      script: "UPDATE contact SET name = 'x' WHERE id = 1; UPDATE contact SET name = 'Ann' WHERE id = 1")
    let changeset = try session.changeset()
    #expect(changeset.isEmpty)
    #expect(try changeset.inverted().isEmpty)
    #expect(try changeset.changes == [])
    try records.apply(changeset)
  }

  @Test func `tables that were not named are not recorded`() throws {
    #expect(try records.record("DELETE FROM stage", in: ["deal"]).isEmpty)
  }

  @Test func `while recording is off a row may be made, and what changes it later is an update`() throws {
    let session = try Session(recording: Records.childrenFirst, in: database)
    try database.transaction {
      session.isEnabled = false
      try database.execute("INSERT INTO contact (id, name) VALUES (3, 'New')")
      session.isEnabled = true
      try database.execute("UPDATE contact SET name = 'Newer' WHERE id IN (1, 3)")
    }
    let changeset = try session.changeset()
    #expect(
      try Set(changeset.changes) == [
        Copied(table: "contact", key: [1], operation: .update),
        Copied(table: "contact", key: [3], operation: .update),
      ])
    // So it is taken back by the inverse first, then by deleting the range.
    try records.apply(changeset.inverted())
    #expect(try database.value("SELECT name FROM contact WHERE id = 3", as: String.self) == "New")
  }

  @Test func `a session keeps its connection open`() throws {
    var database: Database? = try .inMemory("CREATE TABLE t (a INTEGER PRIMARY KEY)")
    let session = try Session(recording: ["t"], in: #require(database))
    try database?.execute("INSERT INTO t VALUES (1)")
    database = nil
    #expect(try session.changeset().changes == [Copied(table: "t", key: [1], operation: .insert)])
  }

  // MARK: Undo and redo

  @Test(
    "undo, redo and undo again are exact when children go first",
    arguments: [
      "INSERT INTO company VALUES (2, 'Beta'); UPDATE contact SET company_id = 2 WHERE id = 1",
      // A merge of two contacts.
      """
      UPDATE deal SET contact_id = 1 WHERE contact_id = 2;
      INSERT INTO email VALUES (1, 'a@acme.example'); DELETE FROM contact WHERE id = 2
      """,
      "DELETE FROM company", "DELETE FROM contact",
    ])
  func undo(script: String) throws {
    let before = try records.contents
    let changeset = try records.record(script)
    let after = try records.contents
    for _ in 1...2 {
      try records.apply(changeset.inverted())
      #expect(try records.contents == before)
      try records.apply(Changeset(bytes: changeset.bytes))
      #expect(try records.contents == after)
    }
  }

  @Test("undo and redo of anything at all are exact", arguments: 1...100 as ClosedRange<UInt64>)
  func undoAnything(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var next = 100
    func statement() -> SQL {
      let (one, other) = (Int.random(in: 1...4, using: &random), Int.random(in: 1...4, using: &random))
      next += 1
      return switch Int.random(in: 0..<9, using: &random) {
      case 0: "INSERT OR IGNORE INTO company VALUES (\(one), \("company \(next)"))"
      case 1: "DELETE FROM company WHERE id = \(one)"
      case 2: "INSERT OR IGNORE INTO contact (id, name) VALUES (\(one), \("contact \(next)"))"
      case 3:
        "UPDATE contact SET company_id = (SELECT id FROM company WHERE id = \(one)) WHERE id = \(other)"
      case 4: "DELETE FROM contact WHERE id = \(one)"
      case 5: "INSERT INTO email SELECT id, \("\(next)@acme.example") FROM contact WHERE id = \(one)"
      case 6: "UPDATE deal SET contact_id = (SELECT id FROM contact WHERE id = \(one)) WHERE id = \(other)"
      case 7: "INSERT OR REPLACE INTO deal SELECT \(one), \("deal \(next)"), max(id) FROM contact"
      default: "UPDATE stage SET position = \(next) WHERE id = \(one)"
      }
    }
    let before = try records.contents
    let changeset = try records.record {
      for _ in 1...12 { try database.execute(statement()) }
    }
    let after = try records.contents
    try records.apply(changeset.inverted())
    #expect(try records.contents == before)
    try records.apply(changeset)
    #expect(try records.contents == after)
  }

  @Test func `with parents first the same undo fails`() throws {
    let changeset = try records.record(
      "INSERT INTO company VALUES (2, 'Beta'); UPDATE contact SET company_id = 2 WHERE id = 1",
      in: Records.childrenFirst.reversed())
    #expect(fails(SQLiteError.abort) { try records.apply(changeset.inverted()) })
  }

  @Test func `an undo that takes later work with it is seen by recording it`() throws {
    let changeset = try records.record("INSERT INTO contact (id, name) VALUES (3, 'New')")
    try database.execute("INSERT INTO deal VALUES (2, 'Later', 3)")
    let inverse = try changeset.inverted()
    let happened = try records.record { try records.apply(inverse) }
    #expect(
      try Set(happened.changes).subtracting(inverse.changes) == [
        Copied(table: "deal", key: [2], operation: .delete, isIndirect: true)
      ])
  }
}

/// A generator of the same numbers every time (https://prng.di.unimi.it/splitmix64.c).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
