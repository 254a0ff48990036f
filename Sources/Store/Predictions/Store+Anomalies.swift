package import Bytes
package import Models
package import Prediction
internal import SQLite

/// What is remembered of an anomaly that was told.
package struct SeenAnomaly: Sendable {
  package let firstSeen: Timestamp
  package let dismissedAt: Timestamp?
  package let dismissedBy: String?
}

extension Store {
  /// What anomalies are looked for in, from one picture of the data.
  package func observations() throws -> Observations {
    try reading { try ObservationReader(database: database, clock: clock).read() }
  }

  /// What a record is called; nil for one that is not there or has no name.
  package func name(of type: RecordType, _ id: Int64) throws -> String? {
    let layout = Layout.of(type)
    return try database.value(
      "SELECT \(raw: layout.title("r")) FROM \(raw: layout.table) r WHERE r.id = \(id)", as: String?.self)
      ?? nil
  }

  // MARK: What was told

  /// The anomalies that were told before or dismissed, by fingerprint.
  package func seenAnomalies() throws -> [String: SeenAnomaly] {
    var seen: [String: SeenAnomaly] = [:]
    try database.forEach("SELECT fingerprint, first_seen, dismissed_at, dismissed_by FROM prediction_alarm") {
      row in
      seen[try row[0]] = SeenAnomaly(
        firstSeen: Timestamp(microseconds: try row[1]),
        dismissedAt: (try row[2] as Int64?).map { Timestamp(microseconds: $0) }, dismissedBy: try row[3])
    }
    return seen
  }

  /// Remembers that these were told.
  package func remember(_ fingerprints: [String]) throws {
    try requireWriting()
    try database.transaction(.immediate) {
      for fingerprint in fingerprints {
        try database.execute(
          "INSERT OR IGNORE INTO prediction_alarm VALUES (\(fingerprint), \(clock.now.microseconds), NULL, NULL)"
        )
      }
    }
  }

  /// Remembers that a person does not want to hear of these, or, taken back, that they do again.
  package func dismiss(_ fingerprints: [String], by author: Author, isTakenBack: Bool) throws {
    try requireWriting()
    let now = clock.now.microseconds
    let (at, actor): (Int64?, String?) = isTakenBack ? (nil, nil) : (now, author.actor)
    try database.transaction(.immediate) {
      for fingerprint in fingerprints {
        try database.execute(
          """
          INSERT INTO prediction_alarm VALUES (\(fingerprint), \(now), \(at), \(actor))
          ON CONFLICT (fingerprint) DO UPDATE SET dismissed_at = excluded.dismissed_at,
          dismissed_by = excluded.dismissed_by
          """)
      }
    }
  }
}
