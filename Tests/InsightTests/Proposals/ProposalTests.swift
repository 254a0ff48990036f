import Bytes
import Insight
import Models
import Testing

/// What conversations suggest about records, against a database of a few.
@Suite struct ProposalTests {
  private let deal: JSONObject = [
    "id": 7, "title": "Sites", "stage": "qualified", "status": "open", "value": 40000, "currency": "EUR",
    "company_id": 3, "expected_close": .null, "next_step": .null, "tags": ["hot"],
  ]
  private let stages: [JSONObject] = [
    ["name": "lead", "kind": "open"], ["name": "qualified", "kind": "open"],
    ["name": "Proposal sent", "kind": "open"], ["name": "negotiation", "kind": "open"],
    ["name": "won", "kind": "won"], ["name": "lost", "kind": "lost"],
  ]

  private func proposals(
    _ text: String, deal: JSONObject? = nil, speakers: [String: JSONObject] = [:], own: Set<String> = [],
    records: Records = Records()
  ) throws -> [Proposal] {
    var context = MeetingContext(
      title: "Call", contentHash: "abc", activityID: "meeting:abc", deal: deal, lookup: records)
    context.stages = stages
    context.speakers = speakers
    context.own = own
    return try Proposals(try extraction(text), context).all()
  }

  private func changes(_ proposals: [Proposal], _ kind: Proposal.Kind) -> [JSONObject] {
    proposals.filter { $0.kind == kind }.map { $0.plan.steps[0].changes }
  }

  // MARK: Tasks

