internal import CSQLite

/// A value as SQLite stores it.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

extension SQLValue {
  /// The value that SQLite hands to a function or shows of a changeset.
  init(_ value: OpaquePointer) {
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: self = .real(sqlite3_value_double(value))
    case SQLITE_TEXT: self = .text(String(decoding: utf8(of: value), as: UTF8.self))
    case SQLITE_BLOB:
      // SQLite: the byte count is asked for after the pointer, as that may convert the value.
      let start = sqlite3_value_blob(value)
      self = .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))))
    default: self = .null
    }
  }
}

/// The text of a value of SQLite, valid until the value changes; no bytes for NULL.
func utf8(of value: OpaquePointer) -> UnsafeBufferPointer<UInt8> {
  let start = sqlite3_value_text(value)
  return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
}
