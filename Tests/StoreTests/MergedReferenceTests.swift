import Bytes
import Models
import TestSupport
import Testing

@testable import Store

/// The ids and names of records that were merged lead to what they are now.
struct MergedReferenceTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture.sample()
    try fixture.store.merge(.contact, 4, with: [1])
    try fixture.store.merge(.company, 3, with: [1])
  }

  @Test(
    arguments: [
      (RecordType.contact, "1", 4), (.contact, "contact:1", 4), (.contact, "ann lee", 4), (.contact, "4", 4),
      (.contact, "ann@acme.example", 4), (.company, "1", 3), (.company, "acme gmbh", 3),
      (.company, "ACME.example", 3),
    ] as [(RecordType, String, Int64)])
  func aFormerNameIsFound(type: RecordType, reference: String, id: Int64) throws {
    #expect(try store.find(type, reference) == id)
  }

  @Test func whichOneWasNamedIsSaid() throws {
    #expect(try store.locate(.contact, "1") == Located(id: 4, former: 1))
    #expect(try store.locate(.contact, "Ann Lee") == Located(id: 4, former: 1))
    #expect(try store.locate(.contact, "ann@acme.example") == Located(id: 4))
    #expect(try store.locate(.contact, "4") == Located(id: 4))
  }

  @Test func aNameThatSomebodyHasComesFirst() throws {
    let id = try store.create(.contact, ["name": "Ann Lee"])
    #expect(try store.locate(.contact, "Ann Lee") == Located(id: id))
  }

  @Test func aFormerNameComesBeforeTheBeginningOfAnother() throws {
    try store.create(.company, ["name": "Acme GmbH & Co"])
    #expect(try store.find(.company, "Acme GmbH") == 3)
    #expect(
      try store.value(.deal, store.create(.deal, ["title": "New", "company": "Acme GmbH"]), "company_id") == 3
    )
    try store.undo()
    try store.undo()
    try store.undo()
    #expect(try store.find(.company, "Acme GmbH") == 1)
  }

  @Test func oneNameOfTwoThatWereMergedIsNotGuessed() throws {
    for id in 6...9 as ClosedRange<Int64> {
      try store.create(.contact, ["name": .string(id < 8 ? "Twin" : "Other \(id)")])
    }
    try store.merge(.contact, 8, with: [6])
    try store.merge(.contact, 9, with: [7])
    guard
      case .ambiguous(.contact, "Twin", let candidates)? = failure({ _ = try store.find(.contact, "Twin") })
    else {
      Issue.record("one of two is taken")
      return
    }
    #expect(candidates.map(\.id) == [8, 9])
  }

  @Test func whoIsDeletedAfterIsNotFound() throws {
    try store.delete(.contact, 4)
    for reference in ["1", "contact:1", "Ann Lee"] {
      #expect(failure { _ = try store.find(.contact, reference) } == .notFound(.contact, reference))
    }
  }

  @Test func whatRefersToAMergedIDRefersToTheSurvivor() throws {
    let task = try store.create(.task, ["title": "T", "contact_id": 1, "company_id": 1])
    #expect(try store.value(.task, task, "contact_id") == 4)
    #expect(try store.value(.task, task, "company_id") == 3)
    let contact = try store.create(.contact, ["name": "N", "company_id": 1])
    #expect(try store.value(.contact, contact, "company_id") == 3)
    try store.update(.contact, 2, ["affiliations": [["company_id": 1], ["company_id": 2]]])
    #expect(try store.value(.contact, 2, "company_id") == 3)
    try store.apply(Plan.Step(.link, .contact, id: 5, changes: ["company_id": 1]))
    #expect(try store.value(.contact, 5, "company_id") == 3)
    let deal = try store.create(.deal, ["title": "D", "contacts": [["id": 1], ["id": 4]]])
    #expect(try store.value(.deal, deal, "contacts")?.array?.map { $0["id"] } == [4])
  }

  @Test func aChangeOfAMergedRecordIsRefused() throws {
    #expect(failure { try store.update(.contact, 1, ["city": "Rom"]) } == .merged(.contact, 1, into: 4))
    #expect(failure { try store.delete(.contact, 1) } == .merged(.contact, 1, into: 4))
    let edits = try Bulk.run(store, .contact, .edit, #"{"id":1,"city":"Rom"}"#)
    #expect(edits.outcomes == ["rejected: contact 1 was merged into 4"])
  }
}

