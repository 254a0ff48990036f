import SQLite
import Testing

/// Changesets whose values are altered.
struct RewritingTests {
  private static let table = """
    CREATE TABLE item (
      id INTEGER PRIMARY KEY, text TEXT, number REAL, bytes BLOB, amount INTEGER) STRICT;
    CREATE TABLE tag (item_id INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (item_id, tag))
      STRICT, WITHOUT ROWID;
    INSERT INTO item VALUES (1, 'Ann', 1.5, x'00ff', 7), (2, 'Bob', NULL, NULL, NULL);
    INSERT INTO tag VALUES (1, 'vip'), (2, 'vip');
    """

  private let database: Database

  init() throws {
    database = try .inMemory(Self.table)
  }

  private func record(_ script: String) throws -> Changeset {
    let session = try Session(recording: ["tag", "item"], in: database)
    try database.run(script: script)
    return try session.changeset()
  }

  /// Values of every kind, texts of every length of length.
  private func randomChangeset(_ random: inout some RandomNumberGenerator) throws -> Changeset {
    let session = try Session(recording: ["tag", "item"], in: database)
    for _ in 0..<8 {
      let id = Int.random(in: 1...6, using: &random)
      let length = [0, 1, 127, 128, 16_383, 16_384].randomElement(using: &random) ?? 0
      let text = String(repeating: "é", count: length / 2) + String(repeating: "x", count: length % 2)
      let number = Double.random(in: -1e300...1e300, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: try database.execute("DELETE FROM item WHERE id = \(id)")
      case 1:
        try database.execute(
          "INSERT OR REPLACE INTO item VALUES (\(id), \(text), \(number), \(Array(text.utf8)), \(Int64.min))")
      case 2: try database.execute("UPDATE item SET text = \(text), number = NULL WHERE id = \(id)")
      case 3: try database.execute("UPDATE item SET amount = \(Int(number / 1e290)) WHERE id = \(id)")
      default: try database.execute("INSERT OR IGNORE INTO tag VALUES (\(id), \("tag " + text))")
      }
    }
    return try session.changeset()
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>) func `what is not altered keeps its bytes`(seed: UInt64)
    throws
  {
    var random = SplitMix(state: seed)
    let changeset = try randomChangeset(&random)
    #expect(try changeset.rewriting { $0 } == changeset)
    // There and back, every value is taken apart and written anew.
    let marked = try changeset.rewriting { $0.replacingTexts { $0 + "!" } }
    #expect(try marked.rewriting { $0.replacingTexts { String($0.dropLast()) } } == changeset)
    #expect(try marked.inverted().inverted() == marked)
  }

  @Test func `altered values are applied and taken back`() throws {
    let changeset = try record(
      "UPDATE item SET text = 'Anna' WHERE id = 1; INSERT INTO item (id, text) VALUES (3, 'Ann')")
    try database.run(script: "UPDATE item SET text = 'A' WHERE id IN (1, 3)")
    let rewritten = try changeset.rewriting { $0.replacingTexts { String($0.prefix(1)) } }
    // What changed Ann to Anna changes nothing now.
    #expect(try rewritten.changes == [Copied(table: "item", key: [3], operation: .insert)])
    try rewritten.inverted().apply(to: database) { _ in .abort }
    #expect(try database.value("SELECT count(*) FROM item", as: Int.self) == 2)
  }

  @Test func `a change can be dropped, and with the last its table`() throws {
    let changeset = try record(
      "DELETE FROM tag; INSERT INTO item (id) VALUES (3); UPDATE item SET amount = 8 WHERE id = 1")
    let rewritten = try changeset.rewriting { $0.table == "tag" || $0.new.first == 3 ? nil : $0 }
    #expect(try rewritten.changes == [Copied(table: "item", key: [1], operation: .update)])
    #expect(try changeset.rewriting { _ in nil }.isEmpty)
  }

  @Test func `a change is seen whole`() throws {
    let changeset = try record("UPDATE item SET text = NULL, amount = 8 WHERE id = 1")
    var seen: [RowChange] = []
    _ = try changeset.rewriting { change in
      seen.append(change)
      return change
    }
    let change = try #require(seen.first)
    #expect(seen.count == 1)
    #expect(change.table == "item")
    #expect(change.operation == .update)
    #expect(change.isKey == [true, false, false, false, false])
    #expect(change.old == [1, "Ann", nil, nil, 7])
    #expect(change.new == [nil, .some(.null), nil, nil, 8])
  }

  @Test func `bytes that are no changeset are refused`() throws {
    let bytes = try record("UPDATE item SET text = 'Anna', bytes = x'0102' WHERE id = 1").bytes
    // The head of a table alone, which takes twelve bytes here, is a changeset of nothing.
    for length in 1..<bytes.count where length != 12 {
      #expect(
        fails(SQLiteError.corrupt) { _ = try Changeset(bytes: Array(bytes[..<length])).rewriting { $0 } })
    }
    #expect(fails(SQLiteError.corrupt) { _ = try Changeset(bytes: [1, 2, 3]).rewriting { $0 } })
  }
}

extension RowChange {
  fileprivate func replacingTexts(_ replace: (String) -> String) -> RowChange {
    var change = self
    func replaced(_ value: SQLValue?) -> SQLValue? {
      if case .text(let text)? = value { .text(replace(text)) } else { value }
    }
    change.old = old.map(replaced)
    change.new = new.map(replaced)
    return change
  }
}
