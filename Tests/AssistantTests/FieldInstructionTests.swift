import Bytes
import Models
import Store
import Testing

@testable import Assistant

/// What instructions change: fields by their names and without, standings, days, links.
@Suite struct FieldInstructionTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  // swift-format-ignore
  private static let fields: [(String, [String])] = [
    ("set acme renewal value to 25,500", [#"update deal 1 {"value":25500}"#]),
    ("change the value of Acme renewal from 12000 to €9k", [#"update deal 1 {"value":9000,"currency":"EUR"}"#]),
    ("change the value of Acme renewal from 1 to 9000", ["! value of Acme renewal is not 1"]),
    ("update Acme renewal with value 5k and stage proposal", [#"update deal 1 {"value":5000,"stage":"proposal"}"#]),
    ("set the value of Acme renewal to 5k and its owner to ana", [#"update deal 1 {"value":5000,"owner":"ana"}"#]),
    ("update Globex: industry Retail, city Rome", [#"update company 2 {"industry":"Retail","city":"Rome"}"#]),
    ("set the number of employees of Globex to 2000", [#"update company 2 {"size":2000}"#]),
    ("increase the value of Acme renewal by 10%", [#"update deal 1 {"value":13200}"#]),
    ("lower the value of Acme renewal by 20k", ["! value of Acme renewal would be less than 0"]),
    ("Ida Moreau is now CFO", [#"update contact 1 {"position":"CFO"}"#]),
    ("Ida Moreau now works at Globex", [#"update contact 1 {"company":"Globex"}"#]),
    ("Ida Moreau's new email is ida@new.example", [#"update contact 1 {"email":"ida@new.example"}"#]),
    ("add the phone number +49 30 777 to Ida Moreau", [#"update contact 1 {"phones":["+49 30 555","+49 30 777"]}"#]),
    ("remove the phone of Ida Moreau", [#"update contact 1 {"phone":null}"#]),
    ("clear Acme renewal's expected close date", [#"update deal 1 {"expected_close":null}"#]),
    ("clear the title of Acme renewal", ["! title of a deal cannot be left out"]),
    ("make ana the owner of Acme renewal", [#"update deal 1 {"owner":"ana"}"#]),
    ("make Sven Lind the sponsor of Acme renewal", [#"link deal 1 {"contact_id":2,"role":"sponsor"}"#]),
    ("set fields.region of Acme renewal to EMEA", [#"update deal 1 {"fields":{"region":"EMEA"}}"#]),
    ("set the flavour of Acme renewal to vanilla", ["! there is no deal, contact, company or task called \"flavour\""]),
    ("set the priority of task 1 to extreme", ["! priority is low, medium, high or urgent, not \"extreme\""]),
    ("set the probability of Acme renewal to 170%", ["! probability is a percentage from 0 to 100, not \"170%\""]),
    ("set Ida Moreau's phone to abc", ["! \"abc\" is no phone number"]),
    ("set the close date of Acme renewal to June 31", ["! there is no day June 31"]),
  ]

  @Test(arguments: fields) func field(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }

  /// A field that the owner of the database made is called by its name.
  @Test func customFieldsHaveNames() throws {
    let step = Plan.Step(.update, .deal, id: 2, changes: ["fields": ["contract_type": "annual", "seats": 5]])
    _ = try desk.store.apply(Plan(summary: "set", steps: [step]), by: Author(actor: "bo", command: "test"))
    #expect(
      try desk.steps("set the contract type of Acme renewal to monthly")
        == [#"update deal 1 {"fields":{"contract_type":"monthly"}}"#])
    #expect(try desk.steps("set Acme renewal's seats to 12") == [#"update deal 1 {"fields":{"seats":12}}"#])
    #expect(try desk.steps("set Acme renewal's seats to many") == ["! seats is a number, not \"many\""])
  }

  // swift-format-ignore
  private static let standings: [(String, [String])] = [
    ("move Acme renewal to negotation", [#"update deal 1 {"stage":"negotiation"}"#]),
    ("move Acme renewal back a stage", [#"update deal 1 {"stage":"proposal"}"#]),
    ("move Acme renewal from lead to proposal", ["! Acme renewal is not in lead"]),
    ("move Acme renewal to lost", ["? Why was Acme renewal lost?"]),
    ("we lost Acme renewal because they had no budget", [#"update deal 1 {"stage":"lost","lost_reason":"they had no budget"}"#]),
    ("lose Acme renewal over the price", [#"update deal 1 {"stage":"lost","lost_reason":"price"}"#]),
    ("we won Acme renewal", [#"update deal 1 {"stage":"won"}"#]),
    ("Acme renewal will close on August 15", [#"update deal 1 {"expected_close":"2026-08-15"}"#]),
    ("reopen Globex pilot", ["? In which stage is Globex pilot to be: lead, qualified, proposal, negotiation?"]),
    ("reopen Globex pilot in proposal", [#"update deal 2 {"stage":"proposal"}"#]),
    ("mark Ida Moreau as do not contact", [#"update contact 1 {"do_not_contact":true}"#]),
    ("mark Sven Lind as vip", [#"update contact 2 {"tags":["vip"]}"#]),
    ("move Sven Lind to Acme Corp", [#"update contact 2 {"company":"Acme Corp"}"#]),
    ("convert Sven Lind to a customer", [#"update contact 2 {"status":"customer"}"#]),
    ("cancel task 1", [#"update task 1 {"status":"cancelled"}"#]),
    ("start Send offer", [#"update task 1 {"status":"in_progress"}"#]),
    ("bring task 1 forward by 3 days", [#"update task 1 {"due_date":"2026-06-07"}"#]),
    ("push task 1 to Friday", [#"update task 1 {"due_date":"2026-06-19"}"#]),
    ("delay Acme renewal until the 20th of August", [#"update deal 1 {"expected_close":"2026-08-20"}"#]),
    ("postpone Acme renewal", ["? To which day?"]),
    ("postpone Acme renewal to the 35th", ["! there is no day 35th"]),
    ("mark task 1 as urgent", [#"update task 1 {"priority":"urgent"}"#]),
  ]

  @Test(arguments: standings) func standing(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }

  // swift-format-ignore
  private static let links: [(String, [String])] = [
    ("assign ana to Acme renewal", [#"update deal 1 {"owner":"ana"}"#]),
    ("assign Acme renewal to me", [#"update deal 1 {"owner":"bo"}"#]),
    ("transfer Acme renewal from ana to bo", ["! Acme renewal is not looked after by ana"]),
    ("unassign Acme renewal", [#"update deal 1 {"owner":null}"#]),
    ("remove the vip tag from Ida Moreau", [#"update contact 1 {"tags":[]}"#]),
    ("untag Sven Lind from vip", ["! Sven Lind is not tagged \"vip\""]),
    ("remove Ida Moreau from Acme renewal", [#"unlink deal 1 {"contact_id":1}"#]),
    ("link Sven Lind to Acme Corp", [#"link contact 2 {"company_id":1}"#]),
    ("link task 1 to Acme renewal", [#"update task 1 {"deal_id":1}"#]),
    ("merge Sven Lind and Sven Berg", [#"merge contact 2 {"with":[3]}"#]),
    ("merge Sven Lind into Sven Lind", ["! a record cannot be merged with itself"]),
  ]

  @Test(arguments: links) func link(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }
}
