internal import Bytes
internal import Models
internal import SQLite

/// How a result row becomes a JSON object: its members in order, each from one or more columns.
struct Output: Sendable {
  /// A member whose value comes from the columns from `column` on.
  struct Member: Sendable {
    let name: String
    let key: JSONKey
    let format: Format
    let column: Int
  }

  enum Format: Sendable {
    case integer
    case real
    case text
    case flag
    case time
    /// Minor units, with the currency in the next column.
    case money
    /// JSON text, written as it is.
    case json
    /// The text of a JSON object, or NULL for one without members.
    case object
    /// JSON values with commas between, or NULL for none.
    case elements
    /// A first value, and in the next column further ones as `elements`.
    case list
    /// Company id, company, position; in the fourth column further affiliations, or NULL.
    case affiliations
    /// A value whose kind is that of what the column holds.
    case any
  }

  /// What every object begins with: `"type":"contact"`, or nothing.
  let type: String?
  let members: [Member]

  /// Writes the row that the statement stands on.
  func write(_ row: borrowing Row, to writer: inout JSONWriter) {
    writer.beginObject()
    if let type {
      writer.key("type")
      writer.string(type)
    }
    for member in members {
      writer.key(member.key)
      Self.write(row, member.column, member.format, to: &writer)
    }
    writer.endObject()
  }

  /// The row as a value, the same as what `write` writes; plain values without the way round by their text.
  func value(_ row: borrowing Row) throws -> JSONObject {
    var values: [JSONObject.Element] = []
    values.reserveCapacity(members.count + 1)
    if let type { values.append(("type", .string(type))) }
    for member in members {
      values.append((member.name, try Self.value(row, member.column, member.format)))
    }
    return JSONObject(unique: values)
  }

  private static func value(_ row: borrowing Row, _ column: Int, _ format: Format) throws -> JSON {
    if row.isNull(column) {
      switch format {
      case .object: return [:]
      case .elements, .list, .affiliations: return []
      default: return .null
      }
    }
    switch format {
    case .integer: return .number(JSONNumber(row.integer(column)))
    case .text: return .string(row.withUTF8(column) { String(decoding: $0, as: UTF8.self) })
    case .flag: return .bool(row.integer(column) != 0)
    case .time: return .string(Timestamp(microseconds: row.integer(column)).description)
    case .list where row.isNull(column + 1):
      return [.string(row.withUTF8(column) { String(decoding: $0, as: UTF8.self) })]
    case .real, .money, .json, .object, .elements, .list, .affiliations, .any:
      var writer = JSONWriter()
      write(row, column, format, to: &writer)
      return try writer.withBytes { try JSONParser.parse($0) }
    }
  }

  private static func write(
    _ row: borrowing Row, _ column: Int, _ format: Format, to writer: inout JSONWriter
  ) {
    if row.isNull(column) {
      switch format {
      case .object: writer.emptyObject()
      case .elements, .list, .affiliations: writer.emptyArray()
      default: writer.null()
      }
      return
    }
    switch format {
    case .integer: writer.int(row.integer(column))
    case .real: writeReal(row.real(column), to: &writer)
    case .text: row.withUTF8(column) { writer.string(utf8: $0) }
    case .flag: writer.bool(row.integer(column) != 0)
    case .time: writeTime(Timestamp(microseconds: row.integer(column)), to: &writer)
    case .money: writeMoney(row, column, to: &writer)
    case .json, .object: row.withUTF8(column) { writer.raw(utf8: $0) }
    case .elements:
      writer.beginArray()
      row.withUTF8(column) { writer.raw(utf8: $0) }
      writer.endArray()
    case .list:
      writer.beginArray()
      row.withUTF8(column) { writer.string(utf8: $0) }
      if !row.isNull(column + 1) { row.withUTF8(column + 1) { writer.raw(utf8: $0) } }
      writer.endArray()
    case .affiliations: writeAffiliations(row, column, to: &writer)
    case .any:
      switch row.type(column) {
      case .integer: writer.int(row.integer(column))
      case .real: writeReal(row.real(column), to: &writer)
      case .text, .blob: row.withUTF8(column) { writer.string(utf8: $0) }
      case .null: writer.null()
      }
    }
  }

  private static func writeReal(_ value: Double, to writer: inout JSONWriter) {
    if let number = JSONNumber(value) { writer.number(number) } else { writer.null() }
  }

  private static func writeTime(_ time: Timestamp, to writer: inout JSONWriter) {
    var text: [UInt8] = []
    time.append(to: &text)
    text.withUnsafeBufferPointer { writer.string(utf8: $0) }
  }

  private static func writeMoney(_ row: borrowing Row, _ column: Int, to writer: inout JSONWriter) {
    let code = row.withUTF8(column + 1) { String(decoding: $0, as: UTF8.self) }
    guard let currency = Currency(code: code) else {
      writer.int(row.integer(column))
      return
    }
    var amount: [UInt8] = []
    currency.append(minorUnits: row.integer(column), to: &amount)
    amount.withUnsafeBufferPointer { writer.raw(utf8: $0) }
  }

  private static let companyID = JSONKey("company_id")
  private static let company = JSONKey("company")
  private static let position = JSONKey("position")
  private static let primary = JSONKey("primary")

  private static func writeAffiliations(_ row: borrowing Row, _ column: Int, to writer: inout JSONWriter) {
    writer.beginArray()
    writer.beginObject()
    writer.key(companyID)
    write(row, column, .integer, to: &writer)
    writer.key(company)
    write(row, column + 1, .text, to: &writer)
    writer.key(position)
    write(row, column + 2, .text, to: &writer)
    writer.key(primary)
    writer.bool(true)
    writer.endObject()
    if !row.isNull(column + 3) { row.withUTF8(column + 3) { writer.raw(utf8: $0) } }
    writer.endArray()
  }
}

extension JSONWriter {
  fileprivate mutating func emptyObject() {
    beginObject()
    endObject()
  }

  fileprivate mutating func emptyArray() {
    beginArray()
    endArray()
  }
}
