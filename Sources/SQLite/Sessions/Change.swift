internal import CSQLite

/// The change of one row in a changeset, seen in place; columns are counted from 0 in the order of the table.
package struct Change: ~Copyable {
  package enum Operation {
    case insert, update, delete
  }

  package let operation: Operation

  /// Whether a trigger or a foreign key's action made the change.
  package let isIndirect: Bool

  package let columnCount: Int

  private let tableName: UnsafePointer<CChar>?
  private let iterator: OpaquePointer

  init(_ iterator: OpaquePointer) {
    self.iterator = iterator
    var name: UnsafePointer<CChar>?
    var count: Int32 = 0
    var code: Int32 = 0
    var indirect: Int32 = 0
    // Fails only off a change.
    sqlite3changeset_op(iterator, &name, &count, &code, &indirect)
    tableName = name
    columnCount = Int(count)
    operation =
      switch code {
      case SQLITE_INSERT: .insert
      case SQLITE_DELETE: .delete
      default: .update
      }
    isIndirect = indirect != 0
  }

  package var table: String { tableName.map { String(cString: $0) } ?? "" }

  /// The values of the primary key, in the order of the table's columns.
  package var key: [SQLValue] {
    var flags: UnsafeMutablePointer<UInt8>?
    var count: Int32 = 0
    guard sqlite3changeset_pk(iterator, &flags, &count) == SQLITE_OK, let flags else { return [] }
    var key: [SQLValue] = []
    for column in 0..<Int(count) where flags[column] != 0 {
      // An update that changes the key is recorded as a delete and an insert.
      key.append((operation == .insert ? new(column) : old(column)) ?? .null)
    }
    return key
  }

  /// The value before an update or delete; nil for an insert, and for a column that an update leaves alone.
  package func old(_ column: Int) -> SQLValue? {
    value(column, sqlite3changeset_old)
  }

  /// The value after an insert or update; nil for a delete, and for a column that an update leaves alone.
  package func new(_ column: Int) -> SQLValue? {
    value(column, sqlite3changeset_new)
  }

  /// What one of the accessors of the iterator has for a column; nil where it does not apply to the change.
  func value(
    _ column: Int,
    _ fetch: (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Int32
  ) -> SQLValue? {
    var value: OpaquePointer?
    _ = fetch(iterator, Int32(column), &value)
    return value.map { SQLValue($0) }
  }
}
