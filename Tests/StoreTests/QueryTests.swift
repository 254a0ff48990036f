import Bytes
import Models
import Testing

@testable import Store

/// Queries over the sample data, each with the rows it gives.
struct QueryTests {
  @Test func fieldsAndPathsAreShownInTheOrderAskedFor() throws {
    try check([
      (
        [
          "from": "contact", "where": "id in (1, 5)",
          "fields": ["name", "company.name", "id", "fields.region", "tags"],
        ],
        [
          #"{"name":"Ann Lee","company.name":"Acme GmbH","id":1,"fields.region":"EMEA","tags":["Newsletter","vip"]}"#,
          #"{"name":null,"company.name":null,"id":5,"fields.region":null,"tags":[]}"#,
        ]
      ),
      (
        [
          "from": "contact", "where": "id = 1",
          "fields": ["fields.prime", "fields.seats", "days_quiet", "emails"],
        ],
        [
          #"{"fields.prime":true,"fields.seats":12.5,"days_quiet":2,"emails":["ann@acme.example","ann.lee@home.example"]}"#
        ]
      ),
      (
        [
          "from": "task", "where": "id = 1",
          "fields": ["deal.value", "deal.company.name", "contact.company"],
        ],
        [#"{"deal.value":10000.00,"deal.company.name":"Acme GmbH","contact.company":"Acme GmbH"}"#]
      ),
    ])
  }

  @Test func partsOfARecordAreObjects() throws {
    let fixture = try StoreFixture.sample()
    let deal = try fixture.store.show(.deal, 1)
    #expect(
      JSON.object(deal)["contacts"]?.text
        == #"[{"id":1,"name":"Ann Lee","email":"ann@acme.example","role":"decider","primary":true},"#
        + #"{"id":4,"name":"Bob O'Neil","email":null,"role":null,"primary":false}]"#)
    #expect(
      deal["products"]?.text
        == #"[{"name":"Licence","quantity":2.0,"price":2500.50},{"name":"Help","quantity":1.5,"price":null}]"#
    )
    #expect(deal["value"]?.text == "10000.00")
    #expect(try fixture.store.value(.deal, 3, "value")?.text == "5000")
    #expect(try fixture.store.value(.deal, 2, "value")?.text == "0.29")
    #expect(try fixture.store.value(.deal, 1, "probability") == 0.5)
    #expect(
      try fixture.store.value(.contact, 4, "affiliations")?.text
        == #"[{"company_id":1,"company":"Acme GmbH","position":null,"primary":true},"#
        + #"{"company_id":3,"company":"Globex","position":null,"primary":false}]"#)
    #expect(
      try fixture.store.value(.pipeline, 1, "stages")?.array?.first?.text
        == #"{"name":"lead","position":0,"kind":"open","probability":0.1,"rotting_days":30}"#)
    #expect(
      try fixture.store.value(.meeting, 1, "participants")?.array?.last?.text
        == #"{"name":"Guest","email":null,"contact_id":null,"speaker":"B"}"#)
  }

  private static let orders: [(RecordType, [String], [Int64])] = [
    (.contact, [], [1, 2, 3, 4, 5]),
    // Names by their folded form; those without one at the end, either way.
    (.contact, ["name"], [1, 4, 2, 3, 5]), (.contact, ["name:desc"], [3, 2, 4, 1, 5]),
    (.contact, ["owner"], [1, 2, 3, 4, 5]), (.contact, ["owner:desc"], [2, 1, 3, 4, 5]),
    (.contact, ["city:desc"], [1, 4, 2, 3, 5]), (.contact, ["status", "id:desc"], [5, 4, 2, 1, 3]),
    (.contact, ["company", "name:desc"], [4, 1, 2, 3, 5]), (.contact, ["company.size"], [2, 1, 4, 3, 5]),
    (.contact, ["fields.seats:desc"], [2, 1, 3, 4, 5]),
    (.contact, ["last_activity_at:desc"], [1, 4, 2, 3, 5]),
    (.contact, ["created_at"], [3, 1, 2, 4, 5]), (.deal, ["stage"], [4, 1, 2, 3]),
    (.deal, ["value:desc"], [1, 3, 2, 4]),
    (.task, ["priority:desc"], [2, 1, 3]), (.task, ["due_date"], [1, 2, 3]),
    (.task, ["contact:desc"], [2, 1, 3]),
    (.task, ["deal.company.name"], [1, 2, 3]),
  ]

  @Test func recordsAreSorted() throws {
    let fixture = try StoreFixture.sample()
    for (type, sort, expected) in Self.orders {
      #expect(try fixture.store.ids(type, "id > 0", sort: sort) == expected, "\(type) by \(sort)")
    }
  }

  @Test func whatHasNoOrderCannotBeSortedBy() throws {
    let fixture = try StoreFixture()
    for path in ["tags", "affiliations", "deals"] {
      #expect(
        failure { _ = try fixture.store.ids(.contact, "id > 0", sort: [path]) }
          == .notComparable(field: path, operation: "sort", allowed: ["is null"]))
    }
    #expect(
      failure { _ = try fixture.store.lines(["from": "contact", "fields": ["deals.title"]]) }
        == .notComparable(field: "deals.title", operation: "--fields", allowed: ["deals(…)"]))
  }

  @Test func limitAndCount() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    #expect(
      try store.lines(["from": "contact", "limit": 2, "sort": "id:desc", "fields": "id"]) == [
        #"{"id":5}"#, #"{"id":4}"#,
      ])
    #expect(try store.lines(["from": "contact", "limit": 0]).isEmpty)
    #expect(try store.count(Query(json: ["from": "contacts"])) == 5)
    #expect(try store.count(Query(json: ["from": "contact", "where": "tags = vip"])) == 2)
    #expect(try store.count(Query(json: ["from": "contact", "limit": 3])) == 3)
    #expect(try store.count(Query(json: ["from": "deal", "group_by": "owner"])) == 3)
    #expect(try store.columns(Query(json: ["from": "deal", "group_by": "owner"])) == ["owner", "count"])
  }

  private func check(_ cases: [(JSON, [String])]) throws {
    let fixture = try StoreFixture.sample()
    for (query, expected) in cases {
      #expect(try fixture.store.lines(query) == expected, "\(query.text)")
    }
  }
}
