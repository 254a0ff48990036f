/// What can be read from a column of a row.
///
/// Reading is strict: text is not taken for a number nor a number for text, and NULL is only an `Optional`.
public protocol Column {
  /// The value in the column, counted from 0; nil when what is there is not such a value.
  static func read(_ row: borrowing Row, at column: Int) -> Self?
}

extension Int64: Column {
  public static func read(_ row: borrowing Row, at column: Int) -> Int64? {
    row.type(column) == .integer ? row.integer(column) : nil
  }
}

extension Int: Column {
  public static func read(_ row: borrowing Row, at column: Int) -> Int? {
    Int64.read(row, at: column).flatMap { Int(exactly: $0) }
  }
}

extension Bool: Column {
  public static func read(_ row: borrowing Row, at column: Int) -> Bool? {
    Int64.read(row, at: column).map { $0 != 0 }
  }
}

extension Double: Column {
  /// An integer is a number too: `sum` and `max` answer with one when all they saw were integers.
  public static func read(_ row: borrowing Row, at column: Int) -> Double? {
    switch row.type(column) {
    case .real, .integer: row.real(column)
    case .text, .blob, .null: nil
    }
  }
}

extension String: Column {
  /// Bytes that are not UTF-8 become U+FFFD.
  public static func read(_ row: borrowing Row, at column: Int) -> String? {
    guard row.type(column) == .text else { return nil }
    return row.withUTF8(column) { String(decoding: $0, as: UTF8.self) }
  }
}

extension [UInt8]: Column {
  public static func read(_ row: borrowing Row, at column: Int) -> [UInt8]? {
    guard row.type(column) == .blob else { return nil }
    return row.withBytes(column) { [UInt8]($0) }
  }
}

extension SQLValue: Column {
  public static func read(_ row: borrowing Row, at column: Int) -> SQLValue? {
    switch row.type(column) {
    case .integer: .integer(row.integer(column))
    case .real: .real(row.real(column))
    case .text: row.withUTF8(column) { .text(String(decoding: $0, as: UTF8.self)) }
    case .blob: row.withBytes(column) { .blob([UInt8]($0)) }
    case .null: .null
    }
  }
}

extension Optional: Column where Wrapped: Column {
  /// NULL is a value here: the inner `nil` inside an outer one that says the reading succeeded.
  public static func read(_ row: borrowing Row, at column: Int) -> Wrapped?? {
    if row.isNull(column) { return .some(nil) }
    guard let value = Wrapped.read(row, at: column) else { return nil }
    return .some(value)
  }
}
