import HTTP
import Language
import Synchronization
import TestSupport
import Testing

/// The clients against what real servers answered.
struct RecordedExchangeTests {
  @Test func everyRecordedAnswerIsTakenForWhatItIs() throws {
    let exchanges = RecordedExchange.all
    try #require(exchanges.count > 450)
    let current = Mutex(exchanges[0])
    let server = try LoopbackServer { _ in current.withLock { $0 }.reply }
    for exchange in exchanges {
      current.withLock { $0 = exchange }
      let outcome = outcome(of: exchange.path, at: server)
      #expect(outcome == exchange.outcome, "\(exchange.name)")
    }
  }

  private func outcome(of path: String, at server: LoopbackServer) -> String {
    let isNative = path.hasPrefix("/api")
    let connection = Connection(
      address: server.url("").withoutSlash + (isNative ? "" : "/v1"), key: nil,
      client: HTTPClient(policy: .loopback, isCancelled: { false }), patience: Patience { _ in })
    let language: any LanguageServer = isNative ? OllamaServer(connection) : OpenAIServer(connection)
    let request = ChatRequest("m", [Message(.user, "hi")], GenerationOptions())
    do {
      switch path {
      case "/api/chat", "/v1/chat/completions":
        let answer = try language.chat(request) { _ in }
        if answer.finish.hasSuffix("load") { return answer.finish }
        let calls = answer.calls.map(\.name).joined(separator: ",")
        return "\(answer.finish) \(answer.text.utf8.count) \(answer.thinking.utf8.count) \(calls)"
      case "/api/embed", "/v1/embeddings":
        // How many texts there were is not recorded, so the number is taken from what was answered.
        return try (0...40).compactMap { count -> String? in
          do {
            let vectors = try language.embed(
              Array(repeating: "a", count: count == 0 ? 41 : count), model: "m", options: GenerationOptions())
            return "\(vectors.count) vectors"
          } catch LanguageError.unreadable(let text) {
            return text.hasPrefix("0 vectors") ? "0 vectors" : nil
          }
        }.first ?? "none"
      case "/api/pull":
        try language.pull("m") { _ in }
        return "success"
      case "/api/tags", "/v1/models": return "\(try language.models().count) models"
      case "/api/ps": return "\(try language.loadedModels().count) loaded"
      case "/api/show": return try shown(server)
      case "/api/version":
        _ = try language.version()
        return "version"
      default: return "unknown path"
      }
    } catch {
      return words(error)
    }
  }

  /// The list that `model` also asks for is not in this exchange, so only the answer to the first question counts.
  private func shown(_ server: LoopbackServer) throws -> String {
    let connection = Connection(
      address: server.url("").withoutSlash, key: nil,
      client: HTTPClient(policy: .loopback, isCancelled: { false }), patience: Patience { _ in })
    let model = try OllamaServer(connection).model("m")
    let length = model.contextLength.map(String.init) ?? "None"
    return "shown \(length) \(model.capabilities?.joined(separator: ",") ?? "")"
  }

  private func words(_ error: any Error) -> String {
    switch error {
    case LanguageError.busy: "busy"
    case LanguageError.forbidden: "forbidden"
    case LanguageError.modelMissing: "missing"
    case LanguageError.promptTooLong: "too long"
    case LanguageError.modelCannot(let capability, _): "cannot \(capability)"
    case LanguageError.incomplete(.brokenOff): "broken off"
    case LanguageError.incomplete(.tooLong): "cut"
    case LanguageError.incomplete(.empty): "empty"
    case LanguageError.notAModelServer: "no server"
    case LanguageError.serverError(let status, _): "error \(status)"
    default: "\(error)"
    }
  }
}

extension String {
  var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
