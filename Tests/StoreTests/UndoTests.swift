import Bytes
import Models
import SQLite
import Testing

@testable import Store

struct UndoTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  /// The state after each of some writes, the state before the first of them at the front.
  private func states(_ writes: [() throws -> Void]) throws -> [[String]] {
    var states = [try store.dump()]
    for write in writes {
      try write()
      states.append(try store.dump())
    }
    return states
  }

  // MARK: Going back and forth

  @Test func nothingToUndoOrRedo() throws {
    #expect(failure { try store.undo() } == .nothingToUndo)
    #expect(failure { try store.redo() } == .nothingToRedo)
    #expect(failure { try store.undo(7) } == .noSuchEntry(7))
    try store.create(.company, ["name": "A"])
    #expect(failure { try store.redo() } == .nothingToRedo)
    try store.undo()
    #expect(failure { try store.undo() } == .nothingToUndo)
  }

  @Test func undoGoesBackStepByStepAndRedoForward() throws {
    let states = try states([
      { try store.create(.company, ["name": "A"]) }, { try store.create(.company, ["name": "B"]) },
      { try store.update(.company, 1, ["city": "Bonn"]) },
    ])
    for state in states.dropLast().reversed() {
      try store.undo()
      #expect(try store.dump() == state)
    }
    for state in states.dropFirst() {
      try store.redo()
      #expect(try store.dump() == state)
    }
    #expect(failure { try store.redo() } == .nothingToRedo)
  }

  @Test func whatWasRedoneLastIsUndoneFirst() throws {
    try store.create(.company, ["name": "A"])
    try store.undo()
    try store.create(.company, ["name": "B"])
    try store.redo()
    try store.undo()
    #expect(try store.ids(.company, "id > 0") == [2])
    try store.undo()
    #expect(try store.ids(.company, "id > 0") == [])
  }

  @Test func anUndoIsTakenBackByItsId() throws {
    let entry = try #require(try store.apply(Plan.Step(.create, .company, changes: ["name": "A"])).entry)
    let undone = try store.undo()
    #expect(undone.target == entry)
    #expect(undone.summary == "undo \(entry)")
    #expect(failure { try store.undo(entry) } == .alreadyUndone(entry))

    let redone = try store.undo(undone.id)
    #expect(redone.target == entry)
    #expect(redone.summary == "redo \(entry)")
    #expect(try store.count(Query(from: .company)) == 1)
    #expect(failure { try store.undo(undone.id) } == .alreadyUndone(undone.id))

    try store.undo(redone.id)
    #expect(try store.count(Query(from: .company)) == 0)
    #expect(failure { try store.undo(redone.id) } == .alreadyUndone(redone.id))
    try store.redo()
    try store.undo(entry)
    #expect(try store.count(Query(from: .company)) == 0)
  }

  @Test func theJournalTellsWhatIsInForce() throws {
    try store.create(.company, ["name": "A"])
    func undone() throws -> [Bool?] { try store.journal(limit: nil).map { $0.json["undone"]?.bool } }
    try store.undo()
    #expect(try undone() == [false, true])
    try store.redo()
    #expect(try undone() == [false, true, false])
    try store.undo()
    #expect(try undone() == [false, true, true, true])
  }

  // MARK: The rules found by trying

  @Test func aMergeIsUndoneRedoneAndUndone() throws {
    let sample = try StoreFixture.sample()
    let store = sample.store
    for (type, keep, other) in [(RecordType.contact, Int64(4), Int64(1)), (.company, 3, 1)] {
      let before = try store.dump()
      try store.merge(type, keep, with: [other])
      let after = try store.dump()
      try store.undo()
      #expect(try store.dump() == before)
      try store.redo()
      #expect(try store.dump() == after)
      try store.undo()
      #expect(try store.dump() == before)
    }
    #expect(try store.problems() == [])
  }

  @Test func aCompanyMadeForAnExistingContactIsUndoneAndRedone() throws {
    let contact = try store.create(.contact, ["name": "Ann"])
    let states = try states([{ try store.update(.contact, contact, ["company": "New"]) }])
    for _ in 0..<2 {
      try store.undo()
      #expect(try store.dump() == states[0])
      try store.redo()
      #expect(try store.dump() == states[1])
    }
  }

  /// That the same row is to be changed, too, does not hide it.
  @Test func aLaterReferenceOfARowThatIsTakenBackIsSeen() throws {
    let contact = try store.create(.contact, ["name": "Ann"])
    let entry = try #require(
      try store.apply(
        Plan.Step(.update, .contact, id: contact, changes: ["city": "Bonn"]),
        Plan.Step(.create, .company, changes: ["name": "A"])
      ).entry)
    let later = try #require(try store.update(.contact, contact, ["company": "A"]).entry)
    let before = try store.dump()
    #expect(
      failure { try store.undo(entry) }
        == .undoOvertaken(
          entry, by: later, reason: "contact \(contact): something later refers to what it made"))
    #expect(try store.dump() == before)
  }

  @Test func whatALaterChangeRefersToIsNotTakenAway() throws {
    let entry = try #require(try store.apply(Plan.Step(.create, .company, changes: ["name": "A"])).entry)
    let contact = try store.create(.contact, ["name": "Ann"])
    let later = try #require(try store.update(.contact, contact, ["company": "A"]).entry)
    let before = try store.dump()
    #expect(
      failure { try store.undo(entry) }
        == .undoOvertaken(
          entry, by: later, reason: "contact \(contact): something later refers to what it made"))
    #expect(try store.dump() == before)
    #expect(try store.journal(limit: 1).first?.id == later)
    #expect(try store.problems() == [])

    try store.undo(later)
    try store.undo(entry)
    #expect(try store.count(Query(from: .company)) == 0)
  }

  @Test func aCompanyThatADealStandsOnIsNotTakenAway() throws {
    let entry = try #require(try store.apply(Plan.Step(.create, .company, changes: ["name": "A"])).entry)
    try store.database.run(
      script: """
        INSERT INTO deal (title, title_key, currency, pipeline_id, stage_id, company_id, stage_entered_at, created_at,
        updated_at) VALUES ('x', 'x', 'USD', 1, 1, 1, 0, 0, 0)
        """)
    #expect(
      failure { try store.undo(entry) }
        == .undoOvertaken(entry, by: nil, reason: "deal 1: it refers to company 1"))
    #expect(try store.count(Query(from: .company)) == 1)
  }

  @Test func aStatusThatAContactHasIsNotTakenAway() throws {
    let entry = try #require(
      try store.apply(Plan.Step(.create, .status, changes: ["name": "Parked", "kind": "open"])).entry)
    let contact = try store.create(.contact, ["name": "Ann"])
    let later = try #require(try store.update(.contact, contact, ["status": "parked"]).entry)
    #expect(
      failure { try store.undo(entry) }
        == .undoOvertaken(entry, by: later, reason: "contact \(contact): it refers to status 9"))
  }

  @Test func anOlderEditIsUndoneBeneathANewerOneOfAnotherField() throws {
    let id = try store.create(.contact, ["name": "Ann", "city": "Köln", "owner": "ann"])
    let older = try #require(try store.update(.contact, id, ["city": "Bonn"]).entry)
    let later = try fixture.reopened(now: time("2026-06-01T00:00:00Z"))
    try later.update(.contact, id, ["owner": "bob"])
    try later.undo(older)
    #expect(try store.value(.contact, id, "city") == "Köln")
    #expect(try store.value(.contact, id, "owner") == "bob")
    try later.undo()
    #expect(try store.value(.contact, id, "owner") == "ann")
  }

  @Test func anOlderEditOfTheSameFieldIsOvertaken() throws {
    let id = try store.create(.contact, ["name": "Ann", "city": "Köln"])
    let older = try #require(try store.update(.contact, id, ["city": "Bonn"]).entry)
    let newer = try #require(try store.update(.contact, id, ["city": "Berlin"]).entry)
    let before = try store.dump()
    #expect(
      failure { try store.undo(older) }
        == .undoOvertaken(older, by: newer, reason: "contact \(id): it was changed since"))
    #expect(try store.dump() == before)
  }

  @Test func whatWasRedoneIsOvertakenUnderItsOwnName() throws {
    let id = try store.create(.contact, ["name": "Ann", "city": "Köln"])
    let edit = try #require(try store.update(.contact, id, ["city": "Bonn"]).entry)
    try store.undo()
    try store.redo()
    let newer = try #require(try store.update(.contact, id, ["city": "Berlin"]).entry)
    #expect(
      failure { try store.undo(edit) }
        == .undoOvertaken(edit, by: newer, reason: "contact \(id): it was changed since"))
  }

  @Test func aDeletedRecordCannotBeEditedBack() throws {
    let id = try store.create(.contact, ["name": "Ann", "city": "Köln"])
    let older = try #require(try store.update(.contact, id, ["city": "Bonn"]).entry)
    let newer = try #require(try store.delete(.contact, id).entry)
    #expect(
      failure { try store.undo(older) }
        == .undoOvertaken(older, by: newer, reason: "contact \(id): it was deleted since"))
  }

  @Test func swappedAddressesAreSwappedBack() throws {
    let ann = try store.create(.contact, ["name": "Ann", "email": "a@x"])
    let bob = try store.create(.contact, ["name": "Bob", "email": "b@x"])
    var options = WriteOptions()
    options.allowsDuplicateEmails = true
    let states = try states([
      {
        try store.apply(
          Plan.Step(.update, .contact, id: ann, changes: ["email": "b@x"]),
          Plan.Step(.update, .contact, id: bob, changes: ["email": "a@x"]), options: options)
      }
    ])
    try store.undo()
    #expect(try store.dump() == states[0])
    try store.redo()
    #expect(try store.dump() == states[1])
  }

  @Test func aPartOfARecordIsUndoneAlone() throws {
    let id = try store.create(.contact, ["name": "Ann", "tags": ["a"]])
    let tagged = try #require(try store.update(.contact, id, ["tags": ["a", "b"]]).entry)
    try store.update(.contact, id, ["tags": ["a", "b", "c"]])
    try store.undo(tagged)
    #expect(try store.value(.contact, id, "tags") == ["a", "c"])
  }

  // MARK: Bulk writes

  /// Records created in bulk are kept as ranges: see `Recorder`.
  private func bulk(_ rows: [[JSONObject]], of type: RecordType = .contact) throws -> Int64 {
    let recorder = Recorder(
      store.database, clock: store.clock, author: author, kind: .bulk, summary: "import")
    let writer = RecordWriter(
      database: store.database, clock: store.clock, recorder: recorder, options: WriteOptions())
    for (index, batch) in rows.enumerated() {
      try recorder.batch(isLast: { index == rows.count - 1 }) {
        for row in batch { _ = try writer.create(type, row) }
      }
    }
    return try #require(recorder.entry)
  }

  @Test func aBulkWriteOfContactsAndTheirCompaniesIsUndoneAndRedone() throws {
    var entry: Int64 = 0
    let states = try states([
      {
        entry = try bulk([
          [["name": "Ann"], ["name": "Bob", "company": "A"], ["name": "Cy", "company": "B"]],
          [
            ["name": "Di", "company": "A", "tags": ["x"], "emails": ["d@x", "e@x"]],
            ["name": "Ed", "company": "C"],
          ],
        ])
      }
    ])
    #expect(try store.journalEntry(entry).records == 8)
    #expect(try store.journalEntry(entry).state == "done")
    #expect(try store.finds("ann", .contact, 1))
    for _ in 0..<2 {
      try store.undo()
      #expect(try store.dump() == states[0])
      #expect(try store.problems() == [])
      try store.redo()
      #expect(try store.dump() == states[1])
      #expect(try store.problems() == [])
    }
    #expect(try store.journal(limit: nil, touching: (.contact, 4)).map(\.id).contains(entry))
  }

  @Test func aBulkWriteIsNotUndoneUnderLaterChanges() throws {
    let entry = try bulk([[["name": "Ann", "company": "A"]], [["name": "Bob"]]])
    let edit = try #require(try store.update(.contact, 2, ["city": "Bonn"]).entry)
    let before = try store.dump()
    #expect(
      failure { try store.undo(entry) }
        == .undoOvertaken(entry, by: edit, reason: "a later change builds on what it made"))
    #expect(try store.dump() == before)
    try store.undo(edit)

    let own = try #require(
      try store.apply(Plan.Step(.create, .contact, changes: ["name": "C", "company": "A"])).entry)
    #expect(
      failure { try store.undo(entry) }
        == .undoOvertaken(entry, by: own, reason: "contact 3: something later refers to what it made"))
    try store.delete(.contact, 3)
    try store.undo(entry)
    #expect(try store.count(Query(from: .contact)) == 0)
  }

  @Test func aBulkWriteIsNotUndoneUnderWhatRefersToAPartOfIt() throws {
    let entry = try bulk(
      [[["name": "Partners", "stages": [["name": "in", "kind": "open"]]]]], of: .pipeline)
    // The history of the deal tells of the stage, the deal itself no longer.
    let deal = try store.create(.deal, ["title": "D", "pipeline": "Partners", "stage": "in"])
    try store.update(.deal, deal, ["pipeline": "Sales", "stage": "lead"])
    let before = try store.dump()
    #expect(
      failure { try store.undo(entry) }
        == .undoOvertaken(
          entry, by: try store.journal(limit: 1)[0].id,
          reason: "deal \(deal): something later refers to what it made"))
    #expect(try store.dump() == before)
    try store.delete(.deal, deal)
    try store.undo(entry)
    #expect(try store.ids(.pipeline, "name = Partners") == [])
    #expect(try store.problems() == [])
  }

  @Test func anInterruptedBulkWriteCanBeUndone() throws {
    struct Stop: Error {}
    let recorder = Recorder(
      store.database, clock: store.clock, author: author, kind: .bulk, summary: "import")
    let writer = RecordWriter(
      database: store.database, clock: store.clock, recorder: recorder, options: WriteOptions())
    try recorder.batch(isLast: { false }) { _ = try writer.create(.contact, ["name": "Ann"]) }
    #expect(throws: Stop.self) {
      try recorder.batch(isLast: { false }) {
        _ = try writer.create(.contact, ["name": "Bob"])
        throw Stop()
      }
    }
    #expect(try store.count(Query(from: .contact)) == 1)
    #expect(try store.problems() == [])
    #expect(try store.unfinishedWrites().map(\.id) == [recorder.entry])
    try store.undo()
    #expect(try store.count(Query(from: .contact)) == 0)
    #expect(try store.unfinishedWrites().isEmpty)
    try store.redo()
    #expect(try store.unfinishedWrites().map(\.id) == [recorder.entry])
  }

  @Test func aBulkWriteThatCameToItsEndLaterIsNotUnfinished() throws {
    func write(_ name: String, isLast: Bool, command: String) throws {
      let author = Author(actor: "tester", command: command)
      let recorder = Recorder(
        store.database, clock: store.clock, author: author, kind: .bulk, summary: "import")
      let writer = RecordWriter(
        database: store.database, clock: store.clock, recorder: recorder, options: WriteOptions())
      try recorder.batch(isLast: { isLast }) { _ = try writer.create(.contact, ["name": .string(name)]) }
    }
    try write("Ann", isLast: false, command: "crm import a.csv")
    try write("Bob", isLast: true, command: "crm import b.csv")
    #expect(try store.unfinishedWrites().map(\.command) == ["crm import a.csv"])
    try write("Cid", isLast: true, command: "crm import a.csv")
    #expect(try store.unfinishedWrites().isEmpty)
    try store.undo()
    #expect(try store.unfinishedWrites().map(\.command) == ["crm import a.csv"])
  }
}
