import Testing

@testable import Bytes

@Suite struct JSONStreamTests {
  /// What a stream gives, in one line an event: a record as "line ordinal text", an error as its sentence.
  private func events(_ source: some ByteSource, sizeLimit: Int = 64 << 20) -> [String] {
    var stream = JSONStream(source, sizeLimit: sizeLimit)
    var events: [String] = []
    while true {
      do {
        guard let record = try stream.next() else { return events }
        events.append("\(record.line) \(record.ordinal) \(record.value.text)")
      } catch let error as JSONError {
        events.append((error.isRecoverable ? "" : "fatal: ") + error.description)
      } catch {
        events.append("other: \(error)")
        return events
      }
    }
  }

  static let samples: [(String, [String])] = [
    ("", []),
    (" \n\t\r\n", []),
    ("\u{FEFF}", []),
    ("\u{FEFF}{}", ["1 1 {}"]),
    ("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}", [#"1 1 {"a":1}"#, #"2 2 {"a":2}"#, #"4 3 {"a":3}"#]),
    ("{\n  \"a\": [\n    1\n  ]\n}\n{\"b\":2}\n", [#"1 1 {"a":[1]}"#, #"6 2 {"b":2}"#]),
    ("[]", []),
    ("[\n {\"a\":1},\n {\"a\":\"é\\n\"}\n]\n", [#"2 1 {"a":1}"#, #"3 2 {"a":"é\n"}"#]),
    ("[{},[1]][]\n[{}]{}", ["1 1 {}", "1 2 [1]", "2 3 {}", "2 4 {}"]),
    ("{}{}1 2\"a\"true null", ["1 1 {}", "1 2 {}", "1 3 1", "1 4 2", "1 5 \"a\"", "1 6 true", "1 7 null"]),
    ("12345", ["1 1 12345"]),
    ("\"\\\"\\\\\\u00e9\\ud83d\\ude00\"", ["1 1 \"\\\"\\\\é😀\""]),

    // Errors on one line cost that line.
    (
      "{\"a\":1}\n{\"a\" 2}\n{\"a\":3}\n",
      [#"1 1 {"a":1}"#, "expected ':' after a name, found '2', line 2 column 6", #"3 3 {"a":3}"#]
    ),
    ("garbage\n{}\n", ["expected a value, found 'g', line 1 column 1", "2 2 {}"]),
    ("{},\n{}", ["1 1 {}", "expected a value, found ',', line 1 column 3", "2 3 {}"]),
    (
      "{\"a\":\"x\n{\"b\":1}\n",
      ["a string is not closed before the end of its line, line 1 column 8", #"2 2 {"b":1}"#]
    ),
    (
      "{\"a\":\"x\\\n{\"b\":1}\n{}\n",
      ["a string has an escape that JSON does not know, line 1 column 8", #"2 2 {"b":1}"#, "3 3 {}"]
    ),
    ("{\"a\":1", ["expected ',' or '}' after a member, found the end of the text, line 1 column 7"]),
    ("{\"a", ["a string is not closed before the end of the text, line 1 column 4"]),

    // A line that was cut off between tokens: the next one begins anew.
    (
      "{\"a\":1,\"b\"\n{\"a\":2}\n",
      [
        "expected ':' after a name, found '{', line 2 column 1, in the record that begins on line 1",
        #"2 2 {"a":2}"#,
      ]
    ),

    // Errors after which nobody knows where a record begins.
    (
      "{\n  \"a\": 1\n  \"b\": {\"c\": 2}\n}\n{}\n",
      [
        "fatal: expected ',' or '}' after a member, found '\"', line 3 column 3, "
          + "in the record that begins on line 1"
      ]
    ),
    (
      "[{\"a\":1},\n{\"a\" 2},\n{\"a\":3}]",
      [#"1 1 {"a":1}"#, "fatal: expected ':' after a name, found '2', line 2 column 6"]
    ),
    ("[{} {}]\n{}", ["1 1 {}", "fatal: expected ',' or ']' after an element, found '{', line 1 column 5"]),
    ("[1,]\n{}", ["1 1 1", "fatal: expected a value, found ']', line 1 column 4"]),
    (
      "[{}",
      ["1 1 {}", "fatal: expected ',' or ']' after an element, found the end of the text, line 1 column 4"]
    ),
    ("[", ["fatal: expected a value or ']', found the end of the text, line 1 column 2"]),
    (
      "{\n\"a\":1",
      [
        "fatal: expected ',' or '}' after a member, found the end of the text, line 2 column 6, "
          + "in the record that begins on line 1"
      ]
    ),
  ]

  @Test(arguments: samples) func givesRecordsAndErrors(_ text: String, _ expected: [String]) {
    #expect(events(MemorySource(text)) == expected)
  }

  @Test(arguments: samples) func piecesMayEndAnywhere(_ text: String, _ expected: [String]) {
    #expect(events(PieceSource(bytesOf: text)) == expected)
    let bytes = Array(text.utf8)
    for split in bytes.indices {
      #expect(events(PieceSource([Array(bytes[..<split]), Array(bytes[split...])])) == expected)
    }
  }

  /// The text of a record is what stood there, whole lines where it could not be read.
  @Test func textIsKept() throws {
    let text = " {\"a\": 1.50}\n{\"a\" 2, \"b\": 3}\n\n{\n \"c\": [1]\n}\ngarbage"
    let expected = ["{\"a\": 1.50}", "{\"a\" 2, \"b\": 3}\n", "{\n \"c\": [1]\n}", "garbage"]
    for size in [1, 3, 7, 100] {
      var stream = JSONStream(
        PieceSource(
          stride(from: 0, to: text.utf8.count, by: size).map {
            Array(Array(text.utf8)[$0..<min($0 + size, text.utf8.count)])
          }), keepsText: true)
      var texts: [String] = []
      while true {
        do {
          guard try stream.next() != nil else { break }
        } catch is JSONError {}
        texts.append(String(decoding: stream.text, as: UTF8.self))
      }
      #expect(texts == expected)
    }
  }

  @Test func recordsArriveBeforeTheRestIsThere() throws {
    // Reading past the first record would fail.
    struct OnceSource: ByteSource {
      struct Overread: Error {}
      var text: String? = "{\"a\":1}\n"

      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let given = text else { throw Overread() }
        text = nil
        buffer.copyBytes(from: given.utf8)
        return given.utf8.count
      }
    }
    var stream = JSONStream(OnceSource())
    #expect(try stream.next()?.value == ["a": 1])
    #expect(throws: OnceSource.Overread.self) { try stream.next() }
  }

  @Test(arguments: [9, 10, 11]) func recordsOverTheLimitAreRefused(_ limit: Int) {
    let text = "{\"a\":123}\n{\"a\":1234}\n{\"a\":12345}\n{}\n"
    let events = events(MemorySource(text), sizeLimit: limit)
    #expect(events == self.events(PieceSource(bytesOf: text), sizeLimit: limit))
    #expect(events.count == 4)
    #expect(events.count { $0.contains("the record is longer than \(limit) bytes, line") } == 11 - limit)
    #expect(events.last == "4 4 {}")
  }

  @Test func recordsLargerThanTheWindowAreRead() throws {
    let note = String(repeating: "é\"\n", count: 100_000)
    let record: JSON = ["note": .string(note)]
    var stream = JSONStream(MemorySource("\(record.text)\n[\(record.text)]"))
    #expect(try stream.next()?.value == record)
    #expect(try stream.next()?.value == record)
    #expect(try stream.next() == nil)
  }

  @Test func deepNestingIsAnErrorOfItsLine() throws {
    var stream = JSONStream(MemorySource("{\"a\":" + String(repeating: "[", count: 100_000) + "\n{}\n"))
    #expect(throws: JSONError.self) { try stream.next() }
    #expect(try stream.next()?.line == 2)
  }
}
