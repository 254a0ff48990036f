import Testing

@testable import SQLite

/// Changesets applied to what others have changed since.
struct ConflictTests {
  private let records: Records
  private var database: Database { records.database }

  init() throws {
    records = try Records()
  }

  static let conflicts: [(earlier: String, later: String, kind: Conflict.Kind?)] = [
    ("UPDATE contact SET name = 'x' WHERE id = 1", "UPDATE contact SET name = 'z' WHERE id = 1", .data),
    ("UPDATE contact SET name = 'x' WHERE id = 1", "UPDATE contact SET phone = '1' WHERE id = 1", nil),
    ("UPDATE contact SET name = 'x' WHERE id = 2", "DELETE FROM contact WHERE id = 2", .notFound),
    ("INSERT INTO stage VALUES (3, 3)", "DELETE FROM stage WHERE id = 3", .notFound),
    ("DELETE FROM stage WHERE id = 2", "INSERT INTO stage VALUES (2, 9)", .conflict),
    ("DELETE FROM stage WHERE id = 2", "INSERT INTO stage VALUES (4, 2)", .constraint),
  ]

  @Test("taking back what has changed since", arguments: conflicts)
  func conflict(earlier: String, later: String, kind: Conflict.Kind?) throws {
    let inverse = try records.record(earlier).inverted()
    try database.run(script: later)
    let before = try records.contents

    #expect(fails(SQLiteError.abort) { _ = try records.conflicts(of: inverse, .abort) } == (kind != nil))
    if kind != nil { #expect(try records.contents == before) }
  }

  @Test("leaving out what does not fit", arguments: conflicts)
  func omission(earlier: String, later: String, kind: Conflict.Kind?) throws {
    let inverse = try records.record(earlier).inverted()
    try database.run(script: later)
    let before = try records.contents
    #expect(try records.conflicts(of: inverse, .omit) == (kind.map { [$0] } ?? []))
    #expect(try (records.contents == before) == (kind != nil))
  }

  @Test func `replacing what cannot be replaced is misuse`() throws {
    let inverse = try records.record("UPDATE contact SET name = 'x' WHERE id = 2").inverted()
    try database.execute("DELETE FROM contact WHERE id = 2")
    #expect(fails(SQLiteError.misuse) { _ = try records.conflicts(of: inverse, .replace) })
  }

  @Test func `a conflict tells the old, the new and the current value`() throws {
    let changeset = try records.record("UPDATE contact SET name = 'x' WHERE id = 1")
    try database.execute("UPDATE contact SET name = 'z' WHERE id = 1")
    var told: [SQLValue?] = []
    try changeset.inverted().apply(to: database) { conflict in
      told = [.text(conflict.change.table)] + conflict.change.key
      told += [conflict.change.old(1), conflict.change.new(1), conflict.current(1), conflict.current(2)]
      return .omit
    }
    #expect(told == ["contact", 1, "x", "Ann", "z", .some(.null)])
  }

  @Test(
    "a time of change does not stand in the way, a value does", arguments: [("phone", true), ("name", false)])
  func updatedAt(column: String, fits: Bool) throws {
    let updatedAt = 3
    let inverse = try records.record("UPDATE contact SET name = 'x', updated_at = 10 WHERE id = 1").inverted()
    try database.run(script: "UPDATE contact SET \(column) = 'later', updated_at = 20 WHERE id = 1")
    func undo() throws {
      try inverse.apply(to: database) { conflict in
        guard conflict.kind == .data else { return .abort }
        for column in 0..<conflict.change.columnCount where column != updatedAt {
          if let old = conflict.change.old(column), old != conflict.current(column) { return .abort }
        }
        return .replace
      }
    }
    if fits {
      try undo()
      #expect(
        try database.rows("SELECT name, phone, updated_at FROM contact WHERE id = 1") == [
          ["Ann", "later", 0]
        ])
    } else {
      #expect(fails(SQLiteError.abort) { try undo() })
      #expect(try database.rows("SELECT name, updated_at FROM contact WHERE id = 1") == [["later", 20]])
    }
  }

  @Test func `unique values that were swapped cannot be taken back`() throws {
    let changeset = try records.record(
      """
      UPDATE stage SET position = -1 WHERE id = 1; UPDATE stage SET position = 1 WHERE id = 2;
      UPDATE stage SET position = 2 WHERE id = 1
      """)
    #expect(fails(SQLiteError.abort) { try records.apply(changeset.inverted()) })
    #expect(try database.rows("SELECT * FROM stage ORDER BY id") == [[1, 2], [2, 1]])
  }

  @Test func `references are never left without their row`() throws {
    let inverse = try records.record(
      "INSERT INTO company VALUES (2, 'Beta'); DELETE FROM company WHERE id = 2"
    ).inverted()
    #expect(inverse.isEmpty)
    let changeset = try records.record("DELETE FROM contact WHERE id = 1", in: ["contact"])
    try database.execute("DELETE FROM company")
    let before = try records.contents
    // The deleted contact was of the company that is gone now.
    let error = failure { _ = try records.conflicts(of: changeset.inverted(), .omit) }
    #expect(
      error
        == SQLiteError(
          SQLiteError.constraintForeignKey, "the changes would leave 1 references without their row"))
    #expect(try records.contents == before)
  }

  @Test func `inside a transaction an abort leaves what was done before`() throws {
    let changeset = try records.record(
      "UPDATE contact SET name = 'x'; UPDATE contact SET name = 'y' WHERE id = 2")
    try database.execute("UPDATE contact SET name = 'z' WHERE id = 2")
    try database.transaction {
      try database.execute("INSERT INTO company VALUES (5, 'Kept')")
      #expect(fails(SQLiteError.abort) { try records.apply(changeset.inverted()) })
    }
    #expect(try database.rows("SELECT name FROM contact ORDER BY id") == [["x"], ["z"]])
    #expect(try database.integers("SELECT count(*) FROM company WHERE id = 5") == [1])
  }

  @Test func `a column added later does not hurt`() throws {
    let changeset = try records.record("UPDATE contact SET name = 'x' WHERE id = 1")
    try database.run(script: "ALTER TABLE contact ADD COLUMN city TEXT")
    try records.apply(changeset.inverted())
    #expect(try database.rows("SELECT name, city FROM contact WHERE id = 1") == [["Ann", nil]])
  }

  @Test func `bytes that are no changeset are found out`() {
    let nonsense = Changeset(bytes: [1, 2, 3])
    #expect(fails(SQLiteError.corrupt) { _ = try nonsense.changes })
    #expect(fails(SQLiteError.corrupt) { _ = try nonsense.inverted() })
    #expect(fails(SQLiteError.corrupt) { try records.apply(nonsense) })
  }
}
