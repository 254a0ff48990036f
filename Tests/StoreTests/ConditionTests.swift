import Bytes
import Models
import Testing

@testable import Store

/// Conditions over the sample data, each with the ids of the records that satisfy it.
struct ConditionTests {
  private static let contacts: [(String, [Int64])] = [
    // Text, without regard to case; what is absent is not equal to anything.
    ("owner = ann", [1]), ("owner = BOB", [2]), ("owner != ann", [2, 3, 4, 5]), ("owner ~ o", [2]),
    ("owner < b", [1]), ("owner <= bob", [1, 2]), ("owner > ann", [2]), ("owner >= ann", [1, 2]),
    ("owner in (ann, bob)", [1, 2]), ("owner not in (ann)", [2, 3, 4, 5]), ("owner is null", [3, 4, 5]),
    ("owner is not null", [1, 2]), ("not owner = ann", [2, 3, 4, 5]), ("owner !~ an", [2, 3, 4, 5]),
    ("city = Berlin", [4]), ("city ~ KOLN", [1]), ("notes ~ tea", [4]), ("external_id = X-4", [4]),
    // Names, without regard to case and accents.
    ("name = 'jose nunez'", [2]), ("name != 'José Núñez'", [1, 3, 4, 5]), ("name ~ NEIL", [4]),
    ("name ~ \"o'n\"", [4]), ("name = zoe", [3]), ("name is null", [5]), ("first_name = Ann", [1]),
    ("last_name is null", [3, 5]), ("name > jose", [2, 3]),
    // Several values: any of them.
    ("email = ANN@acme.example", [1]), ("emails = ann.lee@HOME.example", [1]), ("emails ~ acme", [1]),
    ("emails != ann.lee@home.example", [2, 3, 4, 5]), ("emails is null", [3, 4]),
    ("emails is not null", [1, 2, 5]),
    ("phones = '2'", [3]), ("phones is null", [2, 4, 5]),
    ("tags = vip", [1, 2]), ("tags = VIP and tags = newsletter", [1]), ("tags != vip", [3, 4, 5]),
    ("tags ~ news", [1]), ("tags is null", [3, 4, 5]), ("tags in (newsletter, other)", [1]),
    // Lists of the owner's own.
    ("status = customer", [1]), ("status != New", [1, 3]), ("status in (lost, customer)", [1, 3]),
    // Numbers, flags, days, times.
    ("id = 3", [3]), ("id in (2, 5)", [2, 5]), ("company_id = 1", [1, 4]), ("company_id != 1", [2, 3, 5]),
    ("do_not_contact = true", [3]), ("do_not_contact != yes", [1, 2, 4, 5]),
    ("do_not_contact = no", [1, 2, 4, 5]),
    ("birthday = 1980-05-20", [1]), ("birthday < 1980-05-20", []), ("birthday <= 1980-05-20", [1]),
    ("birthday is null", [2, 3, 4, 5]), ("birthday != 1980-05-20", [2, 3, 4, 5]),
    ("created_at = 2026-01-10", [1]), ("created_at >= 2026-05-19", [2, 4, 5]),
    ("created_at > 2026-05-19", [4, 5]),
    ("created_at < 2026-01-10", [3]), ("created_at <= 2026-01-10", [1, 3]), ("created_at = today", [4, 5]),
    ("created_at != today", [1, 2, 3]), ("created_at = yesterday", [2]), ("created_at < -30d", [1, 3]),
    ("created_at in this_month", [2, 4, 5]), ("created_at in last_year", [3]), ("created_at in 2026-01", [1]),
    ("created_at not in this_year", [3]),
    // Companies, by name and domain, and what is known of them.
    ("company = 'ACME gmbh'", [1, 4]), ("company = mueller.example", [2]),
    ("company != 'Acme GmbH'", [2, 3, 5]),
    ("company ~ acme", [1, 4]), ("company is null", [3, 5]), ("company.industry = retail", [1, 2, 4]),
    ("company.name = 'muller & sohne'", [2]), ("company.size > 10", [1, 4]),
    ("company.size != 50", [2, 3, 5]),
    ("company.tags = key", [1, 4]), ("company.domain = ACME.example", [1, 4]),
    ("affiliations is null", [3, 5]),
    // Relations to many.
    ("companies() > 1", [4]), ("companies() = 0", [3, 5]), ("companies(industry = Energy) > 0", [4]),
    ("companies.industry = energy", [4]), ("deals() = 1", [1, 2, 4]), ("deals is null", [3, 5]),
    ("deals(stage = proposal) > 0", [1, 4]), ("deals(status = won) >= 1", [2]),
    ("deals.stage != proposal", [2]),
    ("tasks(status = todo) = 1", [1]), ("activities(kind != note) = 0", [3, 5]), ("activities() >= 2", [1]),
    ("activities() < 2", [2, 3, 4, 5]), ("activities(kind = call and occurred_at >= -30d) != 0", [1, 4]),
    ("meetings.title ~ kick", [1]), ("company.deals(stage = won) > 0", [2]),
    ("company.deals.title ~ renewal", [1, 4]),
    ("deals(contacts() = 2) = 1", [1, 4]), ("company.contacts() = 2", [1, 4]),
    // Custom fields: a number where they are compared with one.
    ("fields.region = emea", [1]), ("fields.region != EMEA", [2, 3, 4, 5]), ("fields.region ~ a", [1, 2]),
    ("fields.region is null", [3, 4, 5]), ("fields.seats > 10", [1]), ("fields.seats < 10", [2]),
    ("fields.seats = 7", [2]), ("fields.seats != 7", [1, 3, 4, 5]), ("fields.region < 5", []),
    ("fields.prime = true", [1]), ("fields.prime != true", [2, 3, 4, 5]), ("fields.renewal > today", [1]),
    ("fields.renewal in 2026-06", [1]), ("fields.'no such' is null", [1, 2, 3, 4, 5]),
    // Computed.
    ("days_quiet = 2", [1, 4]), ("days_quiet > 30", [2]), ("days_quiet is null", [3, 5]),
    ("last_activity_at >= -3d", [1, 4]), ("last_activity_at in this_month", [1, 4]),
    // Connectives.
    ("owner = ann or city = berlin", [1, 4]), ("not (owner = ann or city = berlin)", [2, 3, 5]),
    ("owner is not null and not tags = newsletter", [2]), ("not activities() = 0 and not id = 1", [2, 4]),
  ]

