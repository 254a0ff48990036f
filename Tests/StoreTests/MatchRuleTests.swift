import Bytes
import Models
import Testing

@testable import Store

/// By what records from elsewhere are recognised on request, and what becomes of those that are here.
struct MatchRuleTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
    try store.create(.company, ["name": "Acme", "domain": "acme.example"])
    try store.create(
      .contact,
      [
        "name": "Ann Lee", "emails": ["ann@acme.example", "ann@home.example"], "company": "Acme",
        "phone": "1",
      ])
    try store.create(.contact, ["name": "Bo Öst", "external_id": "7", "city": "Oslo"])
  }

  private func run(
    _ type: RecordType?, _ key: MatchRules.Key, onMatch: MatchRules.OnMatch = .update, _ lines: String
  ) throws -> [String] {
    var rules = MatchRules()
    rules.key = key
    rules.onMatch = onMatch
    return try Bulk.run(store, type, .match(rules), options: lenient, lines).outcomes
  }

  // MARK: Keys

  @Test(
    arguments: [
      // A name alone does not count where an address is asked for, nor does what else disagrees.
      (.email, #"{"name":"Ann Lee","company":"Acme"}"#, "created 3"),
      (.email, #"{"name":"Somebody","email":"ANN@home.example","external_id":"9"}"#, "updated 1"),
      (.email, #"{"name":"Ann Lee","emails":["new@acme.example","ann@acme.example"]}"#, "updated 1"),
      (.name, #"{"name":"ann lee","email":"other@acme.example","phone":"2"}"#, "updated 1"),
      (.name, #"{"name":"Ann Lee","company":"Beta","email":"ann@acme.example"}"#, "created 3"),
      (.name, #"{"first_name":"Bo","last_name":"Ost","external_id":"8"}"#, "updated 2"),
      (.domain, #"{"name":"Ann Lee","company":"acme.example","phone":"2"}"#, "updated 1"),
      (.domain, #"{"name":"Ann Lee","email":"ann@acme.example"}"#, "created 3"),
      (.externalID, #"{"name":"Somebody","external_id":"7"}"#, "updated 2"),
      (.externalID, #"{"name":"Ann Lee","email":"ann@acme.example"}"#, "created 3"),
      (.none, #"{"name":"Ann Lee","email":"ann@acme.example"}"#, "created 3"),
      (.none, #"{"name":"Bo","external_id":"7"}"#, "created 3"),
    ] as [(MatchRules.Key, String, String)])
  func contactsAreRecognised(key: MatchRules.Key, line: String, outcome: String) throws {
    #expect(try run(.contact, key, line) == [outcome])
  }

  @Test(
    arguments: [
      (.name, #"{"name":"ACME","domain":"other.example"}"#, "updated 1"),
      (.name, #"{"name":"Acme Ltd","domain":"acme.example"}"#, "created 2"),
      (.domain, #"{"name":"Other","domain":"ACME.example"}"#, "updated 1"),
      (.domain, #"{"name":"Acme"}"#, "created 2"),
      (.email, #"{"name":"Acme"}"#, "unchanged 1"),
      (.none, #"{"name":"Acme","domain":"acme.example"}"#, "created 2"),
    ] as [(MatchRules.Key, String, String)])
  func companiesAreRecognised(key: MatchRules.Key, line: String, outcome: String) throws {
    #expect(try run(.company, key, line) == [outcome])
  }

  /// One row is not given to the first of two people; rows that say by ids that they are two find one each.
  @Test func aNameThatTwoHaveIsNotGuessed() throws {
    try store.create(.contact, ["name": "Ann Lee", "city": "York"])
    let outcomes = try run(.contact, .name, #"{"name":"Ann Lee","owner":"kim"}"#)
    #expect(outcomes == ["rejected: 'Ann Lee' names 2 contacts"])
    let apart = try run(
      .contact, .name,
      #"""
      {"id":5,"name":"Ann Lee","owner":"kim"}
      {"id":6,"name":"Ann Lee","owner":"lou"}
      """#)
    #expect(apart == ["updated 1", "updated 3"])
  }

  /// What has one name by its nature is not made twice.
  @Test func pipelinesAreRecognisedWhateverTheKey() throws {
    #expect(try run(.pipeline, .none, #"{"name":"Sales"}"#) == ["unchanged 1"])
  }

  @Test func everyRowIsNewAndKeepsItsLinks() throws {
    let lines = #"""
      {"type":"contact","id":1,"name":"Cy","email":"cy@a.example"}
      {"type":"contact","id":2,"name":"Cy","email":"cy@a.example"}
      {"type":"task","title":"Call","contact_id":2,"contact_email":"cy@a.example"}
      """#
    #expect(try run(nil, .none, lines) == ["created 3", "created 4", "created 1"])
    #expect(try run(nil, .none, lines) == ["created 5", "created 6", "created 2"])
    #expect(try store.value(.task, 2, "contact_id") == 6)
  }

  // MARK: What is here

  @Test func onlyWhatIsEmptyIsFilled() throws {
    try store.update(.contact, 1, ["fields": ["region": "EMEA"]])
    let line = #"""
      {"email":"ann@acme.example","emails":["ann@acme.example","x@x.example"],"first_name":"Anna","phone":"2","city":"Rome",
      "company":"Beta","tags":["vip"],"notes":null,"do_not_contact":true,"fields":{"region":"APAC","seats":5}}
      """#.replacing("\n", with: "")
    #expect(try run(.contact, .natural, onMatch: .fill, line) == ["updated 1"])
    let ann = try store.show(.contact, 1)
    #expect(ann["first_name"] == "Ann" && ann["phone"] == "1" && ann["company"] == "Acme")
    #expect(ann["emails"] == ["ann@acme.example", "ann@home.example"])
    #expect(ann["city"] == "Rome" && ann["tags"] == ["vip"] && ann["do_not_contact"] == true)
    #expect(ann["fields"] == ["region": "EMEA", "seats": 5])
    #expect(try store.count(Query(from: .company)) == 1, "no company is made for what is not taken")
    #expect(try run(.contact, .natural, onMatch: .fill, line) == ["unchanged 1"])
  }

  @Test func anAmountIsFilledWithItsCurrency() throws {
    try store.create(.deal, ["title": "Pilot", "currency": "USD"])
    try store.create(.deal, ["title": "Renewal", "value": 5, "currency": "USD"])
    let outcomes = try run(
      .deal, .natural, onMatch: .fill,
      #"""
      {"title":"Pilot","value":100,"currency":"EUR"}
      {"title":"Renewal","value":100,"currency":"EUR"}
      """#)
    #expect(outcomes == ["updated 1", "unchanged 2"])
    #expect(try store.value(.deal, 1, "currency") == "EUR")
    #expect(try store.value(.deal, 2, "currency") == "USD")
  }

  @Test func whatIsHereIsLeftAlone() throws {
    let outcomes = try run(
      .contact, .natural, onMatch: .skip,
      #"""
      {"email":"ann@acme.example","city":"Rome"}
      {"name":"Cy","email":"cy@a.example"}
      {"name":"Cyrus","email":"cy@a.example"}
      """#)
    #expect(outcomes == ["skipped: present", "created 3", "skipped: present"])
    #expect(try store.value(.contact, 1, "city") == .null)
  }

  @Test func whatIsHereIsAnErrorOnRequest() throws {
    let outcomes = try run(
      .contact, .natural, onMatch: .error,
      #"""
      {"email":"ann@acme.example","city":"Rome"}
      {"name":"Cy"}
      """#)
    #expect(outcomes == ["rejected: contact 1, Ann Lee, is there already", "created 3"])
  }

  /// Null clears, what is not said stays.
  @Test func nullClears() throws {
    #expect(try run(.contact, .natural, #"{"email":"ann@acme.example","phone":null}"#) == ["updated 1"])
    #expect(try store.value(.contact, 1, "phone") == .null)
    #expect(try store.value(.contact, 1, "company") == "Acme")
  }
}
