import Bytes
import Models
import Testing

@testable import Store

/// How a Plan is applied: all of it or nothing, to the records meant.
struct PlanTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture.sample()
  }

  @Test func whatWasDoneIsCounted() throws {
    let applied = try store.apply(
      Plan.Step(.create, .company, changes: ["name": "New"]),
      Plan.Step(.update, .contact, id: 1, changes: ["city": "Bonn"]),
      Plan.Step(.update, .contact, id: 2, changes: ["owner": "Bob"]),
      Plan.Step(.delete, .contact, id: 3))
    #expect(applied.records == [4, 1, 2, 3])
    #expect([applied.created, applied.updated, applied.unchanged, applied.deleted] == [1, 1, 1, 1])
    let entry = try store.journalEntry(try #require(applied.entry))
    #expect(entry.records == 3)
    #expect(entry.summary == "create 1 company, update 2 contacts, delete 1 contact")
    #expect(entry.actor == "tester")
    #expect(entry.at == StoreFixture.now)
  }

  @Test func aStepThatFailsTakesTheOthersWithIt() throws {
    let before = try store.dump()
    let entries = try store.journal(limit: nil).count
    #expect(
      failure {
        try store.apply(
          Plan.Step(.update, .contact, id: 1, changes: ["city": "Bonn"]),
          Plan.Step(.create, .contact, changes: ["name": "X", "company": "Made on the way"]),
          Plan.Step(.update, .contact, id: 99, changes: ["city": "Bonn"]))
      } == .notFound(.contact, "99"))
    #expect(try store.dump() == before)
    #expect(try store.journal(limit: nil).count == entries)
    #expect(try store.problems() == [])
    try store.update(.contact, 1, ["city": "Bonn"])
  }

  @Test func aRehearsalSaysWhatWouldBeAndChangesNothing() throws {
    let before = try store.dump()
    let steps = [
      Plan.Step(.create, .contact, changes: ["name": "X", "company": "New"]),
      Plan.Step(.delete, .contact, id: 1),
    ]
    let applied = try store.rehearse(Plan(summary: "", steps: steps), by: author)
    #expect(applied.entry == nil)
    #expect([applied.created, applied.deleted] == [1, 1])
    #expect(try store.dump() == before)
    #expect(try store.problems() == [])
    try store.create(.company, ["name": "Next"])
    #expect(try store.finds("next", .company, 4))
  }

  @Test func aRecordIsFoundByWhatMatches() throws {
    func update(_ match: JSONObject) throws -> Int64 {
      try store.apply(Plan.Step(.update, .contact, match: match, changes: ["city": "Bonn"])).records[0]
    }
    #expect(try update(["email": "ANN@acme.example"]) == 1)
    #expect(try update(["name": "jose nunez", "company": "Müller & Söhne"]) == 2)
    #expect(try update(["do_not_contact": true]) == 3)
    #expect(try update(["name": .null]) == 5)
    #expect(failure { _ = try update(["email": "none@x"]) } == .notFound(.contact, #"{"email":"none@x"}"#))
    #expect(
      failure { _ = try update(["tags": "vip"]) }
        == .ambiguous(
          .contact, #"{"tags":"vip"}"#,
          [.init(type: .contact, id: 1, name: "Ann Lee"), .init(type: .contact, id: 2, name: "José Núñez")]))
  }

  @Test func aStepExpectsTheValuesItWasMadeFor() throws {
    func update(_ expect: JSONObject) throws {
      try store.apply(Plan.Step(.update, .contact, id: 1, expect: expect, changes: ["city": "Bonn"]))
    }
    #expect(
      failure { try update(["owner": "ann", "position": "CEO"]) }
        == .overtaken(.contact, id: 1, field: "position", expected: #""CEO""#, found: #""CTO""#))
    try update(["owner": "ann", "position": "CTO", "tags": ["Newsletter", "vip"], "notes": .null])
    guard case .invalid(.contact, "x", .unknownField)? = failure({ try update(["x": 1]) }) else {
      Issue.record("a field that there is not is expected in vain")
      return
    }
  }
}
