import Bytes
import Models
import Testing

@testable import Store

/// Companies, lead statuses and settings.
struct CompanyWritingTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  @Test func everyFieldOfACompanyComesBackAsItWasGiven() throws {
    let values: JSONObject = [
      "name": "Müller & Söhne", "domain": "mueller.example", "industry": "Retail", "size": 12,
      "address": "Way 1",
      "city": "Köln", "country": "DE", "phone": "+49", "website": "https://mueller.example", "owner": "ann",
      "tags": ["a", "b"], "notes": "n", "external_id": "7", "fields": ["x": "y"],
      "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-02T00:00:00Z",
    ]
    let id = try store.create(.company, values)
    let shown = try store.show(.company, id)
    for (name, value) in values { #expect(shown[name] == value, "\(name)") }
    #expect(try store.update(.company, id, shown).unchanged == 1)
    #expect(try store.update(.company, id, ["domain": "MUELLER.example"]).unchanged == 1)
  }

  @Test func aCompanyHasAName() throws {
    #expect(
      failure { try store.create(.company, ["domain": "a.b"]) } == .invalid(.company, field: "name", .missing)
    )
    let id = try store.create(.company, ["name": "Acme"])
    #expect(
      failure { try store.update(.company, id, ["name": .null]) }
        == .invalid(.company, field: "name", .missing))
    #expect(
      failure { try store.update(.company, id, ["size": 1.5]) }
        == .invalid(.company, field: "size", .expected("a whole number", found: "1.5")))
  }

  @Test func aStatusIsAddedAtTheEndOfTheList() throws {
    let id = try store.create(.status, ["name": "Parked", "kind": "open"])
    #expect(
      try store.show(.status, id) == [
        "type": "status", "id": .number(JSONNumber(id)), "name": "Parked", "kind": "open", "position": 8,
      ])
    #expect(
      failure { try store.create(.status, ["name": "x"]) } == .invalid(.status, field: "kind", .missing))
    #expect(
      failure { try store.create(.status, ["name": "x", "kind": "y"]) }
        == .invalid(.status, field: "kind", .notAmong(["open", "won", "lost"], found: "y")))
    #expect(
      failure { try store.create(.status, ["name": "PARKED", "kind": "open"]) }
        == .duplicate(
          .status, field: "name", value: "PARKED", of: .init(type: .status, id: id, name: "Parked")))
    #expect(
      failure { try store.update(.status, 1, ["name": "parked"]) }
        == .duplicate(
          .status, field: "name", value: "parked", of: .init(type: .status, id: id, name: "Parked")))
  }

  @Test func aStatusKeepsItsContactsUnderANewName() throws {
    let contact = try store.create(.contact, ["name": "Ann", "status": "engaged"])
    try store.update(.status, 3, ["name": "Courted"])
    #expect(try store.value(.contact, contact, "status") == "Courted")
    #expect(try store.ids(.contact, "status = courted") == [contact])
  }

  @Test func settingsAreNamedOnce() throws {
    let id = try store.create(.setting, ["name": "currency", "value": "EUR"])
    #expect(
      failure { try store.create(.setting, ["name": "currency", "value": "USD"]) }
        == .duplicate(
          .setting, field: "name", value: "currency", of: .init(type: .setting, id: id, name: "currency")))
    try store.update(.setting, id, ["value": "USD"])
    #expect(try store.show(.setting, id) == ["type": "setting", "id": 1, "name": "currency", "value": "USD"])
    try store.update(.setting, id, ["value": .null])
    #expect(try store.value(.setting, id, "value") == JSON.null)
  }
}