  @Test func ofContacts() throws {
    try check(.contact, Self.contacts)
  }

  private static let companies: [(String, [Int64])] = [
    ("name = müller", []), ("name ~ muller", [2]), ("domain = mueller.EXAMPLE", [2]), ("size >= 9", [1, 2]),
    ("size = 9.0", [2]), ("size is null", [3]), ("contacts() = 0", []), ("contacts() > 1", [1]),
    ("contacts.email = jose@mueller.example", [2]), ("contacts(owner = ann) = 0", [2, 3]),
    ("deals(value > 100) > 0", [1, 3]), ("deals(status = open) = 0", [2, 3]), ("days_quiet = 2", [1]),
    ("activities(kind = email) > 0", [2]), ("tasks is null", [1, 2, 3]),
  ]

  @Test func ofCompanies() throws {
    try check(.company, Self.companies)
  }

  private static let deals: [(String, [Int64])] = [
    ("value >= 10000", [1]), ("value = 0.29", [2]), ("value = 5000", [3]), ("value < 1", [2]),
    ("value != 5000", [1, 2, 4]),
    ("value is null", [4]), ("currency = eur", [2]), ("stage = Proposal", [1]), ("stage != won", [1, 3, 4]),
    ("stage in (won, lost)", [2, 3]), ("status = open", [1, 4]), ("status != won", [1, 3, 4]),
    ("status = won or stage = lead", [2, 4]),
    ("probability >= 0.5", [1, 2, 4]), ("probability = 0.9", [4]), ("pipeline = sales", [1, 2, 3, 4]),
    ("closed_at in this_month", [2]), ("closed_at in last_quarter", [3]), ("closed_at is null", [1, 4]),
    ("expected_close in next_month", [1]), ("expected_close = 2026-06-30", [1]), ("age_days = 0", [4]),
    ("age_days > 100", [1]), ("days_in_stage = 19", [1]), ("cycle_days = 30", [2]),
    ("cycle_days is null", [1, 4]),
    ("contacts.email = ann@acme.example", [1]), ("contacts() = 0", [3, 4]), ("contacts is null", [3, 4]),
    ("company is null", [4]), ("company.industry = Retail", [1, 2]), ("company = Globex", [3]),
    ("tags = hot", [1, 2]),
    ("products is null", [2, 3, 4]), ("products is not null", [1]), ("lost_reason ~ PRI", [3]),
    ("title = 'muller pilot'", [2]),
    ("tasks(status = todo) > 0", [1]), ("activities(occurred_at < -30d) = 0", [1, 2, 3, 4]),
  ]