  @Test func whoPromisesGetsATask() throws {
    let ida: JSONObject = ["id": 12, "name": "Ida Moreau", "first_name": "Ida"]
    let found = try proposals(
      """
      Ida Moreau: I'll send you the drawings by Friday.
      Sven Lind: Great, thank you.
      """, deal: deal, speakers: ["Ida Moreau": ida])
    #expect(
      changes(found, .task) == [
        [
          "title": "I'll send you the drawings by Friday.", "due_date": "2026-03-06", "owner": "Ida Moreau",
          "contact_id": 12, "deal_id": 7,
        ]
      ])
    #expect(found.first { $0.kind == .task }?.facts.count == 1)
  }

  @Test func aTaskThatIsThereIsNotProposed() throws {
    let text = "Ida Moreau: I'll send you the drawings by Friday.\nSven Lind: Great."
    let records = Records(tasks: ["I'll send you the drawings by Friday."])
    #expect(try changes(proposals(text, records: records), .task) == [])
  }

  // MARK: The deal

  private let signs = """
    Ida Moreau: Our budget is 52,000 euros, that is approved.
    Sven Lind: What about the discount and the payment terms?
    Ida Moreau: If the payment terms are fine we will sign by 27 March. Brightcell offered us the same for less.
    """

  @Test func theDealIsToBeWhereTheTalkIs() throws {
    let found = try proposals(signs, deal: deal)
    #expect(changes(found, .stage) == [["stage": "negotiation"]])
    #expect(changes(found, .value) == [["value": 52000]])
    #expect(changes(found, .close) == [["expected_close": "2026-03-27"]])
    #expect(changes(found, .tag) == [["tags": ["competitor: Brightcell", "hot"]]])
    for proposal in found where [.stage, .value, .close, .tag].contains(proposal.kind) {
      #expect(proposal.plan.steps[0].expect.keys == proposal.plan.steps[0].changes.keys)
      #expect(!proposal.facts.isEmpty && proposal.confidence != nil)
    }
  }

  @Test func aDealIsNotMovedBackNorOneThatIsClosedAtAll() throws {
    var further = deal
    further["stage"] = "won"
    further["status"] = "won"
    let kinds = try proposals(signs, deal: further).map(\.kind)
    #expect(!kinds.contains(.stage) && !kinds.contains(.value) && !kinds.contains(.close))
    var here = deal
    here["stage"] = "negotiation"
    #expect(try changes(proposals(signs, deal: here), .stage) == [])
  }

  @Test func anotherCurrencyIsNotTheSameMoney() throws {
    var dollars = deal
    dollars["currency"] = "USD"
    #expect(try changes(proposals(signs, deal: dollars), .value) == [])
    dollars["value"] = .null
    #expect(try changes(proposals(signs, deal: dollars), .value) == [["value": 52000, "currency": "EUR"]])
  }

  @Test func withoutADealNothingIsSaidOfOne() throws {
    let kinds = Set(try proposals(signs).map(\.kind))
    #expect(kinds.isDisjoint(with: [.stage, .value, .close, .tag, .nextStep]))
  }

  // MARK: People

  private let introduction = """
    Ida Moreau: Hello, I'm Ida Moreau, head of purchasing at Vantelle Foods, ida@vantelle.example.
    Sven Lind: Hello Ida.
    """

  @Test func whoIsNotKnownIsToBeAddedAndLinked() throws {
    let found = try proposals(introduction, deal: deal)
    let proposal = try #require(found.first { $0.kind == .contact })
    #expect(proposal.plan.steps.map(\.type) == [.contact, .deal, .meeting, .activity])
    #expect(proposal.plan.steps[0].changes["email"] == "ida@vantelle.example")
    #expect(proposal.plan.steps[0].changes["position"] == "head of purchasing")
    #expect(proposal.plan.steps[2].changes == ["contact_id": ["step": 0], "speaker": "Ida Moreau"])
    #expect(proposal.plan.steps[2].match == ["content_hash": "abc"])
  }

  @Test func whoIsKnownGetsWhatIsMissing() throws {
    let ida: JSONObject = [
      "id": 12, "name": "Ida Moreau", "first_name": "Ida", "last_name": "Moreau", "emails": ["i@old.example"],
      "phones": [], "position": "buyer", "company": "Vantelle",
    ]
    let found = try proposals(introduction, records: Records(contacts: [ida]))
    let step = try #require(found.first { $0.kind == .contact }?.plan.steps.first)
    #expect(step.id == 12)
    // What is there stays: who was a buyer may be one still.
    #expect(step.changes == ["emails": ["i@old.example", "ida@vantelle.example"]])
    #expect(step.expect == ["emails": ["i@old.example"]])
  }

  @Test func namesakesAreNobody() throws {
    let one: JSONObject = ["id": 1, "name": "Ida Moreau", "emails": []]
    let two: JSONObject = ["id": 2, "name": "Ida Moreau", "emails": []]
    let found = try proposals(introduction, records: Records(contacts: [one, two]))
    #expect(found.filter { $0.kind == .contact }.allSatisfy { $0.plan.steps[0].action == .create })
  }

  @Test func ownPeopleAreNoContacts() throws {
    let found = try proposals(introduction, own: ["ida moreau"])
    #expect(!found.contains { $0.kind == .contact })
  }

  // MARK: The log

  @Test func theActivityTellsWhatItWasAbout() throws {
    let found = try proposals(signs, deal: deal)
    let log = try #require(found.last)
    #expect(log.kind == .activity)
    #expect(log.plan.steps[0].match == ["external_id": "meeting:abc"])
    #expect(log.plan.steps[0].expect == ["body": .null])
    #expect(log.plan.steps[0].changes["body"]?.string?.contains("Competitors:\n- Brightcell") == true)
  }
}

/// The records that a test knows of.
private struct Records: RecordLookup {
  var contacts: [JSONObject] = []
  var tasks: Set<String> = []

  func contact(email: String) -> JSONObject? {
    only { $0["emails"]?.array?.contains(.string(email)) == true }
  }

  func contact(name: String, companyID: Int64?) -> JSONObject? { only { $0["name"]?.string == name } }

  func company(_ nameOrDomain: String) -> JSONObject? { nil }

  func hasOpenTask(_ title: String, dealID: Int64?) -> Bool { tasks.contains(title) }

  private func only(_ isMeant: (JSONObject) -> Bool) -> JSONObject? {
    let found = contacts.filter(isMeant)
    return found.count == 1 ? found[0] : nil
  }
}
