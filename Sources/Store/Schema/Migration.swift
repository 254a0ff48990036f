internal import Bytes
internal import SQLite

/// One step of the schema: named, numbered, and never edited once released.
struct Migration: Sendable {
  let name: String
  let sql: [UInt8]

  /// All steps in order. The files are compiled into the program.
  static let all = [
    Migration(name: "0001 records", sql: PackageResources.m0001_records_sql),
    Migration(name: "0002 journal", sql: PackageResources.m0002_journal_sql),
    Migration(name: "0003 derived", sql: PackageResources.m0003_derived_sql),
    Migration(name: "0004 departed", sql: PackageResources.m0004_departed_sql),
    Migration(name: "0005 erasure", sql: PackageResources.m0005_erasure_sql),
    Migration(name: "0006 language", sql: PackageResources.m0006_language_sql),
    Migration(name: "0007 vectors", sql: PackageResources.m0007_vectors_sql),
    Migration(name: "0008 moments", sql: PackageResources.m0008_moments_sql),
    Migration(name: "0009 meetings", sql: PackageResources.m0009_meetings_sql),
    Migration(name: "0010 predictions", sql: PackageResources.m0010_predictions_sql),
    Migration(name: "0011 anomalies", sql: PackageResources.m0011_anomalies_sql),
    Migration(name: "0012 conversations", sql: PackageResources.m0012_conversations_sql),
    Migration(name: "0013 messages", sql: PackageResources.m0013_messages_sql),
  ]

  /// Marks the file as ours: the bytes of "crm1".
  static let applicationID = 0x6372_6d31

  /// The names of the steps that a database has been through.
  static func applied(in database: Database) throws -> [String] {
    let hasTable = try database.value(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'", as: Int.self)
    guard hasTable == 1 else { return [] }
    return try database.all("SELECT name FROM schema_migration ORDER BY name") { try $0[0] as String }
  }

  /// Takes a database through the steps that it has not been through, all in one transaction: nobody sees
  /// half a schema.
  ///
  /// Foreign keys are checked at the end rather than enforced meanwhile, because rebuilding a table takes
  /// its rows away for a moment (https://sqlite.org/lang_altertable.html#otheralter).
  static func run(_ migrations: [Migration], on database: Database, now: Timestamp) throws {
    try database.run(script: "PRAGMA foreign_keys = OFF")
    try database.transaction {
      try database.run(
        script: """
          CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL)
          STRICT, WITHOUT ROWID
          """)
      // Asked again under the lock: another process may have been faster.
      let applied = try applied(in: database)
      for migration in migrations where !applied.contains(migration.name) {
        try database.run(script: String(decoding: migration.sql, as: UTF8.self))
        try database.execute("INSERT INTO schema_migration VALUES (\(migration.name), \(now.microseconds))")
      }
      // A migration knows no time: what it makes is dated 0.
      try database.execute(
        """
        UPDATE pipeline SET created_at = \(now.microseconds), updated_at = \(now.microseconds)
        WHERE created_at = 0
        """)
      let dangling = try database.all("PRAGMA foreign_key_check") { try $0[0] as String }
      if let table = dangling.first { throw StoreError.brokenMigration(table: table) }
    }
    try database.run(script: "PRAGMA foreign_keys = ON")
  }
}
