internal import Bytes
internal import Models
internal import SQLite

/// The names that the owner's own lists hold: lead statuses, stages.
struct NameLists {
  let database: Database

  /// The id of a lead status; fails with the names there are.
  func status(_ name: String) throws -> Int64 {
    let key = SearchKey.fold(name)
    if let id = try database.value("SELECT id FROM lead_status WHERE name_key = \(key)", as: Int64.self) {
      return id
    }
    let names = try database.all("SELECT name FROM lead_status ORDER BY position, id") { try $0[0] as String }
    throw StoreError.invalid(.contact, field: "status", .notAmong(names, found: name))
  }

  /// The ids of the stages of that name in all pipelines, at least one; fails with the names there are.
  func stages(_ name: String) throws -> [Int64] {
    let key = SearchKey.fold(name)
    let ids = try database.all("SELECT id FROM stage WHERE name_key = \(key)") { try $0[0] as Int64 }
    if !ids.isEmpty { return ids }
    let names = try database.all("SELECT DISTINCT name FROM stage ORDER BY pipeline_id, position") {
      try $0[0] as String
    }
    throw StoreError.invalid(.deal, field: "stage", .notAmong(names, found: name))
  }
}