  @Test func ofDeals() throws {
    try check(.deal, Self.deals)
  }

  private static let tasks: [(String, [Int64])] = [
    ("priority >= high", [1, 2]), ("priority < urgent", [1, 3]), ("priority > urgent", []),
    ("priority = LOW", [3]),
    ("priority != low", [1, 2]), ("priority ~ ur", [2]), ("status in (todo, in_progress)", [1, 3]),
    ("days_overdue = 10", [1]),
    ("days_overdue is null", [2, 3]), ("due_date < today", [1]), ("contact = 'Ann Lee'", [1]),
    ("contact = ann.lee@home.example", [1]), ("contact != 'ann lee'", [2, 3]),
    ("contact.company.name ~ acme", [1]),
    ("contact_email = jose@mueller.example", [2]), ("deal = 'Acme Renewal'", [1]),
    ("deal.stage = proposal", [1]),
    ("deal.company.industry = retail", [1]), ("due_date is null", [3]),
  ]

  @Test func ofTasks() throws {
    try check(.task, Self.tasks)
  }

  @Test func ofOtherKinds() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    #expect(try store.ids(.activity, "contacts.name = 'ann lee'") == [1, 2])
    #expect(try store.ids(.activity, "kind in (call, email) and deal is null") == [3])
    #expect(try store.ids(.meeting, "insights = 1 and company.name ~ acme") == [1])
    #expect(try store.ids(.insight, "meeting.title = Kickoff and at > 12") == [1])
    #expect(try store.ids(.status, "kind = won") == [6])
    #expect(try store.ids(.status, "contacts() > 1") == [1])
    #expect(try store.ids(.pipeline, "deals(status = open) = 2") == [1])
    #expect(try store.ids(.setting, "name = x") == [])
  }

  @Test func calendarWordsMeanTheZoneOfTheClock() throws {
    // 23:30 in UTC is the next day in Berlin.
    let fixture = try StoreFixture.sample(zone: Zone(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
    #expect(try fixture.store.ids(.contact, "created_at = today") == [2, 4, 5])
    #expect(try fixture.store.ids(.contact, "created_at = yesterday") == [])
  }

  @Test func customFieldsOfAnyNameAreFound() throws {
    let fixture = try StoreFixture()
    let name = "Größe 15\" 'x' \\ $.a"
    let id = try fixture.store.create(.company, ["name": "A", "fields": [name: "x"]])
    let condition = Condition.compare(Path(["fields", name]), .equal, .text("X"))
    let query = Query(from: .company, condition: condition, fields: [Path(["id"]), Path(["fields", name])])
    let row = try #require(try fixture.store.rows(query).first)
    #expect(row["id"]?.int64 == id)
    #expect(row.last?.value == "x")
  }

  private func check(_ type: RecordType, _ cases: [(String, [Int64])]) throws {
    let fixture = try StoreFixture.sample()
    for (condition, expected) in cases {
      #expect(try fixture.store.ids(type, condition) == expected, "\(condition)")
    }
  }
}
