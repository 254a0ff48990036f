internal import CSQLite

/// Changes of rows that can be stored, looked through, turned round and applied.
package struct Changeset: Equatable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Copies and frees what a function of SQLite has allocated.
  init(_ code: Int32, _ count: Int32, _ bytes: UnsafeMutableRawPointer?) throws(SQLiteError) {
    defer { sqlite3_free(bytes) }
    if code != SQLITE_OK { throw SQLiteError(code) }
    self.bytes = [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// The changes that take these back. Fails with `corrupt` when the bytes are not a changeset.
  package func inverted() throws(SQLiteError) -> Changeset {
    var count: Int32 = 0
    var inverse: UnsafeMutableRawPointer?
    let code = bytes.withUnsafeBytes {
      sqlite3changeset_invert(Int32($0.count), $0.baseAddress, &count, &inverse)
    }
    return try Changeset(code, count, inverse)
  }

  /// Hands every change to `body`, which may throw to stop. Fails with `corrupt` when the bytes are not a
  /// changeset.
  package func forEach(_ body: (borrowing Change) throws -> Void) throws {
    try bytes.withUnsafeBytes { buffer in
      var started: OpaquePointer?
      // SQLite takes a mutable pointer and only reads.
      let start = UnsafeMutableRawPointer(mutating: buffer.baseAddress)
      let code = sqlite3changeset_start(&started, Int32(buffer.count), start)
      guard let iterator = started else { throw SQLiteError(code) }
      defer { sqlite3changeset_finalize(iterator) }
      while true {
        switch sqlite3changeset_next(iterator) {
        case SQLITE_ROW: try body(Change(iterator))
        case SQLITE_DONE: return
        case let code: throw SQLiteError(code)
        }
      }
    }
  }

  /// Makes the changes in a database, all of them or none, asking `resolve` about each that does not fit.
  ///
  /// Fails with `abort` when a resolution says so, with `misuse` when one says `.replace` where that is not
  /// possible, and with `constraintForeignKey` when references would be left without their row. Changes of a
  /// table that is not there, or has another key, are passed over.
  package func apply(
    to database: Database, onConflict resolve: (borrowing Conflict) -> Resolution
  ) throws(SQLiteError) {
    var danglingReferences: Int32 = 0
    let code = withoutActuallyEscaping(resolve) { resolve in
      let handler = ConflictHandler(resolve)
      defer { danglingReferences = handler.danglingReferences }
      return bytes.withUnsafeBytes { buffer in
        sqlite3changeset_apply(
          database.handle, Int32(buffer.count), UnsafeMutableRawPointer(mutating: buffer.baseAddress), nil,
          { context, kind, iterator in
            guard let context, let iterator else { return SQLITE_CHANGESET_ABORT }
            let handler = Unmanaged<ConflictHandler>.fromOpaque(context).takeUnretainedValue()
            return handler.resolve(kind, iterator)
          }, Unmanaged.passUnretained(handler).toOpaque())
      }
    }
    if danglingReferences > 0 {
      throw SQLiteError(
        SQLiteError.constraintForeignKey,
        "the changes would leave \(danglingReferences) references without their row")
    }
    if code != SQLITE_OK { throw SQLiteError(code) }
  }
}
