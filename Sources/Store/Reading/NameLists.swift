internal import Bytes
internal import Models
internal import SQLite

/// The names that the owner's own lists hold: lead statuses, stages.
struct NameLists {
  let database: Database

  /// The id of a lead status, or nil.
  func status(_ name: String) throws -> Int64? {
    try database.value("SELECT id FROM lead_status WHERE name_key = \(SearchKey.fold(name))")
  }

  /// The lead statuses in their order.
  func statuses() throws -> [String] {
    try database.all("SELECT name FROM lead_status ORDER BY position, id") { try $0[0] as String }
  }

  /// The ids of the stages of that name in all pipelines.
  func stages(_ name: String) throws -> [Int64] {
    try database.all("SELECT id FROM stage WHERE name_key = \(SearchKey.fold(name))") { $0.integer(0) }
  }

  /// The names of the stages of all pipelines in their order.
  func stages() throws -> [String] {
    try database.all("SELECT name FROM stage GROUP BY name_key ORDER BY min(pipeline_id), position") {
      try $0[0] as String
    }
  }

  /// Whether a row of an import speaks of an open, a won or a lost deal: as it says, or by its stage.
  func kind(ofDeal row: JSONObject) throws -> String {
    if let status = row["status"]?.string { return status.lowercased() }
    guard let stage = row["stage"]?.string else { return "open" }
    let pipeline: SQL = row["pipeline_id"]?.int64.map { "\($0)" } ?? "(SELECT min(id) FROM pipeline)"
    return try database.value(
      "SELECT kind FROM stage WHERE pipeline_id = \(pipeline) AND name_key = \(SearchKey.fold(stage.trimmed))"
    ) ?? "open"
  }
}
