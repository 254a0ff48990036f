import Models
import Store
import Testing

@testable import Assistant

/// Questions that refine the one before them, and what "it" means in them.
@Suite struct FollowUpTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  // swift-format-ignore
  private static let refinements: [(String, String, String)] = [
    // A condition takes the place of one on the same field, and is added else.
    ("deals won in May", "and in June?", "deal | status = won and closed_at in 2026-06"),
    ("open deals owned by ana", "what about bo?", "deal | status = open and owner = \"bo\""),
    ("open deals", "only Berlin", "deal | status = open and company.city = \"Berlin\""),
    ("open deals", "only those over 20k", "deal | status = open and value > 20000"),
    ("deals over 10k", "over 50k", "deal | value > 50000"),
    ("deals in Berlin", "and in France?", "deal | company.country = \"France\""),
    ("open deals", "and the lost ones?", "deal | status = lost"),
    ("deals", "without the lost ones", "deal | not status = lost"),
    ("deals", "not in Berlin", "deal | not company.city = \"Berlin\""),
    ("contacts tagged vip", "only those at Globex", "contact | tags = \"vip\" and company.id = 2"),
    ("contacts in Berlin", "customers only", "contact | company.city = \"Berlin\" and status in (\"customer\")"),
    // Figures and groups stay, or come new.
    ("how many open deals are there", "and won?", "deal | status = won | count"),
    ("pipeline by owner", "only Berlin", "deal | status = open and company.city = \"Berlin\" and owner is not null | sum value | by owner"),
    ("revenue this year", "by owner?", "deal | status = won and closed_at in this_year and owner is not null | sum value | by owner"),
    ("open deals", "by stage?", "deal | status = open and stage is not null | count | by stage"),
    ("pipeline by owner", "by stage", "deal | status = open and stage is not null | sum value | by stage"),
    ("open deals", "how many are there?", "deal | status = open | count"),
    ("open deals", "and their total value?", "deal | status = open | sum value"),
    ("won deals", "what is the average?", "deal | status = won | avg value"),
    ("open deals", "who owns them?", "deal | status = open and owner is not null | count | by owner"),
    // Order and number.
    ("open deals", "sort by value", "deal | status = open | sort value"),
    ("open deals", "the biggest one", "deal | status = open | sort value:desc | limit 1"),
    ("open deals", "which is the oldest?", "deal | status = open | sort created_at | limit 1"),
  ]

  @Test(arguments: refinements) func refine(_ first: String, _ second: String, _ query: String) throws {
    #expect(try desk.query(second, after: first) == query)
  }

  @Test(arguments: [
    "and the weather?", "what about elephants?", "in Atlantis", "delete them", "drop the table", "hmm",
  ]) func whatMeansNothingIsDeclined(_ question: String) throws {
    var setting = Setting()
    setting.query = try desk.ask("open deals").query
    #expect(try desk.ask(question, setting).route == .unsupported)
  }

  @Test func aQuestionThatStandsAloneIsNoRefinement() throws {
    #expect(try desk.query("contacts at Globex", after: "open deals") == "contact | company.id = 2")
  }

  @Test func nothingIsRefinedWithoutAQuestionBefore() throws {
    #expect(try desk.ask("and in May?").route == .unsupported)
    #expect(try desk.ask("what is its value?").route == .unsupported)
  }

  // MARK: It

  @Test(arguments: [
    ("what stage is Acme renewal in?", "who owns it?", "bo"),
    ("what stage is Acme renewal in?", "what is its value?", "12000"),
    ("the largest open deal", "when does it close?", "2026-06-30"),
    ("who is Ida Moreau?", "when did we last talk to her?", "2026-06-01"),
    ("who is Ida Moreau?", "what is her email address?", "ida@acme.example"),
    ("where is Globex?", "what is their industry?", "Health Care"),
  ]) func aPronounIsTheRecordSpokenOf(_ first: String, _ second: String, _ said: String) throws {
    var setting = Setting()
    setting.speak(of: try desk.ask(first).subject)
    #expect(setting.subject != nil)
    let answer = try desk.ask(second, setting)
    #expect(answer.text.contains(said), "\(answer.text)")
    #expect(answer.subject == setting.subject)
  }

  /// A person stays "her" while a deal is spoken of, and the deal "that deal" while she is.
  @Test func whoWasSpokenOfBeforeIsNotForgotten() throws {
    var setting = Setting()
    setting.speak(of: try desk.ask("who is Ida Moreau?").subject)
    setting.speak(of: try desk.ask("what stage is Acme renewal in?").subject)
    let she = try desk.ask("what is her email address?", setting)
    #expect(she.text.contains("ida@acme.example"))
    setting.speak(of: she.subject)
    #expect(try desk.ask("who owns that deal?", setting).text.contains("bo"))
    guard
      case .plan(let plan, _, _) = try Instructor(desk.store, user: nil).instruction(
        "tag her with vip2", setting)
    else {
      Issue.record("no plan")
      return
    }
    #expect(plan.steps.map(\.type) == [.contact])
  }
}
