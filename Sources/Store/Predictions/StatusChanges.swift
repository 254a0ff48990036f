internal import SQLite

/// When contacts were given the status that they have, as far as the journal knows.
enum StatusChanges {
  /// The moment of the last change of status of each contact whose status was changed.
  static func moments(in database: Database) throws -> [Int64: Int64] {
    guard
      let column = try database.value(
        "SELECT cid FROM pragma_table_info('contact') WHERE name = 'status_id'", as: Int.self)
    else { return [:] }
    var moments: [Int64: Int64] = [:]
    try database.forEach(
      """
      SELECT p.changeset, j.at FROM journal_part p JOIN journal j ON j.id = p.entry_id
      WHERE p.changeset IS NOT NULL AND j.in_force = 1 AND j.kind IN ('plan', 'bulk') ORDER BY j.id, p.position
      """
    ) { row in
      let at: Int64 = try row[1]
      try Changeset(bytes: try row[0]).forEach { change in
        guard change.table == "contact", change.operation == .update, change.new(column) != nil,
          case .integer(let id)? = change.key.first
        else { return }
        moments[id] = at
      }
    }
    return moments
  }
}
