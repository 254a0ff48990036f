import Bytes
import Models
import SQLite
import TestSupport
import Testing

@testable import Store

/// Rows of an import that speak of records which have gone.
struct DepartedTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  private func find(_ type: RecordType, _ row: JSONObject) throws -> Fate? {
    try Departed(database: store.database, clock: store.clock).find(type, row)
  }

  // MARK: As records that are here

  /// Whatever is recognised while it is here is recognised when it has gone, and nothing else is.
  @Test(arguments: [RecordType.contact, .company, .deal, .task, .activity, .meeting, .pipeline])
  func theGoneAreRecognisedAsThoseWhoAreHere(type: RecordType) throws {
    for name in ["Acme", "Beta"] where type != .company {
      try store.create(.company, ["name": .string(name)])
    }
    for name in ["P", "Q"] where type != .contact { try store.create(.contact, ["name": .string(name)]) }
    let matcher = try Matcher(
      database: store.database, clock: store.clock, memory: StreamMemory(database: store.database))
    var random = SeededGenerator(seed: 7)
    var found = 0
    for _ in 0..<200 {
      let record = Self.values(type, &random)
      let row = Self.values(type, &random)
      try store.rehearsing {
        guard let id = try? store.apply(step(.create, type, record), options: lenient, by: author).records[0]
        else { return }
        let isSame = try matcher.find(type, row, foreign: nil) == id
        if isSame { found += 1 }
        let deletion = try store.apply(step(.delete, type, id: id), by: author)
        let fate = isSame ? Fate.deleted(id: id, name: record.title ?? "#\(id)") : nil
        #expect(try find(type, row) == fate, "\(JSON.object(record).text) \(JSON.object(row).text)")
        try store.undo(deletion.entry)
        #expect(try find(type, row) == nil)
      }
    }
    #expect((10..<190).contains(found), "\(found)")
  }

  private func step(
    _ action: Plan.Action, _ type: RecordType, id: Int64? = nil, _ changes: JSONObject = [:]
  ) -> Plan {
    Plan(summary: "", steps: [Plan.Step(action, type, id: id, changes: changes)])
  }

  /// A record or a row that names others by their ids here, of few values, so that many are the same.
  private static func values(_ type: RecordType, _ random: inout SeededGenerator) -> JSONObject {
    var values: JSONObject = [:]
    func pick(_ name: String, _ choices: JSON?...) {
      values[name] = choices[Int.random(in: choices.indices, using: &random)]
    }
    pick("external_id", nil, nil, nil, nil, "X", "x")
    switch type {
    case .contact:
      if Bool.random(using: &random) {
        pick("name", "Ann Lee", "ann LÉE", "Bo")
      } else {
        pick("first_name", "Ann", "Bo")
        pick("last_name", "Lee", nil)
      }
      pick("emails", nil, nil, ["a@x"], ["b@x", "A@X"])
      pick("company", nil, "Acme", "ACME", "Beta")
      pick("phone", nil, nil, "1", "2")
      pick("birthday", nil, nil, "1980-01-01", "1981-01-01")
    case .company:
      pick("name", "Acme", "ACME", "Beta")
      pick("domain", nil, "a.example", "A.example", "b.example")
    case .deal:
      pick("title", "Big", " BIG ", "Small")
      pick("company_id", nil, 1, 2)
      pick("stage", nil, "lead", "won", "lost")
      if values["stage"] == "won" { pick("closed_at", nil, "2026-05-01T00:00:00Z", "2026-05-21T00:00:00.5Z") }
    case .task:
      pick("title", "Call", "call", "Write")
      pick("contact_id", nil, 1, 2)
      pick("due_date", nil, "2026-05-20", "today", "2026-05-21")
    case .activity:
      pick("kind", "call", "note")
      pick("subject", nil, "Hello")
      pick("body", nil, "Words")
      pick("occurred_at", "2026-05-20", "2026-05-20T00:00:00Z")
      pick("contacts", [], [["id": 1]], [["id": 2], ["id": 1]], [["id": 1], ["id": 2]])
    case .meeting:
      pick("title", "A", "B")
      pick("content_hash", "a", "b", " a")
    default:
      pick("name", "One", "ONE", "Two")
      values["stages"] = ["first"]
    }
    return values
  }

  // MARK: Fates

  @Test func chainsEndAtTheLastSurvivor() throws {
    for name in ["A", "B", "C", "D"] { try store.create(.contact, ["name": .string(name)]) }
    try store.merge(.contact, 2, with: [1])
    try store.merge(.contact, 3, with: [2])
    for name in ["A", "B"] { #expect(try find(.contact, ["name": .string(name)]) == .merged(into: 3)) }
    try store.delete(.contact, 3)
    for name in ["A", "B", "C"] {
      #expect(try find(.contact, ["name": .string(name)]) == .deleted(id: 3, name: "C"))
    }
    try store.undo()
    try store.undo()
    #expect(try find(.contact, ["name": "A"]) == .merged(into: 2))
    #expect(try find(.contact, ["name": "B"]) == nil)
    try store.redo()
    #expect(try find(.contact, ["name": "A"]) == .merged(into: 3))
  }

  @Test func whatIsInForceCountsAndNotWhatCameLast() throws {
    for name in ["A", "B", "C"] { try store.create(.contact, ["name": .string(name)]) }
    try store.merge(.contact, 2, with: [1])
    let undo = try store.undo()
    try store.merge(.contact, 3, with: [1])
    try store.undo()
    try store.undo(undo.id)
    #expect(try find(.contact, ["name": "A"]) == .merged(into: 2))
  }

  @Test func whatRefersToMergedRecordsIsRecognised() throws {
    for name in ["A", "B"] {
      try store.create(.company, ["name": .string(name)])
      try store.create(.contact, ["name": .string(name)])
    }
    try store.create(.deal, ["title": "Big", "company_id": 1])
    try store.create(.task, ["title": "Call", "contact_id": 1])
    try store.create(.activity, ["kind": "call", "occurred_at": "2026-05-01", "contacts": [["id": 1]]])
    for type in [RecordType.deal, .task, .activity] { try store.delete(type, 1) }
    try store.merge(.company, 2, with: [1])
    try store.merge(.contact, 2, with: [1])
    #expect(try find(.deal, ["title": "Big", "company_id": 2]) == .deleted(id: 1, name: "Big"))
    #expect(try find(.task, ["title": "Call", "contact_id": 2]) == .deleted(id: 1, name: "Call"))
    #expect(
      try find(.activity, ["kind": "call", "occurred_at": "2026-05-01", "contacts": [["id": 2]]])
        == .deleted(id: 1, name: "#1"))
    #expect(try find(.deal, ["title": "Big", "company": "A"]) == nil)
  }

  @Test func nothingGoesByAnUndo() throws {
    _ = try Bulk.run(
      store, .contact, .match(MatchRules()), options: lenient, #"{"name":"Ann","email":"ann@x"}"#)
    try store.undo()
    #expect(try find(.contact, ["email": "ann@x"]) == nil)
    #expect(try store.database.value("SELECT count(*) FROM departed", as: Int.self) == 0)
  }

  @Test func aRehearsalLeavesNothing() throws {
    try store.create(.contact, ["name": "Ann"])
    _ = try store.rehearse(step(.delete, .contact, id: 1), by: author)
    #expect(try store.database.value("SELECT count(*) FROM departed", as: Int.self) == 0)
  }

  @Test func aPlanThatFailsLeavesNothing() throws {
    try store.create(.contact, ["name": "Ann"])
    let plan = Plan(
      summary: "", steps: [Plan.Step(.delete, .contact, id: 1), Plan.Step(.delete, .contact, id: 9)])
    #expect(failure { _ = try store.apply(plan, by: author) } == .notFound(.contact, "9"))
    #expect(try find(.contact, ["name": "Ann"]) == nil)
    try store.create(.contact, ["name": "Bo"])
    #expect(try find(.contact, ["name": "Ann"]) == nil)
  }

  /// A value that is none is for the writer to refuse.
  @Test func aWrongValueMeansNobody() throws {
    try store.create(.contact, ["name": "Ann"])
    try store.delete(.contact, 1)
    #expect(try find(.contact, ["name": "Ann", "birthday": "no day"]) == nil)
    #expect(try find(.contact, ["name": "Ann", "emails": "no list"]) == .deleted(id: 1, name: "Ann"))
  }

  /// Neither of the look-ups reads the table as a whole, however many have gone.
  @Test func theLookUpsGoThroughIndices() throws {
    for sql in [
      "SELECT 1 FROM departed_key JOIN departed ON departed.id = departed_id WHERE departed_key.type = 'contact' AND key = 'x'",
      "SELECT 1 FROM departed WHERE type = 'contact' AND record_id = 1",
    ] {
      let steps = try store.database.all("EXPLAIN QUERY PLAN \(raw: sql)") { try $0[3] as String }
      #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
    }
  }
}

extension JSONObject {
  /// What the record with these values is called.
  fileprivate var title: String? {
    if let name = self["name"]?.string { return name }
    if self["kind"] != nil { return self["subject"]?.string }
    let parts = [self["first_name"]?.string, self["last_name"]?.string].compactMap { $0 }
    return parts.isEmpty ? self["title"]?.string?.trimmed : parts.joined(separator: " ")
  }
}
