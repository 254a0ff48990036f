internal import Prediction
internal import SQLite

/// All activities in memory, as far as it matters when they were.
struct ActivityTable {
  private(set) var rows: [Entry] = []
  private var ids: [Int64] = []

  struct Entry {
    let occurred: Int64
    let written: Int64
    /// 0 for none.
    let deal: Int64
    let kind: UInt8
    let direction: UInt8

    var isNote: Bool { kind == UInt8(ascii: "n") }
  }

  init(_ database: Database) throws {
    var (rows, ids): ([Entry], [Int64]) = ([], [])
    try database.forEach(
      "SELECT id, kind, direction, occurred_at, created_at, deal_id FROM activity ORDER BY id"
    ) { row in
      ids.append(row.integer(0))
      rows.append(
        Entry(
          occurred: row.integer(3), written: row.integer(4), deal: row.integer(5),
          kind: row.withUTF8(1) { $0.first } ?? 0, direction: row.withUTF8(2) { $0.first } ?? 0))
    }
    (self.rows, self.ids) = (rows, ids)
  }

  /// Adds to contacts what happened with them; writing a note is no event.
  func addEvents(to observations: inout Observations, _ database: Database) throws {
    let contacts = observations.contacts.map(\.id)
    try database.forEach("SELECT activity_id, contact_id FROM activity_contact") { row in
      guard let place = ids.place(of: row.integer(0)), !rows[place].isNote,
        let contact = contacts.place(of: row.integer(1))
      else { return }
      let activity = rows[place]
      observations.contacts[contact].events.append(
        ContactState.Event(
          day: Int32(clamping: Moment(activity.occurred).day),
          isIncoming: activity.direction == UInt8(ascii: "i"),
          isOutgoing: activity.direction == UInt8(ascii: "o")))
    }
  }

  /// Those that were not written down with many others at one moment.
  func singles(sharedBy fewest: Int) -> [DatedRecord] {
    var counts: [Int64: Int] = [:]
    for row in rows { counts[row.written, default: 0] += 1 }
    return zip(ids, rows).compactMap { id, row in
      guard counts[row.written, default: 0] < fewest else { return nil }
      return DatedRecord(
        id: id, occurred: Moment(row.occurred).day, written: Moment(row.written).day,
        mayBePlanned: row.kind != UInt8(ascii: "n") && row.kind != UInt8(ascii: "e"))
    }
  }
}
