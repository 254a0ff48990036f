internal import Bytes
internal import Prediction
internal import SQLite

/// Reads what anomalies are looked for in. Each table is read once, from its beginning to its end.
struct ObservationReader {
  let database: Database
  let clock: Clock

  static let microsecondsPerDay: Int64 = 86_400_000_000
  /// A moment that so many records of a kind have in common is that of an import without times.
  private static let fewestShared = 5

  func read() throws -> Observations {
    var observations = Observations(today: clock.today.daysSince1970)
    observations.deals = try deals()
    observations.contacts = try contacts()
    try link(&observations)
    let activities = try ActivityTable(database)
    try activities.addEvents(to: &observations, database)
    try addSigns(to: &observations, activities)
    observations.activities = activities.singles(sharedBy: Self.fewestShared)
    observations.tasks = try tasks()
    observations.edits = try edits()
    observations.closings = try closings(of: Set(observations.deals.map(\.id)))
    observations.sharedKeys = try SharedKeys(database: database).read()
    return observations
  }

  // MARK: Contacts

  private func contacts() throws -> [ContactState] {
    var contacts: [ContactState] = []
    try database.forEach(
      """
      SELECT c.id, s.kind, c.do_not_contact, c.email,
      -- Of one precedence, so each is in parentheses.
      (c.first_name IS NOT NULL OR c.last_name IS NOT NULL) | ((c.email IS NOT NULL) << 1)
      | ((c.phone IS NOT NULL) << 2) | ((c.company_id IS NOT NULL) << 3) | ((c.position IS NOT NULL) << 4)
      | ((c.status_id IS NOT NULL) << 5) | ((c.source IS NOT NULL) << 6) | ((c.owner IS NOT NULL) << 7)
      | ((c.city IS NOT NULL) << 8) | ((c.country IS NOT NULL) << 9)
      FROM contact c LEFT JOIN lead_status s ON s.id = c.status_id ORDER BY c.id
      """
    ) { row in
      var contact = ContactState(id: row.integer(0))
      contact.outcome = Self.outcome(row, 1)
      contact.isLeftAlone = row.integer(2) != 0
      contact.filled = UInt16(truncatingIfNeeded: row.integer(4))
      if !row.isNull(3) { contact.oddAddress = row.withUTF8(3) { OddAddress($0) } }
      contacts.append(contact)
    }
    return contacts
  }

  /// The kind of a status or stage; nil for NULL.
  private static func outcome(_ row: borrowing Row, _ column: Int) -> Outcome? {
    row.withUTF8(column) { text in
      switch text.first {
      case UInt8(ascii: "o"): .open
      case UInt8(ascii: "w"): .won
      case UInt8(ascii: "l"): .lost
      default: nil
      }
    }
  }

  /// Tells contacts their deals, and deals whether they have somebody.
  private func link(_ observations: inout Observations) throws {
    let contacts = observations.contacts.map(\.id)
    let deals = observations.deals.map(\.id)
    try database.forEach("SELECT deal_id, contact_id FROM deal_contact ORDER BY deal_id, contact_id") { row in
      guard let deal = deals.place(of: row.integer(0)), let contact = contacts.place(of: row.integer(1))
      else {
        return
      }
      observations.deals[deal].hasParty = true
      observations.contacts[contact].deals.append(deal)
    }
  }

  // MARK: Deals

  private func deals() throws -> [DealState] {
    let places = try StagePlaces(database)
    var deals: [DealState] = []
    try database.forEach(
      """
      SELECT id, value, currency, pipeline_id, owner, stage_id, expected_close, company_id IS NOT NULL,
      next_step IS NOT NULL AND trim(next_step) <> '' OR EXISTS (
        SELECT 1 FROM task WHERE deal_id = deal.id AND status IN ('todo', 'in_progress')),
      created_at, stage_entered_at, closed_at, count(*) OVER (PARTITION BY created_at) FROM deal ORDER BY id
      """
    ) { row in
      var deal = DealState(
        id: row.integer(0),
        createdAt: Moment(row.integer(9), isShared: row.integer(12) >= Self.fewestShared),
        stageEnteredAt: Moment(row.integer(10)))
      deal.value = try row[1]
      deal.currency = try row[2]
      deal.pipeline = row.integer(3)
      deal.owner = try row[4]
      if let stage = places.of(row.integer(5)) {
        deal.outcome = stage.outcome
        deal.stagePlace = stage.place
        deal.stageCount = stage.count
        deal.rottingDays = stage.rottingDays
      }
      deal.expectedClose = (try row[6] as String?).flatMap { Day(iso: $0)?.daysSince1970 }
      deal.hasParty = row.integer(7) != 0
      deal.hasNextStep = row.integer(8) != 0
      if !row.isNull(11) { deal.closedAt = Moment(row.integer(11)) }
      deals.append(deal)
    }
    try addMoves(to: &deals, places)
    return deals
  }

