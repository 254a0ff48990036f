internal import CSQLite

/// A failure that SQLite reported.
package struct SQLiteError: Error {
  package let code: Int32
}
