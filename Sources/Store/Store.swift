internal import SQLite

/// A database of records: the one way to read it is a Query, the one way to change it a Plan.
package final class Store {
  let database: Database
  package let path: String
  package let clock: Clock
  package let access: Access
  /// Made by the first search for words.
  private var scorer: WordScore?

  package enum Access: Sendable {
    case reads
    /// The file must exist.
    case writes
    /// The file is made when it does not exist.
    case creates
  }

  /// Opens the database at `path` and brings its schema up to date; an older one is copied beside it first.
  ///
  /// Fails when there is no database or it is another program's, when a newer crm wrote it, and when it is older and
  /// may only be read. Who only reads brings a file to rights that a writer was stopped in the middle of, unless `heals`
  /// is false. Others that write are waited for with `patience`.
  package init(
    path: String, access: Access, clock: Clock, heals: Bool = true, patience: Duration = .seconds(5)
  ) throws {
    self.path = path
    self.access = access
    self.clock = clock
    database = try Self.open(path, access, heals: heals, patience: patience)
    try Self.prepare(database, path: path, access, now: clock.now)
    try Functions.register(on: database, clock: clock)
  }

  deinit {
    // Keeps the planner's statistics fit; cheap, and harmless when it cannot be done now.
    if access != .reads { try? database.run(script: "PRAGMA analysis_limit = 400; PRAGMA optimize") }
  }

  func wordScore() throws -> WordScore {
    if let scorer { return scorer }
    let made = try WordScore(database)
    scorer = made
    return made
  }

  var compiler: QueryCompiler {
    QueryCompiler(clock: clock, lists: NameLists(database: database))
  }
}
