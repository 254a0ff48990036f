internal import Bytes
internal import SQLite

/// The people who were erased here.
struct Erased {
  init(database: Database) {}

  /// Whether a contact is one of them.
  func holds(_ contact: JSONObject) throws -> Bool { false }
}
