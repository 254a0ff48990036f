internal import Bytes
internal import Prediction
internal import SQLite

/// What happened with each contact before its moment: how often, of which kind, by whom, how long ago.
struct ActivityColumns {
  let database: Database
  let leads: LeadColumns

  private struct Tally {
    var calls = 0
    var meetings = 0
    var emailsSent = 0
    var others = 0
    var recent = 0
    var replies = 0
    var firstSent: Int64?
    var last: Int64?
    var lastReply: Int64?

    /// Takes an activity: kind and direction are columns 1 and 2.
    mutating func count(_ row: borrowing Row, at: Int64, isRecent: Bool) {
      let direction = row.withUTF8(2) { $0.first }
      switch row.withUTF8(1, { $0.first }) {
      case UInt8(ascii: "c"): calls += 1
      case UInt8(ascii: "m"): meetings += 1
      case UInt8(ascii: "e"): if direction != UInt8(ascii: "i") { emailsSent += 1 }
      default: others += 1
      }
      if isRecent { recent += 1 }
      last = max(at, last ?? at)
      if direction == UInt8(ascii: "i") {
        replies += 1
        lastReply = max(at, lastReply ?? at)
      } else if direction == UInt8(ascii: "o") {
        firstSent = min(at, firstSent ?? at)
      }
    }
  }

  private static let month: Int64 = 30 * 86_400_000_000

  func columns() throws -> [FeatureColumn] {
    var tallies = [Tally](repeating: Tally(), count: leads.count)
    var isEmpty = true
    try database.forEach(
      """
      SELECT l.contact_id, a.kind, a.direction, a.occurred_at FROM activity_contact l
      JOIN activity a ON a.id = l.activity_id WHERE a.kind <> 'note'
      """
    ) { row in
      guard let place = leads.row(row.integer(0)) else { return }
      let at = row.integer(3)
      guard at < leads.moments[place].microseconds else { return }
      isEmpty = false
      tallies[place].count(row, at: at, isRecent: at >= leads.moments[place].microseconds - Self.month)
    }
    return isEmpty ? [] : columns(tallies)
  }

  private func columns(_ tallies: [Tally]) -> [FeatureColumn] {
    func counts(_ name: String, _ count: (Tally) -> Int) -> FeatureColumn {
      var column = FeatureColumn(name, count: leads.count, isDated: true)
      for (row, tally) in tallies.enumerated() { column.set(Double(count(tally)), at: row) }
      return column
    }
    func ages(_ name: String, _ time: (Tally) -> Int64?) -> FeatureColumn {
      var column = FeatureColumn(name, count: leads.count, isDated: true)
      for (row, tally) in tallies.enumerated() {
        guard let time = time(tally) else { continue }
        column.set(leads.moments[row].days(since: Timestamp(microseconds: time)), at: row)
      }
      return column
    }
    var answered = FeatureColumn("answered", count: leads.count, isDated: true)
    for (row, tally) in tallies.enumerated() {
      guard let sent = tally.firstSent else { continue }
      answered.set(tally.lastReply.map { $0 > sent } ?? false, at: row)
    }
    return [
      counts("calls", \.calls), counts("meetings", \.meetings), counts("emails_sent", \.emailsSent),
      counts("other_activities", \.others), counts("replies", \.replies),
      counts("activities_in_30_days", \.recent), answered, ages("days_quiet", \.last),
      ages("days_since_reply", \.lastReply),
    ]
  }
}
