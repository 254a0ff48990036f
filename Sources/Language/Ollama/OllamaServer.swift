internal import Bytes
internal import HTTP

/// A server that speaks Ollama's own protocol.
package struct OllamaServer: LanguageServer {
  private let connection: Connection

  package init(_ connection: Connection) {
    self.connection = connection
  }

  package var address: String { connection.address }

  // MARK: Chat

  package func chat(_ request: ChatRequest, tell: (ChatEvent) throws -> Void) throws -> ChatAnswer {
    try connection.chat(request, post(request), tell: tell) {
      OllamaChatDecoder(model: request.model, tell: $0)
    }
  }

  package func chats(
    _ requests: some Sequence<ChatRequest>, atOnce: Int,
    finished: (_ index: Int, Result<ChatAnswer, any Error>) throws -> Void
  ) throws {
    try connection.chats(
      requests, atOnce: atOnce, request: post, decoder: { OllamaChatDecoder(model: $0.model) },
      again: { try chat($0) { _ in } }, finished: finished)
  }

  private func post(_ request: ChatRequest) -> HTTPRequest {
    connection.post("/api/chat", Self.body(request))
  }

  // MARK: Vectors

  package func embed(_ texts: [String], model: String, options: GenerationOptions) throws -> [[Float]] {
    if texts.isEmpty { return [] }
    var body: JSONObject = [
      "model": .string(model), "input": .array(texts.map(JSON.string)), "truncate": false,
      "options": ["num_ctx": .number(JSONNumber(Int64(options.contextLength)))],
    ]
    if let keepAlive = options.keepAlive { body["keep_alive"] = Self.duration(keepAlive) }
    let answer = try connection.object(connection.post("/api/embed", body), model: model)
    return try Vectors.read(answer["embeddings"]?.array ?? [], count: texts.count)
  }

  // MARK: Models

  package func models() throws -> [ModelInfo] {
    try connection.object(connection.get("/api/tags"))["models"]?.array?.compactMap(ModelInfo.init(ollama:))
      ?? []
  }

  package func model(_ name: String) throws -> ModelInfo {
    let shown = try connection.object(connection.post("/api/show", ["model": .string(name)]), model: name)
    // The digest stands only in the list.
    let listed = try models().first { ModelName.isSame($0.name, name) }
    return ModelInfo(name: name, shown: shown, listed: listed)
  }

  package func loadedModels() throws -> [LoadedModel] {
    try connection.object(connection.get("/api/ps"))["models"]?.array?.compactMap(LoadedModel.init(ollama:))
      ?? []
  }

  package func pull(_ name: String, tell: (PullProgress) throws -> Void) throws {
    try withoutActuallyEscaping(tell) { tell in
      var decoder = PullDecoder(model: name, tell: tell)
      try connection.perform(connection.post("/api/pull", ["model": .string(name)]), into: &decoder)
    }
  }

  package func version() throws -> String {
    guard let version = try connection.object(connection.get("/api/version"))["version"]?.string else {
      throw LanguageError.notAModelServer("it does not say its version")
    }
    return "Ollama \(version)"
  }
}
