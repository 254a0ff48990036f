internal import CSQLite

extension Database {
  /// When a transaction takes the write lock.
  package enum TransactionKind {
    /// At the first write, which fails at once with `busy` when another connection has written since the
    /// first read: for transactions that only read.
    case deferred
    /// At the beginning, where waiting for it helps.
    case immediate
  }

  /// Commits what `body` does, all of it; when `body` or the commit fails, none of it.
  ///
  /// The error thrown is the first one. Inside a transaction it is a savepoint, whatever the kind.
  package func transaction<Value>(
    _ kind: TransactionKind = .immediate, _ body: () throws -> Value
  ) throws -> Value {
    if isInTransaction {
      // One name serves all depths: SQLite means the innermost.
      return try bracket(
        "SAVEPOINT nested", body, "RELEASE nested", undo: ["ROLLBACK TO nested", "RELEASE nested"])
    }
    let begin: SQL =
      switch kind {
      case .deferred: "BEGIN DEFERRED"
      case .immediate: "BEGIN IMMEDIATE"
      }
    return try bracket(begin, body, "COMMIT", undo: ["ROLLBACK"])
  }

  private var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  private func bracket<Value>(
    _ begin: SQL, _ body: () throws -> Value, _ end: SQL, undo: [SQL]
  ) throws -> Value {
    try execute(begin)
    do {
      let value = try body()
      try execute(end)
      return value
    } catch {
      // Some errors make SQLite roll back by itself, and then there is nothing left to take back
      // (https://sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
      if isInTransaction {
        for statement in undo { try? execute(statement) }
      }
      throw error
    }
  }
}
