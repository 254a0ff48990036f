internal import Bytes
internal import Models
internal import SQLite

/// Who is writing, for the journal.
package struct Author: Sendable {
  package let actor: String?
  /// The command as it was typed.
  package let command: String

  package init(actor: String?, command: String) {
    self.actor = actor
    self.command = command
  }
}

/// Keeps one journal entry while its changes are made, in one transaction or, for a bulk write, in several.
///
/// Rows that existed before are kept as changesets of SQLite's session extension. Records that a bulk write
/// creates are kept as ranges of ids, which are contiguous inside one transaction: a session that holds every row
/// of a million would cost more than the import.
final class Recorder {
  enum Kind: String {
    case plan, bulk, undo, redo
    /// Takes a person out of the database for good.
    case erasure
  }

  private let database: Database
  private let clock: Clock
  private let author: Author
  private let kind: Kind
  private let summary: String
  private let target: Int64?
  private var session: Session?
  private var ranges: [IDRange] = []
  private var departures: [Departure] = []
  private var parts = 0
  private(set) var touchedCount = 0
  /// How many records of each kind a bulk write has created.
  private(set) var created: [RecordType: Int] = [:]
  /// The entry, once there is something to keep.
  private(set) var entry: Int64?

  struct IDRange {
    let type: RecordType
    var first: Int64
    var last: Int64

    func contains(_ key: RecordKey) -> Bool {
      key.type == type && first <= key.id && key.id <= last
    }
  }

  init(
    _ database: Database, clock: Clock, author: Author, kind: Kind, summary: String, target: Int64? = nil
  ) {
    self.database = database
    self.clock = clock
    self.author = author
    self.kind = kind
    self.summary = summary
    self.target = target
  }

  // MARK: Transactions

  /// Makes changes in one transaction and keeps them; nothing stays when `body` fails. What it returns tells whether it
  /// was the last one of the entry.
  func batch<Value>(isLast: (Value) -> Bool, _ body: () throws -> Value) throws -> Value {
    let before = (entry, parts, touchedCount, created)
    do {
      return try database.transaction(.immediate) {
        try requireInForce()
        let value = try body()
        try keep()
        if isLast(value) { try close(.done) }
        return value
      }
    } catch {
      session = nil
      ranges = []
      departures = []
      (entry, parts, touchedCount, created) = before
      throw error
    }
  }

  /// Fails when somebody took the entry back between two of its batches.
  private func requireInForce() throws {
    guard let entry else { return }
    let isInForce = try database.value("SELECT in_force FROM journal WHERE id = \(entry)", as: Bool.self)
    if isInForce == false { throw StoreError.alreadyUndone(entry) }
  }

  /// Makes changes inside a batch of which nothing stays when `body` fails, while the rest of the batch does.
  ///
  /// What the session saw of rows that are taken back is no change: they are again as it saw them first.
  func attempt<Value>(_ body: () throws -> Value) throws -> Value {
    let before = (ranges, departures)
    do {
      return try database.transaction(.immediate, body)
    } catch {
      (ranges, departures) = before
      throw error
    }
  }

  /// Records what `body` changes as one part of the entry, inside a batch, and returns it.
  func part(_ body: () throws -> Void) throws -> Changeset {
    try keep()
    try begin()
    try body()
    return try keep()
  }

  /// Begins to record, when that has not begun: before the first write to rows that were there. What a bulk write creates
  /// is none of that, and where it does nothing else SQLite tells nobody of each of its rows.
  func begin() throws {
    guard session == nil else { return }
    session = try Session(recording: JournaledTable.all.map(\.name), in: database)
  }

  /// Creates a record: inside a bulk write its id extends a range, and its rows are not recorded.
  func creating(_ type: RecordType, _ create: () throws -> Int64) throws -> Int64 {
    guard kind == .bulk else {
      try begin()
      return try create()
    }
    let id = try unrecorded(create)
    if let index = ranges.lastIndex(where: { $0.type == type }), ranges[index].last == id - 1 {
      ranges[index].last = id
    } else {
      ranges.append(IDRange(type: type, first: id, last: id))
    }
    return id
  }

  /// Changes a record. What becomes of one that the same batch has created belongs to its range: were it recorded,
  /// the session would tell of a row that never was when the creation is taken back.
  func changing<Value>(_ type: RecordType, _ id: Int64, _ change: () throws -> Value) throws -> Value {
    let key = RecordKey(type: type, id: id)
    if ranges.contains(where: { $0.contains(key) }) { return try unrecorded(change) }
    try begin()
    return try change()
  }

  private func unrecorded<Value>(_ body: () throws -> Value) rethrows -> Value {
    let wasEnabled = session?.isEnabled ?? false
    session?.isEnabled = false
    defer { session?.isEnabled = wasEnabled }
    return try body()
  }

  /// Remembers that a record is about to go.
  func departing(_ departure: Departure) throws {
    try begin()
    departures.append(departure)
  }

  // MARK: Keeping

  /// Stores what was recorded since the last time, and brings up to date what derives from it.
  @discardableResult
  private func keep() throws -> Changeset {
    let changeset = try session?.changeset() ?? Changeset(bytes: [])
    session = nil
    let ranges = self.ranges
    self.ranges = []
    let departures = self.departures
    self.departures = []
    if changeset.isEmpty, ranges.isEmpty { return changeset }

    let entry = try openEntry()
    // Undo goes backwards: changes first, then the ranges, children before their parents.
    for range in ranges.sorted(by: { $0.type.rank < $1.type.rank }) {
      try addPart(
        """
        INSERT INTO journal_part (entry_id, position, type, first_id, last_id)
        VALUES (\(entry), \(parts), \(range.type.rawValue), \(range.first), \(range.last))
        """)
      let count = Int(range.last - range.first) + 1
      touchedCount += count
      created[range.type, default: 0] += count
    }
    if !changeset.isEmpty {
      try addPart(
        "INSERT INTO journal_part (entry_id, position, changeset) VALUES (\(entry), \(parts), \(changeset.bytes))"
      )
    }
    try Departures(database: database).add(departures, by: entry)
    let touched = try Touched(changeset, besides: ranges)
    try note(touched, entry)
    try Derived(database: database).refresh(touched, created: ranges)
    return changeset
  }

  private func addPart(_ sql: SQL) throws {
    try database.execute(sql)
    parts += 1
  }

  private func openEntry() throws -> Int64 {
    if let entry { return entry }
    try database.execute(
      """
      INSERT INTO journal (at, actor, command, summary, kind, state, target_id)
      VALUES (\(clock.now.microseconds), \(author.actor), \(author.command), \(summary), \(kind.rawValue), 'open',
      \(target))
      """)
    let id = database.lastInsertedID
    entry = id
    return id
  }

  /// Remembers which records the entry touched, and counts them.
  private func note(_ touched: Touched, _ entry: Int64) throws {
    for (type, ids) in touched.records {
      try database.execute(
        """
        INSERT OR IGNORE INTO journal_touch
        SELECT \(type.rawValue), value, \(entry) FROM json_each(\(ids.json))
        """)
      touchedCount += database.changeCount
    }
  }

  enum State: String {
    case done, interrupted
  }

  /// Ends the entry, if there is one.
  func close(_ state: State) throws {
    guard let entry else { return }
    try database.execute(
      "UPDATE journal SET state = \(state.rawValue), records = \(touchedCount) WHERE id = \(entry)")
  }
}

extension RecordType {
  /// The place among the kinds: records refer to those of kinds before their own.
  fileprivate var rank: Int { Self.dependencyOrder.firstIndex(of: self) ?? 0 }
}
