internal import Prediction
internal import SQLite

/// Keys that several records have, of which each should have its own.
struct SharedKeys {
  let database: Database

  func read() throws -> [SharedKey] {
    try groups(
      "contact", "email",
      "SELECT email, group_concat(id) FROM contact WHERE email IS NOT NULL GROUP BY email COLLATE NOCASE HAVING count(*) > 1"
    )
      + groups(
        "contact", "email",
        """
        SELECT e.value, group_concat(DISTINCT c.id) || ',' || e.contact_id FROM contact_email e
        JOIN contact c ON c.email = e.value COLLATE NOCASE AND c.id <> e.contact_id
        GROUP BY e.contact_id, e.value COLLATE NOCASE
        """)
      + groups(
        "company", "domain",
        """
        SELECT domain, group_concat(id) FROM company WHERE domain IS NOT NULL
        GROUP BY domain COLLATE NOCASE HAVING count(*) > 1
        """)
      + ["contact", "company", "deal"].flatMap { type in
        try groups(
          type, "external_id",
          """
          SELECT external_id, group_concat(id) FROM \(raw: type) WHERE external_id IS NOT NULL
          GROUP BY external_id HAVING count(*) > 1
          """)
      }
      + groups(
        "deal", "title",
        """
        SELECT min(title), group_concat(id) FROM deal
        WHERE company_id IS NOT NULL AND stage_id IN (SELECT id FROM stage WHERE kind = 'open')
        GROUP BY title_key, company_id, value HAVING count(*) > 1
        """)
  }

  private func groups(_ type: String, _ field: String, _ sql: SQL) throws -> [SharedKey] {
    try database.all(sql) { row in
      SharedKey(
        type: type, field: field, value: try row[0],
        ids: (try row[1] as String).split(separator: ",").compactMap { Int64($0) }.sorted())
    }.sorted { $0.ids.lexicographicallyPrecedes($1.ids) }
  }
}
