internal import CSQLite

// The format is described in sqlite3session.c under "CHANGESET FORMAT"; SQLite can read and apply changesets but
// offers no way to write a row of its own into one.

/// Goes through the bytes of a changeset: heads of tables, each followed by the changes of its rows.
struct ChangesetReader {
  /// What comes next, and the bytes it takes.
  enum Item {
    case table(Range<Int>)
    case change(RowChange, Range<Int>)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var table = ""
  private var isKey: [Bool] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() throws(SQLiteError) -> Item? {
    if position == bytes.count { return nil }
    let start = position
    let byte = try byte()
    if byte == UInt8(ascii: "T") {
      try readHead()
      return .table(start..<position)
    }
    let change = try readChange(Int32(byte))
    return .change(change, start..<position)
  }

  private mutating func readHead() throws(SQLiteError) {
    let columns = try slice(try varint())
    isKey = columns.map { $0 != 0 }
    guard let end = bytes[position...].firstIndex(of: 0) else { throw Self.corrupt }
    table = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end + 1
  }

  private mutating func readChange(_ code: Int32) throws(SQLiteError) -> RowChange {
    let operation: Change.Operation
    switch code {
    case SQLITE_INSERT: operation = .insert
    case SQLITE_UPDATE: operation = .update
    case SQLITE_DELETE: operation = .delete
    default: throw Self.corrupt
    }
    let isIndirect = try byte() != 0
    let old = operation == .insert ? [] : try record()
    let new = operation == .delete ? [] : try record()
    return RowChange(
      table: table, operation: operation, isIndirect: isIndirect, isKey: isKey, old: old, new: new)
  }

  private mutating func record() throws(SQLiteError) -> [SQLValue?] {
    var values: [SQLValue?] = []
    values.reserveCapacity(isKey.count)
    for _ in isKey { values.append(try value()) }
    return values
  }

  private mutating func value() throws(SQLiteError) -> SQLValue? {
    switch Int32(try byte()) {
    case 0: return nil
    case SQLITE_INTEGER: return .integer(Int64(bitPattern: try word()))
    case SQLITE_FLOAT: return .real(Double(bitPattern: try word()))
    case SQLITE_TEXT: return .text(String(decoding: try slice(try varint()), as: UTF8.self))
    case SQLITE_BLOB: return .blob(Array(try slice(try varint())))
    case SQLITE_NULL: return .some(.null)
    default: throw Self.corrupt
    }
  }

  // MARK: Bytes

  private mutating func byte() throws(SQLiteError) -> UInt8 {
    guard position < bytes.count else { throw Self.corrupt }
    position += 1
    return bytes[position - 1]
  }

  private mutating func slice(_ count: Int) throws(SQLiteError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw Self.corrupt }
    position += count
    return bytes[position - count..<position]
  }

  /// Eight bytes, the highest first.
  private mutating func word() throws(SQLiteError) -> UInt64 {
    try slice(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A length: seven bits a byte, the highest first, the top bit set in all but the last. It fits in 32 bits.
  private mutating func varint() throws(SQLiteError) -> Int {
    var value = 0
    for _ in 0..<5 {
      let next = try byte()
      value = value << 7 | Int(next & 0x7f)
      if next < 0x80 { return value }
    }
    throw Self.corrupt
  }

  private static var corrupt: SQLiteError { SQLiteError(SQLITE_CORRUPT) }
}

extension RowChange {
  /// Appends the change as a changeset has it.
  func encode(into bytes: inout [UInt8]) {
    let code =
      switch operation {
      case .insert: SQLITE_INSERT
      case .update: SQLITE_UPDATE
      case .delete: SQLITE_DELETE
      }
    bytes += [UInt8(code), isIndirect ? 1 : 0]
    for value in old + new { Self.encode(value, into: &bytes) }
  }

  private static func encode(_ value: SQLValue?, into bytes: inout [UInt8]) {
    switch value {
    case nil: bytes.append(0)
    case .integer(let integer)?: encode(SQLITE_INTEGER, UInt64(bitPattern: integer), into: &bytes)
    case .real(let real)?: encode(SQLITE_FLOAT, real.bitPattern, into: &bytes)
    case .text(let text)?: encode(SQLITE_TEXT, Array(text.utf8), into: &bytes)
    case .blob(let blob)?: encode(SQLITE_BLOB, blob, into: &bytes)
    case .null?: bytes.append(UInt8(SQLITE_NULL))
    }
  }

  private static func encode(_ type: Int32, _ word: UInt64, into bytes: inout [UInt8]) {
    bytes.append(UInt8(type))
    withUnsafeBytes(of: word.bigEndian) { bytes += $0 }
  }

  private static func encode(_ type: Int32, _ content: [UInt8], into bytes: inout [UInt8]) {
    bytes.append(UInt8(type))
    var length = [UInt8(content.count & 0x7f)]
    var rest = content.count >> 7
    while rest > 0 {
      length.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes += length.reversed()
    bytes += content
  }
}
