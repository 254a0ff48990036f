internal import Models
internal import SQLite

/// What follows from the records: full text, vectors, the time of the last exchange. It is outside the journal; one
/// function brings it up to date before every commit, whoever wrote.
struct Derived {
  let database: Database

  /// Brings up to date what follows from records that changed and from ranges of new ones.
  ///
  /// A statement for each kind, not for each record: the word index writes out what it has gathered before a
  /// statement that changes several rows, and that is what its time goes into.
  func refresh(_ touched: Touched, created ranges: [Recorder.IDRange]) throws {
    let vectors = try RecordVectors(database: database)
    for (type, ids) in touched.records {
      try remove(type, ids)
      try index(type, ids.condition())
      try vectors.refresh(type, ids)
    }
    for range in ranges {
      try index(range.type, "BETWEEN \(range.first) AND \(range.last)")
      try vectors.refresh(range.type, range.first...range.last)
    }

    if !touched.exchanges.isEmpty {
      try refreshLastActivity(of: "SELECT value FROM json_each(\(touched.exchanges.json))")
    }
    let participants: SQL = "SELECT contact_id FROM activity_contact WHERE activity_id"
    if let activities = touched.records[.activity] {
      try refreshLastActivity(of: participants + " IN (SELECT value FROM json_each(\(activities.json)))")
    }
    for range in ranges where range.type == .activity {
      try refreshLastActivity(of: participants + " BETWEEN \(range.first) AND \(range.last)")
    }
  }

  /// Makes everything anew.
  func rebuild() throws {
    try database.execute("DELETE FROM search")
    for type in RecordType.allCases { try index(type, "> 0") }
    try database.execute("INSERT INTO search (search) VALUES ('optimize')")
    try RecordVectors(database: database).rebuild()
    try database.execute("UPDATE contact_derived SET last_activity_at = NULL")
    try refreshLastActivity(of: "SELECT contact_id FROM activity_contact")
  }

  // MARK: Words

  private func remove(_ type: RecordType, _ ids: Set<Int64>) throws {
    guard let text = SearchText.of(type) else { return }
    try database.execute("DELETE FROM search WHERE rowid \(ids.condition(after: text.base))")
  }

  /// Adds the records whose ids satisfy a condition.
  private func index(_ type: RecordType, _ condition: SQL) throws {
    guard let text = SearchText.of(type) else { return }
    try database.execute(
      """
      INSERT INTO search (rowid, title, folded, body)
      SELECT \(text.base) + r.id, \(raw: text.title), nullif(\(raw: text.folded), lower(\(raw: text.title))),
      \(raw: text.body)
      FROM \(raw: Layout.of(type).table) r WHERE r.id \(condition)
      """)
  }

  // MARK: The last exchange

  /// When the newest exchange of a contact, aliased `c`, takes place: of all but notes. It may be still to come, for what
  /// is kept must not depend on the moment of writing; reading looks at the clock.
  private static let lastActivity: SQL = """
    (SELECT max(a.occurred_at) FROM activity_contact l JOIN activity a ON a.id = l.activity_id
    WHERE l.contact_id = c.id AND a.kind <> 'note')
    """

  /// How many contacts have another time of the last exchange than their activities say.
  func wrongLastActivities() throws -> Int {
    try database.value(
      """
      SELECT count(*) FROM contact c LEFT JOIN contact_derived d ON d.contact_id = c.id
      WHERE d.last_activity_at IS NOT \(Self.lastActivity)
      """) ?? 0
  }

  /// Takes the time anew for the contacts that a SELECT gives the ids of.
  private func refreshLastActivity(of contacts: SQL) throws {
    try database.execute(
      """
      INSERT INTO contact_derived (contact_id, last_activity_at)
      SELECT c.id, \(Self.lastActivity) FROM contact c WHERE c.id IN (\(contacts))
      ON CONFLICT (contact_id) DO UPDATE SET last_activity_at = excluded.last_activity_at
      """)
  }
}
