import Bytes
import Models
import Store
import Testing

@testable import Assistant

/// What instructions come to: Plans, questions, refusals.
@Suite struct InstructionTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  // swift-format-ignore
  private static let instructions: [(String, [String])] = [
    ("move Acme renewal to proposal", [#"update deal 1 {"stage":"proposal"}"#]),
    ("please move the acme renewal deal to Won", [#"update deal 1 {"stage":"won"}"#]),
    ("move Acme renewl to proposal", [#"update deal 1 {"stage":"proposal"}"#]),
    ("mark Ida Moreau as lost", [#"update contact 1 {"status":"lost"}"#]),
    ("mark Acme renewal as lost because of price", [#"update deal 1 {"stage":"lost","lost_reason":"price"}"#]),
    ("close Acme renewal as won", [#"update deal 1 {"stage":"won"}"#]),
    ("set the value of Acme renewal to $20k", [#"update deal 1 {"value":20000}"#]),
    ("change Ida Moreau's phone to +49 30 777", [#"update contact 1 {"phone":"+49 30 777"}"#]),
    ("push the close date of Acme renewal to July 31", [#"update deal 1 {"expected_close":"2026-07-31"}"#]),
    ("postpone Acme renewal by 2 weeks", [#"update deal 1 {"expected_close":"2026-07-14"}"#]),
    ("rename the company Globex to Globex International", [#"update company 2 {"name":"Globex International"}"#]),
    ("assign Acme renewal to ana", [#"update deal 1 {"owner":"ana"}"#]),
    ("reassign all open deals of bo to ana", [#"update deal 1 {"owner":"ana"}"#]),
    ("tag Sven Lind with key", [#"update contact 2 {"tags":["key"]}"#]),
    ("untag Ida Moreau from vip", [#"update contact 1 {"tags":[]}"#]),
    ("complete the task Send offer", [#"update task 1 {"status":"completed"}"#]),
    ("create a contact named Jo Doe with email jo@x.example", [#"create contact {"first_name":"Jo","last_name":"Doe","email":"jo@x.example"}"#]),
    ("add new lead Jo Doe from Globex", [#"create contact {"first_name":"Jo","last_name":"Doe","company":"Globex"}"#]),
    ("create a deal called Globex more worth €9k with Globex", [#"create deal {"title":"Globex more","value":9000,"currency":"EUR","company":"Globex"}"#]),
    ("create a task to call Ida Moreau next Tuesday", [#"create task {"due_date":"2026-06-23","title":"Call Ida Moreau","contact_id":1}"#]),
    ("remind me to send the list tomorrow", [#"create task {"owner":"bo","due_date":"2026-06-16","title":"Send the list"}"#]),
    ("log a call with Ida Moreau: wants: two years", [#"create activity {"kind":"call","contacts":[{"id":1}],"owner":"bo","body":"wants: two years","subject":"Call with Ida Moreau"}"#]),
    ("delete the contact Sven Lind", ["delete contact 2 {}"]),
    ("merge Sven Berg into Sven Lind", [#"merge contact 2 {"with":[3]}"#]),
    ("add Sven Lind to Acme renewal as sponsor", [#"link deal 1 {"contact_id":2,"role":"sponsor"}"#]),
    ("move Acme renewal to proposal and set its value to 9000", [#"update deal 1 {"stage":"proposal"}"#, #"update deal 1 {"value":9000}"#]),
    // What has to be asked.
    ("move Sven to qualified", ["? Which one is meant by \"Sven\"?", "Sven Lind", "Sven Berg"]),
    ("mark Acme renewal as lost", ["? Why was Acme renewal lost?"]),
    ("close Acme renewal", ["? Was Acme renewal won or lost?"]),
    ("delete it", ["? Which record is meant by \"it\"?"]),
    // What cannot be.
    ("move Acme renewal to limbo", ["! there is no stage \"limbo\" of a deal; there are lead, qualified, proposal, negotiation, won, lost"]),
    ("set Ida Moreau's email to nonsense", ["! \"nonsense\" is no e-mail address (one @ with something on both sides)"]),
    ("set the value of Acme renewal to -5", ["! value is a number of 0 or more, not \"-5\""]),
    ("assign Acme renewal to zorro", ["! nobody called \"zorro\" looks after records here; ana, bo do"]),
    ("move the Quux deal to won", ["! there is no deal called \"Quux\""]),
    ("delete everything", ["! everything of a kind is never deleted by an instruction; name the records"]),
    ("delete all deals", ["! everything of a kind is never deleted by an instruction; name the records"]),
    ("move Acme renewal to proposal with sugar on top", ["! \"with sugar on top\" was not understood"]),
    ("what's my pipeline value?", ["! it asks"]),
  ]

  @Test(arguments: instructions) func comesTo(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }

  @Test func itIsWhatWasSpokenOf() throws {
    var setting = Setting()
    setting.speak(of: StoreError.Candidate(type: .deal, id: 1, name: "Acme renewal"))
    #expect(try desk.steps("move it to proposal", setting) == [#"update deal 1 {"stage":"proposal"}"#])
    #expect(try desk.steps("assign that deal to ana", setting) == [#"update deal 1 {"owner":"ana"}"#])
  }

  @Test func aChoiceStandsForTheWords() throws {
    var setting = Setting()
    setting.choices["Sven"] = StoreError.Candidate(type: .contact, id: 3, name: "Sven Berg")
    #expect(try desk.steps("move Sven to engaged", setting) == [#"update contact 3 {"status":"engaged"}"#])
  }

  /// What updates expect is what is there, so that a Plan which waited is not carried out on something else.
  @Test func updatesExpectWhatIsThere() throws {
    guard
      case .plan(let plan, _, _) = try Instructor(desk.store, user: nil).instruction(
        "set the value of Acme renewal to 1", Setting())
    else {
      Issue.record("no plan")
      return
    }
    #expect(plan.steps[0].expect["value"]?.double == 12000)
  }

  @Test(arguments: [("kitten", "sitting", 3), ("acme", "acme", 0), ("acme", "amce", 1), ("a", "abcdef", 3)])
  func distances(_ one: String, _ other: String, _ distance: Int) {
    #expect(EditDistance.between(one, other, most: 2) == min(distance, 3))
  }
}
