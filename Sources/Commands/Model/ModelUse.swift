internal import Arguments
internal import Language

extension ModelCommand {
  private static let role = Operand("role", .choice("role", ModelRole.self), help: "What it is to do")

  static let use = Command<Action>(
    "use", "Choose the model for a role",
    discussion: """
      Writes the setting model.extract, model.chat or model.embed into the database, as crm config set does. A model \
      that the server has not, or that cannot do this, is refused; without a server it is taken as it is.
      """,
    arguments: [role, name],
    examples: [
      Example("crm model use chat qwen3:8b", "It talks from now on"), Example("crm undo", "As it was before"),
    ],
    action: .writes { call, session in
      let role = call[role]
      let name = try session.checked(call[name], for: .model(role))
      if let (server, engine) = try reachIfAny(session) {
        let model = try session.advising(engine) { try server.model(name) }
        guard model.can(role.capability) != false else {
          throw Failure(
            .invalid, "the model '\(name)' cannot do this: \(role.capability)", hint: .command("model list"))
        }
      }
      return try ConfigCommand.set(.model(role), to: name, session)
    })

  /// The server, or nil with a note where none answers.
  private static func reachIfAny(_ session: Session) throws -> (server: any LanguageServer, engine: Engine)? {
    do {
      return try reach(session)
    } catch {
      let failure = Failure(error)
      guard failure.status == .model else { throw error }
      session.note("whether there is such a model is not known: \(failure.message)")
      return nil
    }
  }
}
