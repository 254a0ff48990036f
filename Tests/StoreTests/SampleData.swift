import Bytes
import Models
import SQLite

@testable import Store

extension StoreFixture {
  /// A small business of which every kind of field is used: see `SampleData`.
  static func sample(zone: Zone = .utc) throws -> StoreFixture {
    let fixture = try StoreFixture(zone: zone)
    try SampleData.fill(fixture.store)
    return fixture
  }
}

enum SampleData {
  static func fill(_ store: Store) throws {
    for company in companies { try store.create(.company, company) }
    for contact in contacts { try store.create(.contact, contact) }
    try store.database.run(script: work)
    try store.database.transaction { try Derived(database: store.database).rebuild() }
  }

  private static let companies: [JSONObject] = [
    [
      "name": "Acme GmbH", "domain": "acme.example", "industry": "Retail", "size": 50, "owner": "ann",
      "tags": ["key"],
    ],
    ["name": "Müller & Söhne", "domain": "Mueller.example", "industry": "Retail", "size": 9],
    ["name": "Globex", "industry": "Energy", "owner": "bob"],
  ]

  private static let contacts: [JSONObject] = [
    [
      "name": "Ann Lee", "emails": ["ann@acme.example", "ann.lee@home.example"], "phone": "+49 30 1234",
      "company": "Acme GmbH", "position": "CTO", "status": "customer", "owner": "ann", "source": "web",
      "birthday": "1980-05-20", "tags": ["vip", "Newsletter"], "city": "Köln",
      "fields": ["region": "EMEA", "seats": 12.5, "prime": true, "renewal": "2026-06-01"],
      "created_at": "2026-01-10T08:00:00Z",
    ],
    [
      "name": "José Núñez", "email": "jose@mueller.example", "company": "mueller.example", "owner": "Bob",
      "tags": ["vip"], "fields": ["region": "APAC", "seats": "7"], "created_at": "2026-05-19T23:30:00Z",
    ],
    [
      "first_name": "Zoë", "phones": ["1", "2"], "status": "lost", "do_not_contact": true,
      "created_at": "2025-12-31T12:00:00Z",
    ],
    [
      "name": "Bob O'Neil", "affiliations": [["company": "Acme GmbH"], ["company": "Globex"]],
      "external_id": "X-4", "city": "berlin", "notes": "likes tea",
    ],
    ["email": "dora@x.example"],
  ]

  /// What cannot be written by Plans yet. The stages 1 to 6 of pipeline 1 are those of a new file.
  private static let work = """
    INSERT INTO deal (title, title_key, value, currency, pipeline_id, stage_id, probability, expected_close,
      company_id, owner, lost_reason, stage_entered_at, created_at, closed_at, updated_at) VALUES
      ('Acme renewal', 'acme renewal', 1000000, 'USD', 1, 3, NULL, '2026-06-30', 1, 'ann', NULL,
       \(at("2026-05-01T00:00:00Z")), \(at("2026-01-01T00:00:00Z")), NULL, \(at("2026-05-01T00:00:00Z"))),
      ('Müller pilot', 'muller pilot', 29, 'EUR', 1, 5, NULL, NULL, 2, 'ann', NULL,
       \(at("2026-05-10T10:00:00Z")), \(at("2026-04-10T10:00:00Z")), \(at("2026-05-10T10:00:00Z")), 0),
      ('Globex big', 'globex big', 5000, 'JPY', 1, 6, NULL, NULL, 3, 'bob', 'price',
       \(at("2026-03-15T00:00:00Z")), \(at("2026-03-01T00:00:00Z")), \(at("2026-03-15T00:00:00Z")), 0),
      ('No company', 'no company', NULL, 'USD', 1, 1, 0.9, NULL, NULL, NULL, NULL,
       \(at("2026-05-20T11:00:00Z")), \(at("2026-05-20T11:00:00Z")), NULL, 0);
    INSERT INTO deal_contact VALUES (1, 1, 'decider', 1), (1, 4, NULL, 0), (2, 2, NULL, 1);
    INSERT INTO deal_product VALUES (1, 0, 'Licence', 2, 250050), (1, 1, 'Help', 1.5, NULL);
    INSERT INTO deal_tag VALUES (1, 'hot'), (2, 'hot'), (2, 'pilot');
    INSERT INTO task (title, title_key, priority, status, due_date, contact_id, deal_id, created_at, updated_at)
      VALUES
      ('Call Ann', 'call ann', 'high', 'todo', '2026-05-10', 1, 1, 0, 0),
      ('Send offer', 'send offer', 'urgent', 'completed', '2026-05-30', 2, NULL, 0, 0),
      ('Tidy up', 'tidy up', 'low', 'in_progress', NULL, NULL, NULL, 0, 0);
    INSERT INTO activity (kind, subject, occurred_at, deal_id, company_id, created_at, updated_at) VALUES
      ('call', 'Renewal', \(at("2026-05-18T09:00:00Z")), 1, 1, 0, 0),
      ('note', 'Thoughts', \(at("2026-05-19T09:00:00Z")), NULL, NULL, 0, 0),
      ('email', 'Offer', \(at("2026-02-01T09:00:00Z")), NULL, 2, 0, 0);
    INSERT INTO activity_contact VALUES (1, 1), (1, 4), (2, 1), (3, 2);
    INSERT INTO meeting (title, occurred_at, content_hash, company_id, created_at, updated_at) VALUES
      ('Kickoff', \(at("2026-04-01T09:00:00Z")), 'abc', 1, 0, 0);
    INSERT INTO meeting_participant VALUES (1, 0, 'Ann', 'ann@acme.example', 1, 'A'), (1, 1, 'Guest', NULL, NULL, 'B');
    INSERT INTO insight (meeting_id, kind, text, at, created_at, updated_at) VALUES (1, 'decision', 'We buy.', 12.5, 0, 0);
    INSERT INTO meeting_turn VALUES (1, 0, 'A', 'We buy.', 12.5, 14), (1, 1, 'B', 'Good.', 14, 15);
    INSERT INTO proposal (kind, summary, plan, status, origin, meeting_id, created_at, updated_at) VALUES
      ('task', 'Add a task', '{"steps":[]}', 'approved', 'extract', 1, 0, 0),
      ('task', 'Add another', '{"steps":[]}', 'pending', 'extract', 1, 0, 0);
    INSERT INTO proposal_evidence VALUES (1, 0, 1, 0, 'A', 'We buy.');
    INSERT INTO model_call (at, purpose, prompt_version, engine, model, digest, milliseconds, outcome) VALUES
      (\(at("2026-05-19T09:00:00Z")), 'extract', '1', 'ollama', 'small:latest', 'abc', 10, 'ok');
    """

  private static func at(_ text: String) -> Int64 { time(text).microseconds }
}
