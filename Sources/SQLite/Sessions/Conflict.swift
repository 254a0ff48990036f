internal import CSQLite

/// A change that does not fit the database it is applied to.
package struct Conflict: ~Copyable {
  package enum Kind {
    /// The row to update or delete has other values than the change knows.
    case data
    /// The row to update or delete is not there.
    case notFound
    /// A row with the key of the one to insert is there.
    case conflict
    /// A constraint of the table is violated.
    case constraint
  }

  package let kind: Kind
  package let change: Change

  /// The value of the row that is in the way; nil for `notFound` and `constraint`, where none is known.
  package func current(_ column: Int) -> SQLValue? {
    change.value(column, sqlite3changeset_conflict)
  }
}

/// What to do about a conflict.
package enum Resolution {
  /// Leaves out this change and goes on.
  case omit
  /// Makes the change over what is there; for `data` and `conflict` only.
  case replace
  /// Takes back all changes made so far.
  case abort
}

/// Answers SQLite while a changeset is applied.
final class ConflictHandler {
  /// References that the changes would leave without their row, as SQLite counted them at the end.
  private(set) var danglingReferences: Int32 = 0

  private let decide: (borrowing Conflict) -> Resolution

  init(_ decide: @escaping (borrowing Conflict) -> Resolution) {
    self.decide = decide
  }

  func resolve(_ code: Int32, _ iterator: OpaquePointer) -> Int32 {
    let kind: Conflict.Kind
    switch code {
    case SQLITE_CHANGESET_DATA: kind = .data
    case SQLITE_CHANGESET_NOTFOUND: kind = .notFound
    case SQLITE_CHANGESET_CONFLICT: kind = .conflict
    case SQLITE_CHANGESET_CONSTRAINT: kind = .constraint
    default:
      // SQLITE_CHANGESET_FOREIGN_KEY comes once at the end, without a change; it is never let pass.
      sqlite3changeset_fk_conflicts(iterator, &danglingReferences)
      return SQLITE_CHANGESET_ABORT
    }
    switch decide(Conflict(kind: kind, change: Change(iterator))) {
    case .omit: return SQLITE_CHANGESET_OMIT
    case .replace: return SQLITE_CHANGESET_REPLACE
    case .abort: return SQLITE_CHANGESET_ABORT
    }
  }
}
