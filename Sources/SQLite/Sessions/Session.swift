internal import CSQLite

/// Records how the rows of tables change on one connection, from the moment it is made.
package final class Session {
  private let handle: OpaquePointer
  private let database: Database

  /// Begins to record. A table without a declared primary key is not recorded, nor is a row with NULL in its
  /// key.
  ///
  /// The order of the tables is their order in the changeset. Children go before their parents: else ON
  /// DELETE acts on the children before their own change is applied, and that fails as a conflict.
  package init(recording tables: [String], in database: Database) throws(SQLiteError) {
    self.database = database
    var created: OpaquePointer?
    let code = sqlite3session_create(database.handle, "main", &created)
    guard let created else { throw SQLiteError(code) }
    handle = created
    for table in tables {
      let code = sqlite3session_attach(handle, table)
      if code != SQLITE_OK { throw SQLiteError(code) }
    }
  }

  deinit {
    // Before the connection closes, which the reference to it has kept open.
    sqlite3session_delete(handle)
  }

  /// Whether changes are recorded now. A row first touched while they are not, and changed again later, is
  /// taken as it is found then.
  package var isEnabled: Bool {
    get { sqlite3session_enable(handle, -1) != 0 }
    set { sqlite3session_enable(handle, newValue ? 1 : 0) }
  }

  /// Whether nothing was recorded. When rows were changed and changed back, the answer is false and the
  /// changeset empty.
  package var isEmpty: Bool { sqlite3session_isempty(handle) != 0 }

  /// The changes so far, one for each row, from what it was at first to what it is now.
  package func changeset() throws(SQLiteError) -> Changeset {
    var count: Int32 = 0
    var bytes: UnsafeMutableRawPointer?
    let code = sqlite3session_changeset(handle, &count, &bytes)
    return try Changeset(code, count, bytes)
  }
}
