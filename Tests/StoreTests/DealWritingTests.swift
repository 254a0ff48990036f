import Bytes
import Models
import SQLite
import Testing

@testable import Store

struct DealWritingTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
    try store.create(.company, ["name": "Acme", "domain": "acme.example"])
    try store.create(.contact, ["name": "Ann Lee", "email": "ann@acme.example", "company": "Acme"])
    try store.create(.contact, ["name": "Bo Öst", "email": "bo@acme.example", "company": "Acme"])
    try store.create(.contact, ["name": "Bo Öst"])
    try store.create(
      .pipeline,
      [
        "name": "Partners",
        "stages": [
          "talks", ["name": "Proposal", "probability": 0.3], ["name": "signed", "kind": "won"],
          ["name": "refused", "kind": "lost"],
        ],
      ])
  }

  private func deal(_ values: JSONObject = [:]) throws -> Int64 {
    var all: JSONObject = ["title": "Renewal"]
    for (name, value) in values { all[name] = value }
    return try store.create(.deal, all)
  }

  private func value(_ id: Int64, _ field: String) throws -> JSON? { try store.value(.deal, id, field) }

  /// The stages a deal has been in, each with the times of entering and leaving it.
  private func history(_ id: Int64) throws -> [String] {
    try store.database.all(
      """
      SELECT name, entered_at, left_at FROM deal_stage JOIN stage ON stage.id = stage_id
      WHERE deal_id = \(id) ORDER BY deal_stage.id
      """
    ) { row in
      let left: Int64? = try row[2]
      let times = [row.integer(1), left].compactMap { $0.map { Timestamp(microseconds: $0).description } }
      return ([try row[0] as String] + times).joined(separator: " ")
    }
  }

  // MARK: Fields

  private static let full: JSONObject = [
    "title": "Renewal", "description": "two\nlines", "value": 7500.5, "currency": "EUR",
    "pipeline": "Partners",
    "stage": "refused", "probability": 0.4, "expected_close": "2026-06-30", "company": "Acme",
    "products": [["name": "Seat", "quantity": 2.5, "price": 10.25], ["name": "Help"]], "next_step": "call",
    "owner": "bob", "source": "web", "lost_reason": "price", "tags": ["a", "b"], "external_id": "D1",
    "fields": ["region": "EMEA"], "stage_entered_at": "2026-03-02T00:00:00Z",
    "created_at": "2025-01-02T03:04:05Z", "closed_at": "2026-03-03T00:00:00Z",
    "updated_at": "2026-04-04T00:00:00Z",
  ]

  @Test func everyFieldComesBackAsItWasGiven() throws {
    let id = try store.create(.deal, Self.full)
    let shown = try store.show(.deal, id)
    for (name, value) in Self.full where name != "products" { #expect(shown[name] == value, "\(name)") }
    #expect(shown["status"] == "lost")
    #expect(
      shown["products"] == [
        ["name": "Seat", "quantity": 2.5, "price": 10.25], ["name": "Help", "quantity": 1, "price": .null],
      ])
  }

  @Test func aListingChangesNothing() throws {
    let id = try store.create(.deal, Self.full)
    try store.update(.deal, id, ["contacts": ["ann@acme.example", "bo@acme.example"]])
    #expect(try store.update(.deal, id, store.show(.deal, id)).entry == nil)
    // Nor do the same things in other words.
    let words: JSONObject = [
      "company": "acme.example", "pipeline": "PARTNERS", "stage": "REFUSED", "currency": "eur",
      "contacts": [2, "ann@acme.example"],
      "products": [["name": "Seat", "quantity": 2.5, "price": 10.250], "Help"],
      "probability": 0.40,
    ]
    #expect(try store.update(.deal, id, words).entry == nil)
  }

  @Test func aNewDealHasDefaults() throws {
    let shown = try store.show(.deal, deal())
    #expect(shown["currency"] == "USD")
    #expect(shown["pipeline"] == "Sales")
    #expect(shown["stage"] == "lead")
    #expect(shown["status"] == "open")
    #expect(shown["probability"] == 0.1)
    #expect(shown["stage_entered_at"] == "2026-05-20T12:00:00Z")
    #expect(shown["closed_at"] == .null)
    try store.create(.setting, ["name": "currency", "value": "chf"])
    #expect(try value(deal(), "currency") == "CHF")
  }

  // MARK: Stages

  @Test func aMoveIsKeptInTheHistory() throws {
    let id = try deal(["stage_entered_at": "2026-01-01T00:00:00Z"])
    try store.update(.deal, id, ["stage": "Proposal", "stage_entered_at": "2026-02-01T00:00:00Z"])
    try store.update(.deal, id, ["stage": "won"])
    #expect(
      try history(id) == [
        "lead 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z",
        "proposal 2026-02-01T00:00:00Z 2026-05-20T12:00:00Z",
        "won 2026-05-20T12:00:00Z",
      ])
    #expect(try value(id, "closed_at") == "2026-05-20T12:00:00Z")
    // A time that was wrong is set right in the history, too.
    try store.update(.deal, id, ["stage_entered_at": "2026-05-01T00:00:00Z"])
    #expect(
      try history(id).suffix(2) == [
        "proposal 2026-02-01T00:00:00Z 2026-05-01T00:00:00Z", "won 2026-05-01T00:00:00Z",
      ])
    // Moves out of order take no time, never less than none.
    try store.update(.deal, id, ["stage": "lead", "stage_entered_at": "2026-04-01T00:00:00Z"])
    #expect(
      try history(id).suffix(2) == [
        "won 2026-05-01T00:00:00Z 2026-05-01T00:00:00Z", "lead 2026-04-01T00:00:00Z",
      ])
  }

  @Test func closingAndReopeningSetWhatFollows() throws {
    let id = try deal(["stage": "proposal", "probability": 0.9])
    try store.update(
      .deal, id, ["status": "lost", "lost_reason": "price", "closed_at": "2026-05-01T00:00:00Z"])
    var shown = try store.show(.deal, id)
    #expect(shown["stage"] == "lost")
    #expect(shown["closed_at"] == "2026-05-01T00:00:00Z")
    #expect(shown["stage_entered_at"] == "2026-05-01T00:00:00Z")
    #expect(shown["probability"] == 0)
    try store.update(.deal, id, ["status": "open"])
    shown = try store.show(.deal, id)
    #expect(shown["stage"] == "lead")
    #expect(shown["closed_at"] == .null)
    #expect(shown["lost_reason"] == .null)
    #expect(shown["probability"] == 0.1)
    // From lost to won is another closing.
    try store.update(
      .deal, id, ["stage": "lost", "lost_reason": "price", "closed_at": "2026-05-02T00:00:00Z"])
    try store.update(.deal, id, ["stage": "won"])
    shown = try store.show(.deal, id)
    #expect(shown["lost_reason"] == .null)
    #expect(shown["closed_at"] == "2026-05-20T12:00:00Z")
    try store.update(.deal, id, ["closed_at": "2026-05-19T00:00:00Z"])
    #expect(try value(id, "closed_at") == "2026-05-19T00:00:00Z")
    #expect(try history(id).count == 5)
  }

  @Test func statusThatTheStageHasAlreadyIsFine() throws {
    #expect(try value(deal(["stage": "won", "status": "won"]), "stage") == "won")
    #expect(try value(deal(["status": "won"]), "stage") == "won")
    let id = try deal(["stage": "proposal"])
    var shown = try store.show(.deal, id)
    shown["stage"] = "won"
    try store.update(.deal, id, shown)
    #expect(try value(id, "status") == "won")
  }

  @Test func anotherPipelineTakesTheStageOfTheSameName() throws {
    let id = try deal(["stage": "proposal"])
    try store.update(.deal, id, ["pipeline": "Partners"])
    #expect(try value(id, "stage") == "Proposal")
    #expect(try value(id, "probability") == 0.3)
    try store.update(.deal, id, ["pipeline": "Sales", "stage": "qualified"])
    try store.update(.deal, id, ["pipeline_id": 2])
    #expect(try value(id, "stage") == "talks")
    try store.update(.deal, id, ["status": "won"])
    let closed = try value(id, "closed_at")
    try store.update(.deal, id, ["pipeline": "Sales"])
    #expect(try value(id, "stage") == "won")
    #expect(try value(id, "closed_at") == closed)
  }

  @Test func aChanceIsItsOwnOnlyWhereItDiffers() throws {
    let id = try deal(["stage": "proposal", "probability": 0.5])
    try store.update(.deal, id, ["stage": "negotiation"])
    #expect(try value(id, "probability") == 0.75)
    try store.update(.deal, id, ["probability": 0.6])
    try store.update(.deal, id, ["stage": "proposal"])
    #expect(try value(id, "probability") == 0.6)
    try store.update(.deal, id, ["probability": .null])
    #expect(try value(id, "probability") == 0.5)
    #expect(try store.update(.deal, id, ["probability": .null]).entry == nil)
  }

  // MARK: Money

  @Test(
    arguments: [
      ("JPY", "900000", 900_000), ("KWD", "1.234", 1234), ("EUR", "0.29", 29), ("USD", "1e3", 100_000),
      ("USD", "0", 0),
    ] as [(String, String, Int64)])
  func amountsAreExact(currency: String, amount: String, units: Int64) throws {
    let id = try deal(["currency": .string(currency), "value": .number(try #require(JSONNumber(amount)))])
    #expect(try store.database.value("SELECT value FROM deal WHERE id = \(id)", as: Int64.self) == units)
    #expect(try value(id, "value")?.number == JSONNumber(amount))
  }

  @Test func anotherCurrencyReadsTheAmountsAnew() throws {
    let id = try deal(["value": 1200, "currency": "JPY", "products": [["name": "Seat", "price": 12]]])
    try store.update(.deal, id, ["currency": "KWD"])
    #expect(try value(id, "value") == 1200)
    #expect(try store.database.value("SELECT value FROM deal WHERE id = \(id)", as: Int64.self) == 1_200_000)
    #expect(try value(id, "products") == [["name": "Seat", "quantity": 1, "price": 12]])
    try store.update(.deal, id, ["value": 0.125])
    let before = try store.dump()
    #expect(throws: StoreError.self) { try store.update(.deal, id, ["currency": "EUR"]) }
    #expect(try store.dump() == before)
    try store.update(.deal, id, ["currency": .null, "value": 12.5])
    #expect(try value(id, "currency") == "USD")
  }

  // MARK: People

  private func people(_ id: Int64) throws -> [String] {
    (try value(id, "contacts")?.array ?? []).map { person in
      let role = person["role"]?.string.map { " " + $0 } ?? ""
      return "\(person["id"]?.int64 ?? 0)\(role)" + (person["primary"] == true ? " *" : "")
    }
  }

  @Test(
    arguments: [
      (["ann@acme.example", "bo@acme.example"], ["1 *", "2"]),
      ([1, "BO@acme.example"], ["1 *", "2"]),
      ([["email": "ann@acme.example", "role": "user"], ["id": 2, "primary": true]], ["2 *", "1 user"]),
      ([["id": 2, "primary": true], ["id": 1, "primary": true]], ["2 *", "1"]),
      (["ann@acme.example", 1, "Ann Lee"], ["1 *"]),
      // The one who is with the company of the deal.
      (["Bo Öst"], ["2 *"]),
      ([], []),
    ] as [(JSON, [String])])
  func exactlyOneIsTheMainContact(given: JSON, expected: [String]) throws {
    #expect(try people(deal(["company": "Acme", "contacts": given])) == expected)
  }

  @Test func whatIsNotSaidOfSomebodyStays() throws {
    let id = try deal([
      "contacts": [["id": 1, "role": "user"], ["id": 2, "role": "buyer", "primary": true]]
    ])
    try store.update(.deal, id, ["contacts": [1, 2, 3]])
    #expect(try people(id) == ["2 buyer *", "1 user", "3"])
    try store.update(.deal, id, ["contacts": [3, 1]])
    #expect(try people(id) == ["3 *", "1 user"])
    // Who is the main contact is passed on when that person goes.
    try store.delete(.contact, 3)
    #expect(try people(id) == ["1 user *"])
    try store.undo()
    #expect(try people(id) == ["3 *", "1 user"])
  }

  @Test func linksChangeOnePersonAtATime() throws {
    let id = try deal(["company": "Acme"])
    func link(_ action: Plan.Action, _ changes: JSONObject) throws {
      try store.apply(Plan.Step(action, .deal, id: id, changes: changes))
    }
    try link(.link, ["contact": "Bo Öst", "role": "user"])
    try link(.link, ["email": "ann@acme.example"])
    #expect(try people(id) == ["2 user *", "1"])
    try link(.link, ["contact_id": 1, "role": "buyer", "primary": true])
    try link(.link, ["contact_id": 1, "role": "chief"])
    #expect(try people(id) == ["1 chief *", "2 user"])
    try link(.unlink, ["contact": "ann@acme.example"])
    #expect(try people(id) == ["2 user *"])
    #expect(throws: StoreError.self) { try link(.unlink, ["contact_id": 1]) }
    #expect(throws: StoreError.self) { try link(.link, [:]) }
    #expect(throws: StoreError.self) { try link(.link, ["contact": "nobody@x.example"]) }
    #expect(throws: StoreError.self) {
      try store.apply(Plan.Step(.link, .company, id: 1, changes: ["contact_id": 1]))
    }
  }

  // MARK: What is refused

  @Test(
    arguments: [
      (["title": .null], "title: it must be given"),
      (
        ["stage": "propsal"],
        "stage: 'propsal' is not one of lead, qualified, proposal, negotiation, won, lost"
      ),
      (["stage": .null], "stage: it must be given"),
      (["status": "closed"], "status: 'closed' is not one of open, won, lost"),
      (["status": "won", "stage": "negotiation"], "status: a deal in stage negotiation is open, not won"),
      (["pipeline": "Nope"], "pipeline: there is no pipeline 'Nope'"),
      (["pipeline": .null], "pipeline: it must be given"),
      (["pipeline_id": 99], "pipeline_id: there is no pipeline '99'"),
      (["value": -1], "value: expected an amount in USD of 0 or more, not -1"),
      (["value": 1.005], "value: 1.005 has more than the 2 decimal places of USD"),
      (["value": 1.5, "currency": "JPY"], "value: 1.5 has decimal places, and JPY has none"),
      (["value": 1e300], "value: 1e+300 is too large: amounts in USD end at 92233720368547758.07"),
      (["value": "many"], #"value: expected a number, not "many""#),
      (["currency": "EUX"], "currency: unknown currency 'EUX'; did you mean EUR?"),
      (
        ["products": [["name": "x", "price": -1]]], "products: expected an amount in USD of 0 or more, not -1"
      ),
      (["products": [["price": 1]]], "products: each has a name"),
      (["expected_close": "2026-02-30"], "expected_close: "),
      (["probability": 1.5], "probability: expected a number from 0 to 1, not 1.5"),
      (["closed_at": "2026-01-01"], "closed_at: a deal in stage lead is open and has none"),
      (["contacts": ["nobody@acme.example"]], "contacts: there is no contact 'nobody@acme.example'"),
      (["contacts": ["a@b@c"]], "contacts: expected an e-mail address"),
      (["contacts": [99]], "contacts: there is no contact '99'"),
      (["contacts": [["role": "user"]]], "contacts: each has an id, an e-mail address or a name"),
      (
        ["contacts": [["mail": "ann@acme.example"]]],
        "contacts: 'mail' is not one of id, name, email, role, primary"
      ),
      (["contacts": ["Bo Öst"]], "'Bo Öst' names 2 contacts"),
      (["company": "New one", "stage": "nope"], "stage: 'nope'"),
      (["description": "a\0b"], "description: a text cannot hold a NUL character"),
    ] as [(JSONObject, String)])
  func wrongInputChangesNothing(input: JSONObject, message: String) throws {
    let id = try deal()
    let before = try store.dump()
    for isNew in [true, false] {
      // A new record has no value that null could clear.
      if isNew, input.first?.value == .null, input["title"] == nil { continue }
      let error = failure {
        if isNew {
          var all: JSONObject = ["title": "Other"]
          for (name, value) in input { all[name] = value }
          try store.create(.deal, all)
        } else {
          try store.update(.deal, id, input)
        }
      }
      #expect(error.map { "\($0)".hasPrefix(message) } == true, "\(error.map { "\($0)" } ?? "no error")")
      #expect(try store.dump() == before)
    }
  }

  // MARK: Deleting

  @Test func aDeletedDealTakesItsPartsAndLeavesWhatWasDone() throws {
    let id = try deal(["products": ["Seat"], "contacts": [1], "tags": ["x"]])
    try store.update(.deal, id, ["stage": "won"])
    let task = try store.create(.task, ["title": "Send contract", "deal_id": .number(JSONNumber(id))])
    let call = try store.create(.activity, ["kind": "call", "deal": "Renewal"])
    let before = try store.dump()
    try store.delete(.deal, id)
    for table in ["deal_product", "deal_contact", "deal_tag", "deal_stage"] {
      #expect(try store.database.value("SELECT count(*) FROM \(raw: table)", as: Int.self) == 0)
    }
    #expect(try store.value(.task, task, "deal_id") == .null)
    #expect(try store.value(.activity, call, "deal_id") == .null)
    let after = try store.dump()
    try store.undo()
    #expect(try store.dump() == before)
    try store.redo()
    #expect(try store.dump() == after)
  }
}
