import TestSupport
import Testing

@testable import Bytes

/// Messages as programs write them, each a file in `Fixtures/mail`, and what is read from them.
struct MailMessageTests {
  @Test(arguments: [
    "apple", "bounce", "broken", "exchange", "gmail", "html", "legacy", "list", "mutt", "outlook", "signed",
  ])
  func isRead(_ name: String) throws {
    let message = MailMessage(try fixture(name))
    try Snapshots.ofPackage.check(transcript(message), against: "Mail/\(name).txt")
  }

  @Test func linesMayEndEitherWay() throws {
    for name in ["apple", "broken", "gmail", "list", "signed"] {
      let lines = try fixture(name)
      let withReturns = lines.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      #expect(transcript(MailMessage(withReturns[...])) == transcript(MailMessage(lines)), "\(name)")
    }
  }

  @Test func aMessageWithoutFieldsHasNone() {
    #expect(MailMessage([]).fields.isEmpty)
    #expect(MailMessage(Array("Dear Bob,\n\nthis is a letter.\n".utf8)[...]).fields.isEmpty)
  }

  @Test func emptyLinesBeforeTheHeadAreNone() {
    let message = MailMessage(Array("\r\n\nSubject: a\n\nb\n".utf8)[...])
    #expect(message.subject == "a")
    #expect(message.text == "b\n")
  }

  @Test func aHeadMayLackItsEnd() {
    let message = MailMessage(Array("Subject: a\nFrom: ann@x.example\nDear Bob,\nhow are you?\n".utf8)[...])
    #expect(message.subject == "a")
    #expect(message.text == "Dear Bob,\nhow are you?\n")
  }

  @Test func aFoldWithoutItsSpaceIsOneNevertheless() {
    let message = MailMessage(Array("Subject: a\nb\nFrom: ann@x.example\n\nc\n".utf8)[...])
    #expect(message.subject == "ab")
    #expect(message.people("from").map(\.address) == ["ann@x.example"])
  }

  @Test func partsInPartsInPartsAreShownAsTheyAreInTheEnd() {
    var text = ""
    for depth in 0..<300 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
    text += "\nDear Bob\n"
    #expect(MailMessage(Array(text.utf8)[...]).text.hasSuffix("--b299\n\nDear Bob\n"))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func whatIsNoMessageIsReadAllTheSame(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let samples = try ["apple", "broken", "gmail", "html", "mutt", "signed"].map { Array(try fixture($0)) }
    for _ in 0..<150 {
      var bytes = samples.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(place + 30, bytes.count - 1))
        default: bytes.insert(contentsOf: bytes[(place / 2)..<min(place / 2 + 60, bytes.count)], at: place)
        }
      }
      let message = MailMessage(bytes[...])
      #expect(!message.text.utf8.contains(0))
      #expect(!ReplyParts(message.text).body.utf8.contains(0))
      _ = transcript(message)
    }
  }

  private func fixture(_ name: String) throws -> ArraySlice<UInt8> {
    try Files.read("\(Repository.root)/Tests/BytesTests/Fixtures/mail/\(name).eml")[...]
  }

  /// What is read from a message, a line each, and its text with a bar in front of each line.
  private func transcript(_ message: MailMessage) -> String {
    let parts = ReplyParts(message.text, subject: message.subject)
    var lines = [
      "subject: \(message.subject ?? "none")",
      "date: \(message.date.map(String.init) ?? "none")",
      "id: \(message.id ?? "none")",
      "thread: \(message.threadID ?? "none")",
    ]
    for name in ["from", "to", "cc"] {
      for person in message.people(name) {
        lines.append("\(name): \(person.name ?? "-") <\(person.address)>")
      }
    }
    lines += message.attachments.map { "attachment: \($0)" }
    lines += message.unknownCharsets.sorted().map { "unknown charset: \($0)" }
    lines += ["", "text"] + barred(message.text)
    lines += ["", "body"] + barred(parts.body)
    if let signature = parts.signature { lines += ["", "signature"] + barred(signature) }
    lines += ["", "quoted lines: \(parts.quotedLines)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func barred(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "| \($0)" }
  }
}
