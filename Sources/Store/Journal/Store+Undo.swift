internal import Models
internal import SQLite

extension Store {
  /// Takes back an entry of the journal, or the newest that is in force; an undo taken back is a redo.
  ///
  /// Returns the entry made by it. Fails when there is none, when it is taken back already, and when something
  /// later builds on what it did; then nothing is changed.
  package func undo(_ id: Int64? = nil, by author: Author) throws -> JournalEntry {
    try requireWriting()
    return try database.transaction {
      guard let id = try id ?? newest("kind NOT IN ('undo', 'erasure')") else {
        throw StoreError.nothingToUndo
      }
      return try revert(try journalEntry(id), author)
    }
  }

  /// Brings back what was undone last.
  package func redo(by author: Author) throws -> JournalEntry {
    try requireWriting()
    return try database.transaction {
      guard let id = try newest("kind = 'undo'") else { throw StoreError.nothingToRedo }
      return try revert(try journalEntry(id), author)
    }
  }

  /// The newest entry that is in force and satisfies a condition.
  private func newest(_ condition: SQL) throws -> Int64? {
    try database.value("SELECT id FROM journal WHERE in_force = 1 AND \(condition) ORDER BY id DESC LIMIT 1")
  }

  /// Whether an entry is an erasure, or one of which an erasure has left nothing.
  private func isErased(_ entry: JournalEntry) throws -> Bool {
    try database.value("SELECT 1 FROM journal_part WHERE entry_id = \(entry.id) LIMIT 1", as: Int.self) == nil
  }

  /// Takes back what an entry stands for. The plan or bulk write at the root of it and the undos and redos that
  /// speak of it go to and fro: the newest of them is what happened last, and that is turned round.
  private func revert(_ entry: JournalEntry, _ author: Author) throws -> JournalEntry {
    if try isErased(entry) {
      throw StoreError.undoOvertaken(
        entry.id, by: nil, reason: "a person was erased, and nothing else is left of it")
    }
    guard entry.isInForce else { throw StoreError.alreadyUndone(entry.id) }
    let root = entry.target ?? entry.id
    let last = try newest("(id = \(root) OR target_id = \(root))") ?? root
    let kind: Recorder.Kind = entry.kind == .undo ? .redo : .undo
    let recorder = Recorder(
      database, clock: clock, author: author, kind: kind, summary: "\(kind.rawValue) \(root)", target: root)
    try recorder.batch(isLast: { true }) {
      try Reverter(database: database, entry: last, asked: entry.id, recorder: recorder).run()
      try database.execute(
        """
        UPDATE journal SET in_force = (\(kind == .redo) AND id = \(root))
        WHERE (id = \(root) OR target_id = \(root)) AND id IS NOT \(recorder.entry)
        """)
    }
    guard let made = recorder.entry else {
      throw StoreError.undoOvertaken(entry.id, by: nil, reason: "nothing of it is left to take back")
    }
    return try journalEntry(made)
  }
}
