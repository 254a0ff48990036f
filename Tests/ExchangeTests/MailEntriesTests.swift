import Bytes
import Exchange
import Models
import TestSupport
import Testing

/// Messages become activities of the people they went between.
struct MailEntriesTests {
  private static let message = """
    From: Ann Smith <ann@x.example>
    To: Bob <Bob@y.example>, eva@z.example
    Cc: ANN@x.example, "Miller, Eva" <eva@z.example>, Carl <carl@z.example>
    Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
    Date: Mon, 2 Mar 2026 10:00:00 +0100
    Message-ID: <two@x.example>
    References: <zero@x.example> <one@x.example>

    Hello.

    -- 
    Ann, +1 555 0100

    On Sun, 1 Mar 2026 Bob <bob@y.example> wrote:
    > Hi.

    """

  /// The entries of a file as JSON, and what cannot be read as its line and the reason.
  private func entries(_ text: String, me: Set<String> = []) throws -> (lines: [String], remarks: [String]) {
    try entries(of: MailEntries(MemorySource(text), me: me, keepsSource: false))
  }

  private func entries(of reader: some EntryReader) throws -> (lines: [String], remarks: [String]) {
    var reader = reader
    var lines: [String] = []
    while true {
      do {
        guard let entry = try reader.next() else { return (lines, reader.remarks) }
        lines += entry.records.map { JSON.object($0).text }
      } catch let error as BadEntry {
        lines.append("\(error.line) \(error)")
      }
    }
  }

