internal import Bytes
internal import Models
internal import SQLite

/// A record that goes because somebody deletes it or merges it into another.
struct Departure {
  let type: RecordType
  let id: Int64
  /// The record it is merged into; nil for one that is deleted.
  let into: Int64?
  /// The record as it was, in the shape in which `list` prints it.
  let record: JSONObject
}

/// What became of a record that is here no longer.
enum Fate: Hashable, Sendable {
  /// Somebody deleted it, or the one it was merged into.
  case deleted(id: Int64, name: String)
  /// It is another record now.
  case merged(into: Int64)
}

/// The table of the records that have gone: see m0004_departed.sql.
struct Departures {
  let database: Database

  /// Keeps by what each is recognised; it counts while the entry is in force.
  func add(_ departures: [Departure], by entry: Int64) throws {
    for departure in departures {
      let identity = Identity(departure.type, departure.record)
      try database.execute(
        """
        INSERT INTO departed (type, record_id, into_id, entry_id, identity)
        VALUES (\(departure.type.rawValue), \(departure.id), \(departure.into), \(entry),
        \(JSON.object(identity.values).text))
        """)
      let row = database.lastInsertedID
      for key in Set(identity.keys.map(\.text)) {
        try database.execute("INSERT INTO departed_key VALUES (\(row), \(departure.type.rawValue), \(key))")
      }
    }
  }

  /// What became of the record that had an id; nil when nobody took it away.
  ///
  /// It ends: a record is here when others are merged into it, so that the departures in force are no circle.
  func fate(of type: RecordType, _ id: Int64) throws -> Fate? {
    let departure = try database.first(
      """
      SELECT into_id, identity FROM departed JOIN journal ON journal.id = entry_id
      WHERE type = \(type.rawValue) AND record_id = \(id) AND in_force = 1 ORDER BY departed.id DESC LIMIT 1
      """
    ) { row in (into: try row[0] as Int64?, identity: try identity(type, row, column: 1)) }
    guard let departure else { return nil }
    guard let into = departure.into else {
      return .deleted(id: id, name: departure.identity.title ?? "#\(id)")
    }
    return try fate(of: type, into) ?? .merged(into: into)
  }

  /// The id of what a record is now: its own unless it was merged into another.
  func current(_ type: RecordType, _ id: Int64) throws -> Int64 {
    if case .merged(let survivor)? = try fate(of: type, id) { survivor } else { id }
  }

  /// The records that had a key when they went, the last one first.
  func gone(_ type: RecordType, _ key: Identity.Key) throws -> [(id: Int64, identity: Identity)] {
    try database.all(
      """
      SELECT record_id, identity FROM departed_key JOIN departed ON departed.id = departed_id
      JOIN journal ON journal.id = entry_id
      WHERE departed_key.type = \(type.rawValue) AND key = \(key.text) AND in_force = 1 ORDER BY departed.id DESC
      """
    ) { row in (id: row.integer(0), identity: try identity(type, row, column: 1)) }
  }

  /// Whether any record of a kind has ever gone.
  func knows(_ type: RecordType) throws -> Bool {
    try database.value("SELECT 1 FROM departed WHERE type = \(type.rawValue) LIMIT 1", as: Int.self) != nil
  }

  private func identity(_ type: RecordType, _ row: borrowing Row, column: Int) throws -> Identity {
    let text: String = try row[column]
    return Identity(type, try JSONParser.parse(text.utf8).object ?? [:])
  }
}
