import Bytes
import Glibc
import TestSupport
import Testing

@testable import Commands

/// Tables fit the terminal and show text from outside without obeying it.
@Suite struct TableTests {
  private static let wordy: [JSONObject] = [
    [
      "id": 1, "name": "Ann Lee", "company": "Harbor Lights of the Far Shore and Sons Limited",
      "size": 1_250_000,
      "notes": "Met at the fair; wants the long brochure, and a call before the end of the month",
      "empty": .null,
    ],
    [
      "id": 12, "name": "王小明王小明王小明", "company": "東京電力株式会社", "size": 3, "notes": "👩‍👩‍👧 e\u{301}te\u{301}",
      "empty": .null,
    ],
  ]
  private static let columns = ["id", "name", "company", "size", "notes", "empty"]

  private func printed(_ rows: [JSONObject], columns: [String], isDefault: Bool = true, width: Int?) throws
    -> [String]
  {
    try TemporaryFolder.with { folder in
      try folder.write("", to: "table")
      let descriptor = open(folder.file("table"), O_WRONLY)
      defer { close(descriptor) }
      let sink = DescriptorSink(descriptor: descriptor, name: "table")
      var table = Table(columns: columns, isDefault: isDefault, width: width, isStyled: false, zone: .utc)
      for row in rows { try table.print(row, to: sink) }
      try table.finish(to: sink)
      try sink.flush()
      return try Files.text(folder.file("table")).split(separator: "\n").map(String.init)
    }
  }

  @Test(arguments: [20, 40, 80, 120, 200]) func linesFitTheTerminal(width: Int) throws {
    for line in try printed(Self.wordy, columns: Self.columns, width: width) {
      #expect(DisplayWidth.of(line) <= width, "\(line)")
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test func theWidestGiveWayAndNumbersNever() throws {
    let lines = try printed(Self.wordy, columns: Self.columns, width: 60)
    #expect(
      lines == [
        "id  name            company            size  notes",
        " 1  Ann Lee         Harbor Lights…  1250000  Met at the fai…",
        "12  王小明王小明…   東京電力株式…         3  👩‍👩‍👧 e\u{301}te\u{301}",
      ])
    #expect(try printed(Self.wordy, columns: Self.columns, width: nil)[1].hasSuffix("the end of the month"))
  }

  @Test func columnsTheUserChoseStay() throws {
    let lines = try printed(Self.wordy, columns: Self.columns, isDefault: false, width: 30)
    #expect(lines[0] == "id  name      company      size  notes     empty")
  }

  /// A longer table goes on with the widths of its first rows.
  @Test func rowsAfterTheSampleKeepTheWidths() throws {
    var rows = [JSONObject](repeating: ["id": 1, "name": "Ann"], count: 200)
    rows.append(["id": 123_456, "name": "Somebody with a long name"])
    let lines = try printed(rows, columns: ["id", "name"], width: 80)
    #expect(lines[200] == " 1  Ann")
    #expect(lines[201] == "123456  Som…")
  }

  @Test func textFromOutsideIsShownNotObeyed() throws {
    let name = "Eve\u{1b}[31m\u{202e}\u{7}\r\nx\ty"
    let lines = try printed([["name": .string(name)]], columns: ["name"], width: 80)
    #expect(lines == ["name", "Eve<U+001B>[31m<U+202E><U+0007> x y"])

    try Desk.with { desk throws in
      try desk.run("contact", "add", "--last-name", name, width: 80)
      for words in [["contact", "show", "1"], ["contact", "list"], ["log"], ["log", "1"]] {
        let screen = try desk.run(words + ["--no-color"], width: 200).output
        #expect(screen.contains("Eve<U+001B>[31m<U+202E><U+0007>"), "\(words)")
        #expect(!screen.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" || $0 == "\u{7}" })
      }
      // A program gets what is stored.
      #expect(try desk.run("contact", "list", "--fields", "last_name", "-o", "csv").output.contains(name))
    }
  }

  @Test func coloursAreForTerminalsThatWantThem() throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee")
      #expect(try desk.run("contact", "list", width: 80).output.hasPrefix("\u{1b}[1mid"))
      #expect(try desk.run("contact", "list", "--no-color", width: 80).output.hasPrefix("id"))
      #expect(try desk.run("contact", "list", "-o", "table").output.hasPrefix("id"))
      #expect(try desk.run("--help", width: 80).output.contains("\u{1b}[1mUsage"))
      #expect(!(try desk.run("--help", "--no-color", width: 80).output.contains("\u{1b}")))
      desk.environment["NO_COLOR"] = "1"
      #expect(try desk.run("contact", "list", width: 80).output.hasPrefix("id"))
      #expect(try desk.run("--help", width: 80).output.hasPrefix("A customer"))
    }
  }

  @Test func oneRecordIsALineForEachFieldThatSaysSomething() throws {
    try Desk.with { desk throws in
      desk.environment["NO_COLOR"] = "1"
      try desk.run(
        "contact", "add", "Ann Lee", "--email", "ann@lee.example", "--email", "ann@acme.example", "--company",
        "Acme",
        "--position", "Buyer", "--tag", "vip", "--tag", "press", "--field", "region=North", "--field",
        "tier=1",
        "--notes", "one\ntwo", "--do-not-contact")
      try desk.run("contact", "link", "ann", "--company", "Beta", "--position", "Advisor")
      #expect(
        try desk.run("contact", "show", "ann", "--now", "2026-03-03T00:00:00Z", width: 80).output == """
          id              1
          name            Ann Lee
          email           ann@lee.example
          emails          ann@lee.example, ann@acme.example
          company         Acme
          position        Buyer
          affiliations    Acme, position Buyer, primary
                          Beta, position Advisor
          status          new
          tags            press, vip
          notes           one
                          two
          do_not_contact  yes
          fields          region North, tier 1
          created_at      2026-03-02 09:00

          """)
    }
  }
}
