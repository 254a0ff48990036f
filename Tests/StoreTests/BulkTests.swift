import Bytes
import Models
import Testing

@testable import Store

/// Writes many entries through one entry of the journal, and gathers what was reported.
struct Bulk {
  var outcomes: [String] = []
  var tally = BulkTally()
  var entry: Int64?
  var plan: [Plan.Step] = []

  /// Writes entries, each of one line: a record as JSON, or an array of several that belong together; `pauses` says
  /// before which lines, counted from 0, the input waits for more.
  static func run(
    _ store: Store, _ type: RecordType?, _ method: BulkWriter.Method,
    extent: BulkWriter.Extent = .accepted, isRehearsal: Bool = false, options: WriteOptions = WriteOptions(),
    pauses: Set<Int> = [],
    strangers: Entry.Strangers = .refused, _ lines: String
  ) throws -> Bulk {
    var bulk = Bulk()
    let writer = try BulkWriter(
      store, type, method, summary: "test", extent: extent, isRehearsal: isRehearsal, options: options,
      by: author,
      plan: isRehearsal ? { bulk.plan.append($0) } : nil
    ) { outcomes in
      for outcome in outcomes {
        switch outcome {
        case .created(let id): bulk.outcomes.append("created \(id)")
        case .updated(let id): bulk.outcomes.append("updated \(id)")
        case .unchanged(let id): bulk.outcomes.append("unchanged \(id)")
        case .skipped(let reason): bulk.outcomes.append("skipped: \(reason)")
        case .rejected(_, let error): bulk.outcomes.append("rejected: \(error)")
        }
      }
    }
    let lines = lines.split(separator: "\n")
    var index = 0
    try writer.run { waits in
      if index == lines.count { return .end }
      if !waits, pauses.contains(index) { return .pause }
      let value = try JSONParser.parse(lines[index].utf8)
      index += 1
      var entry = Entry((value.array ?? [value]).compactMap(\.object), line: index)
      entry.strangers = strangers
      return .items([.entry(entry)])
    }
    bulk.entry = writer.entry
    bulk.tally = writer.tally
    return bulk
  }
}

var lenient: WriteOptions {
  var options = WriteOptions()
  options.allowsDuplicateEmails = true
  return options
}

@Suite struct BulkTests {
  @Test func manyRecordsAreOneEntryThatIsUndoneAndRedone() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let bulk = try Bulk.run(
      store, .contact, .add(upsert: nil), pauses: [1],
      """
      {"first_name":"Ann","email":"ann@a.example","emails":["ann@a.example","ann@b.example"],"company":"Acme","tags":["x"]}
      {"first_name":"Bo","company":"Acme"}
      {"first_name":"Cy","company":"Beta","affiliations":[{"company":"Beta","primary":true},{"company":"Acme"}]}
      """)
    #expect(bulk.outcomes == ["created 1", "created 2", "created 3"])
    let before = try store.rows(Query(from: .contact))
    #expect(try store.journal(limit: nil).count == 1)

    try store.undo()
    #expect(try store.count(Query(from: .contact)) == 0)
    #expect(try store.count(Query(from: .company)) == 0)
    #expect(try store.problems().isEmpty)

