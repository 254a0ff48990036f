internal import Bytes
internal import SQLite

/// The people who were erased here.
struct Erased {
  init(database: Database) throws {}

  /// Whether a contact is one of them.
  func holds(_ contact: JSONObject) throws -> Bool { false }
}
