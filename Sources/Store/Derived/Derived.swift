internal import Models
internal import SQLite

/// What follows from the records: full text, the time of the last exchange. It is outside the journal; one
/// function brings it up to date before every commit, whoever wrote.
struct Derived {
  let database: Database

  /// Brings up to date what follows from records that changed and from ranges of new ones.
  func refresh(_ touched: Touched, created ranges: [Recorder.IDRange]) throws {
    // A record that was created and changed again in one go is indexed once, with its range.
    for key in touched.records where !ranges.contains(where: { $0.contains(key) }) {
      try index(key.type, key.id, key.id, isNew: false)
    }
    for range in ranges { try index(range.type, range.first, range.last, isNew: true) }

    var contacts = touched.exchanges
    for activity in touched.activities { try addContacts(of: activity, activity, to: &contacts) }
    for range in ranges where range.type == .activity {
      try addContacts(of: range.first, range.last, to: &contacts)
    }
    for contact in contacts { try refreshLastActivity(of: contact) }
  }

  /// Takes what belonged to a range of deleted records away.
  func remove(_ type: RecordType, _ first: Int64, _ last: Int64) throws {
    guard let text = SearchText.of(type) else { return }
    try database.execute("DELETE FROM search WHERE rowid BETWEEN \(text.row(first)) AND \(text.row(last))")
  }

  /// Makes everything anew.
  func rebuild() throws {
    try database.execute("DELETE FROM search")
    for type in RecordType.allCases { try index(type, 0, .max >> 16, isNew: true) }
    try database.execute("INSERT INTO search (search) VALUES ('optimize')")
    let contacts = try database.all("SELECT DISTINCT contact_id FROM activity_contact") { $0.integer(0) }
    for contact in contacts { try refreshLastActivity(of: contact) }
  }

  private func index(_ type: RecordType, _ first: Int64, _ last: Int64, isNew: Bool) throws {
    guard let text = SearchText.of(type) else { return }
    if !isNew { try remove(type, first, last) }
    let table = Layout.of(type).table
    try database.execute(
      """
      INSERT INTO search (rowid, title, body)
      SELECT \(text.base) + r.id, \(raw: text.title), \(raw: text.body) FROM \(raw: table) r
      WHERE r.id BETWEEN \(first) AND \(last)
      """)
  }

  private func addContacts(of first: Int64, _ last: Int64, to contacts: inout Set<Int64>) throws {
    try database.forEach(
      "SELECT contact_id FROM activity_contact WHERE activity_id BETWEEN \(first) AND \(last)"
    ) { contacts.insert($0.integer(0)) }
  }

  /// When a contact, aliased `c`, last took part in something that is no note.
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

  private func refreshLastActivity(of contact: Int64) throws {
    try database.execute(
      """
      INSERT INTO contact_derived (contact_id, last_activity_at)
      SELECT c.id, \(Self.lastActivity) FROM contact c WHERE c.id = \(contact)
      ON CONFLICT (contact_id) DO UPDATE SET last_activity_at = excluded.last_activity_at
      """)
  }
}

/// What of a record is found by words. E-mail addresses, numbers and ids have indices of their own.
struct SearchText: Sendable {
  let title: String
  let body: String
  /// The row ids of one type lie together, so that a range of records is a range of rows.
  let base: Int64

  func row(_ id: Int64) -> Int64 { base + id }

  static func of(_ type: RecordType) -> SearchText? {
    let index = Int64(RecordType.allCases.firstIndex(of: type) ?? 0)
    func text(_ columns: String...) -> SearchText {
      SearchText(
        title: Layout.of(type).title("r"),
        body: columns.map { "coalesce(r.\($0), '')" }.joined(separator: " || ' ' || "),
        base: (index + 1) << 48)
    }
    switch type {
    case .contact: return text("position", "city", "region", "country", "notes", "fields")
    case .company: return text("industry", "city", "country", "notes", "fields")
    case .deal: return text("description", "next_step", "lost_reason", "fields")
    case .task: return text("description", "fields")
    case .activity: return text("body", "fields")
    case .meeting: return text("source", "fields")
    case .pipeline, .insight, .status, .setting: return nil
    }
  }
}
