import Bytes
import Models
import SQLite
import Testing

@testable import Store

/// Meetings with their words, what is found in them, and what waits for a decision because of it.
struct MeetingTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  private let transcript: JSON = [
    ["speaker": "Ida", "text": "We need twelve pumps.", "at": 0, "until": 2.5],
    ["speaker": "Sven", "text": "I will send the offer.", "at": 2.5, "until": .null],
  ]

  private func ingest(_ more: JSONObject = [:]) throws -> Int64 {
    var values: JSONObject = ["title": "Call", "transcript": transcript]
    for (name, value) in more { values[name] = value }
    return try store.create(.meeting, values)
  }

  // MARK: Words

  @Test func whatWasSaidIsKeptAndCounted() throws {
    let id = try ingest()
    #expect(try store.value(.meeting, id, "turns") == 2)
    #expect(try store.value(.meeting, id, "words") == 9)
    let hash = try #require(try store.value(.meeting, id, "content_hash")?.string)
    #expect(hash.count == 64)
    let query = Query(from: .meeting, fields: [Path(["transcript"])])
    #expect(
      try store.rows(query)[0]["transcript"] == [
        ["speaker": "Ida", "text": "We need twelve pumps.", "at": 0, "until": 2.5],
        ["speaker": "Sven", "text": "I will send the offer.", "at": 2.5, "until": .null],
      ])
    // A list of meetings is a list of meetings, not of all that was ever said.
    #expect(try store.recordReader(.meeting).read(id)?["transcript"] == nil)
  }

  @Test func theHashIsOfWhatWasSaidByWhomAlone() {
    let turns = [Transcript.Turn(speaker: "Ida", text: "Yes."), Transcript.Turn(speaker: nil, text: "No.")]
    let timed = [
      Transcript.Turn(speaker: "Ida", text: "Yes.", startMilliseconds: 0, endMilliseconds: 900),
      Transcript.Turn(speaker: nil, text: "No.", startMilliseconds: 900),
    ]
    #expect(Transcript.contentHash(of: turns) == Transcript.contentHash(of: timed))
    #expect(Transcript.contentHash(of: turns) != Transcript.contentHash(of: turns.reversed()))
    let joined = [Transcript.Turn(speaker: "Ida", text: "Yes.No.")]
    #expect(Transcript.contentHash(of: turns) != Transcript.contentHash(of: joined))
    #expect(Transcript.contentHash(of: turns) != Transcript.contentHash(of: turns, sent: store.clock.now))
  }

  @Test func whatWasSaidIsFoundAndGoesWithTheMeeting() throws {
    let id = try ingest()
    #expect(try store.finds("pumps", .meeting, id))
    #expect(try store.problems() == [])
    try store.delete(.meeting, id)
    #expect(try !store.finds("pumps", .meeting, id))
    #expect(try store.database.value("SELECT count(*) FROM meeting_turn", as: Int.self) == 0)
  }

  @Test func aTurnHasAText() {
    #expect(throws: StoreError.self) { try ingest(["transcript": [["speaker": "Ida"]]]) }
  }

  // MARK: People

  @Test func aContactIsLinkedToTheTurnsThatAreTheirs() throws {
    let ida = try store.create(.contact, ["name": "Ida Moreau"])
    let sven = try store.create(.contact, ["name": "Sven Lind"])
    let id = try ingest(["participants": [["name": "Ida", "speaker": "Ida"]]])
    func link(_ action: Plan.Action, _ changes: JSONObject) throws {
      try store.apply(Plan.Step(action, .meeting, id: id, changes: changes))
    }
    func people() throws -> [JSON] { try store.value(.meeting, id, "participants")?.array ?? [] }
    try link(.link, ["contact_id": .number(JSONNumber(ida)), "speaker": "Ida"])
    #expect(
      try people() == [
        ["name": "Ida", "email": .null, "contact_id": .number(JSONNumber(ida)), "speaker": "Ida"]
      ])
    try link(.link, ["contact_id": .number(JSONNumber(sven))])
    #expect(try people().map { $0["name"] } == ["Ida", "Sven Lind"])
    // Once is enough.
    try link(.link, ["contact_id": .number(JSONNumber(sven))])
    #expect(try people().count == 2)
    try link(.unlink, ["contact_id": .number(JSONNumber(ida))])
    #expect(try people().map { $0["contact_id"] } == [.null, .number(JSONNumber(sven))])
  }

  @Test func aContactIsLinkedToAnActivity() throws {
    let ida = try store.create(.contact, ["name": "Ida Moreau"])
    let call = try store.create(.activity, ["kind": "call"])
    try store.apply(Plan.Step(.link, .activity, id: call, changes: ["contact": "Ida Moreau"]))
    #expect(try store.value(.activity, call, "contacts")?.array?.map { $0["id"]?.int64 } == [ida])
    #expect(try store.value(.contact, ida, "last_activity_at") != .null)
    try store.apply(
      Plan.Step(.unlink, .activity, id: call, changes: ["contact_id": .number(JSONNumber(ida))]))
    #expect(try store.value(.contact, ida, "last_activity_at") == .null)
  }

  // MARK: Plans that name their own records

  @Test func aStepNamesTheRecordOfAnEarlierOne() throws {
    let first: JSON = ["step": 0]
    let applied = try store.apply(
      Plan.Step(.create, .meeting, changes: ["title": "Call", "transcript": transcript]),
      Plan.Step(.create, .insight, changes: ["meeting_id": first, "kind": "decision", "text": "We buy."]),
      Plan.Step(
        .create, .proposal,
        changes: [
          "kind": "task", "summary": "Add a task", "origin": "extract", "meeting_id": first,
          "evidence": [["insight_id": ["step": 1], "turn": 0, "quote": "We need twelve pumps."]],
          // A Plan inside counts its own steps.
          "plan": [
            "steps": [["action": "create", "type": "task", "changes": ["title": "Send", "deal_id": first]]]
          ],
        ]))
    let proposal = applied.records[2]
    #expect(try store.value(.proposal, proposal, "meeting_id")?.int64 == applied.records[0])
    #expect(
      try store.value(.proposal, proposal, "evidence")?.array?[0]["insight_id"]?.int64 == applied.records[1])
    #expect(try store.value(.proposal, proposal, "plan")?["steps"]?.array?[0]["changes"]?["deal_id"] == first)
    #expect(try store.value(.meeting, 1, "proposals") == 1)
  }

  @Test func aCustomFieldMayBeCalledStep() throws {
    let id = try store.create(.contact, ["name": "Ida Moreau", "fields": ["step": 3]])
    #expect(try store.value(.contact, id, "fields") == ["step": 3])
  }

  @Test(arguments: [0, 1, 5, -1]) func aStepThatIsNotBeforeIsRefused(_ place: Int64) {
    #expect(throws: StoreError.self) {
      try store.apply(
        Plan.Step(
          .create, .insight,
          changes: [
            "meeting_id": ["step": .number(JSONNumber(place))], "kind": "decision", "text": "We buy.",
          ]))
    }
  }

  // MARK: Proposals

  @Test func aProposalHoldsAPlan() {
    #expect(throws: StoreError.self) {
      try store.create(.proposal, ["kind": "task", "summary": "x", "origin": "do", "plan": ["steps": []]])
    }
    #expect(throws: StoreError.self) {
      try store.create(.proposal, ["kind": "task", "summary": "x", "origin": "do"])
    }
  }

  @Test func whoWroteAValueLastIsKnown() throws {
    let deal = try store.create(
      .deal, ["title": "Pumps", "value": 100, "stage": "lead", "next_step": "Call"])
    func written() throws -> Set<String> {
      try store.fieldsWritten(byPersonIn: ["value", "stage", "next_step", "expected_close"], of: .deal, deal)
    }
    #expect(try written() == ["value", "stage", "next_step"])
    // What a decided proposal wrote, nobody typed.
    let proposal = try store.create(
      .proposal,
      [
        "kind": "value", "summary": "x", "origin": "extract",
        "plan": ["steps": [["action": "delete", "type": "deal", "id": 1]]],
      ])
    let approval = try store.apply(
      Plan.Step(.update, .deal, id: deal, changes: ["value": 200]),
      Plan.Step(.update, .proposal, id: proposal, changes: ["status": "approved"]))
    #expect(try written() == ["stage", "next_step"])
    // What was taken back was not written.
    _ = try store.undo(approval.entry, by: author)
    #expect(try written() == ["value", "stage", "next_step"])
    try store.update(.deal, deal, ["expected_close": "2026-09-01"])
    #expect(try written() == ["value", "stage", "next_step", "expected_close"])
  }

  // MARK: Copies

  @Test func aTranscriptIsCopiedAndAProposalIsNot() throws {
    _ = try ingest()
    let records = try store.archived(.meeting)
    #expect(records[0]["transcript"]?.array?.count == 2)
    let other = try StoreFixture()
    _ = try other.store.create(.meeting, records[0].without("id"))
    #expect(try other.store.archived(.meeting)[0]["transcript"] == records[0]["transcript"])
    #expect(RecordType.portable.contains(.meeting) && !RecordType.portable.contains(.proposal))
  }
}

extension Store {
  /// The records of a kind as an export has them.
  fileprivate func archived(_ type: RecordType) throws -> [JSONObject] {
    let reader = try reader(Query(from: type), isArchive: true)
    var records: [JSONObject] = []
    while try reader.next() {
      var writer = JSONWriter()
      reader.write(to: &writer)
      records.append(try #require(try JSONParser.parse(writer.bytes).object))
    }
    return records
  }
}

extension JSONObject {
  fileprivate func without(_ names: String...) -> JSONObject {
    var object = self
    for name in names + ["type", "insights", "proposals"] { object[name] = nil }
    return object
  }
}
