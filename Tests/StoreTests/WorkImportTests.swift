import Bytes
import Models
import SQLite
import TestSupport
import Testing

@testable import Store

/// Deals, tasks, activities and meetings from elsewhere are recognised by their natural keys.
struct WorkImportTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
    try store.create(.company, ["name": "Acme", "domain": "acme.example"])
    try store.create(.contact, ["name": "Ann Lee", "email": "ann@acme.example", "company": "Acme"])
    try store.create(.contact, ["name": "Bo Öst", "emails": ["bo@acme.example", "bo@home.example"]])
    try store.create(.contact, ["name": "Zoë"])
    try store.create(.deal, ["title": "Pilot", "company": "Acme"])
  }

  private func run(_ type: RecordType?, _ lines: String) throws -> [String] {
    try Bulk.run(store, type, .match(MatchRules()), options: lenient, lines).outcomes
  }

  // MARK: The same record

  @Test(
    arguments: [
      (
        .deal, #"{"title":"Renewal","company":"Acme"}"#,
        #"{"title":"RENEWAL ","company":"acme.example","value":5}"#
      ),
      (.deal, #"{"title":"Renewal"}"#, #"{"title":"Renewal","stage":"proposal"}"#),
      (
        .deal, #"{"title":"Renewal","stage":"won","closed_at":"2026-03-01"}"#,
        #"{"title":"Renewal","status":"won","closed_at":"2026-03-01T00:00:00Z","owner":"bo"}"#
      ),
      (
        .deal, #"{"title":"Renewal","stage":"lost"}"#,
        #"{"title":"Renewal","stage":"lost","lost_reason":"price"}"#
      ),
      // What was open has been closed since.
      (
        .deal, #"{"title":"Renewal","created_at":"2026-01-01"}"#,
        #"{"title":"Renewal","stage":"won","closed_at":"2026-03-01"}"#
      ),
      (.deal, #"{"title":"Renewal","external_id":"1"}"#, #"{"title":"Other","external_id":"1"}"#),
      (.deal, #"{"title":"Renewal"}"#, #"{"title":"Renewal","external_id":"1"}"#),
      (
        .task, #"{"title":"Call","contact":"ann@acme.example","due_date":"2026-06-01"}"#,
        #"{"title":"call","contact":"Ann Lee","due_date":"2026-06-01T00:00:00Z","status":"in_progress"}"#
      ),
      (.task, #"{"title":"Call"}"#, #"{"title":"Call","owner":"bo"}"#),
      (
        .task, #"{"title":"Call","contact":"Bo Öst"}"#,
        #"{"title":"Call","contact":"Somebody","contact_email":"bo@home.example","owner":"bo"}"#
      ),
      (
        .activity,
        #"{"kind":"call","subject":"Hi","occurred_at":"2026-05-01","contacts":["ann@acme.example","Bo Öst"]}"#,
        #"{"kind":"call","subject":"Hi","occurred_at":"2026-05-01T00:00:00Z","contacts":[{"email":"bo@home.example"},"Ann Lee"],"owner":"bo"}"#
      ),
      (
        .activity, #"{"kind":"note","body":"x","occurred_at":"2026-05-01"}"#,
        #"{"kind":"note","body":"x","occurred_at":"2026-05-01","company":"Acme"}"#
      ),
      (
        .meeting, #"{"title":"Kickoff","content_hash":"abc"}"#, #"{"title":"Kick-off","content_hash":"abc"}"#
      ),
    ] as [(RecordType, String, String)])
  func isRecognised(type: RecordType, first: String, second: String) throws {
    let outcomes = try run(type, first + "\n" + second)
    #expect(outcomes[0].hasPrefix("created"))
    #expect(outcomes[1] == outcomes[0].replacing("created", with: "updated"))
  }

  // MARK: Another record

  @Test(
    arguments: [
      (.deal, #"{"title":"Renewal","company":"Acme"}"#, #"{"title":"Renewal"}"#),
      (.deal, #"{"title":"Renewal","company":"Acme"}"#, #"{"title":"Renewal","company":"Beta"}"#),
      // An open row is never a closed deal, and the closed one of another year another deal.
      (.deal, #"{"title":"Renewal","stage":"won"}"#, #"{"title":"Renewal","stage":"lead"}"#),
      (.deal, #"{"title":"Renewal","stage":"lost"}"#, #"{"title":"Renewal"}"#),
      (.deal, #"{"title":"Renewal","stage":"lost"}"#, #"{"title":"Renewal","stage":"won"}"#),
      (
        .deal, #"{"title":"Renewal","stage":"won","closed_at":"2025-03-01"}"#,
        #"{"title":"Renewal","stage":"won","closed_at":"2026-03-01"}"#
      ),
      (
        .deal, #"{"title":"Renewal","created_at":"2026-01-01"}"#,
        #"{"title":"Renewal","stage":"won","closed_at":"2025-03-01"}"#
      ),
      (.deal, #"{"title":"Renewal","external_id":"1"}"#, #"{"title":"Renewal","external_id":"2"}"#),
      (.deal, #"{"id":1,"title":"Renewal"}"#, #"{"id":2,"title":"Renewal"}"#),
      (.task, #"{"title":"Call","contact":"Ann Lee"}"#, #"{"title":"Call","contact":"Zoë"}"#),
      (.task, #"{"title":"Call","due_date":"2026-06-01"}"#, #"{"title":"Call","due_date":"2026-06-02"}"#),
      (.task, #"{"title":"Call","due_date":"2026-06-01"}"#, #"{"title":"Call"}"#),
      (
        .activity, #"{"kind":"call","occurred_at":"2026-05-01","contacts":["Ann Lee"]}"#,
        #"{"kind":"call","occurred_at":"2026-05-01","contacts":["Ann Lee","Zoë"]}"#
      ),
      (
        .activity, #"{"kind":"call","occurred_at":"2026-05-01","contacts":["Ann Lee"]}"#,
        #"{"kind":"call","occurred_at":"2026-05-01"}"#
      ),
      (
        .activity, #"{"kind":"call","occurred_at":"2026-05-01"}"#,
        #"{"kind":"call","occurred_at":"2026-05-01T09:00:00Z"}"#
      ),
      (
        .activity, #"{"kind":"call","occurred_at":"2026-05-01","body":"x"}"#,
        #"{"kind":"call","occurred_at":"2026-05-01","body":"y"}"#
      ),
      (.meeting, #"{"title":"Kickoff","content_hash":"abc"}"#, #"{"title":"Kickoff","content_hash":"abd"}"#),
    ] as [(RecordType, String, String)])
  func isAnother(type: RecordType, first: String, second: String) throws {
    let outcomes = try run(type, first + "\n" + second)
    #expect(outcomes.allSatisfy { $0.hasPrefix("created") }, "\(outcomes)")
    // And both are recognised when they come again.
    #expect(try run(type, first + "\n" + second).allSatisfy { $0.hasPrefix("unchanged") })
  }

  // MARK: Ids of another database

  @Test func foreignIdsMeanNothingButWithinTheStream() throws {
    let outcomes = try run(
      nil,
      """
      {"type":"company","id":70,"name":"Beta"}
      {"type":"contact","id":71,"name":"Ann Lee","company_id":70,"company":"Beta","email":"ann@beta.example"}
      {"type":"pipeline","id":72,"name":"Partners","stages":["talks"]}
      {"type":"deal","id":1,"title":"Big","company_id":70,"company":"Beta","pipeline_id":72,"contacts":[{"id":71,"name":"Ann Lee"},{"id":1,"name":"Zoë","role":"user"}]}
      {"type":"task","id":1,"title":"Call","contact_id":71,"contact":"Ann Lee","deal_id":1,"deal":"Big","company_id":1}
      {"type":"activity","id":1,"kind":"call","occurred_at":"2026-05-01","contacts":[{"id":2,"name":"Ann Lee","email":"ann@acme.example"}],"deal_id":7,"deal":"Pilot","company_id":9,"company":"Acme"}
      {"type":"meeting","id":1,"title":"Kickoff","content_hash":"abc","deal_id":1,"company_id":99,"participants":[{"contact_id":71},{"contact_id":2,"email":"ann@acme.example"},{"contact_id":3}]}
      """)
    #expect(outcomes.allSatisfy { $0.hasPrefix("created") }, "\(outcomes)")
    let deal = try store.show(.deal, 2)
    #expect(deal["company"] == "Beta")
    #expect(deal["pipeline"] == "Partners")
    #expect(deal["contacts"]?.array?.map { $0["id"] } == [4, 3])
    let task = try store.show(.task, 1)
    #expect(task["contact_id"] == 4)
    #expect(task["deal_id"] == 2)
    #expect(task["company_id"] == .null)
    let activity = try store.show(.activity, 1)
    #expect(activity["contacts"]?.array?.map { $0["id"] } == [1])
    #expect(activity["deal_id"] == 1)
    #expect(activity["company_id"] == 1)
    let meeting = try store.show(.meeting, 1)
    #expect(meeting["deal_id"] == 2)
    #expect(meeting["company_id"] == .null)
    #expect(meeting["participants"]?.array?.map { $0["contact_id"] } == [4, 1, .null])
  }

  @Test(
    arguments: [
      (.deal, #"{"title":"x","contacts":["n@x.example"]}"#, "contacts: there is no contact 'n@x.example'"),
      // Neither the beginning of a name nor a number means one of ours.
      (.task, #"{"title":"x","contact":"Ann"}"#, "contact: there is no contact 'Ann'"),
      (.task, #"{"title":"x","contact":"1"}"#, "contact: there is no contact '1'"),
      (.task, #"{"title":"x","deal":"Pil"}"#, "deal: there is no deal 'Pil'"),
      (.deal, #"{"title":"x","pipeline":"Partners"}"#, "pipeline: there is no pipeline 'Partners'"),
      (.activity, #"{"kind":"call","occurred_at":"never"}"#, "occurred_at: "),
      (.activity, #"{"kind":"call","company":"New","contacts":[{"id":1}]}"#, "contacts: each has an id"),
      (.task, #"{"title":"x","due_date":"2026-02-30"}"#, "due_date: "),
    ] as [(RecordType, String, String)])
  func aWrongRowIsRejectedAndLeavesNothing(type: RecordType, line: String, message: String) throws {
    let before = try store.dump()
    let outcomes = try run(type, line)
    #expect(outcomes[0].hasPrefix("rejected: " + message), "\(outcomes)")
    #expect(try store.dump() == before)
  }

  // MARK: Copies

  /// What lists print, imported into another database, gives the same records, and into the same one nothing.
  @Test func aListingIsACopy() throws {
    var random = SeededGenerator(seed: 7)
    var history = WorkHistory(store)
    for _ in 0..<120 { try history.change(with: &random) }
    let types: [RecordType] = [.company, .contact, .pipeline, .deal, .task, .activity]
    func lines(_ store: Store) throws -> [String] {
      try types.flatMap { try store.rows(Query(from: $0)).map { JSON.object($0).text } }
    }
    let listing = try lines(store)
    let again = try Bulk.run(
      store, nil, .match(MatchRules()), options: lenient, listing.joined(separator: "\n"))
    #expect(again.entry == nil)
    #expect(again.outcomes.allSatisfy { $0.hasPrefix("unchanged") }, "\(again.outcomes)")
    for type in types {
      let own = try store.rows(Query(from: type)).map { JSON.object($0).text }
      let edited = try Bulk.run(store, type, .edit, own.joined(separator: "\n"))
      #expect(edited.entry == nil)
      #expect(edited.outcomes.allSatisfy { $0.hasPrefix("unchanged") }, "\(edited.outcomes)")
    }

    let other = try StoreFixture()
    try other.store.create(.company, ["name": "So that ids differ"])
    try other.store.delete(.company, 1)
    let copy = try Bulk.run(
      other.store, nil, .match(MatchRules()), options: lenient, listing.joined(separator: "\n"))
    #expect(!copy.outcomes.contains { $0.hasPrefix("rejected") }, "\(copy.outcomes)")
    func withoutIdentity(_ lines: [String]) throws -> [JSON] {
      try lines.map { Self.withoutIdentity(try JSONParser.parse($0.utf8)) }
    }
    #expect(try withoutIdentity(lines(other.store)) == withoutIdentity(listing))
    let copied = try Bulk.run(
      other.store, nil, .match(MatchRules()), options: lenient, listing.joined(separator: "\n"))
    #expect(copied.entry == nil)
    try other.store.undo(copy.entry)
    #expect(try lines(other.store).count == 1, "the pipeline of a new file stays")
    #expect(try other.store.problems().isEmpty)
  }

  /// A record without ids, and without the time of its last change.
  private static func withoutIdentity(_ value: JSON) -> JSON {
    switch value {
    case .array(let items): return .array(items.map(withoutIdentity))
    case .object(let object):
      var rest = JSONObject()
      for (name, value) in object where name != "id" && !name.hasSuffix("_id") && name != "updated_at" {
        rest[name] = withoutIdentity(value)
      }
      return .object(rest)
    default: return value
    }
  }

  // MARK: Large imports

  /// However many records there are, the one that is meant is looked up.
  @Test(
    arguments: [
      (
        .deal, ["title": "x", "company_id": 1],
        "SEARCH deal USING INDEX deal_by_title (title_key=? AND company_id=?)"
      ),
      (
        .deal, ["title": "x", "stage": "won", "closed_at": "2026-01-01"],
        "SEARCH deal USING INDEX deal_by_title (title_key=? AND company_id=?)"
      ),
      (
        .task, ["title": "x", "due_date": "2026-01-01"],
        "SEARCH task USING COVERING INDEX task_by_title (title_key=? AND contact_id=? AND due_date=?)"
      ),
      (
        .activity, ["kind": "call", "occurred_at": "2026-01-01", "contacts": [["id": 1]]],
        "SEARCH pair USING COVERING INDEX activity_contact_by_contact (contact_id=?)"
      ),
      (
        .activity, ["kind": "call", "occurred_at": "2026-01-01"],
        "SEARCH activity USING INDEX activity_by_time (occurred_at=? AND subject=?)"
      ),
      (
        .meeting, ["content_hash": "x"],
        "SEARCH meeting USING COVERING INDEX meeting_by_hash (content_hash=?)"
      ),
    ] as [(RecordType, JSONObject, String)])
  func keysAreLookedUp(type: RecordType, record: JSONObject, step: String) throws {
    let matcher = try Matcher(
      database: store.database, clock: store.clock, memory: StreamMemory(database: store.database))
    let sql =
      switch type {
      case .deal: try matcher.deals(record)
      case .task: try matcher.tasks(record)
      case .activity: try matcher.activities(record)
      default: try matcher.meetings(record)
      }
    let plan = try store.database.all("EXPLAIN QUERY PLAN \(try #require(sql))") { try $0[3] as String }
    #expect(plan.first == step)
    #expect(!plan.contains { $0.hasPrefix("SCAN \(type.rawValue)") }, "\(plan)")
  }
}
