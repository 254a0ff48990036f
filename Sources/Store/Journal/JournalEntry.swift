package import Bytes
package import Models
internal import SQLite

/// One line of the journal: who did what, and whether it is in force.
package struct JournalEntry: Sendable {
  package let id: Int64
  package let at: Timestamp
  package let actor: String?
  package let command: String
  package let summary: String
  let kind: Recorder.Kind
  package let state: String
  /// The plan or bulk write that an undo or redo speaks of.
  package let target: Int64?
  /// Whether what it did stands. Of the undos and redos of a plan that is so of the newest alone.
  package let isInForce: Bool
  package let records: Int64

  /// The entry in the form that `log` prints.
  package var json: JSON {
    [
      "type": "entry",
      "id": .number(JSONNumber(id)),
      "at": .string(at.description),
      "actor": actor.map(JSON.string) ?? .null,
      "command": .string(command),
      "summary": .string(summary),
      "kind": .string(kind.rawValue),
      "state": .string(state),
      "target_id": target.map { .number(JSONNumber($0)) } ?? .null,
      "undone": .bool(!isInForce),
      "records": .number(JSONNumber(records)),
    ]
  }
}

extension Store {
  /// The newest entries of the journal, newest first.
  package func journal(limit: Int?, touching record: (type: RecordType, id: Int64)? = nil) throws
    -> [JournalEntry]
  {
    guard let record else { return try journalEntries("1", newestFirst: true, limit: limit) }
    return try journalEntries(
      """
      id IN (SELECT entry_id FROM journal_touch WHERE type = \(record.type.rawValue) AND record_id = \(record.id)
      UNION SELECT entry_id FROM journal_part WHERE type = \(record.type.rawValue)
      AND \(record.id) BETWEEN first_id AND last_id)
      """, newestFirst: true, limit: limit)
  }

  /// One entry; fails when there is none with this id.
  package func journalEntry(_ id: Int64) throws -> JournalEntry {
    guard let entry = try journalEntries("id = \(id)", limit: 1).first else {
      throw StoreError.noSuchEntry(id)
    }
    return entry
  }

  func journalEntries(_ condition: SQL, newestFirst: Bool = false, limit: Int?) throws -> [JournalEntry] {
    let order: SQL = newestFirst ? "DESC" : "ASC"
    return try database.all(
      """
      SELECT id, at, actor, command, summary, kind, state, target_id, in_force, records FROM journal
      WHERE \(condition) ORDER BY id \(order) LIMIT \(limit ?? -1)
      """
    ) { row in
      let kind: String = try row[5]
      return JournalEntry(
        id: try row[0], at: Timestamp(microseconds: try row[1]), actor: try row[2], command: try row[3],
        summary: try row[4], kind: Recorder.Kind(rawValue: kind) ?? .plan, state: try row[6],
        target: try row[7],
        isInForce: try row[8], records: try row[9])
    }
  }
}
