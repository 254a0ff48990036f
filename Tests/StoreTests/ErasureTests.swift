import Bytes
import Foundation
import Models
import SQLite
import TestSupport
import Testing

@testable import Store

/// A person goes from every table, from the journal, from the copies, and does not come back.
struct ErasureTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }
  private var database: Database { fixture.store.database }

  /// The contact of the sample data who is known by everything.
  private let ann: Int64 = 1

  init() throws {
    fixture = try .sample()
  }

  private func erase(_ id: Int64) throws -> Erasure { try store.erase(id, by: author) }

  /// Every text of every table, with where it stands; what the journal keeps, too.
  private func texts(of database: Database) throws -> [(place: String, text: String)] {
    var texts: [(String, String)] = []
    for table in try StoredTable.all(in: database) {
      try database.forEach("SELECT * FROM \(raw: table.name)") { row in
        for (column, name) in table.columns.enumerated() {
          if case .text(let text) = try row[column] as SQLValue {
            texts.append(("\(table.name).\(name)", text))
          }
        }
      }
    }
    try Eraser.forEachChange(in: database) { entry, change in
      for case .text(let text)? in change.old + change.new {
        texts.append(("entry \(entry), \(change.table)", text))
      }
    }
    return texts
  }

  private func places(of word: String) throws -> [String] {
    let word = SearchKey.fold(word)
    return try texts(of: database).filter { SearchKey.fold($0.text).contains(word) }.map(\.place)
  }

  private func bytesContain(_ text: String, _ path: String) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    return try Data(contentsOf: URL(filePath: path)).range(of: Data(text.utf8)) != nil
  }

  // MARK: Everywhere

  /// Whatever columns the schema has, each is made to mention the person, and none does in the end.
  @Test func everyColumnOfEveryTableIsCleared() throws {
    // More than one way to write a person into a text.
    let signs = [
      "Ann Lee", "LEE, Ann", "Ann@Acme.example", "ann.lee@home.example", "+49 (0)30-1234", "0049301234",
    ]
    var planted = 0
    for table in try StoredTable.all(in: database) where !ErasureRules.passedOver.contains(table.name) {
      let texts = try database.all(
        "SELECT name FROM pragma_table_info(\(table.name)) WHERE type = 'TEXT'"
      ) { try $0[0] as String }
      for column in texts where !ErasureRules.isOwn(column, of: table.name) && !table.isFolded(column) {
        for sign in signs {
          let name = "\"\(column)\""
          let value: SQL =
            column == "fields" ? "json_object('x', \(sign))" : "\(sign) || ' ' || coalesce(\(raw: name), '')"
          // A column with words that only the program knows takes no other.
          let update: SQL = "UPDATE OR IGNORE \(raw: table.name) SET \(raw: name) = \(value)"
          if (try? database.execute(update)) != nil { planted += 1 }
        }
      }
    }
    #expect(planted > 300)
    try database.transaction { try Derived(database: database).rebuild() }
    for sign in signs { #expect(try !places(of: sign).isEmpty) }

    let erasure = try erase(ann)
    #expect(erasure.remaining?.isEmpty == true, "\(erasure.remaining ?? [])")
    for sign in signs {
      #expect(try places(of: sign) == [], "\(sign)")
      for suffix in ["", "-wal", "-shm"] { #expect(try !bytesContain(sign, fixture.path + suffix)) }
    }
    #expect(try store.problems() == [])
  }

  /// A question and its answer may mean a person by the first name alone, so no word of any stays, kept or logged; that
  /// a model was called does. So it is in a copy, and in one of before there were such tables.
  @Test func whatModelsSaidGoes() throws {
    let words = ModelCall.Words(prompt: "user: What did Annie promise?", answer: "Annie pays.")
    let call = ModelCall(
      purpose: "ask", promptVersion: "1", engine: "ollama", model: "m", digest: "d", promptTokens: 9,
      answerTokens: 3, milliseconds: 8, outcome: "ok", words: words)
    try store.note(call, keeping: ([1], #"{"text":"Annie pays."}"#), since: store.clock.now)
    try store.remember(
      "monday", ["open": ["instruction": "call Annie"]],
      saying: [KeptMessage(.user, "call Annie", at: store.clock.now)])
    try store.backup(to: fixture.path + ".before-0007")
    try store.backup(to: fixture.path + ".before-0006")
    let older = try Database(path: fixture.path + ".before-0006", access: .readWrite)
    try older.run(script: "DROP TABLE model_answer; DROP TABLE model_call")

    let erasure = try erase(ann)
    #expect(erasure.remaining?.isEmpty == true, "\(erasure.remaining ?? [])")
    #expect(erasure.found.first { $0.name == "model_answer" }?.count == 1)
    #expect(erasure.found.first { $0.name == "conversation" }?.count == 1)
    #expect(try store.conversation("monday") == [:])
    #expect(erasure.found.first { $0.name == "model_call" }?.count == 1)
    #expect(erasure.copies.count { !$0.isDeleted } == 2)
    #expect(try places(of: "annie") == [])
    for suffix in ["", "-wal", ".before-0006", ".before-0007"] {
      #expect(try !bytesContain("Annie", fixture.path + suffix), "\(suffix)")
    }
    let calls = try database.value("SELECT count(*) FROM model_call WHERE prompt IS NULL", as: Int.self)
    #expect(calls == 2)
  }

  /// What was said, what was found in it, and what was decided is without the person; what waits to be written of the
  /// person is gone, and so is the trace of it in the journal.
  @Test func meetingsAreWithoutThePerson() throws {
    func proposal(_ summary: String, _ changes: JSONObject, status: JSON = "pending") -> Plan.Step {
      Plan.Step(
        .create, .proposal,
        changes: [
          "kind": "contact", "summary": .string(summary), "origin": "extract", "meeting_id": ["step": 0],
          "status": status,
          "evidence": [["insight_id": ["step": 1], "turn": 0, "quote": "Ann Lee decides."]],
          "plan": Plan(summary: summary, steps: [Plan.Step(.create, .contact, changes: changes)]).json,
        ])
    }
    let applied = try store.apply(
      Plan.Step(
        .create, .meeting,
        changes: [
          "title": "Call with Ann Lee",
          "participants": [["name": "Annie", "contact_id": .number(JSONNumber(ann)), "speaker": "Annie"]],
          "transcript": [
            ["speaker": "Annie", "text": "Ann Lee decides, write to ann@acme.example."],
            ["speaker": "Guest", "text": "Lee it is, then, for the heliotrope."],
          ],
        ]),
      Plan.Step(
        .create, .insight,
        changes: [
          "meeting_id": ["step": 0], "kind": "decision", "text": "Ann Lee decides",
          "quote": "Ann Lee decides",
          "speaker": "Annie", "owner": "Annie",
        ]),
      proposal("Add the contact Ann Lee", ["name": "Ann Lee", "email": "ann@acme.example"]),
      proposal("Added Ann Lee", ["name": "Ann Lee"], status: "approved"),
      proposal("Add the contact Bo Quist", ["name": "Bo Quist"]))
    let meeting = applied.records[0]

    let erasure = try erase(ann)
    #expect(erasure.remaining?.isEmpty == true, "\(erasure.remaining ?? [])")
    for sign in ["Ann Lee", "ann@acme.example", "Annie"] {
      #expect(try places(of: sign) == [], "\(sign)")
      for suffix in ["", "-wal"] { #expect(try !bytesContain(sign, fixture.path + suffix), "\(sign)") }
    }
    let turns = try database.all(
      "SELECT text FROM meeting_turn WHERE meeting_id = \(meeting) ORDER BY position"
    ) {
      try $0[0] as String
    }
    #expect(turns == ["[erased] decides, write to [erased].", "[erased] it is, then, for the heliotrope."])
    #expect(try store.finds("heliotrope", .meeting, meeting))
    #expect(try !store.finds("lee", .meeting, meeting))
    let pending = try store.rows(Query(from: .proposal)).compactMap { $0["summary"]?.string }
    #expect(
      pending.contains("Add the contact Bo Quist") && !pending.contains { $0.hasPrefix("Add the contact [") })
    #expect(erasure.found.first { $0.name == "meeting_turn" }?.count == 2)
    #expect(erasure.found.first { $0.name == "proposal" }?.count == 2)
    #expect(try store.problems() == [])
    // What is left of the entry can still be taken back.
    _ = try store.undo(applied.entry, by: author)
    #expect(try store.recordReader(.meeting).read(meeting) == nil)
  }

  @Test func theRecordGoesAndWhatItTookPartInStays() throws {
    let erasure = try erase(ann)
    #expect(try store.recordReader(.contact).read(ann) == nil)
    #expect(try store.value(.task, 1, "title") == "Call [erased]")
    #expect(try store.value(.task, 1, "contact_id") == .null)
    #expect(try store.value(.task, 1, "deal_id") == 1)
    #expect(try store.value(.deal, 1, "title") == "Acme renewal")
    #expect(try store.value(.deal, 1, "contacts")?.array?.count == 1)
    let participants = try store.value(.meeting, 1, "participants")?.array ?? []
    #expect(participants.map { $0["name"] } == ["[erased]", "Guest"])
    #expect(participants.first?["email"] == "[erased]")
    #expect(participants.first?["contact_id"] == .null)
    #expect(erasure.found.first { $0.name == "contact" }?.count == 1)
    #expect(erasure.found.first { $0.name == "contact_email" }?.count == 1)
    // Users of the program keep their names.
    #expect(try store.value(.deal, 1, "owner") == "ann")
    #expect(try !store.finds("ann", .task, 1))
    #expect(try store.finds("erased", .task, 1))
  }

  @Test func aLineOfTheJournalSaysThatItWasDone() throws {
    let erasure = try erase(ann)
    let entry = try store.journalEntry(try #require(erasure.entry))
    #expect(entry.summary == "erase contact 1")
    #expect(entry.command == "crm contact erase 1")
    #expect(entry.kind == .erasure)
    #expect(entry.isInForce)
  }

  @Test func aRehearsalFindsTheSameAndChangesNothing() throws {
    let path = fixture.path + ".before-0001"
    try store.backup(to: path)
    let before = try (store.dump(), Data(contentsOf: URL(filePath: path)))
    let rehearsed = try store.rehearseErasure(of: ann, by: author)
    #expect(rehearsed.entry == nil)
    #expect(rehearsed.remaining == nil)
    #expect(try store.dump() == before.0)
    let erasure = try erase(ann)
    #expect(erasure.found.map(\.count) == rehearsed.found.map(\.count))
    #expect(erasure.copies.map(\.found) == rehearsed.copies.map(\.found))
  }

  // MARK: Others

  @Test func namesakesAndColleaguesKeepWhatIsTheirs() throws {
    let namesake = try store.create(
      .contact, ["name": "Ann Lee", "email": "other@x.example", "notes": "Ann Lee, UK"])
    let colleague = try store.create(
      .contact, ["name": "Joann Leeds", "phones": ["030 1234-0", "+49 30 1234"]])
    try store.update(.company, 3, ["phone": "+49 30 1234", "notes": "Ask Ann Lee, +49 30 1234"])
    let erasure = try erase(ann)
    #expect(erasure.remaining?.isEmpty == true, "\(erasure.remaining ?? [])")
    #expect(try store.value(.contact, namesake, "name") == "Ann Lee")
    // Which of the two it means nobody knows.
    #expect(try store.value(.contact, namesake, "notes") == "Ann Lee, UK")
    #expect(try store.value(.contact, colleague, "phones") == ["030 1234-0", "+49 30 1234"])
    #expect(try store.value(.company, 3, "phone") == "+49 30 1234")
    #expect(try store.value(.company, 3, "notes") == "Ask Ann Lee, [erased]")
    #expect(
      erasure.shared == [
        .init(type: "contact", id: namesake, field: "name"),
        .init(type: "contact", id: colleague, field: "phone"),
        .init(type: "company", id: 3, field: "phone"),
      ])
  }

  @Test func anAddressInsideALongerOneIsNotThePersons() throws {
    let other = try store.create(.contact, ["name": "Jo Ann Leeson", "email": "jo-ann@acme.example"])
    let erasure = try erase(ann)
    #expect(erasure.remaining?.isEmpty == true, "\(erasure.remaining ?? [])")
    #expect(try store.value(.contact, other, "email") == "jo-ann@acme.example")
  }

  // MARK: The journal

  @Test func undoNeverBringsThePersonBack() throws {
    try store.update(.contact, ann, ["name": "Anna Lee-Roth", "email": "roth@acme.example"])
    let deal = try store.create(
      .deal, ["title": "Offer for Roth", "contacts": [["id": 1]], "company": "Globex"])
    try store.update(
      .deal, deal, ["title": "Offer for Anna Lee-Roth", "next_step": "write to roth@acme.example"])
    try store.delete(.contact, ann)
    try store.undo()
    let count = try store.journal(limit: nil).count
    #expect(try erase(ann).remaining?.isEmpty == true)

    // Everything is taken back that can be, in both directions.
    for id in 1...Int64(count) { _ = try? store.undo(id) }
    while (try? store.redo()) != nil {}
    for word in ["Lee-Roth", "roth@", "Ann Lee", "ann@acme"] {
      #expect(try places(of: word) == [], "\(word)")
    }
    #expect(try store.recordReader(.contact).read(ann) == nil)
    #expect(try store.problems() == [])
  }

  @Test func undoTakesBackWhatElseWasDone() throws {
    let steps = [
      Plan.Step(.update, .contact, id: ann, changes: ["city": "Hull"]),
      Plan.Step(.update, .company, id: 3, changes: ["city": "Hull", "notes": "Ann Lee moved"]),
    ]
    let both = try #require(try store.apply(Plan(summary: "move", steps: steps), by: author).entry)
    let alone = try #require(try store.update(.contact, ann, ["city": "York"]).entry)
    let erased = try #require(try erase(ann).entry)
    #expect(try store.value(.company, 3, "notes") == "[erased] moved")
    // What only the person had is passed over, and refused when it is asked for.
    #expect(failure { try store.undo(alone) } == .undoOvertaken(alone, by: nil, reason: Self.gone))
    #expect(failure { try store.undo(erased) } == .undoOvertaken(erased, by: nil, reason: Self.gone))
    #expect(try store.undo().target == both)
    #expect(try store.value(.company, 3, "city") == .null)
    #expect(try store.redo().target == both)
    #expect(try store.value(.company, 3, "notes") == "[erased] moved")
  }

  private static let gone = "a person was erased, and nothing else is left of it"

  @Test func aDeletedContactIsErasedById() throws {
    try store.delete(.contact, ann)
    #expect(try store.deletedContact("contact:1") == ann)
    #expect(try store.deletedContact("99") == nil)
    #expect(try !places(of: "ann@acme.example").isEmpty)
    #expect(try erase(ann).remaining?.isEmpty == true)
    #expect(try places(of: "ann@acme.example") == [])
    #expect(try store.deletedContact("1") == nil)
    #expect(failure { _ = try erase(ann) } == .notFound(.contact, "1"))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func whateverWasDoneTheJournalStaysWhole(seed: UInt64) throws
  {
    var random = SeededGenerator(seed: seed)
    var work = WorkHistory(store)
    for _ in 0..<25 { try work.change(with: &random) }
    let entries = try store.journal(limit: nil).map(\.id)
    let id = try #require(try store.ids(.contact, "id > 0").randomElement(using: &random))
    #expect(try erase(id).remaining?.isEmpty == true)
    #expect(try store.problems() == [])
    for entry in entries { _ = try store.changes(of: entry) }
    for entry in entries.shuffled(using: &random) { _ = try? store.undo(entry) }
    #expect(try store.recordReader(.contact).read(id) == nil)
    #expect(try store.problems() == [])
  }

  // MARK: Copies

  @Test func copiesBesideTheFileAreErasedToo() throws {
    let (kept, backup) = (fixture.path + ".before-restore", fixture.folder + "/monday.db")
    try store.backup(to: kept)
    // What only an older copy knows is looked for everywhere.
    try store.update(.contact, ann, ["emails": ["new@acme.example"]])
    try store.update(.company, 3, ["notes": "was ann.lee@home.example"])
    try store.backup(to: backup)
    let erasure = try erase(ann)
    #expect(erasure.remaining?.isEmpty == true, "\(erasure.remaining ?? [])")
    #expect(erasure.copies.map(\.path) == [kept, backup])
    #expect(erasure.copies.allSatisfy { $0.found > 0 && !$0.isDeleted })
    for path in [kept, backup, fixture.path] {
      for sign in ["ann lee", "Ann Lee", "ann@acme.example", "ann.lee@home.example", "new@acme.example"] {
        #expect(try !bytesContain(sign, path), "\(sign) in \(path)")
      }
    }
    let copy = try Store(path: backup, access: .writes, clock: store.clock)
    #expect(try copy.problems() == [])
    #expect(try copy.value(.company, 1, "name") == "Acme GmbH")
  }

  @Test func otherDatabasesOfTheFolderStay() throws {
    let path = fixture.folder + "/other.db"
    let other = try Store(path: path, access: .creates, clock: store.clock)
    try other.create(.contact, ["name": "Ann Lee", "email": "ann@acme.example"])
    #expect(try erase(ann).copies.isEmpty)
    #expect(try other.value(.contact, 1, "email") == "ann@acme.example")
  }

  @Test func aCopyThatCannotBeReadIsDeleted() throws {
    let path = fixture.path + ".before-0001"
    try Data("no database, ann@acme.example".utf8).write(to: URL(filePath: path))
    #expect(try store.rehearseErasure(of: ann, by: author).copies.map(\.isDeleted) == [true])
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(try erase(ann).copies.map(\.isDeleted) == [true])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func inAnotherHistoryTheSameIdIsSomebodyElse() throws {
    let path = fixture.path + ".before-restore"
    do {
      let other = try Store(path: path, access: .creates, clock: store.clock)
      try other.create(.contact, ["name": "Somebody Else", "email": "else@x.example"])
      try other.create(.contact, ["name": "Known Here", "email": "ann@acme.example"])
    }
    #expect(try erase(ann).remaining?.isEmpty == true)
    let other = try Store(path: path, access: .writes, clock: store.clock)
    #expect(try other.ids(.contact, "id > 0") == [1])
  }

  // MARK: Stopped half-way

  @Test func anErasureThatWasStoppedIsBroughtToItsEnd() throws {
    #expect(try erase(ann).remaining?.isEmpty == true)
    #expect(try !store.hasUnfinishedErasure())
    try database.execute("UPDATE erasure SET is_compacted = 0")
    #expect(try store.problems().count == 1)
    try store.optimize()
    #expect(try store.problems() == [])

    try database.execute("UPDATE erasure SET is_compacted = 0")
    #expect(try store.finishErasures().remaining?.isEmpty == true)
    #expect(try store.problems() == [])
  }

  @Test func whoeverReadsKeepsTheFileFromBeingCompacted() throws {
    let reader = try Database(path: fixture.path, access: .readOnly)
    try reader.transaction(.deferred) {
      try reader.execute("SELECT count(*) FROM contact")
      let writer = try fixture.reopened()
      try writer.database.run(script: "PRAGMA busy_timeout = 10")
      #expect(failure { _ = try writer.erase(ann, by: author) } == .erasureUnfinished(fixture.path))
      #expect(try writer.hasUnfinishedErasure())
    }
    #expect(try store.finishErasures().remaining?.isEmpty == true)
    #expect(try !bytesContain("ann@acme.example", fixture.path))
  }
}
