internal import Bytes
internal import Models
internal import SQLite

/// What became of records that are here no longer.
struct Departed {
  init(database: Database, clock: Clock) throws {}

  /// What became of the record that had a natural key of this one; nil when there was none.
  func find(_ type: RecordType, _ record: JSONObject) throws -> Fate? { nil }
}

/// What became of a record.
enum Fate {
  /// A person deleted it.
  case deleted(id: Int64, name: String)
  /// It is another record now.
  case merged(into: Int64)
}
