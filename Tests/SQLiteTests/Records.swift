import SQLite

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
        id INTEGER PRIMARY KEY, title TEXT NOT NULL,
        contact_id INTEGER REFERENCES contact ON DELETE CASCADE) STRICT;
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
