import Bytes
import Exchange
import Models
import Testing

/// Text with names, times or both before what is said.
struct TranscriptTextTests {
  @Test(
    arguments: [
      // Names and colons; a line without one goes on.
      ("Ann: Hello.\nBob: Hi.\nAnn: Bye.", ["Ann: Hello.", "Bob: Hi.", "Ann: Bye."]),
      ("Ann: Hello\nall of you.\nBob: Hi.\nAnn: Bye.", ["Ann: Hello all of you.", "Bob: Hi.", "Ann: Bye."]),
      ("Ann: One.\n\nTwo.\n\nBob: Hi.\n\nAnn: Bye.", ["Ann: One.\nTwo.", "Bob: Hi.", "Ann: Bye."]),
      ("Ann: Hello there.\nBob Jones: Hi.", ["Ann: Hello there.", "Bob Jones: Hi."]),
      ("Ann: a\nAnn: b\nBob: c", ["Ann: a", "Ann: b", "Bob: c"]),
      ("ann: hi\nbob: hey\nann: ok\nbob: bye", ["ann: hi", "bob: hey", "ann: ok", "bob: bye"]),
      (
        "Project Manager: Okay\nProject Manager: Right\nMarketing Expert: Mm-hmm",
        ["Project Manager: Okay", "Project Manager: Right", "Marketing Expert: Mm-hmm"]
      ),
      (
        "Femke de Wit: Hoi\nJörg Stamm: Tag\nFemke de Wit: Ja",
        ["Femke de Wit: Hoi", "Jörg Stamm: Tag", "Femke de Wit: Ja"]
      ),
      (
        "Dr. J. Doe (Acme): Yes\nSmith, Ann: No\nDr. J. Doe (Acme): Well",
        ["Dr. J. Doe (Acme): Yes", "Smith, Ann: No", "Dr. J. Doe (Acme): Well"]
      ),
      ("田中：はい\n佐藤：いいえ\n田中：では", ["田中: はい", "佐藤: いいえ", "田中: では"]),
      ("Weekly\n\nAnn: Hello.\nBob: Hi.\nAnn: Bye.", ["Weekly", "Ann: Hello.", "Bob: Hi.", "Ann: Bye."]),
      // What only looks like a name stays among the words.
      (
        "Ann: Two points:\nPrice: too high.\nBob: Note: call back.\nAnn: ok",
        ["Ann: Two points: Price: too high.", "Bob: Note: call back.", "Ann: ok"]
      ),
      (
        "Ann: See\nhttps://x.example/a\nat 10:30\nBob: ok\nAnn: ok",
        ["Ann: See https://x.example/a at 10:30", "Bob: ok", "Ann: ok"]
      ),
      (
        "Ann: So I asked him\nand he said: no way\nBob: ok\nAnn: ok",
        ["Ann: So I asked him and he said: no way", "Bob: ok", "Ann: ok"]
      ),
      (
        "Note: call back\nBudget: 12k\nNext step: demo",
        ["Note: call back", "Budget: 12k", "Next step: demo"]
      ),
      ("Called Ann.\nThey said: no.\nLunch 12:30", ["Called Ann.", "They said: no.", "Lunch 12:30"]),
      (
        "10:00 Welcome\n10:15 Budget: who pays\n12:00 Lunch",
        ["10:00 Welcome", "10:15 Budget: who pays", "12:00 Lunch"]
      ),
      ("Welcome 10:00\nBudget 10:15\nLunch 12:00", ["Welcome 10:00", "Budget 10:15", "Lunch 12:00"]),
      ("one\n\n  two  words \nthree", ["one", "two words", "three"]),
      // Names with times.
      ("[00:01:23] Ann: Hello.\n[00:01:30] Bob: Hi.", ["[83000-] Ann: Hello.", "[90000-] Bob: Hi."]),
      (
        "00:01:23 Ann: Hello.\n00:01:30 Bob: Hi.\n00:02:00 Ann: Ok",
        ["[83000-] Ann: Hello.", "[90000-] Bob: Hi.", "[120000-] Ann: Ok"]
      ),
      ("Ann (00:12): Hello.\nBob (1:00:00): Hi.", ["[12000-] Ann: Hello.", "[3600000-] Bob: Hi."]),
      (
        "Ann Smith [00:12]: Hello.\nBob: Hi.\nAnn Smith [00:14]: Ok.",
        ["[12000-] Ann Smith: Hello.", "Bob: Hi.", "[14000-] Ann Smith: Ok."]
      ),
      (
        "Ann Smith (00:12):\nHello.\n\nBob Jones (00:14):\nHi.",
        ["[12000-] Ann Smith: Hello.", "[14000-] Bob Jones: Hi."]
      ),
      ("**Ann:** Hello.\n**Bob:** Hi.\n**Ann:** Bye.", ["Ann: Hello.", "Bob: Hi.", "Ann: Bye."]),
      (
        "**Ann**: Hello.\n- **Bob** (0:12): *Hi.*\n**Ann**: Bye.",
        ["Ann: Hello.", "[12000-] Bob: *Hi.*", "Ann: Bye."]
      ),
      // A name and a time on a line of their own, the words below.
      (
        "Ann Smith  0:03\nHello.\nAll.\n\nBob Jones  0:12\nHi.",
        ["[3000-] Ann Smith: Hello. All.", "[12000-] Bob Jones: Hi."]
      ),
      (
        "Speaker 1  00:03\nHello.\n\nSpeaker 2  00:12\nHi.",
        ["[3000-] Speaker 1: Hello.", "[12000-] Speaker 2: Hi."]
      ),
      (
        "0:03 Ann\nHello.\n0:12 Bob\nHi.\n0:15 Ann\nOk.",
        ["[3000-] Ann: Hello.", "[12000-] Bob: Hi.", "[15000-] Ann: Ok."]
      ),
      (
        "0:03 | Ann\nHello.\n0:12 | Bob\nHi.\n0:15 | Ann\nOk.",
        ["[3000-] Ann: Hello.", "[12000-] Bob: Hi.", "[15000-] Ann: Ok."]
      ),
      (
        "[Ann Smith] 10:02:03\nHello.\n[Bob Jones] 10:02:09\nHi.",
        ["[36123000-] Ann Smith: Hello.", "[36129000-] Bob Jones: Hi."]
      ),
      (
        "Ann Smith\n0:03\nHello.\n\nBob Jones\n0:12\nHi.",
        ["[3000-] Ann Smith: Hello.", "[12000-] Bob Jones: Hi."]
      ),
      (
        "00:00:05\n\nAnn: Hello.\nBob: Hi.\n\n00:05:00\n\nAnn: Ok.",
        ["[5000-] Ann: Hello.", "Bob: Hi.", "[300000-] Ann: Ok."]
      ),
      // Times alone.
      (
        "[00:12] Hello\n[00:15] Good morning all\n[00:20] Yes",
        ["[12000-] Hello", "[15000-] Good morning all", "[20000-] Yes"]
      ),
      (
        "[00:00:00.000 --> 00:00:02.500]   We begin.\n[00:00:02.500 --> 00:00:04.000]   Good.",
        ["[0-2500] We begin.", "[2500-4000] Good."]
      ),
    ] as [(String, [String])])
  func whoSpeaksIsToldByTheWhole(_ text: String, _ turns: [String]) throws {
    let reading = try TranscriptReading(text)
    #expect(reading.format == .text)
    #expect(reading.lines == turns)
    #expect(reading.complaints == [])
  }

