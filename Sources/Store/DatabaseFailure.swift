internal import SQLite

/// A failure of the database file itself, for those who do not know SQLite.
package enum DatabaseFailure: Sendable {
  case locked
  case readOnly
  case full
  case damaged
  case interrupted
  case other(String)

  /// What an error of the store means for the file; nil when it is about something else.
  package init?(_ error: any Error) {
    guard let error = error as? SQLiteError else { return nil }
    switch error {
    case SQLiteError.busy: self = .locked
    case SQLiteError.readOnly: self = .readOnly
    case SQLiteError.full: self = .full
    case SQLiteError.corrupt, SQLiteError.notADatabase: self = .damaged
    case SQLiteError.interrupted: self = .interrupted
    // The statement that failed is nothing a person can use.
    default: self = .other(error.message)
    }
  }
}

extension Store {
  /// Ends a statement that is running as soon as `isRequested` says so; it then fails as interrupted.
  package func interruptQueries(when isRequested: @escaping () -> Bool) {
    database.setProgressHandler(every: 100_000) { !isRequested() }
  }
}