  private func addMoves(to deals: inout [DealState], _ places: StagePlaces) throws {
    let ids = deals.map(\.id)
    try database.forEach(
      "SELECT deal_id, stage_id, entered_at FROM deal_stage ORDER BY deal_id, entered_at, id"
    ) {
      row in
      guard let deal = ids.place(of: row.integer(0)), let stage = places.of(row.integer(1)) else { return }
      deals[deal].moves.append(DealState.Move(place: stage.place, day: Moment(row.integer(2)).day))
    }
  }

  /// When something last happened with each deal. Where activities are hardly ever linked to deals, those of its people
  /// count.
  private func addSigns(to observations: inout Observations, _ activities: ActivityTable) throws {
    let ids = observations.deals.map(\.id)
    let today = observations.today
    var withActivities = 0
    for activity in activities.rows {
      guard activity.deal != 0, let deal = ids.place(of: activity.deal) else { continue }
      let day = Moment(activity.occurred).day
      if day > today {
        observations.deals[deal].hasNextStep = true
        continue
      }
      if observations.deals[deal].lastActivity == nil, observations.deals[deal].outcome == .open {
        withActivities += 1
      }
      observations.deals[deal].lastActivity = max(observations.deals[deal].lastActivity ?? day, day)
    }
    let open = observations.deals.count { $0.outcome == .open }
    guard Double(withActivities) < 0.3 * Double(open) else { return }
    for contact in observations.contacts where !contact.deals.isEmpty {
      guard let last = contact.events.lazy.map({ Int($0.day) }).filter({ $0 <= today }).max() else {
        continue
      }
      for deal in contact.deals {
        observations.deals[deal].lastActivity = max(observations.deals[deal].lastActivity ?? last, last)
      }
    }
  }

  // MARK: Tasks and the journal

  private func tasks() throws -> [TaskState] {
    try database.all(
      """
      SELECT id, due_date, priority IN ('high', 'urgent') FROM task
      WHERE due_date IS NOT NULL AND status IN ('todo', 'in_progress') ORDER BY id
      """
    ) { row -> TaskState? in
      guard let due = Day(iso: try row[1] as String) else { return nil }
      return TaskState(id: row.integer(0), dueDay: due.daysSince1970, isPressing: row.integer(2) != 0)
    }.compactMap { $0 }
  }

  /// Entries in force that changed records which were there; an import is none.
  private func edits() throws -> [EditEntry] {
    try database.all(
      """
      SELECT j.id, j.at, count(*) FROM journal j JOIN journal_touch t ON t.entry_id = j.id
      WHERE j.kind IN ('plan', 'bulk') AND j.in_force = 1 AND j.summary NOT LIKE 'create %'
      AND j.command NOT LIKE '% import%' GROUP BY j.id
      """
    ) { row in EditEntry(id: row.integer(0), day: Moment(row.integer(1)).day, records: Int(row.integer(2))) }
  }

  /// How far back closings are looked at: 90 days.
  private static let closingReach: Int64 = 90 * microsecondsPerDay

  /// The deals that were closed by hand of late.
  private func closings(of deals: Set<Int64>) throws -> [Closing] {
    guard
      let column = try database.value(
        "SELECT cid FROM pragma_table_info('deal') WHERE name = 'closed_at'", as: Int.self)
    else { return [] }
    var closings: [Closing] = []
    try database.forEach(
      """
      SELECT p.changeset, j.at FROM journal j JOIN journal_part p ON p.entry_id = j.id
      WHERE p.changeset IS NOT NULL AND j.in_force = 1 AND j.kind IN ('plan', 'bulk')
      AND j.command NOT LIKE '% import%' AND j.at > \(clock.now.microseconds - Self.closingReach)
      AND EXISTS (SELECT 1 FROM journal_touch WHERE entry_id = j.id AND type = 'deal') ORDER BY j.id, p.position
      """
    ) { row in
      let written = Moment(row.integer(1)).day
      try Changeset(bytes: try row[0]).forEach { change in
        guard change.table == "deal", change.operation == .update, case .integer(let id)? = change.key.first,
          deals.contains(id), case .integer(let closed)? = change.new(column)
        else { return }
        closings.append(Closing(deal: id, written: written, said: Moment(closed).day))
      }
    }
    return closings
  }
}

extension [Int64] {
  /// Where an id stands in a list that is in order.
  func place(of id: Int64) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == id ? low : nil
  }
}
