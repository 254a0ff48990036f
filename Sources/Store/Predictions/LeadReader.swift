internal import Bytes
internal import Models
internal import Prediction
internal import SQLite

/// Reads contacts into columns of features. Of each only what was known at its moment counts: now, or a day before it was
/// won or lost, for what happens on the day itself belongs to the outcome.
///
/// When that was is known from the journal, where the status was changed with this program; else from the deal that was
/// closed; else it was no later than the last change of the record.
struct LeadReader {
  let database: Database
  let clock: Clock

  private static let day: Int64 = 86_400_000_000

  func read() throws -> LeadTable {
    let deals = try DealHistory(database)
    let changes = try StatusChanges.moments(in: database)
    var leads = LeadColumns()
    try database.forEach(
      """
      SELECT c.id, coalesce(\(raw: Layout.of(.contact).title("c")), c.email, ''), s.kind, c.created_at, c.updated_at
      FROM contact c LEFT JOIN lead_status s ON s.id = c.status_id ORDER BY c.id
      """
    ) { row in
      let id: Int64 = try row[0]
      let deals = deals.of(id)
      let kind: String? = try row[2]
      let outcome = outcome(kind, deals)
      let moment: Int64
      switch outcome {
      case nil: moment = clock.now.microseconds
      case let won?:
        let known = changes[id] ?? (won ? deals.firstWon : deals.lastLost)
        let changed: Int64 = try row[4]
        moment = known.map { $0 - Self.day } ?? min(clock.now.microseconds, changed)
      }
      leads.add(
        id, name: try row[1], outcome: outcome, isLead: kind == nil || kind == "open", createdAt: try row[3],
        moment: moment)
    }
    let profiles = ProfileColumns(database: database, leads: leads)
    let columns =
      try profiles.ofContacts() + profiles.ofTags() + profiles.ofCompanies() + profiles.ofCustomFields()
      + ActivityColumns(database: database, leads: leads).columns() + deals.columns(leads)
    return leads.table(columns)
  }

  /// As the status says; where it is open, as the deals do.
  private func outcome(_ kind: String?, _ deals: DealHistory.Deals) -> Bool? {
    switch kind {
    case "won": true
    case "lost": false
    default:
      if deals.firstWon != nil { true } else if deals.lastLost != nil, deals.open == 0 { false } else { nil }
    }
  }
}

/// The contacts that are read, and the moment up to which things count for each.
struct LeadColumns {
  private(set) var ids: [Int64] = []
  private(set) var moments: [Timestamp] = []
  private var names: [String] = []
  private var outcomes: [Bool?] = []
  private var isLead: [Bool] = []
  private var createdAt: [Int64] = []

  var count: Int { ids.count }

  mutating func add(
    _ id: Int64, name: String, outcome: Bool?, isLead: Bool, createdAt: Int64, moment: Int64
  ) {
    ids.append(id)
    names.append(name)
    outcomes.append(outcome)
    self.isLead.append(isLead)
    self.createdAt.append(createdAt)
    moments.append(Timestamp(microseconds: moment))
  }

  /// The row of a contact; they are in the order of their ids.
  func row(_ id: Int64) -> Int? {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? low : nil
  }

  func table(_ columns: [FeatureColumn]) -> LeadTable {
    let closed = outcomes.indices.filter { outcomes[$0] != nil }
    return LeadTable(
      ids: ids, names: names, outcomes: outcomes, isLead: isLead,
      features: FeatureTable(count: count, features: columns.compactMap { $0.feature(moments: moments) }),
      closed: closed.sorted { (createdAt[$0], ids[$0]) < (createdAt[$1], ids[$1]) })
  }
}