  @Test func aHeadingIsTheTitle() throws {
    let reading = try TranscriptReading("# Weekly sync\n\n**Ann:** Hello.\n\n**Bob:** Hi.\n")
    #expect(reading.transcript.title == "Weekly sync")
    #expect(reading.lines == ["Ann: Hello.", "Bob: Hi."])
    #expect(reading.people == ["Ann", "Bob"])
  }

  @Test func linesAreTurnsWhateverStandsInThem() throws {
    let reading = try TranscriptReading(
      "From: ann@x.example\nTo: bob@y.example\n\nAnn: hi\n> Bob: hey\n", as: .lines)
    #expect(reading.lines == ["From: ann@x.example", "To: bob@y.example", "Ann: hi", "> Bob: hey"])
  }

  @Test func aTurnIsALineWhereEveryLineBeginsWithASpeaker() throws {
    let names = ["Ann Smith", "Bob", "Project Manager", "Speaker 12"]
    let lines = (0..<200).map { "\(names[$0 % 3]): words of \($0): 10:30, Note: x" } + ["\(names[3]): once"]
    let reading = try TranscriptReading(lines.joined(separator: "\n"))
    #expect(reading.lines == lines)
  }

  @Test func encodingsAndLineEndsDoNotMatter() throws {
    let text = "\u{FEFF}Jörg: Grüße\r\nAnn: Ja\r\nJörg: Nein\r\n"
    let utf16: [UInt8] =
      [0xFF, 0xFE] + text.dropFirst().utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [Array(text.utf8), utf16] {
      #expect(try TranscriptReading(MemorySource(bytes)).lines == ["Jörg: Grüße", "Ann: Ja", "Jörg: Nein"])
    }
  }

