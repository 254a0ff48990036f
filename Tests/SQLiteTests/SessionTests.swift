import Testing

@testable import SQLite

/// A small picture of the records that are journaled, with every kind of reference between them.
struct Records {
  static let childrenFirst = ["email", "deal", "contact", "company", "stage"]

  let database: Database

  init() throws {
    database = try .inMemory(
      """
      CREATE TABLE company (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
      CREATE TABLE contact (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT, updated_at INTEGER NOT NULL DEFAULT 0,
        company_id INTEGER REFERENCES company ON DELETE SET NULL) STRICT;
      CREATE TABLE email (
        contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE, address TEXT NOT NULL UNIQUE,
        PRIMARY KEY (contact_id, address)) STRICT, WITHOUT ROWID;
      CREATE TABLE deal (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, contact_id INTEGER REFERENCES contact ON DELETE CASCADE) STRICT;
      CREATE TABLE stage (id INTEGER PRIMARY KEY, position INTEGER NOT NULL UNIQUE) STRICT;
      INSERT INTO company VALUES (1, 'Acme');
      INSERT INTO contact (id, name, company_id) VALUES (1, 'Ann', 1), (2, 'Anne', NULL);
      INSERT INTO email VALUES (1, 'ann@acme.example'), (2, 'anne@acme.example');
      INSERT INTO deal VALUES (1, 'Renewal', 2);
      INSERT INTO stage VALUES (1, 1), (2, 2);
      """)
  }

  /// Everything that is stored, for comparing.
  var contents: [[[SQLValue]]] {
    get throws {
      try Self.childrenFirst.sorted().map { table in
        try database.rows("SELECT * FROM \(raw: table) ORDER BY 1, 2")
      }
    }
  }

  /// Runs a script and returns what it changed.
  func record(_ script: String, in tables: [String] = Self.childrenFirst) throws -> Changeset {
    try record(in: tables) { try database.run(script: script) }
  }

  func record(in tables: [String] = Self.childrenFirst, _ body: () throws -> Void) throws -> Changeset {
    let session = try Session(recording: tables, in: database)
    try body()
    return try session.changeset()
  }

  /// Applies a changeset that is expected to fit.
  func apply(_ changeset: Changeset) throws {
    try changeset.apply(to: database) { _ in .abort }
  }

  /// Applies a changeset and returns the kinds of conflict, taking each as told.
  func conflicts(of changeset: Changeset, _ resolution: Resolution) throws -> [Conflict.Kind] {
    var kinds: [Conflict.Kind] = []
    try changeset.apply(to: database) { conflict in
      kinds.append(conflict.kind)
      return resolution
    }
    return kinds
  }
}

/// A change, copied out of its changeset.
struct Copied: Hashable {
  var table: String
  var key: [SQLValue]
  var operation: Change.Operation
  var isIndirect = false
}

extension Changeset {
  var changes: [Copied] {
    get throws {
      var changes: [Copied] = []
      try forEach { change in
        changes.append(
          Copied(
            table: change.table, key: change.key, operation: change.operation, isIndirect: change.isIndirect))
      }
      return changes
    }
  }
}

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
      "DELETE FROM company", "DELETE FROM contact", "UPDATE contact SET id = id + 10 WHERE id = 2 AND false",
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

  // MARK: Conflicts

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
