import Models
import Store
import Testing

@testable import Assistant

/// What instructions make: records with their details, tasks, and what took place.
@Suite struct CreationInstructionTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  // swift-format-ignore
  private static let records: [(String, [String])] = [
    ("add contact Jo Doe at Globex as Head of Sales", [#"create contact {"first_name":"Jo","last_name":"Doe","company":"Globex","position":"Head of Sales"}"#]),
    ("add a contact: Jo Doe, CTO at Globex, jo@x.example, +49 30 123", [#"create contact {"first_name":"Jo","last_name":"Doe","position":"CTO","company":"Globex","email":"jo@x.example","phone":"+49 30 123"}"#]),
    ("register Jo Doe (jo@x.example) as a contact", [#"create contact {"first_name":"Jo","last_name":"Doe","email":"jo@x.example"}"#]),
    ("new contact Jo Doe, status qualified, source referral, city Rome, owned by ana, tagged vip and key", [#"create contact {"first_name":"Jo","last_name":"Doe","status":"qualified","source":"referral","city":"Rome","owner":"ana","tags":["vip","key"]}"#]),
    ("add a customer named Jo Doe who works at Globx as CFO", [#"create contact {"first_name":"Jo","last_name":"Doe","status":"customer","company":"Globex","position":"CFO"}"#]),
    ("add company Hooli in the Retail industry, based in Berlin, with 250 employees", [#"create company {"name":"Hooli","industry":"Retail","city":"Berlin","size":250}"#]),
    ("create the company \"Bank of Rome\", domain bank.example, owner ana", [#"create company {"name":"Bank of Rome","domain":"bank.example","owner":"ana"}"#]),
    ("create company Hooli, phone +81 3 1234 5678, website https://hooli.example", [#"create company {"name":"Hooli","phone":"+81 3 1234 5678","website":"https://hooli.example"}"#]),
    ("new deal \"More: two\" for Globex, value 45k EUR, stage proposal, owner ana, closing 2026-09-30", [#"create deal {"title":"More: two","company":"Globex","value":45000,"currency":"EUR","stage":"proposal","owner":"ana","expected_close":"2026-09-30"}"#]),
    ("create a $5k deal with Globex called More", [#"create deal {"title":"More","value":5000,"currency":"USD","company":"Globex"}"#]),
    ("add opportunity More (Globex, 50k, proposal)", [#"create deal {"title":"More","company":"Globex","value":50000,"stage":"proposal"}"#]),
    ("create a deal for Globex worth 5k", ["? What is the deal to be called?"]),
    ("create a contact", ["? What is the contact to be called?"]),
    ("create a deal More worth -5", ["! value is a number of 0 or more, not \"-5\""]),
    ("create a deal More in stage limbo", ["! there is no stage \"limbo\" of a deal; there are lead, qualified, proposal, negotiation, won, lost"]),
    ("add contact Jo Doe with email nonsense", ["! \"nonsense\" is no e-mail address (one @ with something on both sides)"]),
    ("create a company called globex", ["! there is a company 'Globex' already: company:2"]),
    ("add contact Ida Moreau at Acme Corp", ["! there is a contact 'Ida Moreau' at Acme Corp already: contact:1"]),
    ("add contact Ida Moreau at Globex", [#"create contact {"first_name":"Ida","last_name":"Moreau","company":"Globex"}"#]),
    ("add contact Jo Doe with a hat", ["! \"with a hat\" was not understood"]),
  ]

  @Test(arguments: records) func record(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }

  // swift-format-ignore
  private static let tasks: [(String, [String])] = [
    ("create a high priority task to prepare Acme renewal by Friday", [#"create task {"priority":"high","due_date":"2026-06-19","title":"Prepare Acme renewal","deal_id":1}"#]),
    ("create a task: send invoice due 2026-07-01 assigned to ana", [#"create task {"owner":"ana","due_date":"2026-07-01","title":"Send invoice"}"#]),
    ("add a task \"Send it\" for Acme renewal due in 3 days with high priority", [#"create task {"priority":"high","due_date":"2026-06-18","deal_id":1,"title":"Send it"}"#]),
    ("remind ana to call Ida Moreau by the end of the month", [#"create task {"owner":"ana","due_date":"2026-06-30","title":"Call Ida Moreau","contact_id":1}"#]),
    ("assign ana a task to call Ida Moreau in two weeks", [#"create task {"owner":"ana","due_date":"2026-06-29","title":"Call Ida Moreau","contact_id":1}"#]),
    ("schedule a meeting with Globex on Monday at 10:00", [#"create task {"due_date":"2026-06-22","title":"Meeting with Globex at 10:00","company_id":2}"#]),
    ("follow up with Ida Moreau on the 3rd of July", [#"create task {"due_date":"2026-07-03","title":"Follow up with Ida Moreau","contact_id":1}"#]),
    ("create a task to call Sven", ["? Which one is meant by \"Sven\"?", "Sven Lind", "Sven Berg"]),
    ("create a task to call Ida Moreau on February 30", ["! there is no day February 30"]),
    ("create a task to call Ida Moreau assigned to zorro", ["! nobody called \"zorro\" looks after records here; ana, bo do"]),
    ("create a task for Ida Moreau", ["? What is to be done?"]),
    ("create a task", ["? What is to be done?"]),
  ]

  @Test(arguments: tasks) func task(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }

  // swift-format-ignore
  private static let happenings: [(String, [String])] = [
    ("log a 30 minute call with Ida Moreau yesterday: wants a discount", [#"create activity {"kind":"call","contacts":[{"id":1}],"owner":"bo","duration_minutes":30,"occurred_at":"2026-06-14T12:00:00Z","body":"wants a discount","subject":"Call with Ida Moreau"}"#]),
    ("log an incoming email from Ida Moreau about Acme renewal: yes", [#"create activity {"kind":"email","contacts":[{"id":1}],"deal_id":1,"owner":"bo","direction":"in","body":"yes","subject":"Email with Ida Moreau"}"#]),
    ("met with Ida Moreau and Sven Lind last Monday at 15:30: roadmap", [#"create activity {"kind":"meeting","contacts":[{"id":1},{"id":2}],"owner":"bo","occurred_at":"2026-06-08T15:30:00Z","body":"roadmap","subject":"Meeting with Ida Moreau, Sven Lind"}"#]),
    ("I called Ida Moreau and she wants a discount", [#"create activity {"kind":"call","contacts":[{"id":1}],"owner":"bo","body":"she wants a discount","subject":"Call with Ida Moreau"}"#]),
    ("note on Globex that they moved", [#"create activity {"kind":"note","company_id":2,"owner":"bo","body":"they moved","subject":"Note on Globex"}"#]),
    ("note that Ida Moreau likes tea", [#"create activity {"kind":"note","contacts":[{"id":1}],"owner":"bo","body":"Ida Moreau likes tea","subject":"Note on Ida Moreau"}"#]),
    ("log a call with Nobody Special: hello", ["! there is no contact, deal or company called \"Nobody Special\""]),
    ("log a call: Ida Moreau was angry", ["! it does not say with whom, or about what"]),
    ("add a note to Globex", ["? What is to be noted?"]),
  ]

  @Test(arguments: happenings) func happening(_ text: String, _ expected: [String]) throws {
    #expect(try desk.steps(text) == expected)
  }
}
