import Bytes
import Models
import SQLite
import Testing

@testable import Store

/// Full text, the time of the last exchange, and what `db check` finds of them.
struct DerivedTests {
  @Test func wordsFollowTheRecord() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let id = try store.create(
      .contact, ["name": "José Núñez", "notes": "likes tea", "fields": ["pet": "Rex"]])
    #expect(try store.finds("jose", .contact, id))
    #expect(try store.finds("title : nunez AND body : tea", .contact, id))
    #expect(try store.finds("rex", .contact, id))

    try store.update(.contact, id, ["notes": "likes coffee"])
    #expect(try !store.finds("tea", .contact, id))
    #expect(try store.finds("coffee", .contact, id))

    try store.undo()
    #expect(try store.finds("tea", .contact, id))
    #expect(try !store.finds("coffee", .contact, id))

    try store.redo()
    #expect(try store.finds("coffee", .contact, id))

    try store.delete(.contact, id)
    #expect(try !store.finds("coffee", .contact, id))
    try store.undo()
    #expect(try store.finds("coffee", .contact, id))
    #expect(try store.problems() == [])
  }

  @Test func addressesAndNumbersAreNotAmongTheWords() throws {
    let fixture = try StoreFixture()
    let id = try fixture.store.create(
      .contact, ["name": "Ann", "email": "secret@x.example", "phone": "555123"])
    #expect(try !fixture.store.finds("secret", .contact, id))
    #expect(try !fixture.store.finds("555123", .contact, id))
  }

  @Test func theLastExchangeIsTheNewestThatIsNoNote() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    func last(_ contact: Int64) throws -> JSON? { try store.value(.contact, contact, "last_activity_at") }
    #expect(try last(1) == "2026-05-18T09:00:00Z")
    #expect(try last(3) == JSON.null)

    try store.delete(.activity, 1)
    #expect(try last(1) == JSON.null)
    #expect(try last(4) == JSON.null)
    try store.undo()
    #expect(try last(1) == "2026-05-18T09:00:00Z")

    try store.merge(.contact, 3, with: [1])
    #expect(try last(3) == "2026-05-18T09:00:00Z")
    try store.undo()
    #expect(try last(3) == JSON.null)
    #expect(try last(1) == "2026-05-18T09:00:00Z")
    #expect(try store.problems() == [])
  }

  @Test func whatIsStillToComeIsNoExchangeYet() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let ann = try store.create(.contact, ["name": "Ann", "company": "Acme"])
    for day in ["2026-05-10", "2026-05-25", "2026-06-01"] {
      try store.create(
        .activity,
        [
          "kind": "meeting", "subject": "Talk", "occurred_at": .string(day + "T09:00:00Z"), "company": "Acme",
          "contacts": [["id": .number(JSONNumber(ann))]],
        ])
    }
    func quiet(_ now: String) throws -> [JSON?] {
      let store = try fixture.reopened(.reads, now: time(now))
      let row = try store.rows(
        Query(json: ["from": "contact", "fields": ["last_activity_at", "days_quiet", "company.days_quiet"]]))[
          0]
      return row.map(\.value)
    }
    #expect(try quiet("2026-05-20T12:00:00Z") == ["2026-05-10T09:00:00Z", 10, 10])
    #expect(try quiet("2026-05-26T09:00:00Z") == ["2026-05-25T09:00:00Z", 1, 1])
    #expect(try quiet("2026-07-01T09:00:00Z") == ["2026-06-01T09:00:00Z", 30, 30])
    #expect(try quiet("2026-05-01T09:00:00Z") == [.null, .null, .null])
    #expect(try store.ids(.contact, "last_activity_at >= 2026-05-20") == [])
    #expect(try store.problems() == [])
  }

  private static let damages: [(sql: String, problem: String)] = [
    ("DELETE FROM search WHERE rowid = (2 << 48) + 1", "1 contacts are not in the word index"),
    (
      "INSERT INTO search (rowid, title) VALUES ((1 << 48) + 99, 'x')",
      "1 deleted companies are still in the word index"
    ),
    (
      "PRAGMA foreign_keys = OFF; DELETE FROM company WHERE id = 3",
      "a row of deal refers to a missing row of company"
    ),
    (
      "UPDATE contact_derived SET last_activity_at = 0",
      "the time of the last activity of 3 contacts is wrong"
    ),
    ("DELETE FROM contact_derived", "the time of the last activity of 3 contacts is wrong"),
  ]

  @Test(arguments: damages)
  func damageIsFound(sql: String, problem: String) throws {
    let fixture = try StoreFixture.sample()
    let other = try Database(path: fixture.path, access: .readWrite)
    try #require(try fixture.store.problems() == [])
    try other.run(script: sql)
    let found = try fixture.store.problems()
    #expect(found.contains(problem), "\(found)")
  }

  @Test func optimizingMakesTheDerivedDataAnew() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    try store.database.run(
      script: """
        DELETE FROM search; DELETE FROM contact_derived;
        INSERT INTO search (rowid, title) VALUES ((1 << 48) + 99, 'gone')
        """)
    try store.optimize()
    #expect(try store.problems() == [])
    #expect(try store.finds("lee", .contact, 1))
  }
}