/// Merges of merges, taken back and brought back: every table is as it was before each, and every id leads to what it
/// is by then.
struct MergeChainTests {
  @Test(arguments: 21...26)
  func chainsAreUndoneInReverseAndRedone(seed: UInt64) throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    var random = SeededGenerator(seed: seed)
    try Self.fill(store, &random)
    var states = [try State(store)]
    while try store.count(Query(from: .contact)) + store.count(Query(from: .company)) > 4 {
      if try Self.merge(store, &random) { states.append(try State(store)) }
    }
    #expect(try store.problems() == [])
    for state in states.dropLast().reversed() {
      try store.undo()
      #expect(try State(store) == state)
    }
    #expect(try store.problems() == [])
    for state in states.dropFirst() {
      try store.redo()
      #expect(try State(store) == state)
    }
    #expect(try store.problems() == [])
  }

  private struct State: Equatable {
    let rows: [String]
    /// What each of the first ids leads to.
    let leads: [Int64]

    init(_ store: Store) throws {
      rows = try store.dump()
      leads = try (1...12).flatMap { id in
        [try store.find(.contact, "\(id)"), try store.find(.company, "\(id)")]
      }
    }
  }

  /// Contacts and companies that much else refers to.
  private static func fill(_ store: Store, _ random: inout SeededGenerator) throws {
    func some(_ field: String) -> JSON {
      .array(
        (1...12).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }.map {
          [field: .number(JSONNumber($0))]
        })
    }
    func one() -> JSON { .number(JSONNumber(Int64.random(in: 1...12, using: &random))) }
    func word() -> JSON { .string(["a", "b", "c"].randomElement(using: &random) ?? "") }
    var steps = (1...12).map {
      Plan.Step(.create, .company, changes: ["name": .string("Company \($0)"), "city": word()])
    }
    for id in 1...12 {
      steps.append(
        Plan.Step(
          .create, .contact,
          changes: [
            "name": .string("Contact \(id)"), "affiliations": some("company_id"), "position": word(),
            "tags": [word()],
            "emails": [.string("\(id)@x")], "city": word(), "fields": ["f": word()],
          ]))
    }
    for index in 1...8 {
      steps.append(
        Plan.Step(
          .create, .deal,
          changes: ["title": .string("D\(index)"), "company_id": one(), "contacts": some("id")]))
      steps.append(
        Plan.Step(.create, .task, changes: ["title": "T", "contact_id": one(), "company_id": one()]))
      steps.append(
        Plan.Step(.create, .activity, changes: ["kind": "call", "company_id": one(), "contacts": some("id")]))
      steps.append(
        Plan.Step(
          .create, .meeting,
          changes: [
            "title": "M", "content_hash": .string("\(index)"), "company_id": one(),
            "participants": some("contact_id"),
          ]))
    }
    _ = try store.apply(Plan(summary: "fill", steps: steps), by: author)
  }

  /// Merges a few records; false when there is only one left of the kind.
  private static func merge(_ store: Store, _ random: inout SeededGenerator) throws -> Bool {
    let type = Bool.random(using: &random) ? RecordType.contact : .company
    var ids = try store.ids(type, "id > 0").shuffled(using: &random)
    guard let kept = ids.popLast(), !ids.isEmpty else { return false }
    let others = Array(ids.prefix(Int.random(in: 1...2, using: &random)))
    let sources: [MergePreference.Source] = [.kept, .recent, .complete, .record(others[0])]
    let merge = try store.proposeMerge(
      type, kept, with: others, preferring: MergePreference(sources.randomElement(using: &random) ?? .kept))
    return try store.apply(Plan(summary: "merge", steps: [merge.step]), by: author).entry != nil
  }
}
