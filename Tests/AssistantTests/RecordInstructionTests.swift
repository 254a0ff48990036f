import Bytes
import Models
import Store
import Testing

@testable import Assistant

/// Which records the words of instructions mean.
@Suite struct RecordInstructionTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  // swift-format-ignore
  private static let one: [(String, [String])] = [
    ("move ACME RENEWAL to proposal", [#"update deal 1 {"stage":"proposal"}"#]),
    ("move \"Acme renewal\" to proposal", [#"update deal 1 {"stage":"proposal"}"#]),
    ("move deal 1 to proposal", [#"update deal 1 {"stage":"proposal"}"#]),
    ("move deal #1 to proposal", [#"update deal 1 {"stage":"proposal"}"#]),
    ("tag ida@acme.example with key", [#"update contact 1 {"tags":["key","vip"]}"#]),
    ("tag Moreau with key", [#"update contact 1 {"tags":["key","vip"]}"#]),
    ("tag moreau ida with key", [#"update contact 1 {"tags":["key","vip"]}"#]),
    ("tag Ida Morau with key", [#"update contact 1 {"tags":["key","vip"]}"#]),
    ("tag the office manager of Acme Corp with key", [#"update contact 1 {"tags":["key","vip"]}"#]),
    ("set the value of the biggest deal of Globex to 1", [#"update deal 3 {"value":1}"#]),
    ("set the value of the Acme deal to 1", [#"update deal 1 {"value":1}"#]),
    ("tag Sven from Globex with key", ["? Which one is meant by \"Sven\"?", "Sven Lind", "Sven Berg"]),
    ("tag Lind with key", [#"update contact 2 {"tags":["key"]}"#]),
    ("set the value of the Globex deal to 1", ["? Which one is meant by \"Globex\"?", "Globex pilot", "Globex rollout"]),
    // What is not there is nobody else.
    ("move deal 9 to proposal", ["! there is no deal 9"]),
    ("tag Ida Lind with key", ["! there is no contact, company or deal called \"Ida Lind\""]),
    ("tag Ida Moreau from Globex with key", ["! Ida Moreau is not at Globex"]),
    ("tag nobody@acme.example with key", ["! there is no contact with the address nobody@acme.example"]),
  ]

  @Test(arguments: one) func oneRecord(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }

  /// A number in a name is never taken for a misspelling of another.
  @Test func numbersAreNotMisspelt() throws {
    let step = Plan.Step(.create, .deal, changes: ["title": "Fleet 1", "company": "Acme Corp"])
    _ = try desk.store.apply(Plan(summary: "add", steps: [step]), by: Author(actor: "bo", command: "test"))
    #expect(try desk.steps("move Fleet 1 to proposal") == [#"update deal 4 {"stage":"proposal"}"#])
    #expect(try desk.steps("move Fleet 2 to proposal") == ["! there is no deal called \"Fleet 2\""])
  }

  /// The confirmation names the record that was taken for a misspelt one.
  @Test func aMisspeltNameIsShownAsItIs() throws {
    #expect(try desk.told("move Acme renewl to qualified") == ["Deal 'Acme renewal' moved to qualified"])
    #expect(try desk.told("tag Ida Morau with vip") == ["Contact 'Ida Moreau' tagged vip"])
  }

  // swift-format-ignore
  private static let many: [(String, [String])] = [
    ("tag Ida Moreau and Sven Lind with key", [#"update contact 1 {"tags":["key","vip"]}"#, #"update contact 2 {"tags":["key"]}"#]),
    ("assign deals 1 and 2 to ana", [#"update deal 1 {"owner":"ana"}"#]),
    ("tag all contacts at Globex as key", [#"update contact 2 {"tags":["key"]}"#, #"update contact 3 {"tags":["key"]}"#]),
    ("give all of bo's open deals to ana", [#"update deal 1 {"owner":"ana"}"#]),
    ("move ana's deals to bo", [#"update deal 2 {"owner":"bo"}"#, #"update deal 3 {"owner":"bo"}"#]),
    ("complete all overdue tasks of bo", [#"update task 1 {"status":"completed"}"#]),
    ("postpone all overdue tasks by a week", [#"update task 1 {"due_date":"2026-06-17"}"#]),
    // Of several deals those that are open move.
    ("move all deals of bo to proposal", [#"update deal 1 {"stage":"proposal"}"#]),
    ("complete all tasks of ana", ["! there are no such tasks"]),
    ("set the phone of all contacts at Globex to 12345", ["! 2 contacts do not have one phone"]),
  ]

  @Test(arguments: many) func manyRecords(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }

  /// "It", "her" and "that deal" mean what was spoken of, in the same instruction and in a turn before.
  @Test func whatWasSpokenOf() throws {
    var setting = Setting()
    setting.speak(of: StoreError.Candidate(type: .contact, id: 1, name: "Ida Moreau"))
    #expect(try desk.steps("tag her with key", setting) == [#"update contact 1 {"tags":["key","vip"]}"#])
    #expect(try desk.steps("change her phone to 12345", setting) == [#"update contact 1 {"phone":"12345"}"#])
    #expect(try desk.steps("her new position is CFO", setting) == [#"update contact 1 {"position":"CFO"}"#])
    #expect(
      try desk.steps("log a call with Ida Moreau about Acme renewal and move it to proposal")[1]
        == #"update deal 1 {"stage":"proposal"}"#)
    #expect(
      try desk.steps("move Acme renewal to proposal and set value to 5k, assign it to ana")
        == [
          #"update deal 1 {"stage":"proposal"}"#, #"update deal 1 {"value":5000}"#,
          #"update deal 1 {"owner":"ana"}"#,
        ])
    #expect(try desk.steps("tag her with key") == ["? Which record is meant by \"her\"?"])
  }

  /// What an earlier step makes is spoken of in later ones, and is there before them.
  @Test func whatIsBeingMade() throws {
    #expect(
      try desk.steps("create contact Jo Doe at Globex and tag her with vip")
        == [#"create contact {"first_name":"Jo","last_name":"Doe","company":"Globex","tags":["vip"]}"#])
    #expect(
      try desk.steps("create contact Jo Doe and create a task to call her tomorrow")[1]
        == #"create task {"due_date":"2026-06-16","title":"Call her","contact_id":{"step":0}}"#)
    #expect(
      try desk.steps("create the company Hooli and a contact Jo Doe at Hooli")
        == [
          #"create company {"name":"Hooli"}"#,
          #"create contact {"first_name":"Jo","last_name":"Doe","company":"Hooli"}"#,
        ])
  }
}
