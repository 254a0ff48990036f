internal import Arguments
internal import Bytes
internal import Language

/// `crm model`: the models of a server, and which one does what.
enum ModelCommand {
  static let command = Command<Action>(
    "model", "Models: which there are, and which one does what",
    discussion: """
      Speaks with the server of --engine; with auto, which is the default, with the first that answers: Ollama at its \
      address (the setting ollama.url), then a server of OpenAI's protocol, where openai.url names one. A server on \
      another machine is refused unless the setting allow_remote says yes.
      """,
    group: "Language",
    children: { [list, show, ps, pull, use] })

  // MARK: For all of them

  static let name = Operand("model", .text("model"), help: "Its name, as qwen3:4b-instruct")

  /// Asks the server that the settings mean.
  static func ask<Value>(
    _ session: Session, _ question: (any LanguageServer) throws -> Value
  ) throws -> Value {
    let (server, engine) = try reach(session)
    return try session.advising(engine) { try question(server) }
  }

  /// The server that the settings mean, which has answered. With `auto` that is the first that does; when none does, the
  /// failure is that of the first.
  static func reach(_ session: Session) throws -> (server: any LanguageServer, engine: Engine) {
    let engines = try session.askedEngine().map { [$0] } ?? session.serverEngines()
    var first: (any Error)?
    for engine in engines {
      let server = try session.server(engine)
      do {
        _ = try session.advising(engine) { try server.version() }
        return (server, engine)
      } catch {
        try Interruption.check()
        first = first ?? error
      }
    }
    throw first ?? Failure(.model, "no model server is set")
  }

  /// A model as it is printed; `roles` are those that it works in.
  static func describe(_ model: ModelInfo, roles: [ModelRole]) -> JSONObject {
    func number(_ value: Int64?) -> JSON { value.map { .number(JSONNumber($0)) } ?? .null }
    func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    return [
      "type": "model", "name": .string(model.name), "bytes": number(model.size),
      "family": text(model.family), "parameters": text(model.parameters),
      "quantization": text(model.quantization), "context_length": number(model.contextLength.map(Int64.init)),
      "embedding_width": number(model.embeddingWidth.map(Int64.init)),
      "capabilities": model.capabilities.map { .array($0.map(JSON.string)) } ?? .null,
      "roles": .array(roles.map { .string($0.rawValue) }), "digest": text(model.digest),
      "modified_at": time(model.modifiedAt),
    ]
  }

  /// A time as servers write it, with their zone, in the form in which times are printed.
  static func time(_ text: String?) -> JSON {
    text.flatMap { Timestamp(rfc3339: $0) }.map { .string($0.description) } ?? .null
  }

  /// Which model of a server works in each role.
  static func working(_ models: [ModelInfo], _ session: Session) throws -> [ModelRole: String] {
    var names: [ModelRole: String] = [:]
    for role in ModelRole.allCases {
      let model = try session.find(.model(role))
      names[role] =
        role.model(among: models, named: model.value, isReplaceable: model.origin == .default)?.name
    }
    return names
  }
}
