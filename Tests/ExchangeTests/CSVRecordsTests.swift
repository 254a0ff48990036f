import Bytes
import Models
import TestSupport
import Testing

@testable import Exchange

/// Records as CSV and back.
struct CSVRecordsTests {
  @Test func aHeaderAndARowARecord() {
    var records = CSVRecords(.company, customFields: ["region", "a,b"])
    records.write([
      "type": "company", "id": 3, "name": "Acme, Inc.", "size": 50, "tags": ["a", "b"], "phone": .null,
      "fields": ["region": "EMEA", "a,b": 1, "Region": "7"], "created_at": "2026-01-01T00:00:00Z",
    ])
    #expect(
      String(decoding: records.take(), as: UTF8.self) == """
        type,id,name,domain,industry,size,address,city,country,phone,website,owner,tags,notes,external_id,fields,\
        created_at,updated_at,fields.region
        company,3,"Acme, Inc.",,,50,,,,,,,a; b,,,"{""a,b"":1,""Region"":""7""}",2026-01-01T00:00:00Z,,EMEA

        """)
    #expect(records.take().isEmpty)
  }

  @Test(arguments: [RecordType.company, .contact, .pipeline, .deal, .task, .activity, .meeting])
  func whatIsWrittenIsReadAgain(_ type: RecordType) throws {
    var random = RandomRecords(seed: 11)
    let names = ["region", "Seats", "seats", "a.b", " x", "x;y", "é"]
    let written = (0..<150).map { random.record(type, id: $0, customNames: names) }
    var records = CSVRecords(type, customFields: names)
    for record in written { records.write(record) }
    var entries = try CSVEntries(MemorySource(records.take()), CSVOptions())
    for record in written {
      let read = try entries.next()?.records
      #expect(read == [record])
    }
    #expect(try entries.next() == nil)
    #expect(entries.remarks == [])
  }

  @Test func cellsOfListsComeBackAsTheyAre() throws {
    let tags: [JSON] = [["a", "b"], ["a;b"], ["a, b"], ["[x"], ["a ::: b", "c"], ["a\nb"], ["* x"]]
    #expect(
      tags.map(\.cell) == [
        "a; b", #"["a;b"]"#, #"["a, b"]"#, #"["[x"]"#, #"["a ::: b","c"]"#, #"["a\nb"]"#, #"["* x"]"#,
      ])
    for tag in tags {
      var writer = CSVWriter()
      for cell in ["Name", "Email", "Tags"] + ["A", "a@x", tag.cell] {
        writer.field(cell)
        if cell == "Tags" { writer.endRow() }
      }
      var entries = try CSVEntries(MemorySource(writer.bytes), CSVOptions())
      let read = try entries.next()?.records.first?["tags"]
      #expect(read == tag)
    }
  }
}

/// Records with any fields of their kind, in the shape that `list` prints but for what is empty.
private struct RandomRecords {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func record(_ type: RecordType, id: Int, customNames: [String]) -> JSONObject {
    var record: JSONObject = ["type": .string(type.rawValue), "id": .number(JSONNumber(Int64(id)))]
    for field in Catalog.of(type).fields where field.access == .written {
      // Most fields of a real record are empty.
      if Bool.random(using: &random), let value = value(field.kind, customNames) {
        record[field.name] = value
      }
    }
    // The first value of a list is that of its own field.
    for (one, many) in [("email", "emails"), ("phone", "phones")] where type == .contact {
      record[one] = record[many]?.array?.first
    }
    return record
  }

  private mutating func value(_ kind: FieldKind, _ customNames: [String]) -> JSON? {
    switch kind {
    case .text, .reference, .choice, .phone, .email: return .string(text().words)
    case .prose, .document: return .string(text())
    case .currency: return "EUR"
    case .integer, .referenceID: return .number(JSONNumber(Int64.random(in: -9...99_999, using: &random)))
    case .number, .money: return number()
    case .probability:
      return JSONNumber(Double(Int.random(in: 0...100, using: &random)) / 100).map(JSON.number)
    case .day: return .string(Day(daysSince1970: Int.random(in: 0...40_000, using: &random)).description)
    case .time:
      return .string(Timestamp(microseconds: Int64.random(in: 0...1 << 51, using: &random)).description)
    case .flag: return .bool(Bool.random(using: &random))
    case .list, .tags:
      var words: [String] = []
      for _ in 0...Int.random(in: 0...2, using: &random) {
        let word = text().words
        if !words.contains(word) { words.append(word) }
      }
      return .array(words.map(JSON.string))
    case .objects(let fields):
      return .array([
        .object(["name": .string(text()), "n": 1]), .object([fields[0].name: .string(text())]),
      ])
    case .custom:
      var object = JSONObject()
      for name in customNames where Bool.random(using: &random) {
        switch Int.random(in: 0...3, using: &random) {
        case 0: object[name] = number()
        case 1: object[name] = .bool(Bool.random(using: &random))
        default: object[name] = .string(text())
        }
      }
      return object.isEmpty ? nil : .object(object)
    }
  }

  private mutating func number() -> JSON {
    let texts = ["0", "-1", "1.234", "1234.50", "1e3", "12345678901234567890", "0.125", "12"]
    return JSONNumber(texts[Int.random(in: texts.indices, using: &random)]).map(JSON.number) ?? .null
  }

  /// A text of pieces that mean something in CSV, JSON or a number; never blank.
  private mutating func text() -> String {
    let pieces = [
      "a", "é", "日本", " ", "\n", ",", ";", "\"", "'", ":::", "[", "]", "{", "}", "12", "1.5", "true", "-",
      "+",
      "null", "31/01/2026", "€", "\\", "\t", "=",
    ]
    var text = ""
    for _ in 0...Int.random(in: 0...4, using: &random) {
      text += pieces[Int.random(in: pieces.indices, using: &random)]
    }
    return text.words.isEmpty ? "b" : text
  }
}

extension String {
  /// The text without white space around it.
  fileprivate var words: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
