import Bytes
import Models
import SQLite
import Testing

@testable import Store

/// What goes with a record, and what stays.
struct DeletionTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture.sample()
  }

  @Test func aContactLeavesItsDealsActivitiesMeetingsAndTasks() throws {
    try store.delete(.contact, 1)
    #expect(try store.recordReader(.contact).read(1) == nil)
    #expect(try store.ids(.deal, "id > 0") == [1, 2, 3, 4])
    #expect(try store.ids(.activity, "id > 0") == [1, 2, 3])
    #expect(try store.value(.meeting, 1, "participants")?.array?.first?["contact_id"] == JSON.null)
    #expect(try store.value(.task, 1, "contact_id") == JSON.null)
    #expect(try store.problems() == [])
  }

  @Test func aCompanyWithDealsStays() throws {
    #expect(
      failure { try store.delete(.company, 1) }
        == .inUse(.init(type: .company, id: 1, name: "Acme GmbH"), by: .deal, count: 1))
    #expect(try store.recordReader(.company).read(1) != nil)
  }

  @Test func aCompanyLeavesItsContacts() throws {
    try store.delete(.deal, 1)
    try store.delete(.company, 1)
    #expect(try store.value(.contact, 1, "company") == JSON.null)
    #expect(try store.value(.contact, 1, "affiliations") == [])
    // Who has another company belongs to that one now.
    #expect(try store.value(.contact, 4, "company") == "Globex")
    #expect(try store.value(.contact, 4, "affiliations")?.array?.count == 1)
    #expect(try store.value(.activity, 1, "company_id") == JSON.null)
    #expect(try store.problems() == [])
  }

  @Test func aDealTakesItsPartsAndLeavesTasksAndActivities() throws {
    try store.delete(.deal, 1)
    #expect(try store.database.value("SELECT count(*) FROM deal_product", as: Int.self) == 0)
    #expect(try store.value(.task, 1, "deal_id") == JSON.null)
    #expect(try store.value(.activity, 1, "deal_id") == JSON.null)
  }

  @Test func aListInUseStays() throws {
    #expect(
      failure { try store.delete(.status, 6) }
        == .inUse(.init(type: .status, id: 6, name: "customer"), by: .contact, count: 1))
    try store.delete(.status, 8)
    #expect(
      failure { try store.delete(.pipeline, 1) }
        == .inUse(.init(type: .pipeline, id: 1, name: "Sales"), by: .deal, count: 4))
  }

  @Test(arguments: [
    (RecordType.contact, Int64(1)), (.contact, 4), (.deal, 1), (.company, 3), (.activity, 1), (.task, 1),
    (.meeting, 1),
  ])
  func everyDeletionCanBeTakenBack(type: RecordType, id: Int64) throws {
    if type == .company { try store.delete(.deal, 3) }
    let before = try store.dump()
    let shown = try store.show(type, id)
    try store.delete(type, id)
    try store.undo()
    #expect(try store.dump() == before)
    #expect(try store.show(type, id) == shown)
    #expect(try store.problems() == [])
  }

  @Test func anIdIsNeverGivenTwice() throws {
    let id = try store.create(.contact, ["name": "Last"])
    try store.delete(.contact, id)
    #expect(try store.create(.contact, ["name": "Next"]) == id + 1)
  }

  @Test func whatIsNotThereCannotBeDeleted() throws {
    #expect(failure { try store.delete(.contact, 99) } == .notFound(.contact, "99"))
  }
}