  @Test func aMessageIsAnActivity() throws {
    let (lines, remarks) = try entries(Self.message)
    #expect(
      lines == [
        #"{"type":"activity","kind":"email","subject":"Grüße","body":"Hello.","direction":"none","#
          + #""occurred_at":"2026-03-02T09:00:00Z","contacts":[{"email":"ann@x.example","name":"Ann Smith"},"#
          + #"{"email":"Bob@y.example","name":"Bob"},{"email":"eva@z.example","name":"Miller, Eva"},"#
          + #"{"email":"carl@z.example","name":"Carl"}],"source":"mail","external_id":"two@x.example","#
          + #""fields":{"thread":"zero@x.example","from":"Ann Smith <ann@x.example>","#
          + #""to":"Bob <Bob@y.example>, eva@z.example","#
          + #""cc":"ANN@x.example, \"Miller, Eva\" <eva@z.example>, Carl <carl@z.example>","#
          + #""signature":"Ann, +1 555 0100"}}"#
      ])
    #expect(remarks == ["earlier messages quoted in later ones were left out: 2 lines"])
  }

  @Test(
    arguments: [
      (["bob@Y.example"], "in", ["ann@x.example", "eva@z.example", "carl@z.example"]),
      (["Ann@X.example"], "out", ["Bob@y.example", "eva@z.example", "carl@z.example"]),
      (["me@x.example"], "in", ["ann@x.example", "Bob@y.example", "eva@z.example", "carl@z.example"]),
    ] as [(Set<String>, String, [String])])
  func theOwnerIsNoContact(_ me: Set<String>, _ direction: String, _ people: [String]) throws {
    var reader = MailEntries(MemorySource(Self.message), me: me, keepsSource: false)
    let entry = try #require(try reader.next())
    #expect(entry.strangers == .skipped)
    #expect(entry.records[0]["direction"]?.string == direction)
    #expect(entry.records[0]["contacts"]?.array?.compactMap { $0["email"]?.string } == people)
  }

  @Test func theDateOfDeliveryStandsIn() throws {
    let (lines, _) = try entries(
      "From ann@x.example Mon Mar  2 09:00:00 2026\nFrom: ann@x.example\nMessage-ID: <a@b>\n\nHi\n")
    #expect(
      lines == [
        #"{"type":"activity","kind":"email","body":"Hi","direction":"none","#
          + #""occurred_at":"2026-03-02T09:00:00Z","contacts":[{"email":"ann@x.example"}],"#
          + #""source":"mail","external_id":"a@b","fields":{"thread":"a@b","from":"ann@x.example"}}"#
      ])
  }

  @Test func whatIsNoMessageIsToldAndTheRestIsRead() throws {
    let separator = "From ann@x.example Mon Mar  2 09:00:00 2026\n"
    let (lines, _) = try entries(separator + "nothing\n\n" + separator + "Subject: a\n\nb\n")
    #expect(lines.count == 2)
    #expect(lines.first == "1 this is not a message: it does not begin with fields such as From and Date")
    #expect(
      try entries("Subject: a\n\nb\n").lines
        == ["1 the message does not say when it was written: it has no date that can be read"])
    #expect(try entries("").lines == [])
  }

  @Test func aMessageWithoutAnIdIsKnownByWhatItSays() throws {
    let text = "From: ann@x.example\nDate: 2 Mar 2026 10:00 +0000\nSubject: a\n\nb\n"
    let copy = "X-Other: 1\r\n" + text.replacing("\n", with: "\r\n")
    func id(_ text: String) throws -> String? {
      var reader = MailEntries(MemorySource(text), keepsSource: false)
      return try reader.next()?.records[0]["external_id"]?.string
    }
    let first = try #require(try id(text))
    #expect(first.hasPrefix("sha256:"))
    #expect(try id(copy) == first)
    #expect(try id(text.replacing("b\n", with: "c\n")) != first)
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let text = """
      From: ann@x.example
      Date: 2 Mar 2026 10:00 +0000
      Message-ID: <a@x.example>
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain; charset=gb2312

      words
      --b
      Content-Type: application/pdf; name="a, b.pdf"

      --b
      Content-Disposition: attachment; filename=c.txt

      --b--
      """
    let (lines, remarks) = try entries(text)
    #expect(lines[0].contains(#""attachments":"a, b.pdf, c.txt""#))
    #expect(
      remarks == [
        "attachments are named in fields.attachments and not stored: 1 message",
        "text in a character set that is not known may be wrong: 1 message (gb2312)",
      ])
  }

  @Test func rejectsCarryTheReasonAndAreReadAgain() throws {
    let separator = "From ann@x.example Mon Mar  2 09:00:00 2026\n"
    for text in [Self.message, separator + Self.message, separator + "Subject: a"] {
      var reader = MailEntries(MemorySource(text), keepsSource: true)
      let entry = try #require(try reader.next())
      #expect(entry.source == Array(text.utf8))
      let once = reader.rejects.entry(entry.source, "first\nreason")
      let twice = reader.rejects.entry(once, "other reason")
      let head = text.hasPrefix(separator) ? separator : ""
      #expect(
        String(decoding: twice, as: UTF8.self) == head + "X-Reject-Reason: other reason\n"
          + text.dropFirst(head.count)
          + (text.hasSuffix("\n") ? "" : "\n"))
      var again = MailEntries(MemorySource(twice), keepsSource: false)
      #expect(try again.next()?.records == entry.records)
    }
  }

  @Test func aFailingMessageIsKeptForTheRejects() throws {
    var reader = MailEntries(MemorySource("Subject: a\n\nb"), keepsSource: true)
    #expect {
      try reader.next()
    } throws: { error in
      (error as? BadEntry)?.source == Array("Subject: a\n\nb".utf8)
    }
  }

  /// However slowly the bytes come, and whatever they are.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func bytesOfAnyKind(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let separator = "From ann@x.example Mon Mar  2 09:00:00 2026\n"
    for _ in 0..<60 {
      var bytes = Array((separator + Self.message + separator + Self.message).utf8)
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        } else {
          bytes.removeSubrange(place..<min(place + 40, bytes.count - 1))
        }
      }
      let whole = try entries(of: MailEntries(MemorySource(bytes), keepsSource: false))
      let trickled = try entries(of: MailEntries(ByteByByte(bytes: bytes[...]), keepsSource: false))
      #expect(whole.lines == trickled.lines)
      #expect(whole.remarks == trickled.remarks)
      #expect(!whole.lines.contains { $0.contains("\\u0000") })
    }
  }
}

/// Gives one byte at a time.
private struct ByteByByte: ByteSource {
  var bytes: ArraySlice<UInt8>

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let byte = bytes.popFirst() else { return 0 }
    buffer[0] = byte
    return 1
  }
}
