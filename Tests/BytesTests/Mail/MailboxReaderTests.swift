import TestSupport
import Testing

@testable import Bytes

/// Messages are found in mailboxes of every form.
struct MailboxReaderTests {
  /// The messages of a source, each as its line and its content, with a bar for every line feed.
  private func messages(_ source: some ByteSource, limit: Int = 1 << 20) throws -> [String] {
    var reader = MailboxReader(source, limit: limit)
    var messages: [String] = []
    while true {
      do {
        guard let message = try reader.next() else { return messages }
        let text = message.content.map { $0 == 0x0A ? UInt8(ascii: "|") : $0 }
        messages.append("\(message.line) \(String(decoding: text, as: UTF8.self))")
      } catch let error as MailTooLarge {
        messages.append("\(error.line) \(error)")
      }
    }
  }

  private static let from = "From ann@x.example Mon Mar  2 09:00:00 2026\n"

  static let samples: [(String, [String])] = [
    ("", []),
    ("\n\r\n", []),
    ("Subject: a\n\nb\nFrom c\n", ["1 Subject: a||b|From c|"]),
    ("\n\nSubject: a\n\nb", ["3 Subject: a||b"]),
    ("\u{FEFF}Subject: a\n\nb", ["1 Subject: a||b"]),
    ("Subject: a\n\nb\n\n\(from)c\n", ["1 Subject: a||b||\(from.dropLast())|c|"]),
    ("\(from)Subject: a\n\nb\n\n\(from)Subject: c\n\nd\n", ["1 Subject: a||b||", "6 Subject: c||d|"]),
    ("\(from)\(from)", ["1 ", "2 "]),
    (from.dropLast() + "\r\nS: a\r\n\r\nb\r\n" + from, ["1 S: a\r|\r|b\r|", "5 "]),
    // The date tells; without it the words are part of the text.
    ("\(from)S: a\n\nFrom here on\n\nFrom Monday\n", ["1 S: a||From here on||From Monday|"]),
    ("From a\nS: a\n\nFrom Mon 2\n", ["1 S: a||From Mon 2|"]),
    (
      "From - Mon Mar  2 09:00:00 2026\nA: b\n\nFrom 17@xxx Mon Mar 02 09:00:00 +0000 2026\nC: d\n"
        + "From a b at x  Mon, 2 Mar 2026 09:00:00 PST remote\nE: f\n",
      ["1 A: b||", "4 C: d|", "6 E: f|"]
    ),
    ("\(from)S: a\n\n>From b\n>>From c\n> From d\n>Fromage\n", ["1 S: a||From b|>From c|> From d|>Fromage|"]),
    // A length that is right keeps what looks like a separator; one that is wrong does not.
    (
      "\(from)Content-Length: \(from.utf8.count + 2)\n\n\(from)a\n\n\(from)S: b\n",
      ["1 Content-Length: 46||\(from.dropLast())|a||", "7 S: b|"]
    ),
    (
      "\(from)Content-Length: 7\n\na\n\n\(from)Content-Length: 99\n\nb\n\(from)S: c\n",
      ["1 Content-Length: 7||a||", "6 Content-Length: 99||b|", "10 S: c|"]
    ),
    ("\(from)Content-Length: 1000\n\na\n\n\(from)S: b\n", ["1 Content-Length: 1000||a||", "6 S: b|"]),
    ("\(from)Content-Length: 0\n\na\n\n\(from)S: b\n", ["1 Content-Length: 0||a||", "6 S: b|"]),
    ("\(from)Content-Length: -5\n\na\n\(from)S: b\n", ["1 Content-Length: -5||a|", "5 S: b|"]),
    (
      "\(from)Content-Length: 9223372036854775807\n\na\n\(from)Content-Length: 1e3\n\nb\n",
      ["1 Content-Length: 9223372036854775807||a|", "5 Content-Length: 1e3||b|"]
    ),
  ]

  @Test(arguments: samples)
  func areFoundWhereverPiecesEnd(_ text: String, _ expected: [String]) throws {
    #expect(try messages(MemorySource(text)) == expected)
    for size in 1...3 {
      #expect(try messages(TrickleSource(Array(text.utf8), sizes: [size])) == expected)
    }
  }

  @Test func theDateOfDeliveryIsOnTheSeparator() throws {
    var reader = MailboxReader(MemorySource("\(Self.from)S: a\n"))
    let first = try #require(try reader.next())
    #expect(first.delivered?.description == "2026-03-02T09:00:00Z")
    var other = MailboxReader(MemorySource("S: a\n\nb"))
    let single = try #require(try other.next())
    #expect(single.delivered == nil)
  }

  /// The sizes are such that messages and separators lie across the reader's own boundaries, at every offset.
  @Test func messagesCrossChunksAtEveryOffset() throws {
    let tail = "\(Self.from)S: b\n\nc\n\n\(Self.from)S: d\n"
    for padding in 65_420..<65_500 {
      let text = "\(Self.from)S: a\n\n" + String(repeating: "x", count: padding) + "\n\n" + tail
      #expect(try messages(MemorySource(text)).dropFirst() == ["6 S: b||c||", "11 S: d|"])
    }
  }

  @Test func aMessageThatIsTooLargeIsPassedOver() throws {
    let line = String(repeating: "x", count: 99) + "\n"
    let tooLarge = "S: a\n\n" + String(repeating: line, count: 30_000)
    let text = Self.from + tooLarge + Self.from + "S: b\n\nc\n"
    for size in [1_000, 65_536, 3_100_000] {
      let source = TrickleSource(Array(text.utf8), sizes: [size])
      #expect(try messages(source) == ["1 a message is larger than 1 MB", "30004 S: b||c|"])
    }
    #expect(try messages(MemorySource(tooLarge)) == ["1 a message is larger than 1 MB"])
    #expect(try messages(MemorySource(tooLarge.filter { $0 != "\n" })) == ["1 a message is larger than 1 MB"])
    #expect(try messages(MemorySource(tooLarge), limit: 8 << 20).count == 1)

    // A length that reaches so far is wrong where messages stand in between.
    let good = Self.from + "Content-Length: 99999999\n\na\n" + Self.from + "S: b\n\nc\n"
    #expect(
      try messages(MemorySource(good + Self.from + tooLarge))
        == ["1 Content-Length: 99999999||a|", "5 S: b||c|", "9 a message is larger than 1 MB"])
  }

  @Test func anyLinesMakeMessagesThatAreTheFile() throws {
    var random = SeededGenerator(seed: 5)
    let lines = [
      Self.from, "From here\n", ">\(Self.from)", "\n", "\r\n", "a\n", "S: b\n", "Content-Length: 3\n",
      "Content-Length: 60\n", "x",
    ]
    for _ in 0..<1_000 {
      let text =
        Self.from
        + (0..<Int.random(in: 0...15, using: &random)).map { _ in lines.randomElement(using: &random) ?? "" }
        .joined()
      var reader = MailboxReader(MemorySource(text))
      var whole: [UInt8] = []
      while let message = try reader.next() {
        #expect(message.line == whole.count { $0 == 0x0A } + 1, "\(text)")
        whole += message.source
      }
      #expect(String(decoding: whole, as: UTF8.self) == text)
    }
  }
}
