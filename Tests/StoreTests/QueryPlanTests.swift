import Models
import SQLite
import Testing

@testable import Store

/// How SQLite goes about Queries, by its own words.
struct QueryPlanTests {
  /// Equality on what people look contacts up by goes through an index, however large the table.
  @Test(arguments: [
    "id = 1", "email = a@b.c", "emails = a@b.c", "name = 'Ann Lee'", "company = Acme",
    "company = acme.example",
    "company.name = Acme", "company.domain = acme.example", "company_id = 1", "external_id = X",
    "status = new",
    "owner = ann", "tags = vip", "name = Ann and owner = bob and city = x", "emails in (a@b.c, d@e.f)",
  ])
  func contactsAreNotScanned(condition: String) throws {
    let plan = try steps(.contact, condition)
    #expect(!plan.contains { $0.hasPrefix("SCAN contact") || $0.hasPrefix("SCAN company") }, "\(plan)")
  }

  @Test(arguments: [
    (RecordType.company, "name = Acme"), (.company, "domain = acme.example"), (.company, "external_id = X"),
    (.deal, "title = x"), (.deal, "stage = lead"), (.deal, "company = Acme"), (.deal, "owner = ann"),
    (.deal, "tags = hot"),
    (.deal, "expected_close in this_month"), (.task, "contact = a@b.c"), (.task, "deal = x"),
    (.task, "due_date in this_week"),
    (.activity, "occurred_at in this_week"), (.activity, "company = Acme"),
    (.activity, "contacts.id = 1 and kind != note"), (.activity, "contacts.email = a@b.c"),
    (.deal, "contacts.id = 1 and status = open"), (.deal, "contacts.name = 'Ann Lee'"),
  ])
  func othersAreNotScanned(type: RecordType, condition: String) throws {
    let plan = try steps(type, condition)
    #expect(!plan.contains { $0.hasPrefix("SCAN \(type.rawValue)") }, "\(plan)")
  }

  /// What is related is looked up for each record, never read as a whole.
  @Test(arguments: [
    "deals(stage = won) > 0", "activities() > 3", "companies() > 1", "meetings is null",
    "company.deals() = 0",
    "tasks(status = todo) > 0",
  ])
  func relatedRecordsAreLookedUp(condition: String) throws {
    let plan = try steps(.contact, condition)
    #expect(plan.filter { $0.hasPrefix("SCAN") } == ["SCAN contact_"], "\(plan)")
  }

  private func steps(_ type: RecordType, _ condition: String) throws -> [String] {
    let fixture = try StoreFixture()
    let query = Query(from: type, condition: try Condition.parse(condition), fields: [Path(["id"])])
    let sql = try fixture.store.compiler.compile(query).sql
    return try fixture.store.database.all("EXPLAIN QUERY PLAN \(sql)") { try $0[3] as String }
  }
}
