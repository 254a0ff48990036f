import Bytes
import TestSupport
import Testing

struct CSVWriterTests {
  private func write(_ rows: [[String]], dialect: CSVDialect = CSVDialect(), excelSafe: Bool = false)
    -> String
  {
    var writer = CSVWriter(dialect: dialect, excelSafe: excelSafe)
    for row in rows {
      for field in row { writer.field(field) }
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      ("a", "a"), ("a b", "a b"), ("é", "é"), ("a;b\tc|d", "a;b\tc|d"), ("=1+1", "=1+1"), ("'", "'"),
      ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\rb", "\"a\rb\""), (" a", "\" a\""), ("a ", "\"a \""), (" ", "\" \""), ("", ""),
    ])
  func quotesOnlyWhatNeedsIt(field: String, written: String) {
    #expect(write([["x", field, "y"]]) == "x,\(written),y\n")
  }

  @Test(
    arguments: [
      ("=1+1", "\"'=1+1\""), ("@SUM(A1)", "\"'@SUM(A1)\""), ("+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\""),
      ("-2+3", "\"'-2+3\""), ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""), ("=\"a\"", "\"'=\"\"a\"\"\""),
      ("-", "\"'-\""), ("-.", "\"'-.\""), ("-1.", "\"'-1.\""), ("-1.2.3", "\"'-1.2.3\""), ("+-1", "\"'+-1\""),
      ("-12.5", "-12.5"), ("+4930123456", "+4930123456"), ("-1", "-1"), ("12", "12"), ("a=b", "a=b"),
      ("a,b", "\"a,b\""), ("", ""),
    ])
  func disarmsFormulas(field: String, written: String) {
    #expect(write([["x", field]], excelSafe: true) == "x,\(written)\n")
  }

  @Test func rowsOfNothing() {
    #expect(write([["", ""], [""], []]) == ",\n\"\"\n\n")
    var writer = CSVWriter()
    writer.emptyField()
    writer.field("a")
    writer.emptyField()
    writer.endRow()
    writer.emptyField()
    writer.endRow()
    #expect(writer.bytes.elementsEqual(",a,\n\"\"\n".utf8))
  }

  @Test func otherDialects() {
    let dialect = CSVDialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'"))
    #expect(write([["a,b", "c;d", "it's", "\""]], dialect: dialect) == "a,b;'c;d';'it''s';\"\n")
  }

  @Test func takingAwayWhatIsWritten() {
    var writer = CSVWriter()
    writer.field("a")
    writer.endRow()
    writer.removeAll()
    writer.field("")
    writer.endRow()
    #expect(writer.bytes.elementsEqual("\"\"\n".utf8))
  }

  /// Fields of every awkward byte, valid UTF-8 or not; NUL alone is refused by the reader.
  @Test(arguments: [",", ";", "\t", "|"] as [Unicode.Scalar])
  func whatIsWrittenIsReadBack(delimiter: Unicode.Scalar) throws {
    let dialect = CSVDialect(delimiter: UInt8(ascii: delimiter))
    let alphabet = Array("\"\"\"\r\n\r\n,;\t| ab='é€😀\\".utf8) + [0x01, 0x0B, 0x0F, 0x80, 0xFF]
    var random = SeededGenerator(seed: 20_260_101)
    var writer = CSVWriter(dialect: dialect)
    var rows: [[[UInt8]]] = []
    for _ in 0..<2_000 {
      let row = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        (0..<Int.random(in: 0...12, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
      }
      for field in row { field.withUnsafeBufferPointer { writer.field(utf8: $0) } }
      writer.endRow()
      rows.append(row)
    }
    var reader = CSVReader(TrickleSource(writer.bytes, sizes: [1, 7, 100, 3, 1_000]), dialect: dialect)
    for row in rows {
      #expect(try reader.next())
      #expect((0..<reader.row.count).map { Array(reader.row[$0]) } == row)
    }
    #expect(try !reader.next())
  }
}
