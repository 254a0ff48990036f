internal import Bytes
internal import HTTP

/// A server that speaks OpenAI's protocol: llama.cpp, vLLM, LM Studio, LiteLLM, and Ollama's `/v1`.
package struct OpenAIServer: LanguageServer {
  private let connection: Connection

  /// The connection's address ends with `/v1` or what stands for it.
  package init(_ connection: Connection) {
    self.connection = connection
  }

  package var address: String { connection.address }

  // MARK: Chat

  package func chat(_ request: ChatRequest, tell: (ChatEvent) throws -> Void) throws -> ChatAnswer {
    try connection.chat(request, post(request), tell: tell) {
      OpenAIChatDecoder(model: request.model, tell: $0)
    }
  }

  package func chats(
    _ requests: some Sequence<ChatRequest>, atOnce: Int,
    finished: (_ index: Int, Result<ChatAnswer, any Error>) throws -> Void
  ) throws {
    try connection.chats(
      requests, atOnce: atOnce, request: post, decoder: { OpenAIChatDecoder(model: $0.model) },
      again: { try chat($0) { _ in } }, finished: finished)
  }

  private func post(_ request: ChatRequest) -> HTTPRequest {
    connection.post("/chat/completions", Self.body(request))
  }

  // MARK: Vectors

  package func embed(_ texts: [String], model: String, options: GenerationOptions) throws -> [[Float]] {
    if texts.isEmpty { return [] }
    let body: JSONObject = [
      "model": .string(model), "input": .array(texts.map(JSON.string)), "encoding_format": "float",
    ]
    let answer = try connection.object(connection.post("/embeddings", body), model: model)
    let entries = (answer["data"]?.array ?? []).sorted {
      ($0["index"]?.int64 ?? 0) < ($1["index"]?.int64 ?? 0)
    }
    return try Vectors.read(entries.map { $0["embedding"] ?? .null }, count: texts.count)
  }

  // MARK: Models

  package func models() throws -> [ModelInfo] {
    // A server without models answers null.
    let entries = try connection.object(connection.get("/models"))["data"]?.array ?? []
    return entries.compactMap { entry in
      guard let name = entry["id"]?.string else { return nil }
      var model = ModelInfo(name: name)
      let length = entry["max_model_len"] ?? entry["meta"]?["n_ctx_train"]
      model.contextLength = length?.int64.map(Int.init)
      model.size = entry["meta"]?["size"]?.int64
      return model
    }
  }

  package func model(_ name: String) throws -> ModelInfo {
    guard let model = try models().first(where: { ModelName.isSame($0.name, name) }) else {
      throw LanguageError.modelMissing(name)
    }
    return model
  }

  package func loadedModels() throws -> [LoadedModel] {
    throw LanguageError.modelCannot("telling which models are loaded", model: "any")
  }

  package func pull(_ name: String, tell: (PullProgress) throws -> Void) throws {
    throw LanguageError.modelCannot("downloading", model: name)
  }

  package func version() throws -> String {
    _ = try connection.object(connection.get("/models"))
    return "an OpenAI-compatible server"
  }

  // MARK: Bodies

  /// A chat as `/v1/chat/completions` takes it. Defaults differ between servers, so nothing is left to them.
  static func body(_ request: ChatRequest) -> JSONObject {
    let options = request.options
    var body: JSONObject = [
      "model": .string(request.model), "messages": .array(request.messages.map(message)), "stream": true,
      "stream_options": ["include_usage": true],
      "max_tokens": .number(JSONNumber(Int64(options.answerLimit))),
      "temperature": JSON(floatLiteral: options.temperature), "top_p": 1.0,
    ]
    if let seed = options.seed { body["seed"] = .number(JSONNumber(seed)) }
    switch request.shape {
    case .text: break
    case .json(let schema):
      body["response_format"] = [
        "type": "json_schema",
        "json_schema": ["name": .string(schema.name), "strict": true, "schema": .object(schema.json)],
      ]
    case .tools(let tools): body["tools"] = .array(tools.map(\.json))
    }
    return body
  }

  private static func message(_ message: Message) -> JSON {
    var object: JSONObject = ["role": .string(message.role.rawValue), "content": .string(message.text)]
    if !message.calls.isEmpty {
      object["tool_calls"] = .array(
        message.calls.map { call in
          [
            "id": .string(call.id), "type": "function",
            "function": ["name": .string(call.name), "arguments": .string(JSON.object(call.arguments).text)],
          ]
        })
    }
    if let call = message.answers { object["tool_call_id"] = .string(call.id) }
    return .object(object)
  }
}