  @Test func controlCharactersAreNoWordsAndMarksOfDirectionNoNames() throws {
    let reading = try TranscriptReading("Ann\u{202E}: a\u{1B}[2Jb\u{0}c\nBob: x\nAnn\u{202E}: y")
    #expect(reading.lines == ["Ann: a [2Jb c", "Bob: x", "Ann: y"])
  }

  @Test func brokenBytesAreTold() throws {
    let reading = try TranscriptReading(
      MemorySource(Array("Grüße\nab".utf8) + [0xFF] + Array("c\nGrüße".utf8)))
    #expect(reading.lines == ["Grüße", "ab\u{FFFD}c", "Grüße"])
    #expect(reading.complaints == ["2: some bytes of this line are not text, and stand as \u{FFFD}"])
  }

  @Test(arguments: ["", " \n\n", "\u{FEFF}", "\u{0}"])
  func anEmptyTranscriptIsRefused(_ text: String) throws {
    #expect { try TranscriptReading(text) } throws: { "\($0)" == "the transcript is empty" }
  }

  @Test func aMessageIsItsLines() throws {
    let reading = try TranscriptReading(
      """
      From: Ann Smith <ann@x.example>
      To: Bob <bob@y.example>, ANN@x.example
      Subject: Offer
      Date: Mon, 2 Mar 2026 10:00:00 +0100

      Hello Bob,
      I'll send it on Friday.

      On Sun, 1 Mar 2026 Bob <bob@y.example> wrote:
      > When?
      """)
    #expect(reading.format == .mail)
    #expect(reading.transcript.title == "Offer")
    #expect(reading.transcript.startedAt == Timestamp(rfc3339: "2026-03-02T09:00:00Z"))
    #expect(reading.people == ["Ann Smith <ann@x.example>", "Bob <bob@y.example>"])
    #expect(
      reading.lines == [
        "Ann Smith: Hello Bob,", "Ann Smith: I'll send it on Friday.",
        "On Sun, 1 Mar 2026 Bob <bob@y.example> wrote:", "> When?",
      ])
  }

  @Test func aMessageInAnotherCharsetIsDecodedOnce() throws {
    let head = "From: ann@x.example\nSubject: a\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    let reading = try TranscriptReading(MemorySource(Array(head.utf8) + [0x47, 0x72, 0xFC, 0xDF, 0x65]))
    #expect(reading.lines == ["ann@x.example: Grüße"])
    #expect(reading.people == ["<ann@x.example>"])
  }

  @Test func aMailboxOfSeveralMessagesIsRefused() throws {
    let message = "From ann@x.example Mon Mar  2 09:00:00 2026\nFrom: ann@x.example\nSubject: a\n\nb\n\n"
    #expect(try TranscriptReading(message).lines == ["ann@x.example: b"])
    #expect {
      try TranscriptReading(message + message)
    } throws: { error in
      (error as? TranscriptProblem)?.line == 7
        && "\(error)" == "this is a mailbox of several messages; a transcript is one of them"
    }
  }
}