    try store.redo()
    #expect(try store.rows(Query(from: .contact)) == before)
    #expect(try store.find(.contact, "Cy") == 3)
    #expect(try store.problems().isEmpty)
  }

  @Test func aWrongRecordIsRejectedAloneAndLeavesNothing() throws {
    let fixture = try StoreFixture()
    let bulk = try Bulk.run(
      fixture.store, .contact, .add(upsert: nil),
      """
      {"first_name":"Ann","company":"Acme"}
      {"first_name":"Bo","company":"Made for nobody","status":"no such status"}
      {"first_name":"Cy","emails":["no address"]}
      {"first_name":"Di"}
      """)
    #expect(bulk.outcomes.map { String($0.prefix(8)) } == ["created ", "rejected", "rejected", "created "])
    #expect(try fixture.store.count(Query(from: .contact)) == 2)
    #expect(try fixture.store.rows(Query(from: .company)).map { $0["name"] } == ["Acme"])
  }

  @Test func anAtomicWriteTakesEverythingBack() throws {
    let fixture = try StoreFixture()
    #expect(throws: AtomicFailure.self) {
      try Bulk.run(
        fixture.store, .contact, .add(upsert: nil), extent: .all(.stopAtFirst),
        """
        {"first_name":"Ann","company":"Acme"}
        {"first_name":"Bo","birthday":"2026-02-30"}
        """)
    }
    #expect(try fixture.store.count(Query(from: .contact)) == 0)
    #expect(try fixture.store.count(Query(from: .company)) == 0)
    #expect(try fixture.store.journal(limit: nil).isEmpty)
  }

  @Test func theSameImportTwiceChangesNothing() throws {
    let fixture = try StoreFixture()
    let lines = """
      {"first_name":"Ann","last_name":"Lee","email":"ann@a.example","company":"Acme"}
      {"name":"Bo Öst","company":"Acme"}
      {"first_name":"No","last_name":"Company"}
      {"external_id":"7","first_name":"Ex"}
      {"type":"company","name":"Acme","domain":"acme.example"}
      {"type":"company","name":"Solo"}
      """
    let typed = lines.split(separator: "\n").map { line in
      line.contains("\"type\"") ? String(line) : "{\"type\":\"contact\"," + line.dropFirst()
    }.joined(separator: "\n")
    _ = try Bulk.run(fixture.store, nil, .match(MatchRules()), options: lenient, typed)
    let again = try Bulk.run(fixture.store, nil, .match(MatchRules()), options: lenient, typed)
    #expect(again.outcomes.allSatisfy { $0.hasPrefix("unchanged") }, "\(again.outcomes)")
    #expect(again.entry == nil)
    #expect(try fixture.store.journal(limit: nil).count == 1)
  }

  @Test func rowsOfOneStreamWithDifferentIdsStayApart() throws {
    let fixture = try StoreFixture()
    let lines = """
      {"type":"contact","id":10,"first_name":"Ann","email":"one@a.example"}
      {"type":"contact","id":11,"first_name":"Ann","email":"one@a.example"}
      """
    let first = try Bulk.run(fixture.store, .contact, .match(MatchRules()), options: lenient, lines)
    #expect(first.outcomes == ["created 1", "created 2"])
    let again = try Bulk.run(fixture.store, .contact, .match(MatchRules()), options: lenient, lines)
    #expect(again.outcomes == ["unchanged 1", "unchanged 2"])
    // Rows without ids are the same person.
    let plain = try Bulk.run(
      fixture.store, .contact, .match(MatchRules()), options: lenient,
      """
      {"first_name":"Eve","email":"eve@a.example"}
      {"email":"EVE@a.example","city":"Berlin"}
      """)
    #expect(plain.outcomes == ["created 3", "updated 3"])
  }

  @Test(arguments: [
    (
      #"{"name":"Ann Lee","company":"Acme","phone":"1"}"#, #"{"name":"Ann Lee","company":"Acme","phone":"2"}"#
    ),
    (
      #"{"name":"Ann Lee","company":"Acme","birthday":"1990-01-01"}"#,
      #"{"name":"Ann Lee","company":"Acme","birthday":"1991-01-01"}"#
    ),
    (#"{"name":"Ann Lee","external_id":"1"}"#, #"{"name":"Ann Lee","external_id":"2"}"#),
    (#"{"name":"Ann Lee","email":"a@a.example"}"#, #"{"name":"Ann Lee","email":"b@a.example"}"#),
    (#"{"name":"Ann Lee","company":"Acme"}"#, #"{"name":"Ann Lee","company":"Beta"}"#),
    (#"{"name":"Ann Lee","company":"Acme"}"#, #"{"name":"Ann Lee"}"#),
  ])
  func peopleOfOneNameWhoDisagreeAreTwo(first: String, second: String) throws {
    let fixture = try StoreFixture()
    let bulk = try Bulk.run(
      fixture.store, .contact, .match(MatchRules()), options: lenient, first + "\n" + second)
    #expect(bulk.outcomes == ["created 1", "created 2"])
  }

  @Test(arguments: [
    (#"{"name":"Ann Lee","company":"Acme"}"#, #"{"name":"ann LÉE","company":"ACME","phone":"1"}"#),
    (#"{"name":"Ann Lee","email":"a@a.example"}"#, #"{"email":"A@A.example","name":"Ann Smith"}"#),
    (
      #"{"name":"Ann Lee","emails":["a@a.example","b@a.example"]}"#, #"{"email":"b@a.example","city":"Rome"}"#
    ),
    (#"{"name":"Ann Lee","company":"Acme"}"#, #"{"name":"Ann Lee","company":"Acme","email":"a@a.example"}"#),
  ])
  func theSamePersonIsRecognised(first: String, second: String) throws {
    let fixture = try StoreFixture()
    let bulk = try Bulk.run(
      fixture.store, .contact, .match(MatchRules()), options: lenient, first + "\n" + second)
    #expect(bulk.outcomes == ["created 1", "updated 1"])
  }

  @Test func aCompanyIsItsDomainElseItsName() throws {
    let fixture = try StoreFixture()
    let bulk = try Bulk.run(
      fixture.store, .company, .match(MatchRules()),
      """
      {"name":"Acme","domain":"acme.example"}
      {"name":"Acme Ltd","domain":"ACME.example"}
      {"name":"acme ltd","city":"Rome"}
      {"name":"Acme Ltd","domain":"other.example"}
      """)
    #expect(bulk.outcomes == ["created 1", "updated 1", "updated 1", "created 2"])
  }

  @Test func anUpsertChangesTheOneWithTheSameValue() throws {
    let fixture = try StoreFixture()
    let bulk = try Bulk.run(
      fixture.store, .contact, .add(upsert: "email"),
      """
      {"first_name":"Ann","email":"ann@a.example"}
      {"first_name":"Anna","email":"ann@a.example"}
      {"first_name":"Nobody"}
      """)
    #expect(bulk.outcomes[..<2] == ["created 1", "updated 1"])
    #expect(bulk.outcomes[2].hasPrefix("rejected: email: it must be given"))
  }

  @Test func editsGoByIdAndEqualOnesWriteNothing() throws {
    let fixture = try StoreFixture()
    try fixture.store.create(.contact, ["first_name": "Ann", "tags": ["b", "a"]])
    let entries = try fixture.store.journal(limit: nil).count
    let same = try Bulk.run(
      fixture.store, .contact, .edit, JSON.object(try fixture.store.show(.contact, 1)).text)
    #expect(same.outcomes == ["unchanged 1"])
    #expect(try fixture.store.journal(limit: nil).count == entries)
    let bulk = try Bulk.run(
      fixture.store, .contact, .edit,
      """
      {"id":1,"city":"Rome"}
      {"id":99,"city":"Rome"}
      {"city":"Rome"}
      """)
    #expect(bulk.outcomes.map { String($0.prefix(8)) } == ["updated ", "rejected", "rejected"])
    try fixture.store.undo()
    #expect(try fixture.store.show(.contact, 1)["city"] == JSON.null)
  }

  @Test func anImportIsUndoneWithTheValuesItOverwrote() throws {
    let fixture = try StoreFixture()
    try fixture.store.create(.contact, ["first_name": "Ann", "email": "ann@a.example", "city": "Oslo"])
    let before = try fixture.store.rows(Query(from: .contact))
    _ = try Bulk.run(
      fixture.store, .contact, .match(MatchRules()), options: lenient, pauses: [1],
      """
      {"email":"ann@a.example","city":"Rome","company":"New"}
      {"first_name":"Bo","company":"New"}
      {"email":"ann@a.example","city":"Bern"}
      """)
    #expect(try fixture.store.show(.contact, 1)["city"] == "Bern")
    try fixture.store.undo()
    #expect(try fixture.store.rows(Query(from: .contact)) == before)
    #expect(try fixture.store.count(Query(from: .company)) == 0)
  }

  @Test func anImportThatSomethingLaterBuildsOnStays() throws {
    let fixture = try StoreFixture()
    let bulk = try Bulk.run(
      fixture.store, .contact, .match(MatchRules()), #"{"first_name":"Ann","email":"a@a.example"}"#)
    try fixture.store.update(.contact, 1, ["city": "Rome"])
    let before = try fixture.store.rows(Query(from: .contact))
    #expect(throws: StoreError.self) { try fixture.store.undo(bulk.entry) }
    #expect(try fixture.store.rows(Query(from: .contact)) == before)
    // The later change first, then the import.
    try fixture.store.undo()
    try fixture.store.undo()
    #expect(try fixture.store.count(Query(from: .contact)) == 0)
  }

  @Test func aStageThatGoesTakesThePastOfDealsInItAlong() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    try store.create(.deal, ["title": "Pilot", "stage": "qualified"])
    try store.update(.deal, 1, ["stage": "proposal"])
    let bulk = try Bulk.run(
      store, .pipeline, .edit,
      #"{"id":1,"stages":[{"name":"lead"},{"name":"proposal"},{"name":"won","kind":"won"},{"name":"lost","kind":"lost"}]}"#
    )
    #expect(bulk.outcomes == ["updated 1"])
    #expect(try store.problems().isEmpty)
    try store.undo()
    #expect(try store.problems().isEmpty)
    #expect(try store.value(.pipeline, 1, "stages")?.array?.count == 6)
  }

  @Test func anImportThatIsUndoneMeanwhileStops() throws {
    let fixture = try StoreFixture()
    let writer = try BulkWriter(
      fixture.store, .contact, .match(MatchRules()), summary: "import", options: lenient, by: author
    ) { _ in }
    var names = ["Ann", "Bo"]
    let error = failure {
      try writer.run { waits in
        if names.count == 1 {
          if !waits { return .pause }
          try fixture.reopened().undo(writer.entry)
        }
        return names.isEmpty ? .end : .items([named(names.removeFirst())])
      }
    }
    #expect(error == writer.entry.map(StoreError.alreadyUndone))
    #expect(try fixture.store.count(Query(from: .contact)) == 0)
    #expect(try fixture.store.problems().filter { !$0.contains("bulk") }.isEmpty)
  }

  @Test func anInterruptedImportSaysSoAndIsUndone() throws {
    struct Stop: Error {}
    let fixture = try StoreFixture()
    let writer = try BulkWriter(
      fixture.store, .contact, .match(MatchRules()), summary: "import", options: lenient, by: author
    ) { _ in }
    var names = ["Ann", "Bo"]
    #expect(throws: Stop.self) {
      try writer.run { waits in
        if names.count == 1, !waits { return .pause }
        if names.isEmpty { throw Stop() }
        return .items([named(names.removeFirst())])
      }
    }
    #expect(try fixture.store.journal(limit: nil).map(\.state) == ["interrupted"])
    #expect(try fixture.store.count(Query(from: .contact)) == 1)
    try fixture.store.undo()
    #expect(try fixture.store.count(Query(from: .contact)) == 0)
  }
}

private func named(_ name: String) -> BulkWriter.Item {
  .entry(Entry([["first_name": .string(name)]], line: 1))
}
