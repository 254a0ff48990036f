import TestSupport
import Testing

@testable import Bytes

@Suite struct JSONWriterTests {
  private func text(_ layout: JSONWriter.Layout = .compact, _ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(layout: layout)
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func writeSample(_ writer: inout JSONWriter) {
    let id = JSONKey("id")
    writer.beginObject()
    writer.key(id)
    writer.int(-12)
    writer.key("tags")
    writer.beginArray()
    writer.string("a")
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.key("raw")
    writer.raw("1.50")
    writer.key("ok")
    writer.bool(true)
    writer.endObject()
    writer.endLine()
  }

  @Test func compact() {
    #expect(text(.compact, writeSample) == #"{"id":-12,"tags":["a",null,{},[]],"raw":1.50,"ok":true}"# + "\n")
  }

  @Test func indented() {
    #expect(
      text(.indented, writeSample) == """
        {
          "id": -12,
          "tags": [
            "a",
            null,
            {},
            []
          ],
          "raw": 1.50,
          "ok": true
        }

        """)
  }

  @Test func linesFollowEachOther() {
    let lines = text { writer in
      writer.int(1)
      writer.endLine()
      writer.beginArray()
      writer.endArray()
      writer.endLine()
    }
    #expect(lines == "1\n[]\n")
  }

  static let strings: [(String, String)] = [
    ("", #""""#),
    ("plain", #""plain""#),
    ("\"\\/", #""\"\\/""#),
    ("\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}", "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\""),
    ("1234567\"", #""1234567\"""#),
    ("12345678\n12345678", #""12345678\n12345678""#),
    ("é😀\u{2028}\u{2029}", "\"é😀\u{2028}\u{2029}\""),
  ]

  @Test(arguments: strings) func string(_ string: String, _ written: String) {
    #expect(text { $0.string(string) } == written)
    let bytes = Array(string.utf8)
    #expect(text { writer in bytes.withUnsafeBufferPointer { writer.string(utf8: $0) } } == written)
  }

  @Test func invalidUTF8IsReplaced() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x22, 0xC3, 0xA9, 0xED, 0xA0, 0x80]
    let written = text { writer in bytes.withUnsafeBufferPointer { writer.string(utf8: $0) } }
    #expect(written == "\"a\u{FFFD}\\\"é\u{FFFD}\u{FFFD}\u{FFFD}\"")
  }

  @Test(arguments: [0, 7, -7, 10, .max, .min] as [Int64]) func int(_ value: Int64) {
    #expect(text { $0.int(value) } == String(value))
  }

  @Test func removingLeavesNothingBehind() {
    var writer = JSONWriter()
    writer.string("a")
    writer.endLine()
    writer.removeAll()
    writer.int(1)
    #expect(writer.bytes == Array("1".utf8))
  }

  // MARK: Round trips

  @Test(arguments: [JSONWriter.Layout.compact, .indented]) func readsBackWhatIsWritten(
    _ layout: JSONWriter.Layout
  ) throws {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<2_000 {
      let value = Self.randomValue(depth: 4, &generator)
      let written = text(layout) { $0.value(value) }
      let read = try JSONParser.parse(written.utf8)
      #expect(read == value)
      #expect(read.text == value.text)
    }
  }

  private static func randomValue(depth: Int, _ generator: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .number(JSONNumber(Int64.random(in: .min ... .max, using: &generator)))
    case 3: return .number(randomNumber(&generator))
    case 4, 5: return .string(randomText(&generator))
    case 6:
      return .array(randomCount(&generator).map { _ in randomValue(depth: depth - 1, &generator) })
    default:
      return .object(
        JSONObject(
          randomCount(&generator).map { _ in
            (randomText(&generator), randomValue(depth: depth - 1, &generator))
          }))
    }
  }

  private static func randomCount(_ generator: inout SeededGenerator) -> Range<Int> {
    0..<Int.random(in: 0...5, using: &generator)
  }

  private static func randomNumber(_ generator: inout SeededGenerator) -> JSONNumber {
    let digits = Int64.random(in: -99999...99999, using: &generator)
    let exponent = Int.random(in: -400...400, using: &generator)
    return JSONNumber("\(digits).0\(abs(digits))E\(exponent)") ?? JSONNumber(digits)
  }

  private static func randomText(_ generator: inout SeededGenerator) -> String {
    let alphabet = Array("ab\"\\/\u{0}\u{1b}\n\té\u{301}ß漢😀👩‍👩‍👧\u{2028}\u{FFFF}\u{10FFFF} ".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
    }
    return String(text)
  }
}
