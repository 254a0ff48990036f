internal import Arguments

/// What a command does: how it touches the database, and the function that does it.
package struct Action: Sendable {
  /// What the database must allow, which decides how it is opened.
  enum Effect {
    /// Nothing of the database, but for the settings in it.
    case none
    case reads
    /// Changes records: a database is made where there is none, and `--dry-run` is understood.
    case writes
    /// Changes records unless writing is switched off, and then only reads.
    case writesIfAllowed
    /// Takes care of the file: there must be one, and there is no dry run.
    case maintains
  }

  typealias Body = @Sendable (Invocation, Session) throws -> ExitStatus

  /// What the command line asks of the database.
  let effect: @Sendable (Invocation) -> Effect
  let run: Body

  private init(_ effect: Effect, run: @escaping Body) {
    self.effect = { _ in effect }
    self.run = run
  }

  private init(effect: @escaping @Sendable (Invocation) -> Effect, run: @escaping Body) {
    self.effect = effect
    self.run = run
  }

  /// A command that can do without the database.
  static func nothing(_ run: @escaping Body) -> Action { Action(.none, run: run) }

  /// A command that only reads.
  static func reads(_ run: @escaping Body) -> Action { Action(.reads, run: run) }

  /// A command that changes records, by a Plan.
  static func writes(_ run: @escaping Body) -> Action { Action(.writes, run: run) }

  /// A command that reads, and changes records where somebody asks for it while it runs.
  static func writesIfAllowed(_ run: @escaping Body) -> Action { Action(.writesIfAllowed, run: run) }

  /// A command that reads, and changes records where a line asks for it.
  static func reads(
    writingWhen writes: @escaping @Sendable (Invocation) -> Bool, _ run: @escaping Body
  ) -> Action {
    Action(effect: { writes($0) ? .writes : .reads }, run: run)
  }

  /// A command that reads, and takes care of the file where a line asks for it.
  static func reads(
    maintainingWhen maintains: @escaping @Sendable (Invocation) -> Bool, _ run: @escaping Body
  ) -> Action {
    Action(effect: { maintains($0) ? .maintains : .reads }, run: run)
  }

  /// A command that works on the file as a whole.
  static func maintains(_ run: @escaping Body) -> Action { Action(.maintains, run: run) }
}
