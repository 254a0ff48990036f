internal import Bytes
internal import Models
package import Prediction
internal import SQLite

/// When something happened with each contact: calls, mails, meetings and others, not notes.
package struct ContactEvents: Sendable {
  /// In order; a contact's place is its place in the history.
  package let ids: [Int64]
  package let names: [String]
  package let history: EventHistory

  package func place(of id: Int64) -> Int? { ids.firstIndex(of: id) }
}

extension Store {
  /// What happened with all contacts up to now.
  package func contactEvents() throws -> ContactEvents {
    try reading {
      var ids: [Int64] = []
      var names: [String] = []
      var places: [Int64: Int] = [:]
      try database.forEach(
        """
        SELECT c.id, coalesce(\(raw: Layout.of(.contact).title("c")), c.email, '') FROM contact c ORDER BY c.id
        """
      ) { row in
        places[row.integer(0)] = ids.count
        ids.append(row.integer(0))
        names.append(try row[1])
      }
      let now = clock.now.microseconds
      var events: [(person: Int, daysAgo: Int32)] = []
      try database.forEach(
        """
        SELECT l.contact_id, a.occurred_at FROM activity_contact l JOIN activity a ON a.id = l.activity_id
        WHERE a.kind <> 'note' AND a.occurred_at <= \(now)
        """
      ) { row in
        guard let place = places[row.integer(0)] else { return }
        let days = (now - row.integer(1)) / 86_400_000_000
        events.append((place, Int32(clamping: days)))
      }
      return ContactEvents(
        ids: ids, names: names, history: EventHistory(people: ids.count, events: events))
    }
  }
}
