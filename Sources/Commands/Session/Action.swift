internal import Arguments

/// What a command does: how it touches the database, and the function that does it.
package struct Action: Sendable {
  enum Effect {
    /// Nothing of the database, but for the settings in it.
    case none
    case reads
    /// Changes records: a database is made where there is none, and `--dry-run` is understood.
    case writes
    /// Takes care of the file: there must be one, and there is no dry run.
    case maintains
  }

  let effect: Effect
  let run: @Sendable (Invocation, Session) throws -> ExitStatus

  static func nothing(_ run: @escaping @Sendable (Invocation, Session) throws -> ExitStatus) -> Action {
    Action(effect: .none, run: run)
  }

  static func reads(_ run: @escaping @Sendable (Invocation, Session) throws -> ExitStatus) -> Action {
    Action(effect: .reads, run: run)
  }

  static func writes(_ run: @escaping @Sendable (Invocation, Session) throws -> ExitStatus) -> Action {
    Action(effect: .writes, run: run)
  }

  static func maintains(_ run: @escaping @Sendable (Invocation, Session) throws -> ExitStatus) -> Action {
    Action(effect: .maintains, run: run)
  }
}
