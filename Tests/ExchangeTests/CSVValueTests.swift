import Bytes
import Models
import Testing

@testable import Exchange

/// Dates of a column, and the remark about it.
struct CSVDateTests {
  /// What the last of the cells became.
  private func read(_ cells: [String], _ order: DateOrder? = nil, as field: String = "Due Date") throws -> (
    String, [String]
  ) {
    let rows = cells.map { "t,\"\($0)\"\n" }.joined()
    let outcome = try readCSV("Title,\(field)\n" + rows, CSVOptions(type: .task, dateOrder: order))
    let last = (outcome.rows.last ?? "").replacing(
      "{\"type\":\"task\",\"title\":\"t\",\"due_date\":", with: "")
    return (last, outcome.remarks)
  }

  @Test(arguments: [
    ("2026-01-31", "2026-01-31"), ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z"),
    ("2026-01-31T10:00:00+0100", "2026-01-31T10:00:00+01:00"), ("31/01/2026", "2026-01-31"),
    ("01/31/26", "2026-01-31"), ("31.1.2026", "2026-01-31"), ("1.2.2026", "2026-02-01"),
    ("Jan 31, 2026", "2026-01-31"), ("31 January 2026", "2026-01-31"), ("31-Jan-26", "2026-01-31"),
    ("Sat, 31st January 2026", "2026-01-31"), ("Sept. 5, 2026", "2026-09-05"), ("2026/1/31", "2026-01-31"),
    ("2026-Jan-31", "2026-01-31"), ("20260131", "2026-01-31"), ("46053", "2026-01-31"),
    ("46053.604167", "2026-01-31 14:30"), ("31/01/2026 14:30", "2026-01-31 14:30"),
    ("1/31/2026 2:05:09 PM", "2026-01-31 14:05:09"), ("31/01/2026 12:00 am", "2026-01-31 00:00"),
    ("Jan 31, 2026, 9:15 AM", "2026-01-31 09:15"), ("31/12/31", "1931-12-31"), ("31/12/29", "2029-12-31"),
    // What is no date stays a text, and the store says what it thinks of it.
    ("tomorrow", "tomorrow"), ("31/02/2026", "31/02/2026"), ("31/01/2026 25:00", "31/01/2026 25:00"),
    ("2026", "2026"), ("31/01-2026", "31/01-2026"), ("Janx 31, 2026", "Janx 31, 2026"),
    ("31/01/2026 noon", "31/01/2026 noon"),
  ])
  func isRead(_ cell: String, _ expected: String) throws {
    #expect(try read([cell]).0 == "\"\(expected)\"}")
  }

  @Test func theColumnTellsTheOrder() throws {
    let dmy = try read(["31/01/2026", "03/04/2026"])
    #expect(dmy.0 == "\"2026-04-03\"}")
    #expect(dmy.1 == ["column 'Due Date': 03/04/2026 could be either; read as day first, as 31/01/2026 is"])
    // Even when what tells it comes later, and against what was asked.
    let mdy = try read(["01/31/2026", "01/30/2026", "31/01/2026", "03/04/2026"], .dmy)
    #expect(mdy.0 == "\"2026-03-04\"}")
    #expect(mdy.1 == ["column 'Due Date': 03/04/2026 could be either; read as month first, as 01/31/2026 is"])
    #expect(try readCSV("Title,Due Date\na,03/04/2026\nb,01/31/2026").rows[0].contains("2026-03-04"))
  }

