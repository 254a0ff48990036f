import Bytes
import Models
import Testing

@testable import Store

/// What a merge leads to by whose values count, and that it is made as it was proposed.
struct ProposedMergeTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  /// Three contacts; 2 was changed last.
  init() throws {
    fixture = try StoreFixture()
    for (index, contact) in Self.contacts.enumerated() {
      let time = time("2026-05-0\([1, 3, 2][index])T00:00:00Z")
      _ = try fixture.reopened(now: time).apply(
        Plan(summary: "", steps: [Plan.Step(.create, .contact, changes: contact)]), by: author)
    }
  }

  private static let contacts: [JSONObject] = [
    [
      "name": "A Lee", "email": "1@x", "company": "Acme", "position": "CTO", "city": "Köln",
      "fields": ["k": "one"], "birthday": "1980-01-01",
    ],
    [
      "name": "Ann Li", "email": "2@x", "company": "Globex", "position": "Chair", "owner": "bo",
      "city": "Ulm",
      "fields": ["k": "two", "l": 2],
    ],
    ["name": "Ann Leeds", "phone": "3", "owner": "kim", "city": "Heidelberg", "fields": ["l": 3]],
  ]

  private static let outcomes: [(MergePreference, JSONObject)] = [
    (
      MergePreference(),
      ["name": "A Lee", "email": "1@x", "company": "Acme", "position": "CTO", "owner": "bo", "city": "Köln"]
    ),
    (
      MergePreference(.recent),
      [
        "name": "Ann Li", "email": "2@x", "company": "Globex", "position": "Chair", "owner": "bo",
        "city": "Ulm",
      ]
    ),
    (
      MergePreference(.complete),
      [
        "name": "Ann Leeds", "email": "1@x", "company": "Acme", "position": "CTO", "owner": "kim",
        "city": "Heidelberg",
      ]
    ),
    (
      MergePreference(.record(3)),
      [
        "name": "Ann Leeds", "email": "1@x", "company": "Acme", "position": "CTO", "owner": "kim",
        "city": "Heidelberg",
      ]
    ),
    (
      MergePreference(
        .recent,
        fields: ["city": .record(3), "affiliations": .kept, "emails": .record(1), "fields.k": .record(1)]),
      [
        "name": "Ann Li", "email": "1@x", "company": "Acme", "position": "CTO", "owner": "bo",
        "city": "Heidelberg",
      ]
    ),
  ]

  @Test(arguments: outcomes)
  func valuesCountAsPreferred(preference: MergePreference, expected: JSONObject) throws {
    let before = try (1...3).map { try store.show(.contact, $0) }
    let merge = try store.proposeMerge(.contact, 1, with: [2, 3], preferring: preference)
    try store.apply(merge.step)
    let merged = try store.show(.contact, 1)
    for (name, value) in expected { #expect(merged[name] == value, "\(name)") }
    #expect(merged["birthday"] == "1980-01-01")

    // What the proposal says is what comes of it.
    for (name, value) in merge.step.changes where name != "with" { #expect(merged[name] == value, "\(name)") }
    let silent = Catalog.of(.contact).fields.filter { field in
      field.access == .written && !MergePreference.isRepeated(field.name, .contact)
        && merge.step.changes[field.name] == nil && field.name != "updated_at"
    }
    // The position stands with the company.
    for field in silent where field.name != "position" {
      #expect(merged[field.name] == before[0][field.name], "\(field.name)")
    }
    // Nothing is lost.
    let text = JSON.object(merged).text
    for record in before {
      for name in ["name", "email", "phone", "company", "position", "owner", "city", "birthday"] {
        if let value = record[name]?.string { #expect(text.contains(value), "\(name) \(value)") }
      }
      for (name, value) in record["fields"]?.object ?? [:] {
        #expect(text.contains(value.string ?? value.text), "fields.\(name)")
      }
    }
  }

  @Test func theCustomFieldThatIsPreferredCounts() throws {
    let merge = try store.proposeMerge(
      .contact, 1, with: [2, 3], preferring: MergePreference(fields: ["fields.k": .record(2)]))
    try store.apply(merge.step)
    let fields = try store.value(.contact, 1, "fields")
    #expect(fields?["k"] == "two")
    #expect(fields?["merged_k"] == "one")
    #expect(fields?["l"] == 2)
    #expect(fields?["merged_l"] == 3)
  }

  @Test(
    arguments: [
      (1, ["city": "Rom"]), (1, ["notes": "new"]), (2, ["owner": "kim"]), (3, ["tags": ["t"]]),
    ] as [(Int64, JSONObject)])
  func aProposalThatIsOvertakenFails(id: Int64, change: JSONObject) throws {
    let merge = try store.proposeMerge(.contact, 1, with: [2, 3], preferring: MergePreference())
    _ = try fixture.reopened(now: time("2026-05-21T00:00:00Z")).apply(
      Plan(summary: "", steps: [Plan.Step(.update, .contact, id: id, changes: change)]), by: author)
    let before = try store.dump()
    guard case .overtaken(.contact, id, _, _, _)? = failure({ try store.apply(merge.step) }) else {
      Issue.record("a record that has changed since is merged")
      return
    }
    #expect(try store.dump() == before)
  }

  @Test func aProposalIsReadFromItsJSON() throws {
    let merge = try store.proposeMerge(.contact, 1, with: [2, 3], preferring: MergePreference(.recent))
    let plan = Plan(summary: "merge", steps: [merge.step])
    #expect(try Plan(json: plan.json) == plan)
    #expect(plan.json["impact"]?["records"] == 3)
  }

  @Test func whatMovesIsCounted() throws {
    let sample = try StoreFixture.sample()
    func moves(_ type: RecordType, _ kept: Int64, _ others: [Int64]) throws -> [String] {
      try sample.store.proposeMerge(type, kept, with: others, preferring: MergePreference()).moves
        .map { "\($0.type) \($0.count)" }
    }
    #expect(try moves(.contact, 4, [1]) == ["deal 1", "task 1", "activity 2", "meeting 1"])
    #expect(try moves(.contact, 3, [1, 4]) == ["deal 1", "task 1", "activity 2", "meeting 1"])
    #expect(try moves(.contact, 1, [5]) == [])
    #expect(try moves(.company, 1, [3]) == ["contact 1", "deal 1"])
    #expect(failure { _ = try moves(.company, 1, [9]) } == .notFound(.company, "9"))
  }
}
