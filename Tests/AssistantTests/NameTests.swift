import Bytes
import Models
import Testing

@testable import Assistant

/// Names that are written otherwise than the records have them, and fields that are in no catalogue.
@Suite struct NameTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  @Test(arguments: [
    ("what is the phone number of Ida Moreua?", "+49 30 555"),
    ("Moreau Ida's email address", "ida@acme.example"),
    ("what stage is Acme renewel in?", "negotiation"),
    ("where is Globx?", "Lyon"),
  ]) func isTakenWhereOneIsNear(_ question: String, _ said: String) throws {
    let answer = try desk.ask(question)
    #expect(answer.text.contains(said), "\(answer.text)")
    #expect(answer.text.contains("taken for"))
    #expect(answer.confidence > 0 && answer.confidence < 1)
  }

  @Test func isAskedWhereSeveralAreNear() throws {
    let answer = try desk.ask("what is the email of Sven Lerg?")
    #expect(answer.route == .unsupported)
  }

  @Test(arguments: [
    "deals with Zorblax", "where is Glrbz?", "what is the phone of Batman?", "deals in Berlinn",
  ])
  func isDeclinedWhereNoneIs(_ question: String) throws {
    #expect(try desk.ask(question).route == .unsupported)
  }

  @Test func aNameAsItIsWrittenIsNoOtherOne() throws {
    let answer = try desk.ask("what is the phone number of Ida Moreau?")
    #expect(answer.confidence == 1)
    #expect(!answer.text.contains("taken for"))
  }

  // MARK: Custom fields

  @Test func fieldsThatOnlyThisDatabaseHasAreLearned() throws {
    try desk.add(
      .contact,
      ["name": "Nora Vance", "company": "Acme Corp", "fields": ["region": "Nordics", "Seat count": 40]])
    #expect(try desk.query("contacts in the Nordics region") == "contact | fields.region = \"Nordics\"")
    #expect(try desk.query("Nordics contacts") == "contact | fields.region = \"Nordics\"")
    #expect(try desk.query("contacts with seat count over 30") == "contact | fields.\"Seat count\" > 30")
    #expect(try desk.query("contacts without a seat count") == "contact | fields.\"Seat count\" is null")
    #expect(try desk.ask("contacts in the Southern region").route == .unsupported)
  }

  @Test func statusesAreThoseThatAreConfigured() throws {
    try desk.add(.status, ["name": "dormant", "kind": "lost"])
    #expect(try desk.query("dormant contacts") == "contact | status = \"dormant\"")
  }
}
