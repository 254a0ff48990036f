import TestSupport
import Testing

@testable import Models

private let stage = Path(["stage"])
private let value = Path(["value"])
private let name = Path(["name"])
private let closed = Path(["closed_at"])
private let activities = Path(["activities"])

private let won = Condition.compare(stage, .equal, .word("won"))
private let large = Condition.compare(value, .greaterOrEqual, .number("10000"))
private let named = Condition.compare(name, .contains, .text("Acme"))

struct ConditionTests {
  @Test(arguments: [
    ("stage = won", won),
    ("  stage=won\n", won),
    ("stage == won", won),
    ("value>=10000", large),
    ("value <> -3", .compare(value, .notEqual, .number("-3"))),
    ("value != 1.5", .compare(value, .notEqual, .number("1.5"))),
    ("value<.5", .compare(value, .less, .word(".5"))),
    ("value <= 007", .compare(value, .lessOrEqual, .word("007"))),
    ("value > 12k", .compare(value, .greater, .word("12k"))),
    ("name ~ \"Acme\"", named),
    ("name !~ 'Acme'", .not(named)),
    ("updated_at < -30d", .compare(Path(["updated_at"]), .less, .word("-30d"))),
    ("email = ann+crm@x.example", .compare(Path(["email"]), .equal, .word("ann+crm@x.example"))),
    ("due_date = 2026-01-31T14:30:00Z", .compare(Path(["due_date"]), .equal, .word("2026-01-31T14:30:00Z"))),
    ("name = Åse", .compare(name, .equal, .word("Åse"))),
    ("name = e\u{301}", .compare(name, .equal, .word("e\u{301}"))),
    ("country = IN", .compare(Path(["country"]), .equal, .word("IN"))),
  ])
  func comparisons(text: String, condition: Condition) throws {
    #expect(try Condition.parse(text) == condition)
  }

