import Bytes
import Models
import SQLite
import Testing

@testable import Store

/// What becomes of records that are merged, and of what refers to them.
struct MergeTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  @Test func theKeptContactGainsWhatItLacks() throws {
    let kept = try store.create(
      .contact,
      [
        "name": "Ann Lee", "email": "ann@x", "company": "Acme", "position": "CTO", "tags": ["a"],
        "notes": "Old.",
        "fields": ["x": 1, "y": 1], "city": "Köln",
      ])
    let other = try store.create(
      .contact,
      [
        "name": "A. Lee", "emails": ["lee@x", "al@x", "ANN@x"], "phone": "1",
        "affiliations": [
          ["company": "Globex", "position": "Chair"], ["company": "Acme", "position": "CEO"],
        ],
        "tags": ["b", "a"],
        "notes": "New.", "fields": ["y": 2, "z": 2], "city": "Bonn", "country": "DE", "do_not_contact": true,
      ], allowsDuplicates: true)
    try store.merge(.contact, kept, with: [other])

    #expect(try store.recordReader(.contact).read(other) == nil)
    let shown = try store.show(.contact, kept)
    let expected: JSONObject = [
      "name": "Ann Lee", "emails": ["ann@x", "lee@x", "al@x"], "phones": ["1"], "company": "Acme",
      "position": "CTO",
      "affiliations": [
        ["company_id": 1, "company": "Acme", "position": "CTO", "primary": true],
        ["company_id": 2, "company": "Globex", "position": "Chair", "primary": false],
      ],
      "tags": ["a", "b"], "notes": "Old.\n\nNew.", "city": "Köln", "country": "DE", "do_not_contact": true,
      "fields": [
        "x": 1, "y": 1, "z": 2, "merged_name": "A. Lee", "merged_position": "CEO", "merged_city": "Bonn",
        "merged_y": 2,
      ],
    ]
    for (name, value) in expected { #expect(shown[name] == value, "\(name)") }
    #expect(try store.problems() == [])
  }

