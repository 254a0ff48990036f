internal import Arguments
internal import Bytes
internal import Language

extension ModelCommand {
  static let ps = Command<Action>(
    "ps", "Show the models that are in the server's memory",
    discussion: """
      card_bytes is how much of a model is on a graphics card, expires_at when the server lets go of it. Only Ollama \
      tells.
      """,
    examples: [Example("crm model ps", "What is loaded, and until when")],
    action: .nothing { _, session in
      let models = try ask(session) { server in try server.loadedModels() }
      let printer = try RowPrinter(
        session, columns: ["type", "name", "bytes", "card_bytes", "context_length", "expires_at"],
        preferred: ["name", "bytes", "card_bytes", "context_length", "expires_at"])
      for model in models {
        func number(_ value: Int64?) -> JSON { value.map { .number(JSONNumber($0)) } ?? .null }
        try printer.row([
          "type": "loaded_model", "name": .string(model.name), "bytes": number(model.size),
          "card_bytes": number(model.sizeOnCard),
          "context_length": number(model.contextLength.map(Int64.init)), "expires_at": time(model.expiresAt),
        ])
      }
      try session.finish(printer)
      return .ok
    })
}
