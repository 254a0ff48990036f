import Foundation
import Testing

@testable import Bytes

@Suite struct JSONParserTests {
  // MARK: The public suite

  struct Verdict: Sendable, CustomTestStringConvertible {
    let isJSON: Bool
    let name: String
    let input: [UInt8]

    var testDescription: String { name }
  }

  static let verdicts: [Verdict] = {
    let file = Bundle.module.url(forResource: "Fixtures/json-verdicts", withExtension: nil)
    let text = file.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: " ", maxSplits: 2)
      return Verdict(
        isJSON: fields[0] == "y", name: String(fields[1]),
        input: fields.count > 2 ? unescaped(fields[2]) : [])
    }
  }()

  private static func unescaped(_ field: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
        let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  @Test func verdictsAreComplete() {
    #expect(Self.verdicts.count { $0.isJSON } == 103)
    #expect(Self.verdicts.count { !$0.isJSON } == 210)
  }

  @Test(arguments: verdicts) func verdict(_ verdict: Verdict) throws {
    guard verdict.isJSON else {
      #expect(jsonError(in: verdict.input) != nil)
      return
    }
    let value = try JSONParser.parse(verdict.input)
    #expect(try JSONParser.parse(value.text.utf8) == value)
  }

  @Test(arguments: ["[", "{\"\":", "[{\"\":"]) func endlessNestingIsAnError(_ opening: String) {
    let text = String(repeating: opening, count: 100_000)
    #expect(jsonError(in: text.utf8)?.reason == .tooDeep(limit: 128))
  }

  @Test func nestingUpToTheLimitIsRead() throws {
    let text = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(try JSONParser.parse(text.utf8).text == text)
    #expect(throws: JSONError.self) { try JSONParser.parse(text.utf8, depthLimit: 127) }
  }

  // MARK: Values

  static let values: [(String, JSON)] = [
    (" null ", .null),
    ("true", true),
    ("[1,-2.5,1e3]", [1, -2.5, 1000]),
    (#"{"b":1,"a":{"c":[]}}"#, ["b": 1, "a": ["c": []]]),
    (#""\"\\\/\b\f\n\r\tA\u00e9\uD83D\uDE00""#, "\"\\/\u{8}\u{c}\n\r\tAé😀"),
    (#"{"a":1,"b":2,"a":3}"#, ["a": 3, "b": 2]),
    (
      #"["0123456", "01234567", "012345678", "0123456\n", "01234567\n8", "ääääääää"]"#,
      ["0123456", "01234567", "012345678", "0123456\n", "01234567\n8", "ääääääää"]
    ),
    ("\u{FEFF}[]", []),
  ]

  @Test(arguments: values) func value(_ text: String, _ value: JSON) throws {
    #expect(try JSONParser.parse(text.utf8) == value)
  }

  @Test func lastOfEqualNamesWinsInTheFirstPlace() throws {
    let object = try #require(try JSONParser.parse(#"{"a":1,"b":2,"a":3}"#.utf8).object)
    #expect(object.keys == ["a", "b"])
    #expect(object["a"] == 3)
  }

  @Test func bytesNeedNotBeContiguous() throws {
    #expect(try JSONParser.parse(AnyCollection("[1]".utf8)) == [1])
  }

  /// Were the values so far copied at the end of each object, this would take minutes.
  @Test func manyObjectsAreReadInLinearTime() throws {
    let text = "[" + String(repeating: "{\"a\":[1]},", count: 100_000) + "{}]"
    #expect(try JSONParser.parse(text.utf8).array?.count == 100_001)
  }

  // MARK: Errors

  static let errors: [(String, String)] = [
    ("", "expected a value, found the end of the text, line 1 column 1"),
    ("{\n  \"a\": 1\n  \"b\": 2}", "expected ',' or '}' after a member, found '\"', line 3 column 3"),
    ("[1 2]", "expected ',' or ']' after an element, found '2', line 1 column 4"),
    ("[1,]", "expected a value, found ']', line 1 column 4"),
    ("[}", "expected a value or ']', found '}', line 1 column 2"),
    ("{'a':1}", "expected a name in double quotes or '}', found \"'\", line 1 column 2"),
    (#"{"a":1,}"#, "expected a name in double quotes, found '}', line 1 column 8"),
    (#"{"a" 1}"#, "expected ':' after a name, found '1', line 1 column 6"),
    (#"{"a":"#, "expected a value, found the end of the text, line 1 column 6"),
    ("True", "expected a value, found 'T', line 1 column 1"),
    ("[nul]", "a word is neither true, false nor null, line 1 column 2"),
    ("tru", "expected a value, found the end of the text, line 1 column 4"),
    ("[] x", "expected the end of the text, found 'x', line 1 column 4"),
    ("[\u{A0}1]", "expected a value or ']', found the byte 0xC2, line 1 column 2"),
    ("[\u{7}]", "expected a value or ']', found the byte 0x07, line 1 column 2"),
    ("[01]", "a number is malformed, line 1 column 3"),
    ("1e9999999999", "a number has an exponent beyond 999999999, line 1 column 3"),
    ("\"abc", "a string is not closed before the end of the text, line 1 column 5"),
    ("\"ab\nc\"", "a string is not closed before the end of its line, line 1 column 4"),
    ("\"a\tb\"", "a string has an unescaped control character, the byte 0x09, line 1 column 3"),
    (#""ab\q""#, "a string has an escape that JSON does not know, line 1 column 4"),
    (#""ab\uD800""#, "a string has half of a surrogate pair, which is no character, line 1 column 4"),
  ]

  @Test(arguments: errors) func errorSentence(_ text: String, _ sentence: String) {
    #expect(jsonError(in: text.utf8)?.description == sentence)
  }

  @Test func invalidUTF8IsFoundWhereItIs() {
    let error = jsonError(in: Array("\n[\"ä\\n".utf8) + [0xFF] + Array("\"]".utf8))
    #expect(error?.reason == .invalidUTF8)
    #expect(error?.place.offset == 7)
    #expect(error?.place.line == 2)
  }
}