  @Test func leftoversOfSeveralMergesStandTogether() throws {
    let ids = try ["Köln", "Bonn", "Rom", "Bonn"].enumerated().map { index, city in
      try store.create(
        .contact,
        ["first_name": "Ann", "city": .string(city), "fields": ["n": .number(JSONNumber(Int64(index)))]])
    }
    try store.merge(.contact, ids[1], with: [ids[2]])
    #expect(try store.value(.contact, ids[1], "fields") == ["n": 1, "merged_city": "Rom", "merged_n": 2])
    try store.merge(.contact, ids[0], with: [ids[3], ids[1]])
    #expect(
      try store.value(.contact, ids[0], "fields")
        == ["n": 0, "merged_city": "Bonn; Rom", "merged_n": "3; 1; 2"])
  }

  @Test(arguments: [(true, false), (false, true)])
  func consentIsNotGainedByAMerge(kept: Bool, other: Bool) throws {
    let kept = try store.create(.contact, ["name": "A", "do_not_contact": .bool(kept)])
    let other = try store.create(.contact, ["name": "B", "do_not_contact": .bool(other)])
    try store.merge(.contact, kept, with: [other], ["do_not_contact": false])
    #expect(try store.value(.contact, kept, "do_not_contact") == true)
  }

  @Test func aPositionWithoutACompanyIsKept() throws {
    let kept = try store.create(.contact, ["name": "A", "position": "CTO"])
    let other = try store.create(.contact, ["name": "B", "company": "Acme", "position": "CEO"])
    try store.merge(.contact, kept, with: [other])
    #expect(try store.value(.contact, kept, "company") == "Acme")
    #expect(try store.value(.contact, kept, "position") == "CTO")
    #expect(try store.value(.contact, kept, "fields")?["merged_position"] == "CEO")
  }

  @Test func severalAreTakenInAtOnce() throws {
    let ids = try (1...4).map { try store.create(.contact, ["name": "N", "email": .string("\($0)@x")]) }
    let applied = try store.merge(.contact, ids[2], with: [ids[0], ids[3], ids[1]])
    #expect(applied.records == [ids[2]])
    #expect(try store.value(.contact, ids[2], "emails") == ["3@x", "1@x", "4@x", "2@x"])
    #expect(try store.count(Query(from: .contact)) == 1)
  }

  @Test func valuesThatAreSettledWin() throws {
    let kept = try store.create(
      .contact, ["name": "Ann Lee", "city": "Köln", "email": "a@x", "fields": ["a": 1]])
    let other = try store.create(
      .contact, ["name": "Ann Lee", "city": "Bonn", "email": "b@x", "fields": ["a": 2]])
    try store.merge(
      .contact, kept, with: [other],
      ["city": "Rom", "emails": ["b@x"], "company": "Acme", "owner": "kim", "fields": ["a": 2]])
    let shown = try store.show(.contact, kept)
    #expect(shown["city"] == "Rom")
    #expect(shown["emails"] == ["b@x"])
    #expect(shown["company"] == "Acme")
    #expect(shown["owner"] == "kim")
    #expect(shown["fields"] == ["a": 2, "merged_a": 1, "merged_city": "Köln; Bonn"])
  }

  @Test func anAddressThatAThirdHasIsNoObstacle() throws {
    let kept = try store.create(.contact, ["name": "A"])
    let other = try store.create(.contact, ["name": "B", "email": "x@x"])
    try store.create(.contact, ["name": "C", "email": "x@x"], allowsDuplicates: true)
    try store.merge(.contact, kept, with: [other])
    #expect(try store.value(.contact, kept, "email") == "x@x")
  }

  // MARK: What refers to them

  @Test func whatRefersToAContactRefersToTheKeptOne() throws {
    let sample = try StoreFixture.sample()
    let store = sample.store
    // 1 is the decider of deal 1, in which 4 is as well; both took part in activity 1.
    try store.merge(.contact, 4, with: [1])
    #expect(try store.ids(.contact, "id in (1, 4)") == [4])
    #expect(
      try store.value(.deal, 1, "contacts")?.text
        == #"[{"id":4,"name":"Bob O'Neil","email":"ann@acme.example","role":"decider","primary":true}]"#)
    #expect(try store.ids(.activity, "contacts.id = 4") == [1, 2])
    #expect(try store.value(.task, 1, "contact_id") == 4)
    #expect(try store.value(.meeting, 1, "participants")?.array?.first?["contact_id"] == 4)
    #expect(try store.problems() == [])
  }

  @Test(
    arguments: [
      (nil, "user", "user"), ("decider", nil, "decider"), ("decider", "user", "decider, user"),
      ("user", "user", "user"), (nil, nil, nil),
    ] as [(String?, String?, String?)])
  func inADealTheKeptContactIsWhatEitherWas(kept: String?, other: String?, both: String?) throws {
    try store.create(.contact, ["name": "A"])
    try store.create(.contact, ["name": "B"])
    try store.create(
      .deal,
      [
        "title": "D",
        "contacts": [
          ["id": 1, "role": kept.map(JSON.string) ?? .null],
          ["id": 2, "role": other.map(JSON.string) ?? .null, "primary": true],
        ],
      ])
    try store.merge(.contact, 1, with: [2])
    let people = try store.value(.deal, 1, "contacts")?.array ?? []
    #expect(people.map { $0["id"] } == [1])
    #expect(people[0]["role"] == both.map(JSON.string) ?? .null)
    #expect(people[0]["primary"] == true)
  }

  @Test func whatRefersToACompanyRefersToTheKeptOne() throws {
    let sample = try StoreFixture.sample()
    let store = sample.store
    // 4 belongs to both, 1 to the one that goes.
    try store.merge(.company, 3, with: [1, 2])
    #expect(try store.ids(.company, "id > 0") == [3])
    #expect(try store.ids(.deal, "company_id = 3") == [1, 2, 3])
    #expect(try store.ids(.contact, "company_id = 3") == [1, 2, 4])
    #expect(try store.value(.contact, 4, "affiliations")?.array?.count == 1)
    #expect(try store.ids(.activity, "company_id = 3") == [1, 3])
    #expect(try store.value(.meeting, 1, "company_id") == 3)
    #expect(try store.value(.company, 3, "domain") == "acme.example")
    #expect(try store.value(.company, 3, "tags") == ["key"])
    #expect(
      try store.value(.company, 3, "fields")
        == [
          "merged_name": "Acme GmbH; Müller & Söhne", "merged_domain": "mueller.example",
          "merged_industry": "Retail", "merged_size": 9, "merged_owner": "ann",
        ])
    #expect(try store.problems() == [])
  }

  @Test func furtherCompaniesAreMovedToo() throws {
    let contact = try store.create(.contact, ["name": "Ann", "company": "Main"])
    for name in ["One", "Two"] {
      try store.apply(Plan.Step(.link, .contact, id: contact, changes: ["company": .string(name)]))
    }
    try store.merge(.company, 2, with: [3])
    #expect(
      try store.value(.contact, contact, "affiliations")?.array?.map { $0["company"] } == ["Main", "One"])
    try store.merge(.company, 2, with: [1])
    #expect(try store.value(.contact, contact, "affiliations")?.array?.map { $0["company"] } == ["One"])
  }

  @Test(arguments: [(1, 2), (2, 1)] as [(Int64, Int64)])
  func whoBelongsToBothCompaniesKeepsBothPositions(kept: Int64, other: Int64) throws {
    let contact = try store.create(
      .contact,
      [
        "name": "Ann",
        "affiliations": [["company": "A", "position": "CTO"], ["company": "B", "position": "Advisor"]],
      ])
    let second = try store.create(
      .contact, ["name": "Bo", "affiliations": [["company": "A"], ["company": "B", "position": "Advisor"]]])
    try store.merge(.company, kept, with: [other])
    #expect(try store.value(.contact, contact, "company_id") == .number(JSONNumber(kept)))
    #expect(try store.value(.contact, contact, "affiliations")?.array?.count == 1)
    #expect(try store.value(.contact, contact, "position") == "CTO")
    #expect(try store.value(.contact, contact, "fields") == ["merged_position": "Advisor"])
    #expect(try store.value(.contact, second, "position") == "Advisor")
    #expect(try store.value(.contact, second, "fields") == [:])
    #expect(try store.problems() == [])
  }

  @Test func wordsAndTheLastExchangeFollowAtOnce() throws {
    let sample = try StoreFixture.sample()
    let store = sample.store
    try store.merge(.contact, 3, with: [1, 4])
    #expect(try store.value(.contact, 3, "last_activity_at") == "2026-05-18T09:00:00Z")
    #expect(try store.finds("tea AND emea", .contact, 3))
    #expect(try !store.finds("lee", .contact, 1))
    #expect(try store.ids(.contact, "days_quiet = 2") == [3])
    #expect(try store.problems() == [])
    try store.undo()
    #expect(try store.finds("lee", .contact, 1))
    #expect(try !store.finds("tea", .contact, 3))
    #expect(try store.value(.contact, 3, "last_activity_at") == JSON.null)
    #expect(try store.value(.contact, 4, "last_activity_at") == "2026-05-18T09:00:00Z")
    #expect(try store.problems() == [])
  }

  // MARK: Refusals

  @Test func aMergeThatCannotBeIsRefused() throws {
    let id = try store.create(.contact, ["name": "A"])
    let other = try store.create(.contact, ["name": "B"])
    func refusal(_ sentence: String) -> StoreError { .invalid(.contact, field: "with", .sentence(sentence)) }
    #expect(
      failure { try store.merge(.contact, id, with: [id]) }
        == refusal("a record cannot be merged with itself"))
    #expect(
      failure { try store.merge(.contact, id, with: [other, other]) }
        == refusal("a record stands in it twice"))
    #expect(
      failure { try store.merge(.contact, id, with: []) }
        == refusal("a merge names the ids of the records to take in"))
    #expect(failure { try store.merge(.contact, id, with: [9]) } == .notFound(.contact, "9"))
    #expect(
      failure { try store.merge(.status, 1, with: [2]) }
        == .invalid(.status, field: nil, .sentence("only contacts and companies can be merged")))
    try store.merge(.contact, id, with: [other])
    #expect(failure { try store.merge(.contact, id, with: [other]) } == .merged(.contact, other, into: id))
    #expect(failure { try store.merge(.contact, other, with: [id]) } == .merged(.contact, other, into: id))
  }
}

extension Store {
  /// Creates a contact who may have the address of another.
  @discardableResult
  fileprivate func create(_ type: RecordType, _ values: JSONObject, allowsDuplicates: Bool) throws -> Int64 {
    try apply(Plan.Step(.create, type, changes: values), options: lenient).records[0]
  }
}