  @Test func elseItIsAsAskedElseTheDayComesFirst() throws {
    let asked = try read(["03/04/2026"], .mdy)
    #expect(asked.0 == "\"2026-03-04\"}")
    #expect(asked.1 == ["column 'Due Date': 03/04/2026 could be either; read as month first, as asked"])
    let open = try read(["03/04/2026"])
    #expect(open.0 == "\"2026-04-03\"}")
    #expect(
      open.1 == ["column 'Due Date': 03/04/2026 could be either; read as day first, see --date-order"])
    let short = try read(["03/04/05"], .ymd)
    #expect(short.0 == "\"2003-04-05\"}")
    #expect(short.1 == ["column 'Due Date': 03/04/05 could be either; read as year first, as asked"])
    // Nothing to remark where both readings are one day.
    #expect(try read(["04/04/2026"]).1 == [])
  }

  @Test func aDateAgainstTheOrderIsRejected() throws {
    let cells = ["31/01/2026", "30/01/2026", "01/31/2026"]
    #expect(
      try read(cells).0
        == "line 4: column 'Due Date': 01/31/2026 is no date with the day first, as the column has it")
    // So is one beyond the rows that were read ahead.
    let many = Array(repeating: "31/01/2026", count: 2_500) + ["01/31/2026"]
    #expect(try read(many).0.hasPrefix("line 2502: column 'Due Date': 01/31/2026 is no date"))
  }

  @Test func aBirthdayWithoutItsYearIsKept() throws {
    try expectCSV(
      "Name,Birthday,Size\nAda, --12-10,7\n", CSVOptions(type: .contact),
      gives: [#"{"type":"contact","name":"Ada","fields":{"birthday":"--12-10","Size":7}}"#])
  }

  @Test func eachColumnHasItsOwnOrder() throws {
    try expectCSV(
      "Title,Created,Due Date\na,31/01/2026,01/31/2026\nb,03/04/2026,03/04/2026\n",
      gives: [
        #"{"type":"task","title":"a","created_at":"2026-01-31","due_date":"2026-01-31"}"#,
        #"{"type":"task","title":"b","created_at":"2026-04-03","due_date":"2026-03-04"}"#,
      ])
  }
}

struct CSVNumberTests {
  private func value(_ cells: [String], _ column: String = "Amount") throws -> String {
    let rows = cells.map { "x;\"\($0)\"\n" }.joined()
    let last = try readCSV("Deal;\(column)\n" + rows, CSVOptions(type: .deal)).rows.last ?? ""
    return last.replacing("{\"type\":\"deal\",\"title\":\"x\",", with: "")
  }

  @Test(arguments: [
    ("1234", #""value":1234}"#), ("-12.5", #""value":-12.5}"#), ("$1,234.50", #""value":1234.50}"#),
    ("1.234,50 €", #""value":1234.50,"currency":"EUR"}"#), ("1 234,50 kr", #""value":1234.50}"#),
    ("USD 1200", #""value":1200,"currency":"USD"}"#), ("1200 usd", #""value":1200,"currency":"USD"}"#),
    ("US$1,200,000", #""value":1200000,"currency":"USD"}"#), ("£.50", #""value":0.50,"currency":"GBP"}"#),
    ("(1,234.50)", #""value":-1234.50}"#), ("1'200.-", #""value":1200}"#), ("12,-", #""value":12}"#),
    ("-$5", #""value":-5}"#), ("5-", #""value":-5}"#), ("1\u{A0}234\u{202F}567", #""value":1234567}"#),
    ("12,34,567.8", #""value":1234567.8}"#), ("0,125", #""value":0.125}"#), ("007", #""value":7}"#),
    ("0", #""value":0}"#), ("0.00", #""value":0.00}"#), ("000", #""value":0}"#), ("+5", #""value":5}"#),
    ("1.234.567", #""value":1234567}"#), ("1234,5", #""value":1234.5}"#), ("12,3456", #""value":12.3456}"#),
    // Three digits after the only mark are thousands, unless the column says otherwise.
    ("1,234", #""value":1234}"#), ("1.234", #""value":1234}"#), ("123.456", #""value":123456}"#),
    ("1234.567", #""value":1234.567}"#), ("0.125", #""value":0.125}"#),
    // What is no number stays a text, which the store refuses.
    ("1.2k", #""value":"1.2k"}"#), ("12.34.56", #""value":"12.34.56"}"#), ("1,23,4", #""value":"1,23,4"}"#),
    ("12 34", #""value":"12 34"}"#), ("$5 €", #""value":"$5 €"}"#), ("(5", #""value":"(5"}"#),
    ("about 5", #""value":"about 5"}"#), ("n/a", #""value":"n/a"}"#), ("5%", #""value":"5%"}"#),
  ])
  func isRead(_ cell: String, _ expected: String) throws {
    #expect(try value([cell]) == expected)
  }

  @Test func theColumnTellsWhatAMarkIs() throws {
    #expect(try value(["12,5", "1,234"]) == #""value":1.234}"#)
    #expect(try value(["12,5", "1.234"]) == #""value":1234}"#)
    #expect(try value(["12.5", "1.234"]) == #""value":1.234}"#)
    #expect(try value(["1.234.567", "1,234"]) == #""value":1.234}"#)
    let outcome = try readCSV("Deal;Amount\nx;1,234\n")
    #expect(
      outcome.remarks.contains("column 'Amount': the mark in 1,234 was read as that of thousands"))
  }

  @Test func anAmountAndItsCurrencyAgree() throws {
    try expectCSV(
      "Deal;Amount;Currency\na;5 €;eur\nb;5 €;USD\nc;5;usd\n",
      gives: [
        #"{"type":"deal","title":"a","value":5,"currency":"EUR"}"#,
        "line 3: column 'Currency': the amount is in USD here, and in EUR in another column",
        #"{"type":"deal","title":"c","value":5,"currency":"USD"}"#,
      ])
  }

  @Test(arguments: [
    (["75%"], "0.75"), (["75 %"], "0.75"), (["0.75"], "0.75"), (["75"], "0.75"), (["12.5%"], "0.125"),
    (["1"], "1"), (["50", "1"], "0.01"), (["0,5"], "0.5"), (["100"], "1.00"), (["often"], "\"often\""),
  ])
  func chances(_ cells: [String], _ expected: String) throws {
    #expect(try value(cells, "Probability") == "\"probability\":\(expected)}")
  }

  @Test func customNumbersAreThoseOfJSON() throws {
    let cells = ["12", "-1.50", "1.234", "007", "+49", "1e5", "1234567890123456", "1,5", "$5", "true", " 7 "]
    let values = try cells.map { try value([$0], "Foo") }
    #expect(
      values
        == [
          "12", "-1.50", "1.234", "\"007\"", "\"+49\"", "\"1e5\"", "\"1234567890123456\"", "\"1,5\"",
          "\"$5\"",
          "\"true\"", "7",
        ].map { "\"fields\":{\"Foo\":\($0)}}" })
  }
}

struct CSVListTests {
  @Test(arguments: [
    ("Email", "a@x; b@x", #""emails":["a@x","b@x"]"#), ("Email", "a@x,b@x", #""emails":["a@x","b@x"]"#),
    ("Email", "a@x\nb@x", #""emails":["a@x","b@x"]"#), ("Email", "a@x ::: b@x", #""emails":["a@x","b@x"]"#),
    ("Email", " a@x ", #""email":"a@x""#), ("Email", "a@x; a@x;", #""email":"a@x""#),
    ("Phone", "+1 555 0100, +1 555 0101", #""phones":["+1 555 0100","+1 555 0101"]"#),
    ("Phone", "+1 555 0100, ext. 12", #""phone":"+1 555 0100, ext. 12""#),
    ("Tags", "vip; key", #""tags":["vip","key"]"#), ("Tags", "vip,key", #""tags":["vip","key"]"#),
    ("Tags", "Sales, EMEA; VIP", #""tags":["Sales, EMEA","VIP"]"#), ("Tags", "one", #""tags":["one"]"#),
    ("Tags", #"["a;b","c"]"#, #""tags":["a;b","c"]"#), ("Tags", "[x", #""tags":["[x"]"#),
    ("Do not contact", "Yes", #""do_not_contact":true"#), ("Opted out", "x", #""do_not_contact":true"#),
    ("Do not contact", "FALSE", #""do_not_contact":false"#),
    ("Do not contact", "0", #""do_not_contact":false"#),
    ("Do not contact", "maybe", #""do_not_contact":"maybe""#),
    ("Notes", " two\nlines ", #""notes":" two\nlines ""#), ("City", "\u{A0}Rome\u{3000}", #""city":"Rome""#),
  ])
  func isRead(_ column: String, _ cell: String, _ expected: String) throws {
    let quoted = cell.replacing("\"", with: "\"\"")
    try expectCSV(
      "Name\t\(column)\nA\t\"\(quoted)\"\n", CSVOptions(type: .contact),
      gives: ["{\"type\":\"contact\",\"name\":\"A\",\(expected)}"])
  }
}

/// What stands in a cell is taken out of what a program has put around it.
struct CSVWrappedValueTests {
  @Test func aFormulaOfNothingButATextIsTheText() throws {
    try expectCSV(
      #"""
      Name,Phone,Postcode,Notes,Code
      Ann,"=""0015550100""","=""01234""","=""-5""","=""007"""
      Bob,"=""""","=""a""&""b""",=1+2,"="
      """#,
      gives: [
        #"{"type":"contact","name":"Ann","phone":"0015550100","postcode":"01234","notes":"-5","fields":{"Code":"007"}}"#,
        #"{"type":"contact","name":"Bob","postcode":"=\"a\"&\"b\"","notes":"=1+2","fields":{"Code":"="}}"#,
      ])
  }

  @Test func ourOwnFilesSayWhatTheyMean() throws {
    try expectCSV(
      "type,id,name,emails,postcode\ncontact,1,Ann,mailto:ann@x.example,\"=\"\"01234\"\"\"",
      gives: [
        #"{"type":"contact","id":1,"name":"Ann","emails":["mailto:ann@x.example"],"postcode":"=\"01234\""}"#
      ])
  }

  @Test func aLinkIsWhereItLeads() throws {
    try expectCSV(
      """
      Name,Email,Phone
      Ann,mailto:ann@x.example?subject=Hi,tel:+15550100
      Bob,MAILTO:b%2Bc@x.example; d@x.example,+1 555 0100
      """,
      gives: [
        #"{"type":"contact","name":"Ann","email":"ann@x.example","phone":"+15550100"}"#,
        #"{"type":"contact","name":"Bob","emails":["b+c@x.example","d@x.example"],"phone":"+1 555 0100"}"#,
      ])
  }
}

/// What other programs call the place of a lead.
struct CSVStatusTests {
  private static let statuses = ["new", "contacted", "Warm", "qualified", "customer"]

  @Test(arguments: [
    ("New", "new"), ("warm", "Warm"), ("Open - Not Contacted", "new"), ("Working - Contacted", "contacted"),
    ("ATTEMPTED_TO_CONTACT", "contacted"), ("salesqualifiedlead", "qualified"),
    ("Closed - Converted", "customer"),
  ])
  func aPlainWordIsAStatusOfOurs(_ word: String, _ status: String) throws {
    try expectCSV(
      "Name,Lead Status\nAnn,\(word)", CSVOptions(statuses: Self.statuses),
      gives: [#"{"type":"contact","name":"Ann","status":"\#(status)"}"#])
  }

  @Test func anotherWordIsKeptAsACustomField() throws {
    // Nor is a status that somebody has taken out of the list.
    let file = "Name,Lifecycle Stage\nAnn,Evangelist\nBob,Connected\nCid,MQL\nDan,MQL\n"
    let outcome = try readCSV(file, CSVOptions(statuses: Self.statuses))
    #expect(
      outcome.rows == [
        #"{"type":"contact","name":"Ann","fields":{"Lifecycle Stage":"Evangelist"}}"#,
        #"{"type":"contact","name":"Bob","fields":{"Lifecycle Stage":"Connected"}}"#,
        #"{"type":"contact","name":"Cid","status":"qualified"}"#,
        #"{"type":"contact","name":"Dan","status":"qualified"}"#,
      ])
    #expect(
      outcome.remarks.suffix(2) == [
        "column 'Lifecycle Stage': read MQL as qualified",
        "column 'Lifecycle Stage': Evangelist, Connected are no lead statuses and are kept as a custom field",
      ])
  }

  @Test func inAFileOfOurOwnAWordIsWhatItSays() throws {
    try expectCSV(
      "type,id,name,status\ncontact,1,Ann,Open", CSVOptions(statuses: Self.statuses),
      gives: [#"{"type":"contact","id":1,"name":"Ann","status":"Open"}"#])
  }
}
