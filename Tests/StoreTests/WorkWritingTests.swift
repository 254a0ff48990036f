import Bytes
import Models
import SQLite
import Testing

@testable import Store

/// Tasks, activities, meetings and insights.
struct WorkWritingTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
    try store.create(.company, ["name": "Acme", "domain": "acme.example"])
    try store.create(.company, ["name": "Beta"])
    try store.create(.contact, ["name": "Ann Lee", "email": "ann@acme.example", "company": "Acme"])
    try store.create(.contact, ["name": "Bo Öst", "email": "bo@beta.example", "company": "Beta"])
    try store.create(.deal, ["title": "Renewal", "company": "Acme"])
    try store.create(.deal, ["title": "Renewal", "company": "Beta"])
    try store.create(.deal, ["title": "Pilot", "company": "Beta"])
  }

  // MARK: Tasks

  private static let task: JSONObject = [
    "title": "Send contract", "description": "two\nlines", "priority": "urgent", "status": "completed",
    "due_date": "2026-06-29", "contact": "Ann Lee", "deal": "Pilot", "company": "Acme", "owner": "bob",
    "external_id": "T1", "fields": ["x": 1], "completed_at": "2026-05-01T00:00:00Z",
    "created_at": "2026-04-01T00:00:00Z", "updated_at": "2026-04-02T00:00:00Z",
  ]

  @Test func everyFieldOfATaskComesBack() throws {
    let id = try store.create(.task, Self.task)
    let shown = try store.show(.task, id)
    for (name, value) in Self.task { #expect(shown[name] == value, "\(name)") }
    #expect(shown["contact_id"] == 1)
    #expect(shown["contact_email"] == "ann@acme.example")
    #expect(shown["deal_id"] == 3)
    #expect(try store.update(.task, id, shown).entry == nil)
    let words: JSONObject = ["contact": "ann@acme.example", "deal": "PILOT", "company": "acme.example"]
    #expect(try store.update(.task, id, words).entry == nil)
  }

  @Test func aTaskHasDefaultsAndACompletion() throws {
    let id = try store.create(.task, ["title": "Call"])
    #expect(try store.value(.task, id, "priority") == "medium")
    #expect(try store.value(.task, id, "status") == "todo")
    try store.update(.task, id, ["status": "completed"])
    #expect(try store.value(.task, id, "completed_at") == "2026-05-20T12:00:00Z")
    // It cannot be without, so null changes nothing.
    #expect(try store.update(.task, id, ["completed_at": .null]).entry == nil)
    try store.update(.task, id, ["completed_at": "2026-05-19T00:00:00Z"])
    try store.update(.task, id, ["status": "in_progress"])
    #expect(try store.value(.task, id, "completed_at") == .null)
    try store.update(.task, id, ["status": "completed", "completed_at": "2026-05-18T00:00:00Z"])
    #expect(try store.value(.task, id, "completed_at") == "2026-05-18T00:00:00Z")
    try store.update(.task, id, ["status": .null, "priority": .null])
    #expect(try store.value(.task, id, "status") == "todo")
  }

  /// Of several words for one relation that which differs from the record counts.
  @Test(
    arguments: [
      (["contact_id": 2], 2), (["contact_email": "bo@beta.example"], 2), (["contact": "Bo Öst"], 2),
      (["contact": "bo@beta.example"], 2), (["contact": "2"], 2), (["contact": .null], nil),
      (["contact_email": .null], nil), (["contact_id": .null], nil), (["contact": "Bo"], 2),
    ] as [(JSONObject, Int64?)])
  func theWordThatDiffersCounts(change: JSONObject, expected: Int64?) throws {
    let id = try store.create(.task, ["title": "Call", "contact_id": 1])
    var shown = try store.show(.task, id)
    for (name, value) in change { shown[name] = value }
    try store.update(.task, id, shown)
    #expect(try store.value(.task, id, "contact_id")?.int64 == expected)
  }

  @Test func aTitleOfSeveralDealsIsResolvedWithinTheCompany() throws {
    for (company, deal) in [("Acme", 1), ("Beta", 2)] as [(String, Int64)] {
      let named: JSONObject = ["title": "x", "company": .string(company), "deal": "renewal"]
      let task = try store.create(.task, named)
      #expect(try store.value(.task, task, "deal_id")?.int64 == deal)
    }
    guard
      case .ambiguous(.deal, "Renewal", let candidates)? = failure({
        try store.create(.task, ["title": "x", "deal": "Renewal"])
      })
    else {
      Issue.record("a title of two deals is not guessed")
      return
    }
    #expect(candidates.map(\.id) == [1, 2])
  }

  // MARK: Activities

  @Test func everyFieldOfAnActivityComesBack() throws {
    let full: JSONObject = [
      "kind": "call", "subject": "Pricing", "body": "two\nlines", "direction": "in",
      "occurred_at": "2026-05-01T09:00:00Z", "duration_minutes": 15,
      "contacts": ["bo@beta.example", "Ann Lee"],
      "deal": "Pilot", "company": "Acme", "owner": "bob", "source": "phone", "external_id": "A1",
      "fields": ["x": true], "created_at": "2026-04-01T00:00:00Z", "updated_at": "2026-04-02T00:00:00Z",
    ]
    let id = try store.create(.activity, full)
    let shown = try store.show(.activity, id)
    for (name, value) in full where name != "contacts" { #expect(shown[name] == value, "\(name)") }
    #expect(
      shown["contacts"] == [
        ["id": 1, "name": "Ann Lee", "email": "ann@acme.example"],
        ["id": 2, "name": "Bo Öst", "email": "bo@beta.example"],
      ])
    #expect(try store.update(.activity, id, shown).entry == nil)
    #expect(try store.update(.activity, id, ["contacts": [2, 1, "Ann Lee"]]).entry == nil)
    try store.update(.activity, id, ["contacts": [["id": 2]], "direction": .null, "deal_id": .null])
    #expect(try store.value(.activity, id, "contacts")?.array?.count == 1)
    #expect(try store.value(.activity, id, "direction") == "none")
  }

  @Test func whatFollowsFromActivitiesIsUpToDate() throws {
    func quiet() throws -> [JSON?] {
      [try store.value(.contact, 1, "last_activity_at"), try store.value(.contact, 2, "last_activity_at")]
        + (try store.rows(Query(json: ["from": "company", "fields": ["days_quiet"]])).map { $0["days_quiet"] })
    }
    #expect(try quiet() == [.null, .null, .null, .null])
    let id = try store.create(
      .activity,
      ["kind": "call", "occurred_at": "2026-05-18T12:00:00Z", "contacts": [1], "company": "Acme"])
    let called: [JSON?] = ["2026-05-18T12:00:00Z", .null, 2, .null]
    #expect(try quiet() == called)
    try store.update(.activity, id, ["contacts": [2], "company": "Beta"])
    #expect(try quiet() == [.null, "2026-05-18T12:00:00Z", .null, 2])
    try store.update(.activity, id, ["kind": "note"])
    #expect(try quiet() == [.null, .null, .null, .null])
    try store.undo()
    try store.undo()
    #expect(try quiet() == called)
    try store.delete(.activity, id)
    #expect(try quiet() == [.null, .null, .null, .null])
    try store.undo()
    #expect(try quiet() == called)
    #expect(try store.problems().isEmpty)
  }

  // MARK: Meetings and insights

  @Test func aMeetingAndWhatWasFoundInIt() throws {
    let meeting = try store.create(
      .meeting,
      [
        "title": "Kickoff", "occurred_at": "2026-05-01T09:00:00Z", "duration_seconds": 1800,
        "content_hash": "abc",
        "turns": 12, "words": 300, "language": "en", "source": "zoom", "deal_id": 1, "company_id": 1,
        "participants": [
          ["name": "Ann", "email": "ANN@acme.example", "speaker": "A"], ["name": "Guest", "speaker": "B"],
          ["email": "who@x.example"], ["name": "Bo", "contact_id": 2],
        ],
      ])
    let shown = try store.show(.meeting, meeting)
    #expect(shown["participants"]?.array?.map { $0["contact_id"] } == [1, .null, .null, 2])
    #expect(shown["content_hash"] == "abc")
    #expect(shown["words"] == 300)
    #expect(try store.update(.meeting, meeting, shown).entry == nil)

    let insight = try store.create(
      .insight,
      ["meeting_id": 1, "kind": "decision", "text": "We buy.", "turn": 3, "at": 12.5, "confidence": 0.9])
    #expect(try store.value(.insight, insight, "status") == "proposed")
    #expect(try store.value(.meeting, meeting, "insights") == 1)
    #expect(try store.update(.insight, insight, store.show(.insight, insight)).entry == nil)
    let before = try store.dump()
    try store.delete(.meeting, meeting)
    #expect(try store.count(Query(from: .insight)) == 0)
    try store.undo()
    #expect(try store.dump() == before)
  }

  // MARK: What is refused

  @Test(
    arguments: [
      (.task, ["priority": "low"], "title: it must be given"),
      (
        .task, ["title": "x", "status": "done"],
        "status: 'done' is not one of todo, in_progress, completed, cancelled"
      ),
      (
        .task, ["title": "x", "priority": "high!"],
        "priority: 'high!' is not one of low, medium, high, urgent"
      ),
      (.task, ["title": "x", "due_date": "2026-02-30"], "due_date: "),
      (.task, ["title": "x", "completed_at": "2026-01-01"], "completed_at: only a completed task has one"),
      (.task, ["title": "x", "contact": "nobody"], "contact: there is no contact 'nobody'"),
      (.task, ["title": "x", "contact_email": "n@x.example"], "contact: there is no contact 'n@x.example'"),
      (.task, ["title": "x", "company": "New", "deal": "nothing"], "deal: there is no deal 'nothing'"),
      (.task, ["title": "x", "deal_id": 99], "deal_id: there is no deal '99'"),
      (.activity, ["subject": "x"], "kind: it must be given"),
      (.activity, ["kind": "lunch"], "kind: 'lunch' is not one of note, call, email, meeting, other"),
      (
        .activity, ["kind": "call", "contacts": ["n@x.example"]],
        "contacts: there is no contact 'n@x.example'"
      ),
      (.activity, ["kind": "call", "company": "New", "contacts": [7]], "contacts: there is no contact '7'"),
      (.activity, ["kind": "call", "contacts": "ann@acme.example"], "contacts: expected a list of objects"),
      (.activity, ["kind": "call", "body": "a\0"], "body: a text cannot hold a NUL character"),
      (.meeting, ["title": "x"], "content_hash: it must be given"),
      (.meeting, ["content_hash": "x"], "title: it must be given"),
      (
        .meeting, ["title": "x", "content_hash": "x", "participants": [["contact_id": 9]]],
        "participants: there is no"
      ),
      (.insight, ["kind": "x", "text": "x"], "meeting_id: it is from a meeting or an activity"),
    ] as [(RecordType, JSONObject, String)])
  func wrongInputChangesNothing(type: RecordType, input: JSONObject, message: String) throws {
    let before = try store.dump()
    let error = failure { try store.create(type, input) }
    #expect(error.map { "\($0)".hasPrefix(message) } == true, "\(error.map { "\($0)" } ?? "no error")")
    #expect(try store.dump() == before)
  }

  @Test func aNoteOfTenMegabytesIsKept() throws {
    let body = String(repeating: "Ten bytes.", count: 1 << 20)
    let id = try store.create(.activity, ["kind": "note", "body": .string(body)])
    #expect(try store.value(.activity, id, "body") == .string(body))
  }
}
