import Bytes
import Models
import Testing

@testable import Store

/// What a stream remembers never outlives what it stands for.
@Suite struct StreamMemoryTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  /// Writes each group of lines in a batch of its own, after `before` was done with its number.
  @discardableResult
  private func run(
    _ batches: [String], _ type: RecordType? = .contact, before: (Int) throws -> Void = { _ in }
  ) throws -> [String] {
    var outcomes: [String] = []
    let writer = try BulkWriter(
      store, type, .match(MatchRules()), summary: "import", options: lenient, by: author
    ) { outcomes += $0.map(\.word) }
    var number = 0
    try writer.run { waits in
      guard waits else { return .pause }
      if number == batches.count { return .end }
      try before(number)
      number += 1
      return .items(
        try batches[number - 1].split(separator: "\n").map { line in
          let value = try JSONParser.parse(line.utf8)
          return .entry(Entry((value.array ?? [value]).compactMap(\.object), line: 1))
        })
    }
    return outcomes
  }

  /// Batches of new people, after which the stream knows by heart by what all are recognised.
  private let strangers = (1...3).map { #"{"first_name":"N\#($0)","email":"n\#($0)@x.example"}"# }

  @Test func whomAnotherProcessAddsMeanwhileIsRecognised() throws {
    let other = try fixture.reopened()
    let outcomes = try run(
      strangers + [
        #"{"first_name":"Ann","email":"ANN@x.example"}"#, #"{"first_name":"Bo"}"#,
        #"{"first_name":"Bo","email":"bo@x.example"}"#,
      ]
    ) { number in
      if number == 3 { try other.create(.contact, ["first_name": "Ann", "email": "ann@x.example"]) }
    }
    // The last Bo may be the one who had no address.
    #expect(
      outcomes == ["created 1", "created 2", "created 3", "updated 4", "created 5", "updated 5"])
  }

  @Test func whomTheStreamItselfHasMadeIsRecognised() throws {
    let outcomes = try run(
      strangers + [
        """
        {"first_name":"Ann","emails":["a@x.example","b@x.example"]}
        {"first_name":"Ann","email":"B@x.example"}
        {"first_name":"Lee","last_name":"Poe"}
        {"first_name":"Lee","last_name":"Poe","email":"lee@x.example"}
        {"first_name":"Leé","last_name":"Poe","email":"lee@x.example"}
        """
      ])
    #expect(
      outcomes.suffix(5) == ["created 4", "updated 4", "created 5", "updated 5", "updated 5"])
  }

  @Test func aCompanyThatIsRenamedMeanwhileIsAnother() throws {
    let other = try fixture.reopened()
    try run([
      #"{"first_name":"Ann","company":"Acme"}"#, #"{"first_name":"Bo","company":"acme"}"#,
      #"{"first_name":"Cy","company":"ACME"}"#,
    ]) { number in
      if number == 2 { try other.update(.company, 1, ["name": "Apex"]) }
    }
    let companies = try store.rows(Query(from: .contact, fields: [Path(["company"])]))
    #expect(companies.map { $0["company"] } == ["Apex", "Apex", "ACME"])
  }

  @Test func aNameThatComesToMeanTwoCompaniesIsRefused() throws {
    let rows = """
      {"type":"contact","first_name":"Ann","company":"Acme"}
      {"type":"contact","first_name":"Bo","company":"Acme"}
      {"type":"company","name":"Acme","domain":"one.example"}
      {"type":"company","name":"Acme","domain":"two.example"}
      {"type":"contact","first_name":"Cy","company":"Acme"}
      """
    let outcomes = try run([rows], nil)
    #expect(outcomes.dropLast() == ["created 1", "created 2", "updated 1", "created 2"])
    #expect(outcomes.last?.hasPrefix("rejected") == true)
  }

  @Test func aCompanyThatIsTakenBackIsNotRemembered() throws {
    // Of the first entry nothing stays, as its contact is nobody.
    let outcomes = try run([
      """
      [{"type":"company","name":"Acme"},{"type":"contact","company":"Acme","email":"@"}]
      {"first_name":"Ann","company":"Acme"}
      """
    ])
    #expect(outcomes.count == 2)
    #expect(try store.rows(Query(from: .contact)).last?["company"] == "Acme")
    #expect(try store.problems().isEmpty)
  }

  @Test func aFilterHoldsAllItWasGivenAndLittleElse() {
    var filter = KeyFilter()
    let count = 200_000
    for number in 0..<count { filter.insert("Person.\(number)@x\(number % 1000).example") }
    let missing = (0..<count).count { !filter.mayHold("pERSON.\($0)@X\($0 % 1000).example") }
    let mistaken = (0..<count).count { filter.mayHold("other.\($0)@x\($0 % 1000).example") }
    #expect(missing == 0)
    #expect(mistaken < count / 1000)
  }
}

extension BulkOutcome {
  fileprivate var word: String {
    switch self {
    case .created(let id): "created \(id)"
    case .updated(let id): "updated \(id)"
    case .unchanged(let id): "unchanged \(id)"
    case .skipped(let reason): "skipped: \(reason)"
    case .rejected(_, let error): "rejected: \(error)"
    }
  }
}
