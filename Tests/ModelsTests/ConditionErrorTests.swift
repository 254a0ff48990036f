import Testing

@testable import Models

struct ConditionErrorTests {
  @Test(arguments: [
    ("", 0, "expected a condition such as stage = won, found the end"),
    ("stage = won and", 15, "expected a condition such as stage = won, found the end"),
    ("or stage = won", 0, "expected a condition such as stage = won, found 'or'"),
    ("= won", 0, "expected a condition such as stage = won, found '='"),
    ("company. = won", 8, "expected a field's name, found ' '"),
    (
      "do_not_contact", 14,
      "expected one of =, !=, <, <=, >, >=, ~ (contains), in, not in, is null, is not null, found the end"
    ),
    (
      "stage won", 6,
      "expected one of =, !=, <, <=, >, >=, ~ (contains), in, not in, is null, is not null, found 'won'"
    ),
    ("stage =", 7, "expected a value, found the end"),
    ("name = “Acme Corp”", 7, "expected a value, found '“'"),
    ("stage = = won", 8, "expected a value, found '='"),
    ("stage = or value > 3", 8, "expected a value, found 'or'"),
    ("value > null", 8, "expected a value, found 'null'"),
    ("stage in (won, null)", 15, "expected a value, found 'null'"),
    ("stage in ()", 10, "expected a value, found ')'"),
    ("stage in (won,)", 14, "expected a value, found ')'"),
    ("stage in (won", 13, "expected ',' or ')', found the end"),
    ("stage in ('won' lost)", 16, "expected ',' or ')', found 'lost'"),
    ("closed_at in", 12, "expected a list in brackets or a period such as this_month, found the end"),
    ("stage not won", 10, "expected 'in', found 'won'"),
    ("stage is won", 9, "expected 'null' or 'not null', found 'won'"),
    ("stage is not won", 13, "expected 'null', found 'won'"),
    ("stage = won, lost", 11, "expected 'and', 'or' or the end, found ','"),
    ("stage = won value > 3", 12, "expected 'and', 'or' or the end, found 'value'"),
    ("stage = won && value > 3", 12, "expected 'and', 'or' or the end, found '&'"),
    ("stage = won)", 11, "expected 'and', 'or' or the end, found ')'"),
    ("(stage = won", 12, "expected 'and', 'or' or ')', found the end"),
    ("activities(kind = call", 22, "expected 'and', 'or' or ')', found the end"),
    ("activities() ~ 3", 13, "expected one of =, !=, <, <=, >, >=, found '~'"),
    ("activities() > some", 15, "expected a whole number, found 'some'"),
    ("activities() > 1.5", 15, "expected a whole number, found '1.5'"),
    ("activities() > 99999999999999999999", 15, "expected a whole number, found '99999999999999999999'"),
    ("activities() > '3'", 15, "expected a whole number, found '''"),
    ("name = \"Acme", 7, "the quote is never closed"),
    ("name = 'C:\\'", 7, "the quote is never closed"),
    ("fields.\"Deal = 3", 7, "the quote is never closed"),
  ])
  func messages(text: String, place: Int, message: String) {
    let error = error(of: text)
    #expect(error?.message == message)
    #expect(error?.place == place)
    #expect(error?.hint == nil)
  }

  @Test(arguments: [
    ("status = meeting booked", "meeting booked", #"status = "meeting booked""#),
    (
      "value > 3 and (status = meeting  booked ) or x = 1", "meeting  booked",
      #"value > 3 and (status = "meeting  booked" ) or x = 1"#
    ),
    ("status in (new, meeting booked)", "meeting booked", #"status in (new, "meeting booked")"#),
    ("status = meeting booked, x", "meeting booked", #"status = "meeting booked", x"#),
    ("closed_at in this month", "this month", #"closed_at in "this month""#),
    ("due = 2026-01-31 14:30", "2026-01-31 14:30", #"due = "2026-01-31 14:30""#),
    ("name = O'Brien and x = 1", "O'Brien", #"name = "O'Brien" and x = 1"#),
    ("name = AT&T", "AT&T", #"name = "AT&T""#),
    ("value > $500", "$500", #"value > "$500""#),
    ("state = OR and x = 1", "OR", #"state = "OR" and x = 1"#),
    (#"path = C:\temp dir"#, #"C:\temp dir"#, #"path = "C:\\temp dir""#),
  ])
  func missingQuotes(text: String, value: String, hint: String) {
    let error = error(of: text)
    #expect(error?.reason == .unquoted(value, repaired: hint))
    #expect(error?.message == "the value '\(value)' needs quotes")
    #expect(error?.hint == hint)
  }

  @Test func nestingHasALimit() throws {
    let limit = Condition.depthLimit
    for (open, close) in [("(", ")"), ("not ", ""), ("not (", ")"), ("a(", ")")] {
      let levels = limit / (open == "not (" ? 2 : 1)
      let deepest = String(repeating: open, count: levels) + "b = 1" + String(repeating: close, count: levels)
      #expect(try Condition.parse(deepest).description.contains("b = 1"))
      #expect(error(of: open + deepest + close)?.reason == .tooDeep(limit: limit))
    }
    #expect(error(of: String(repeating: "(", count: 60_000))?.reason == .tooDeep(limit: limit))
    #expect(
      error(of: String(repeating: "(", count: 65))?.message == "brackets and 'not' nest more than 64 deep")
  }

  @Test func lengthHasALimit() throws {
    let limit = Condition.lengthLimit
    let longest = "a = " + String(repeating: "é", count: limit - 4)
    #expect(try Condition.parse(longest).description == longest)
    #expect(error(of: longest + " ")?.reason == .tooLong(limit: limit))
  }

  @Test func descriptionPointsAtThePlace() {
    #expect(
      error(of: "stage = won value > 3")?.description == """
        expected 'and', 'or' or the end, found 'value'
          stage = won value > 3
                      ^
        """)
  }

  @Test(arguments: [
    ("abc", 0, "  abc\n  ^"),
    ("abc", 3, "  abc\n     ^"),
    ("abc", 9, "  abc\n     ^"),
    ("a\nb\tc\u{202E}d", 4, "  a b c d\n      ^"),
    ("e\u{301}e\u{301} x", 5, "  e\u{301}e\u{301} x\n     ^"),
    (
      String(repeating: "x", count: 50) + "!" + String(repeating: "y", count: 50), 50,
      "  …\(String(repeating: "x", count: 36))!\(String(repeating: "y", count: 35))…\n"
        + "  \(String(repeating: " ", count: 37))^"
    ),
  ])
  func excerpts(text: String, place: Int, expected: String) {
    #expect(Excerpt(of: text, at: place).description == expected)
  }

  private func error(of text: String) -> ConditionError? {
    do {
      Issue.record("accepted as \(try Condition.parse(text))")
      return nil
    } catch {
      return error
    }
  }
}