  @Test(arguments: [
    (#"name = """#, ""),
    (#"name = '"'"#, #"""#),
    (#"name = "a ""b"" c""#, #"a "b" c"#),
    (#"name = 'O''Brien'"#, "O'Brien"),
    (#"name = 'O\'Brien'"#, "O'Brien"),
    (#"name = "\"\\\"""#, #""\""#),
    (#"name = "C:\temp""#, #"C:\temp"#),
    (#"name = "null""#, "null"),
    (#"name = "10""#, "10"),
    ("name = \"two\nlines\"", "two\nlines"),
  ])
  func quotedValues(text: String, value: String) throws {
    #expect(try Condition.parse(text) == .compare(name, .equal, .text(value)))
  }

  @Test(arguments: [
    ("company.name = x", ["company", "name"]),
    (#"fields."Deal size" = x"#, ["fields", "Deal size"]),
    (#"company.fields.'Größe'.x = x"#, ["company", "fields", "Größe", "x"]),
    ("fields.deal-größe = x", ["fields", "deal-größe"]),
    ("fields.in = x", ["fields", "in"]),
    (#""in" = x"#, ["in"]),
    ("not-now = x", ["not-now"]),
  ])
  func paths(text: String, names: [String]) throws {
    #expect(try Condition.parse(text) == .compare(Path(names), .equal, .word("x")))
  }

  @Test(
    arguments: [
      ("stage in (won)", .isOneOf(stage, [.word("won")])),
      ("value in(1,-30d , 'x y')", .isOneOf(value, [.number("1"), .word("-30d"), .text("x y")])),
      ("stage not in (won, lost)", .not(.isOneOf(stage, [.word("won"), .word("lost")]))),
      ("closed_at in this_month", .within(closed, "this_month")),
      ("closed_at IN 2026", .within(closed, "2026")),
      ("closed_at in 'this month'", .within(closed, "this month")),
      ("closed_at not in 2026-01-01..2026-03-31", .not(.within(closed, "2026-01-01..2026-03-31"))),
      ("stage is null", .isNull(stage)),
      ("stage = NULL", .isNull(stage)),
      ("stage Is Not Null", .not(.isNull(stage))),
      ("stage != null", .not(.isNull(stage))),
      ("stage <> null", .not(.isNull(stage))),
    ] as [(String, Condition)])
  func membershipAndNull(text: String, condition: Condition) throws {
    #expect(try Condition.parse(text) == condition)
  }

  @Test(
    arguments: [
      ("contacts() > 2", .count(Path(["contacts"]), nil, .greater, 2)),
      ("contacts ( )", .count(Path(["contacts"]), nil, .greater, 0)),
      (
        "activities(kind = call)",
        .count(activities, .compare(Path(["kind"]), .equal, .word("call")), .greater, 0)
      ),
      (
        "company.deals(stage = won or value >= 10000) <> 0",
        .count(Path(["company", "deals"]), .any([won, large]), .notEqual, 0)
      ),
      (
        "activities(deals(stage = won) = 1) < 3 and stage = won",
        .all([.count(activities, .count(Path(["deals"]), won, .equal, 1), .less, 3), won])
      ),
    ] as [(String, Condition)])
  func counts(text: String, condition: Condition) throws {
    #expect(try Condition.parse(text) == condition)
  }

  @Test(
    arguments: [
      ("stage = won and value >= 10000 or name ~ 'Acme'", .any([.all([won, large]), named])),
      ("stage = won OR value >= 10000 AND name ~ 'Acme'", .any([won, .all([large, named])])),
      ("(stage = won or value >= 10000) and name ~ 'Acme'", .all([.any([won, large]), named])),
      ("stage = won and value >= 10000 and name ~ 'Acme'", .all([won, large, named])),
      ("(stage = won and value >= 10000) and name ~ 'Acme'", .all([.all([won, large]), named])),
      ("not stage = won and value >= 10000", .all([.not(won), large])),
      ("not(stage = won and value >= 10000)", .not(.all([won, large]))),
      ("not not stage = won", .not(.not(won))),
      ("((stage = won))", won),
    ] as [(String, Condition)])
  func precedence(text: String, condition: Condition) throws {
    #expect(try Condition.parse(text) == condition)
  }

  @Test(arguments: [
    ("Stage==won AND name<>'x'", #"Stage = won and name != "x""#),
    ("not name ~ a", "name !~ a"),
    ("not closed_at is null", "closed_at is not null"),
    ("not stage in(a,b)", "stage not in (a, b)"),
    ("not closed_at in 'this month'", #"closed_at not in "this month""#),
    ("activities(kind=call)", "activities(kind = call) > 0"),
    (#"not (a = 1 or (b = 2 and c = "\"'"))"#, #"not (a = 1 or b = 2 and c = "\"'")"#),
    (#"'is'.fields."Deal size" = 1"#, #""is".fields."Deal size" = 1"#),
  ])
  func printing(text: String, canonical: String) throws {
    #expect(try Condition.parse(text).description == canonical)
  }

  @Test func pathsKnowTheirPlace() throws {
    let condition = try Condition.parse(#"naïve = 1 and "é é".b > 2"#)
    guard case .all(let parts) = condition, parts.count == 2, case .compare(let path, _, _) = parts[1] else {
      Issue.record("not two conditions: \(condition)")
      return
    }
    #expect(path.place == 14)
  }

  @Test func andIsFlat() {
    #expect(Condition.and(won, large) == .all([won, large]))
    #expect(Condition.and(.all([won, large]), .all([named, won])) == .all([won, large, named, won]))
    #expect(Condition.and(.any([won, large]), named) == .all([.any([won, large]), named]))
    #expect(Condition.and(.all([]), won) == won)
    #expect(Condition.and(.all([]), .all([])) == .all([]))
  }

  @Test func anyConditionReadsBack() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<3_000 {
      let condition = Condition.random(depth: 5, using: &random)
      #expect(try Condition.parse(condition.description) == condition, "\(condition)")
    }
  }

  /// Damaged text is refused or means something that reads back; nothing traps, and no error points
  /// outside the text.
  @Test func damagedTextIsSafe() throws {
    var random = SeededGenerator(seed: 2)
    let pieces = [
      "(", ")", "\"", "'", "\\", ",", ".", "not ", " in ", " is ", "null", "=", "~", "é", "\u{301}", "\0",
      "🙂", " ",
    ]
    var accepted = 0
    for _ in 0..<10_000 {
      var scalars = Array(Condition.random(depth: 3, using: &random).description.unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0...scalars.count, using: &random)
        let end = min(scalars.count, place + Int.random(in: 0...2, using: &random))
        let piece = random.element(of: pieces)
        scalars.replaceSubrange(place..<end, with: piece.unicodeScalars)
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      do {
        let condition = try Condition.parse(String(text))
        #expect(try Condition.parse(condition.description) == condition)
        accepted += 1
      } catch {
        #expect((0...scalars.count).contains(error.place))
        #expect(!error.description.isEmpty)
        if let hint = error.hint { #expect(hint.unicodeScalars.count > scalars.count) }
      }
    }
    #expect((1_000..<9_000).contains(accepted))
  }
}
