internal import Arguments
internal import Bytes
internal import Language

extension ModelCommand {
  static let list = Command<Action>(
    "list", "Show the models that the server has, and what each is used for",
    discussion: """
      roles are those in which the model works: extract finds facts in text, chat talks and chooses among tools, embed \
      makes vectors.
      """,
    examples: [
      Example("crm model list", "All"),
      Example("crm model list | jq -r 'select(.roles != []) | .name'", "Those that are used"),
    ],
    action: .nothing { _, session in
      let models = try ask(session) { server in try server.models() }
      let working = try working(models, session)
      let printer = try RowPrinter(
        session, columns: describe(ModelInfo(name: ""), roles: []).keys,
        preferred: ["name", "bytes", "parameters", "quantization", "context_length", "roles"])
      for model in models {
        let roles = ModelRole.allCases.filter { working[$0] == model.name }
        try printer.row(describe(model, roles: roles))
      }
      try session.finish(printer)
      return .ok
    })

  static let show = Command<Action>(
    "show", "Show a model",
    arguments: [name],
    examples: [Example("crm model show qwen3:4b-instruct", "What it can do, and how much text fits")],
    action: .nothing { call, session in try show(call[name], session) })

  /// Prints what the server knows of a model.
  static func show(_ name: String, _ session: Session) throws -> ExitStatus {
    let (model, models) = try ask(session) { server in (try server.model(name), try server.models()) }
    let working = try working(models, session)
    let roles = ModelRole.allCases.filter { role in
      working[role].map { ModelName.isSame($0, model.name) } ?? false
    }
    return try session.printOne(describe(model, roles: roles))
  }
}
