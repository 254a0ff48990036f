import Bytes
import Models
import SQLite
import TestSupport
import Testing

@testable import Store

/// Entries that hold several records, which belong together.
struct EntryTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws { fixture = try StoreFixture() }

  private func run(
    type: RecordType? = .contact, rules: MatchRules = MatchRules(), strangers: Entry.Strangers = .refused,
    options: WriteOptions = lenient, _ lines: String
  ) throws -> Bulk {
    try Bulk.run(store, type, .match(rules), options: options, strangers: strangers, lines)
  }

  // MARK: Links

  @Test func recordsAreLinkedToThoseBeforeThem() throws {
    let line = #"""
      [{"type":"company","name":"Acme","domain":"acme.example"},{"name":"Ann Lee","email":"ann@acme.example","company":"Acme"},{"type":"deal","title":"Pilot"},{"type":"task","title":"Call"},{"type":"activity","kind":"call","occurred_at":"2026-05-01"}]
      """#
    let bulk = try run(line)
    #expect(bulk.outcomes == ["created 1"])
    #expect(bulk.tally.recordsCreated == [.company: 1, .contact: 1, .deal: 1, .task: 1, .activity: 1])
    for type in [RecordType.contact, .deal, .task, .activity] {
      #expect(try store.value(type, 1, "company_id") == 1, "\(type)")
    }
    #expect(try store.value(.task, 1, "contact_id") == 1)
    for type in [RecordType.deal, .activity] {
      #expect(try store.value(type, 1, "contacts")?.array?.map { $0["id"] } == [1], "\(type)")
    }
    let again = try run(line)
    #expect(again.outcomes == ["unchanged 1"])
    #expect(again.entry == nil && again.tally.recordsCreated.isEmpty && again.tally.recordsUpdated.isEmpty)
  }

  @Test func whoIsNamedIsNotReplaced() throws {
    try store.create(.company, ["name": "Beta"])
    try store.create(.contact, ["name": "Bo", "email": "bo@b.example"])
    _ = try run(
      #"""
      [{"type":"company","name":"Acme"},{"name":"Ann","company":"Beta"},{"type":"deal","title":"Pilot","contacts":["bo@b.example"],"company":"beta"}]
      """#)
    #expect(try store.value(.contact, 2, "company") == "Beta")
    #expect(try store.value(.deal, 1, "company") == "Beta")
    #expect(try store.value(.deal, 1, "contacts")?.array?.map { $0["name"] } == ["Bo"])
  }

  /// Two companies of one name: the one of the row is meant.
  @Test func theCompanyOfTheRowIsMeantByItsName() throws {
    try store.create(.company, ["name": "Acme", "domain": "a.example"])
    try store.create(.company, ["name": "Acme", "domain": "b.example"])
    let line = #"""
      [{"type":"company","name":"Acme","domain":"b.example"},{"name":"Ann","company":"ACME"}]
      """#
    #expect(try run(line).outcomes == ["created 1"])
    #expect(try store.value(.contact, 1, "company_id") == 2)
    #expect(try run(line).outcomes == ["unchanged 1"], "the name and this company are the key")
  }

  /// A deal that stands in several rows has the people of all of them, however often they are read.
  @Test func rowsOfOneDealAddTheirPeople() throws {
    let lines = #"""
      [{"name":"Ann","email":"ann@a.example"},{"type":"deal","title":"Pilot"}]
      [{"name":"Bo","email":"bo@a.example"},{"type":"deal","title":"Pilot"}]
      """#
    #expect(try run(lines).outcomes == ["created 1", "created 2"])
    #expect(try store.value(.deal, 1, "contacts")?.array?.map { $0["name"] } == ["Ann", "Bo"])
    #expect(try run(lines).outcomes == ["unchanged 1", "unchanged 1"])
  }

  @Test func anEntryIsWhatMostBecameOfIt() throws {
    try store.create(.company, ["name": "Acme"])
    try store.create(.contact, ["name": "Ann", "email": "ann@a.example", "company": "Acme"])
    let bulk = try run(
      #"""
      [{"type":"company","name":"Acme"},{"email":"ann@a.example"}]
      [{"type":"company","name":"Acme","city":"Rome"},{"email":"ann@a.example"}]
      [{"type":"company","name":"Acme"},{"email":"ann@a.example"},{"type":"deal","title":"Pilot"}]
      """#)
    #expect(bulk.outcomes == ["unchanged 1", "updated 1", "created 1"])
    #expect(bulk.tally.recordsUpdated == [.company: 1])
  }

  @Test func theCompanyOfARowIsOneUnderEveryRule() throws {
    var rules = MatchRules()
    rules.key = .none
    let line = #"[{"type":"company","name":"Acme","city":"Rome"},{"name":"Ann","email":"ann@a.example"}]"#
    #expect(try run(rules: rules, line + "\n" + line).outcomes == ["created 1", "created 2"])
    rules.key = .natural
    rules.onMatch = .skip
    #expect(try run(rules: rules, line).outcomes == ["skipped: present"])
    rules.onMatch = .error
    #expect(try run(rules: rules, line).tally.rejected == 1)
    let stranger = #"[{"type":"company","name":"Acme","city":"Oslo"},{"name":"Bo"}]"#
    #expect(try run(rules: rules, stranger).outcomes == ["created 3"])
    #expect(try store.rows(Query(from: .company)).map { $0["city"] } == ["Rome"])

    var options = lenient
    options.createsCompanies = false
    let new = #"[{"type":"company","name":"Beta","city":"Rome"},{"name":"Cy"}]"#
    #expect(try run(options: options, new).outcomes == ["rejected: there is no company 'Beta'"])
  }

  // MARK: All or nothing

  /// Of a refused entry nothing stays, and what the batch keeps for its journal is as before it.
  @Test func aRefusedEntryLeavesNothing() throws {
    try store.create(.company, ["name": "Old", "city": "Oslo"])
    try store.create(.contact, ["name": "Zoe", "email": "zoe@a.example"])
    let before = try store.dump()
    let bulk = try run(
      #"""
      {"name":"First","email":"first@a.example","company":"Mine"}
      [{"type":"company","id":5,"name":"Old","city":"Rome"},{"id":9,"name":"New","email":"new@a.example","tags":["x"]},{"email":"new@a.example","city":"Bern","tags":["y"]},{"type":"deal","title":"Pilot","stage":"none such"}]
      {"type":"contact","email":"zoe@a.example","company_id":5}
      {"type":"contact","name":"Second"}
      {"type":"task","title":"Call","contact_id":9}
      """#.replacing(
        "\n{\"type\":\"task\"", with: "\n{\"type\":\"contact\",\"name\":\"Third\"}\n[{\"type\":\"task\""
      ).replacing("\"contact_id\":9}", with: "\"contact_id\":9}]"))
    #expect(
      bulk.outcomes.map { String($0.prefix(9)) }
        == ["created 2", "rejected:", "unchanged", "created 3", "created 4", "rejected:"])
    #expect(bulk.tally.recordsCreated == [.company: 1, .contact: 3])
    #expect(bulk.tally.recordsUpdated.isEmpty)
    #expect(try store.rows(Query(from: .company)).map { $0["city"] } == ["Oslo", .null])
    #expect(try !store.finds("New", .contact, 3) && store.finds("Second", .contact, 3))
    #expect(try store.problems().isEmpty)
    let after = try store.dump()
    try store.undo()
    #expect(try store.dump() == before)
    try store.redo()
    #expect(try store.dump() == after)
  }

  /// Whatever entries a batch holds, and whichever of them are refused: undoing the import leaves what was before,
  /// redoing it what it had made, and nothing else is in the database than without the refused entries.
  @Test(arguments: 0..<6) func whatIsRefusedNeverWas(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var good: [String] = []
    var all: [String] = []
    for _ in 0..<60 {
      let company =
        #"{"type":"company","name":"C\#(Int.random(in: 0..<8, using: &random))","city":"\#(Int.random(in: 0..<5, using: &random))"}"#
      let contact =
        #"{"email":"p\#(Int.random(in: 0..<15, using: &random))@x.example","tags":["\#(Int.random(in: 0..<5, using: &random))"]}"#
      let deal =
        #"{"type":"deal","title":"D\#(Int.random(in: 0..<9, using: &random))","value":\#(Int.random(in: 0..<9, using: &random))}"#
      let records = [company, contact, deal].filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      let isBad = Int.random(in: 0..<3, using: &random) == 0
      let entry =
        "["
        + (records + (isBad ? [#"{"type":"deal","title":"x","stage":"none"}"#] : [contact]))
        .joined(separator: ",") + "]"
      all.append(entry)
      if !isBad { good.append(entry) }
    }
    let other = try StoreFixture()
    _ = try Bulk.run(other.store, nil, .match(MatchRules()), options: lenient, typed(good))
    _ = try Bulk.run(store, nil, .match(MatchRules()), options: lenient, typed(all))
    let made = try store.dump()
    #expect(try made == other.store.dump())
    try store.undo()
    #expect(try store.count(Query(from: .contact)) == 0)
    #expect(try store.count(Query(from: .company)) == 0)
    #expect(try store.count(Query(from: .deal)) == 0)
    try store.redo()
    #expect(try store.dump() == made)
    #expect(try store.problems().isEmpty)
  }

  private func typed(_ lines: [String]) -> String {
    lines.joined(separator: "\n").replacing(#"{"email""#, with: #"{"type":"contact","email""#)
  }

  // MARK: Strangers

  @Test(
    arguments: [
      (.refused, "rejected: contacts: there is no contact 'who@x.example'", 0),
      (.leftOut, "created 1", 1), (.skipped, "created 1", 1),
    ] as [(Entry.Strangers, String, Int)])
  func strangersAreRefusedOrLeftOut(strangers: Entry.Strangers, outcome: String, people: Int) throws {
    try store.create(.contact, ["name": "Ann", "email": "ann@a.example"])
    let bulk = try run(
      type: nil, strangers: strangers,
      #"[{"type":"activity","kind":"email","occurred_at":"2026-05-01","contacts":["ann@a.example","who@x.example"]}]"#
    )
    #expect(bulk.outcomes == [outcome])
    #expect(try store.value(.activity, 1, "contacts")?.array?.count ?? 0 == people)
  }

  @Test func anEntryAboutNobodyKnownIsPassedOver() throws {
    let mail =
      #"[{"type":"activity","kind":"email","occurred_at":"2026-05-01","contacts":["who@x.example"]}]"#
    let task = #"[{"type":"task","title":"Call","contact":"Nobody"}]"#
    #expect(
      try run(type: nil, strangers: .skipped, mail + "\n" + task).outcomes
        == ["skipped: unknownPeople", "skipped: unknownPeople"])
    #expect(
      try run(type: nil, strangers: .leftOut, mail + "\n" + task).outcomes == ["created 1", "created 1"])
    // Who comes in the same entry is known.
    let both =
      #"[{"type":"contact","name":"Bo","email":"bo@b.example"},{"type":"activity","kind":"note","occurred_at":"2026-05-02"}]"#
    #expect(try run(type: nil, strangers: .skipped, both).outcomes == ["created 2"])
  }

  // MARK: Dry run

  /// A rehearsal counts what the run then does, writes nothing, and the Plan it gives does the same.
  @Test func thePlanOfARehearsalDoesTheSame() throws {
    let lines = #"""
      [{"type":"company","name":"Acme","domain":"acme.example"},{"type":"contact","name":"Ann Lee","email":"ann@acme.example"},{"type":"deal","title":"Pilot","value":5}]
      {"type":"contact","email":"ann@acme.example","city":"Rome"}
      {"type":"contact","email":"zoe@a.example","company":"Beta","phone":"1"}
      {"type":"contact","name":"Cy","company":"Beta"}
      {"type":"contact","name":"Wrong","birthday":"soon"}
      {"type":"task","title":"Call","contact":"Cy","deal":"Pilot"}
      {"type":"activity","kind":"call","occurred_at":"2026-05-01","contacts":["Cy",{"email":"zoe@a.example"}],"deal":"Pilot"}
      """#
    let other = try StoreFixture()
    for store in [store, other.store] {
      try store.create(.contact, ["name": "Zoe", "email": "zoe@a.example", "city": "Oslo"])
    }
    let before = try store.dump()
    let rehearsal = try Bulk.run(
      store, nil, .match(MatchRules()), isRehearsal: true, options: lenient, lines)
    #expect(try store.dump() == before)
    #expect(rehearsal.entry == nil)

    _ = try other.store.apply(Plan(summary: "import", steps: rehearsal.plan), by: author)
    let real = try Bulk.run(store, nil, .match(MatchRules()), options: lenient, lines)
    #expect(real.outcomes == rehearsal.outcomes)
    #expect(real.tally.recordsCreated == rehearsal.tally.recordsCreated)
    #expect(real.tally.recordsUpdated == rehearsal.tally.recordsUpdated)
    #expect(try other.store.dump() == store.dump())

    // Nothing left to do is a Plan without steps; what moved meanwhile is not overwritten.
    let again = try Bulk.run(store, nil, .match(MatchRules()), isRehearsal: true, options: lenient, lines)
    #expect(again.plan.isEmpty)
    let third = try StoreFixture()
    try third.store.create(
      .contact, ["name": "Zoe", "email": "zoe@a.example", "city": "Oslo", "phone": "9"])
    #expect(throws: StoreError.self) {
      try third.store.apply(Plan(summary: "import", steps: rehearsal.plan), by: author)
    }
  }

  /// By the time a Plan is applied another activity may have the id.
  @Test func aPlanDoesNotNameWhatOnlyTheRehearsalHadMade() throws {
    let lines = #"""
      {"type":"activity","id":9,"kind":"meeting","occurred_at":"2026-05-01"}
      {"type":"meeting","title":"Kick-off","content_hash":"x","activity_id":9}
      """#
    let rehearsal = try Bulk.run(store, nil, .match(MatchRules()), isRehearsal: true, options: lenient, lines)
    #expect(rehearsal.plan.map(\.type) == [.activity, .meeting])
    #expect(rehearsal.plan.last?.changes["title"] == "Kick-off")
    #expect(rehearsal.plan.last?.changes["activity_id"] == nil)
    // Written for good, the link is there.
    _ = try Bulk.run(store, nil, .match(MatchRules()), options: lenient, lines)
    #expect(try store.value(.meeting, 1, "activity_id") == 1)
  }

  @Test func allOrNothingGathersWhatIsWrong() throws {
    let writer = try BulkWriter(
      store, .contact, .match(MatchRules()), summary: "import", extent: .all(.gather), by: author
    ) { _ in }
    var entries = [
      Entry([["name": "Ann"]], line: 1), Entry([[:]], line: 2), Entry([["city": "Rome"]], line: 3),
    ]
    #expect(throws: AtomicFailure.self) {
      try writer.run { _ in entries.isEmpty ? .end : .items([.entry(entries.removeFirst())]) }
    }
    #expect(writer.tally.rejected == 2)
    #expect(try store.count(Query(from: .contact)) == 0)
    #expect(try store.journal(limit: nil).isEmpty)
  }
}
