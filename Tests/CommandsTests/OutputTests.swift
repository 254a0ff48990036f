import Bytes
import Testing

/// The formats that programs read, and the options that shape a list.
@Suite struct OutputTests {
  private func withTwoContacts(_ body: (Desk) throws -> Void) throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee", "--email", "ann@lee.example", "--tag", "vip", "--tag", "a;b")
      try desk.run("contact", "add", "--last-name", "=1+2", "--notes", "a \"quote\",\nand a line")
      try body(desk)
    }
  }

  @Test func jsonIsOneDocument() throws {
    try withTwoContacts { desk throws in
      let list = try JSONParser.parse(desk.run("contact", "list", "-o", "json").output.utf8)
      #expect(list.array?.count == 2)
      #expect(
        try JSONParser.parse(desk.run("contact", "show", "1", "-o", "json").output.utf8).object?["id"] == 1)
      #expect(try desk.run("contact", "show", "1", "2", "-o", "json").output.hasPrefix("[{"))
      #expect(try desk.run("contact", "list", "--where", "id = 9", "-o", "json").output == "[]\n")
      #expect(try desk.run("contact", "list", "--where", "id = 9").output == "")
    }
  }

  @Test func csvHasAHeaderAndQuotesWhatNeedsIt() throws {
    try withTwoContacts { desk throws in
      #expect(
        try desk.run("contact", "list", "--fields", "name,tags,notes", "-o", "csv").output
          == """
          name,tags,notes
          Ann Lee,"[""a;b"",""vip""]",
          =1+2,,"a ""quote"",
          and a line"

          """)
      #expect(
        try desk.run("contact", "list", "--where", "id = 9", "--fields", "id,name", "-o", "csv").output
          == "id,name\n")
    }
  }

  @Test(arguments: [
    ["contact", "list", "--fields", "last_name"], ["query", #"{"from":"contact","fields":["last_name"]}"#],
    ["sql", "SELECT last_name FROM contact"],
  ])
  func formulasAreQuotedForSpreadsheetsOnRequest(words: [String]) throws {
    try withTwoContacts { desk throws in
      #expect(try desk.run(words + ["-o", "csv"]).output.hasSuffix("\n=1+2\n"))
      #expect(try desk.run(words + ["-o", "csv", "--excel-safe"]).output.hasSuffix("\n\"'=1+2\"\n"))
    }
  }

  @Test func fieldsAreThoseAskedForInTheirOrder() throws {
    try withTwoContacts { desk throws in
      #expect(
        try desk.run("contact", "list", "--fields", "email, id", "--fields", "company.name", "-n", "1").output
          == "{\"email\":\"ann@lee.example\",\"id\":1,\"company.name\":null}\n")
    }
  }

  @Test(arguments: [
    ([], 2), (["--where", "tags = vip"], 1), (["--tag", "vip"], 1), (["--where", "id = 9"], 0),
    (["--limit", "1"], 1),
    (["--where", "id > 0", "--where", "id < 2"], 1), (["--since", "tomorrow"], 0),
    (["--company", "Acme"], 0),
  ])
  func countIsThatOfTheList(options: [String], count: Int) throws {
    try withTwoContacts { desk throws in
      #expect(try desk.run(["contact", "list", "--count"] + options).output == "{\"count\":\(count)}\n")
      #expect(try desk.run(["contact", "list"] + options).lines.count == count)
    }
  }

  @Test func anEmptyTableSaysSoToAPersonAlone() throws {
    try withTwoContacts { desk throws in
      let words = ["contact", "list", "--where", "id = 9"]
      func note(_ more: [String] = [], width: UInt16? = nil) throws -> String {
        try desk.run(words + more, width: width).errors
      }
      #expect(try note(width: 80) == "nothing found\n")
      #expect(try note(["-q"], width: 80) == "")
      #expect(try note() == "")
      #expect(try note(["-o", "table"]) == "")
    }
  }

  @Test func aNounAloneExplainsItselfToAPerson() throws {
    try Desk.with { desk throws in
      let screen = try desk.run("contact", width: 80)
      #expect(screen.status == 2 && screen.output.contains("Usage") && screen.errors == "")
      let script = try desk.run("contact")
      #expect(script.status == 2 && script.output == "" && script.errors.contains("\"usage\""))
    }
  }
}
