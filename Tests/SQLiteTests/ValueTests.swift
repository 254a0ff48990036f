import SQLite
import Testing

struct ValueTests {
  private let database: Database

  init() throws {
    database = try .inMemory()
  }

  static let values: [SQLValue] = [
    .null, .integer(0), .integer(.min), .integer(.max), .real(0.1), .real(-.greatestFiniteMagnitude),
    .real(.infinity),
    .text(""), .text("Zoë 🙂"), .text("a\0b\0"), .blob([]), .blob([0, 255, 0]),
  ]

  @Test("a value comes back as it was bound, in its own type", arguments: values)
  func roundTrip(value: SQLValue) throws {
    let types: [SQLValue] = try #require(try database.rows("SELECT \(value), typeof(\(value))").first)
    #expect(types[0] == value)
    let name =
      switch value {
      case .null: "null"
      case .integer: "integer"
      case .real: "real"
      case .text: "text"
      case .blob: "blob"
      }
    #expect(types[1] == .text(name))
  }

  @Test func `every bindable type is bound as its own kind of value`() throws {
    let nothing: String? = nil
    let bytes: [UInt8] = [1, 2]
    let row = try database.rows(
      "SELECT \(1), \(Int64(2)), \(2.5), \("text"), \(true), \(bytes), \(nothing), \(Optional("some"))")
    #expect(row == [[1, 2, .real(2.5), "text", 1, .blob([1, 2]), nil, "some"]])
  }

  @Test func `every readable type reads its own kind of value`() throws {
    #expect(try database.value("SELECT 3") == Int64(3))
    #expect(try database.value("SELECT 3") == Int(3))
    #expect(try database.value("SELECT 3") == 3.0)
    #expect(try database.value("SELECT 2.5") == 2.5)
    #expect(try database.value("SELECT 'Zoë'") == "Zoë")
    #expect(try database.value("SELECT x'00ff'") == [UInt8]([0, 255]))
    #expect(try database.value("SELECT 1") == true)
    #expect(try database.value("SELECT 'Zoë'") == String??.some("Zoë"))
    #expect(try database.value("SELECT NULL") == String??.some(nil))
    #expect(try database.value("SELECT NULL") == SQLValue.null)
  }

  @Test("NULL, another type and no column are errors that name the column") func mismatches() throws {
    let statement = try database.statement("SELECT NULL AS note, 'x' AS name, 2.5 AS price")
    #expect(try statement.step())
    func message<Value: Column>(_ column: Int, _: Value.Type) -> String? {
      failure { _ = try statement.row[column] as Value }.map { "\($0.code.rawValue): \($0.message)" }
    }
    #expect(message(0, String.self) == "20: column 0 (note) is null where String is expected")
    #expect(message(1, Int.self) == "20: column 1 (name) is text where Int is expected")
    #expect(message(1, Double.self) == "20: column 1 (name) is text where Double is expected")
    #expect(message(2, Int64?.self) == "20: column 2 (price) is real where Optional<Int64> is expected")
    #expect(message(2, [UInt8].self) == "20: column 2 (price) is real where Array<UInt8> is expected")
    #expect(message(3, String.self) == "20: there is no column 3 where String is expected")
  }

  @Test func `a row shows its bytes in place`() throws {
    try database.forEach("SELECT \("a\0é"), x'0001', NULL, 12") { row in
      #expect(row.withUTF8(0) { Array($0) } == [0x61, 0, 0xc3, 0xa9])
      #expect(row.withBytes(1) { Array($0) } == [0, 1])
      #expect(row.withUTF8(2) { $0.count } == 0)
      #expect(row.withUTF8(3) { String(decoding: $0, as: UTF8.self) } == "12")
      #expect(row.integer(3) == 12)
      #expect(row.real(3) == 12)
      #expect(row.integer(2) == 0)
      #expect([row.isNull(2), row.isNull(3)] == [true, false])
    }
  }

  @Test func `a row knows its columns`() throws {
    try database.forEach("SELECT 1 AS a, 'x' AS b") { row in
      #expect(row.columnCount == 2)
      #expect(row.name(0) == "a" && row.name(1) == "b" && row.name(2) == nil)
      #expect(row.type(0) == .integer && row.type(1) == .text)
    }
  }
}
