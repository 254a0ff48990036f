import Bytes
import Models
import Testing

@testable import Store

struct ContactWritingTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  private static let full: JSONObject = [
    "first_name": "Ann", "last_name": "Lee", "emails": ["ann@a.example", "lee@b.example"],
    "phones": ["+49 30 1", "2"],
    "affiliations": [
      ["company": "Acme", "position": "CTO", "primary": true], ["company": "Globex", "position": "Advisor"],
    ], "status": "engaged", "source": "web", "owner": "bob", "birthday": "1980-02-29", "address": "Way 1",
    "city": "Köln", "postcode": "01234", "region": "NRW", "country": "DE", "tags": ["vip", "a\"b"],
    "notes": "two\nlines", "do_not_contact": true, "external_id": "X1",
    "fields": ["text": "t", "number": 1.50, "flag": false], "created_at": "2020-01-02T03:04:05.000006Z",
    "updated_at": "2021-01-02T03:04:05Z",
  ]

  @Test func everyFieldComesBackAsItWasGiven() throws {
    let id = try store.create(.contact, Self.full)
    let shown = try store.show(.contact, id)
    for (name, value) in Self.full where !["affiliations", "tags"].contains(name) {
      #expect(shown[name] == value, "\(name)")
    }
    #expect(shown["tags"] == ["a\"b", "vip"])
    #expect(shown["name"] == "Ann Lee")
    #expect(shown["email"] == "ann@a.example")
    #expect(shown["phone"] == "+49 30 1")
    #expect(shown["company"] == "Acme")
    #expect(shown["position"] == "CTO")
    #expect(
      shown["affiliations"] == [
        ["company_id": 1, "company": "Acme", "position": "CTO", "primary": true],
        ["company_id": 2, "company": "Globex", "position": "Advisor", "primary": false],
      ])
  }

  @Test func aListingChangesNothingAndCopies() throws {
    let id = try store.create(.contact, Self.full)
    let shown = try store.show(.contact, id)
    #expect(try store.update(.contact, id, shown).unchanged == 1)

    let other = try StoreFixture()
    try other.store.create(.company, ["name": "Not the one with id 1 there"])
    try other.store.create(.company, ["name": "Nor this"])
    var foreign = shown
    // What importing does with ids of another file.
    foreign["company_id"] = nil
    foreign["affiliations"] = [
      ["company": "Acme", "position": "CTO", "primary": true], ["company": "Globex", "position": "Advisor"],
    ]
    var copy = try other.store.show(.contact, try other.store.create(.contact, foreign))
    copy["company_id"] = 1
    #expect(copy["affiliations"]?.array?.map { $0["company"] } == ["Acme", "Globex"])
    copy["affiliations"] = shown["affiliations"]
    #expect(copy == shown)
  }

  @Test func absentKeepsAndNullClears() throws {
    let id = try store.create(.contact, Self.full)
    try store.update(.contact, id, ["city": "Bonn"])
    #expect(try store.value(.contact, id, "country") == "DE")

    let nulls = JSONObject(
      Catalog.of(.contact).fields.filter { $0.access == .written }.map { ($0.name, .null) })
    var clearing = nulls
    clearing["phones"] = nil
    clearing["phone"] = nil
    for name in ["created_at", "updated_at", "status"] { clearing[name] = nil }
    try store.update(.contact, id, clearing)
    var expected = JSONObject()
    for field in Catalog.of(.contact).fields where field.access != .computed {
      expected[field.name] = InputReader.empty(field.kind)
    }
    for (name, value) in try store.show(.contact, id) where nulls[name] != nil && clearing[name] != nil {
      #expect(value == expected[name], "\(name)")
    }
    #expect(try store.value(.contact, id, "phones") == ["+49 30 1", "2"])
  }

  @Test func theTimesAreThoseOfTheClock() throws {
    let id = try store.create(.contact, ["name": "Ann"])
    #expect(try store.value(.contact, id, "created_at") == .string(StoreFixture.now.description))
    let later = try fixture.reopened(now: time("2026-06-01T00:00:00Z"))
    try later.update(.contact, id, ["city": "Bonn"])
    #expect(try later.value(.contact, id, "created_at") == .string(StoreFixture.now.description))
    #expect(try later.value(.contact, id, "updated_at") == "2026-06-01T00:00:00Z")
    try later.update(.contact, id, ["created_at": "2019-01-01", "updated_at": "2019-01-01"])
    #expect(try later.value(.contact, id, "created_at") == "2019-01-01T00:00:00Z")
    #expect(try later.value(.contact, id, "updated_at") == "2026-06-01T00:00:00Z")
  }

  // MARK: Names

  @Test(arguments: [
    ("Ann Lee", "Ann", "Lee"), ("Cher", "Cher", nil), ("Mary Ann van Dyk", "Mary Ann van", "Dyk"),
    ("  Bo   Li ", "Bo", "Li"),
  ])
  func aFullNameIsSplitBeforeItsLastWord(name: String, first: String, last: String?) throws {
    let id = try store.create(.contact, ["name": .string(name)])
    #expect(try store.value(.contact, id, "first_name") == .string(first))
    #expect(try store.value(.contact, id, "last_name") == last.map(JSON.string) ?? .null)
  }

  @Test func aNewFullNameReplacesBothParts() throws {
    let id = try store.create(.contact, ["name": "Ann Lee", "email": "a@b.c"])
    try store.update(.contact, id, ["name": "Cher"])
    #expect(try store.value(.contact, id, "name") == "Cher")
    #expect(try store.ids(.contact, "name = cher") == [id])
    try store.update(.contact, id, ["last_name": "Bono"])
    #expect(try store.value(.contact, id, "name") == "Cher Bono")
    try store.update(.contact, id, ["name": "x y", "first_name": "Sonny"])
    #expect(try store.value(.contact, id, "name") == "Sonny Bono")
    try store.update(.contact, id, ["name": .null])
    #expect(try store.value(.contact, id, "name") == JSON.null)
    #expect(try store.ids(.contact, "name is null") == [id])
  }

  @Test func aContactIsKnownBySomething() throws {
    for empty in [[:], ["city": "Bonn"], ["name": "  ", "emails": []]] as [JSONObject] {
      #expect(
        failure { try store.create(.contact, empty) }
          == .invalid(
            .contact, field: nil, .sentence("a contact has a name, an e-mail address or a phone number")))
    }
    for known in [["phone": "1"], ["email": "a@b"], ["last_name": "Li"]] as [JSONObject] {
      try store.create(.contact, known)
    }
  }

  // MARK: E-mail addresses

  private static let emails: [(JSONObject, [JSON])] = [
    (["email": "n@x"], ["n@x", "b@x"]), (["email": "b@x"], ["b@x"]), (["email": .null], ["b@x"]),
    (["emails": ["c@x"]], ["c@x"]), (["emails": []], []),
    (["email": "b@x", "emails": ["a@x", "b@x"]], ["b@x"]),
    (["email": "a@x", "emails": ["b@x", "a@x"]], ["b@x", "a@x"]),
    (["email": "n@x", "emails": ["a@x", "m@x"]], ["n@x", "a@x", "m@x"]),
    (["emails": ["a@x", "c@x", "a@x"]], ["a@x", "c@x"]), (["emails": .null], []),
  ]

  @Test(arguments: emails)
  func ofOneAndAllTheOneThatDiffersWins(change: JSONObject, expected: [JSON]) throws {
    let id = try store.create(.contact, ["name": "Ann", "emails": ["a@x", "b@x"]])
    try store.update(.contact, id, change)
    #expect(try store.value(.contact, id, "emails") == .array(expected))
    #expect(try store.value(.contact, id, "email") == expected.first ?? .null)
  }

  @Test func anAddressBelongsToOneContact() throws {
    let ann = try store.create(.contact, ["name": "Ann Lee", "emails": ["a@x", "b@x"]])
    let bob = try store.create(.contact, ["name": "Bob", "email": "c@x"])
    let annIs = StoreError.Candidate(type: .contact, id: ann, name: "Ann Lee")
    func duplicate(_ address: String) -> StoreError {
      .duplicate(.contact, field: "email", value: address, of: annIs)
    }
    #expect(failure { try store.create(.contact, ["email": "A@X"]) } == duplicate("A@X"))
    #expect(failure { try store.create(.contact, ["emails": ["d@x", "b@x"]]) } == duplicate("b@x"))
    #expect(failure { try store.update(.contact, bob, ["email": "a@x"]) } == duplicate("a@x"))
    try store.update(.contact, ann, ["emails": ["b@x", "A@x"]])

    var options = WriteOptions()
    options.allowsDuplicateEmails = true
    try store.apply(Plan.Step(.update, .contact, id: bob, changes: ["email": "b@x"]), options: options)
    // What it has already is its own, whoever else has it.
    try store.update(.contact, bob, ["emails": ["b@x", "e@x"]])
  }

  // MARK: Companies

  @Test func anUnknownCompanyIsMade() throws {
    let ann = try store.create(.contact, ["name": "Ann", "company": "Acme"])
    let bob = try store.create(.contact, ["name": "Bob", "company": "ACMÉ"])
    #expect(try store.ids(.company, "id > 0") == [1])
    #expect(try store.ids(.contact, "company_id = 1") == [ann, bob])
    var options = WriteOptions()
    options.createsCompanies = false
    #expect(
      failure {
        try store.apply(
          Plan.Step(.create, .contact, changes: ["name": "C", "company": "New"]), options: options)
      } == .notFound(.company, "New"))
  }

  /// A bulk write goes on after a record that is refused, which then must have left nothing.
  @Test(
    arguments: [
      [["company": "New"], ["company": "new"]], [["company": "New"], ["company_id": 9]],
      [["company": "New"], [:]],
    ] as [[JSON]])
  func aListThatIsRefusedMakesNoCompany(affiliations: [JSON]) throws {
    let recorder = Recorder(store.database, clock: store.clock, author: author, kind: .bulk, summary: "")
    let writer = RecordWriter(
      database: store.database, clock: store.clock, recorder: recorder, options: WriteOptions())
    try recorder.batch(isLast: { true }) {
      _ = #expect(throws: StoreError.self) {
        try writer.create(.contact, ["name": "Ann", "affiliations": .array(affiliations)])
      }
    }
    #expect(try store.ids(.company, "id > 0") == [])
  }

  @Test func aCompanyOfAnAmbiguousNameIsNotGuessed() throws {
    try store.create(.company, ["name": "Acme", "domain": "acme.example"])
    try store.create(.company, ["name": "acme"])
    let candidates = [(1, "Acme"), (2, "acme")].map {
      StoreError.Candidate(type: .company, id: Int64($0.0), name: $0.1)
    }
    #expect(
      failure { try store.create(.contact, ["name": "Ann", "company": "ACME"]) }
        == .ambiguous(.company, "ACME", candidates))
    let id = try store.create(.contact, ["name": "Ann", "company": "Acme.Example"])
    #expect(try store.value(.contact, id, "company_id") == 1)
  }

  private static let companies: [(JSONObject, [JSON], JSON)] = [
    (["company": "Globex"], ["Globex"], "CTO"),
    (["company": "Initech"], ["Initech", "Globex"], "CTO"),
    (["company_id": 3], ["Initech", "Globex"], "CTO"),
    (["company": "Acme", "company_id": 3], ["Initech", "Globex"], "CTO"),
    (["company": "Initech", "company_id": 1], ["Initech", "Globex"], "CTO"),
    (["company": "Hooli", "company_id": 3], ["Initech", "Globex"], "CTO"),
    (["company": "Initech", "position": "Boss"], ["Initech", "Globex"], "Boss"),
    (["position": "Boss"], ["Acme", "Globex"], "Boss"),
    (["company": .null], ["Globex"], "Advisor"),
    (["company": .null, "company_id": .null], ["Globex"], "Advisor"),
    (["affiliations": []], [], "CTO"),
    (["affiliations": [["company": "Globex", "position": "Chair"]]], ["Globex"], "Chair"),
    (
      ["affiliations": [["company": "Globex"], ["company": "Initech", "primary": true]]],
      ["Initech", "Globex"], .null
    ),
    (
      ["affiliations": [["company_id": 3, "position": "CTO"], ["company_id": 1]]], ["Initech", "Acme"], "CTO"
    ),
  ]

  @Test(arguments: companies)
  func theCompanyThatDiffersWins(change: JSONObject, expected: [JSON], position: JSON) throws {
    for name in ["Acme", "Globex", "Initech", "Hooli"] { try store.create(.company, ["name": .string(name)]) }
    let id = try store.create(
      .contact,
      [
        "name": "Ann",
        "affiliations": [
          ["company": "Acme", "position": "CTO"], ["company": "Globex", "position": "Advisor"],
        ],
      ])
    try store.update(.contact, id, change)
    let shown = try store.show(.contact, id)
    let affiliations = shown["affiliations"]?.array ?? []
    #expect(affiliations.map { $0["company"] ?? .null } == expected)
    #expect(affiliations.map { $0["primary"] == true } == expected.indices.map { $0 == 0 })
    #expect(shown["company"] == expected.first ?? .null)
    #expect(shown["position"] == position)
  }

  @Test func positionsOfNewContactsAreKept() throws {
    let id = try store.create(
      .contact, ["name": "Ann", "position": "CTO", "company": "Acme", "affiliations": []])
    #expect(try store.value(.contact, id, "company") == "Acme")
    #expect(try store.value(.contact, id, "position") == "CTO")
  }

  @Test func linkingAddsACompanyAndUnlinkingTakesItAway() throws {
    let id = try store.create(.contact, ["name": "Ann", "company": "Acme", "position": "CTO"])
    func companies() throws -> [JSON] {
      (try store.value(.contact, id, "affiliations")?.array ?? []).map { $0["company"] ?? .null }
    }
    func link(_ action: Plan.Action, _ changes: JSONObject) throws -> Applied {
      try store.apply(Plan.Step(action, .contact, id: id, changes: changes))
    }
    #expect(try link(.link, ["company": "Globex", "position": "Advisor"]).updated == 1)
    #expect(try companies() == ["Acme", "Globex"])
    #expect(try link(.link, ["company": "globex"]).unchanged == 1)
    #expect(try link(.link, ["company_id": 2, "primary": true]).updated == 1)
    #expect(try companies() == ["Globex", "Acme"])
    #expect(try store.value(.contact, id, "position") == "Advisor")
    #expect(try link(.unlink, ["company": "Globex"]).updated == 1)
    #expect(try companies() == ["Acme"])
    #expect(try store.value(.contact, id, "position") == "CTO")
    #expect(
      failure { _ = try link(.unlink, ["company": "Globex"]) }
        == .invalid(.contact, field: "company", .sentence("it is not linked to Globex")))
    #expect(failure { _ = try link(.unlink, ["company": "None"]) } == .notFound(.company, "None"))
    #expect(failure { _ = try link(.link, ["company_id": 9]) } == .notFound(.company, "9"))
    #expect(failure { _ = try link(.link, [:]) } == .invalid(.contact, field: "company", .missing))
  }

  // MARK: Other fields

  @Test func customFieldsAreAddedToThoseThereAre() throws {
    let id = try store.create(.contact, ["name": "Ann", "fields": ["a": 1, "b": "x", "c": .null]])
    #expect(try store.value(.contact, id, "fields") == ["a": 1, "b": "x"])
    try store.update(.contact, id, ["fields": ["b": .null, "d": true]])
    #expect(try store.value(.contact, id, "fields") == ["a": 1, "d": true])
    #expect(try store.update(.contact, id, ["fields": [:]]).unchanged == 1)
    try store.update(.contact, id, ["fields": .null])
    #expect(try store.value(.contact, id, "fields") == [:])
  }

  @Test func aNewContactHasTheFirstStatusOfTheList() throws {
    #expect(try store.value(.contact, try store.create(.contact, ["name": "A"]), "status") == "new")
    try store.update(.status, 2, ["position": -1])
    #expect(try store.value(.contact, try store.create(.contact, ["name": "B"]), "status") == "contacted")
    #expect(
      try store.value(.contact, try store.create(.contact, ["name": "C", "status": "LOST"]), "status")
        == "lost")
  }

  @Test func whatChangesNothingIsNoChange() throws {
    let id = try store.create(.contact, Self.full)
    let changes: [JSONObject] = [
      [:], ["id": 99, "type": "deal"], ["name": "Ann Lee"], ["company": "ACME"], ["status": "Engaged"],
      ["tags": ["vip", "a\"b", "vip"]], ["emails": ["ann@a.example", "lee@b.example", "ann@a.example"]],
      ["affiliations": [["company": "acme", "position": "CTO"], ["company_id": 2, "position": "Advisor"]]],
      ["birthday": " 1980-02-29 "], ["score": .null], ["city": " Köln "],
    ]
    for change in changes {
      let applied = try store.update(.contact, id, change)
      #expect(applied.unchanged == 1, "\(JSON.object(change).text)")
      #expect(applied.entry == nil)
    }
  }

  private static let bad: [(JSONObject, String?, InputProblem)] = [
    (["nmae": "x"], "nmae", .unknownField(among: [])),
    (["days_quiet": 1], "days_quiet", .unknownField(among: [])),
    (["city": 7.5, "owner": true], "owner", .expected("a text", found: "true")),
    (["city": "a\u{0}b"], "city", .sentence("a text cannot hold a NUL character")),
    (
      ["email": "no at"], "email",
      .expected("an e-mail address (one @ with something on both sides)", found: "'no at'")
    ),
    (
      ["email": "a@b@c"], "email",
      .expected("an e-mail address (one @ with something on both sides)", found: "'a@b@c'")
    ),
    (["emails": "a@b"], "emails", .expected("a list", found: "\"a@b\"")),
    (["company_id": "1"], "company_id", .expected("a whole number", found: "\"1\"")),
    (["company_id": 77], "company_id", .unknownRecord(.company, "77")),
    (
      ["affiliations": [["company": "A"], ["company": "a"]]], "affiliations",
      .sentence("a company stands in it twice")
    ),
    (["affiliations": [["position": "x"]]], "affiliations", .sentence("each names a company or company_id")),
    (["affiliations": [["company_id": 77]]], "affiliations", .unknownRecord(.company, "77")),
    (
      ["affiliations": [["firm": "x"]]], "affiliations",
      .sentence("'firm' is not one of company_id, company, position, primary")
    ),
    (["affiliations": ["Acme"]], "affiliations", .expected("an object", found: "\"Acme\"")),
    (["do_not_contact": "yes"], "do_not_contact", .expected("true or false", found: "\"yes\"")),
    (["tags": [["x"]]], "tags", .expected("a text", found: "[\"x\"]")),
    (["fields": "x"], "fields", .expected("an object of custom fields", found: "\"x\"")),
    (["fields": ["a": []]], "fields", .expected("a text, number, true, false or null in 'a'", found: "[]")),
    (["fields": ["": 1]], "fields", .sentence("a custom field has no name")),
    (
      ["status": "cold"], "status",
      .notAmong(
        ["new", "contacted", "engaged", "meeting booked", "qualified", "customer", "lost", "unqualified"],
        found: "cold")
    ),
  ]

  @Test(arguments: bad)
  func aBadValueIsRefusedWithAReason(change: JSONObject, field: String?, problem: InputProblem) throws {
    let id = try store.create(.contact, ["name": "Ann"])
    let before = try store.dump()
    for error in [
      failure { try store.update(.contact, id, change) },
      failure { try store.create(.contact, JSONObject([("name", "B")] + change.map { ($0.key, $0.value) })) },
    ] {
      guard case .invalid(.contact, let found, let reason)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(found == field)
      if case .unknownField(let among) = reason {
        #expect(among.contains("first_name") && !among.contains("score"))
      } else {
        #expect(reason == problem)
      }
    }
    #expect(try store.dump() == before)
  }

  @Test func whatTheProgramDerivesIsNotSet() throws {
    let id = try store.create(.contact, ["name": "Ann", "score": 50])
    #expect(try store.value(.contact, id, "score") == JSON.null)
    #expect(
      failure { try store.update(.contact, id, ["score": 50]) }
        == .invalid(.contact, field: "score", .notWritable))
  }
}
