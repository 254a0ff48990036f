internal import Bytes

extension ChatRequest {
  /// What an answer to this is kept under: the head of a hash over all that it depends on. Nothing can be read from it.
  func key(_ question: Question, engine: Engine, digest: String) -> [UInt8] {
    var request = self
    // How long the server keeps the model changes no answer.
    request.options.keepAlive = nil
    let parts: JSON = [
      .string(engine.rawValue), .string(digest), .string(question.purpose), .string(question.version),
      .object(OllamaServer.body(request)),
    ]
    return Array(SHA256.hash(Array(parts.text.utf8)).prefix(16))
  }
}

extension ChatAnswer {
  /// The answer as it is kept.
  var json: JSONObject {
    [
      "text": .string(text), "thinking": .string(thinking),
      "calls": .array(
        calls.map {
          ["id": .string($0.id), "name": .string($0.name), "arguments": .object($0.arguments)]
        }),
      "finish": .string(finish), "model": .string(model),
      "prompt_tokens": usage.promptTokens.map { .number(JSONNumber(Int64($0))) } ?? .null,
      "answer_tokens": usage.answerTokens.map { .number(JSONNumber(Int64($0))) } ?? .null,
    ]
  }

  /// An answer that was kept; nil when it is none.
  init?(kept object: JSONObject) {
    guard let text = object["text"]?.string, let finish = object["finish"]?.string else { return nil }
    self.text = text
    self.finish = finish
    thinking = object["thinking"]?.string ?? ""
    model = object["model"]?.string ?? ""
    usage.promptTokens = object["prompt_tokens"]?.int64.map(Int.init)
    usage.answerTokens = object["answer_tokens"]?.int64.map(Int.init)
    for (number, call) in (object["calls"]?.array ?? []).enumerated() {
      guard
        let call = ToolCall(
          id: call["id"]?.string, name: call["name"]?.string ?? "", arguments: call["arguments"],
          number: number)
      else { return nil }
      calls.append(call)
    }
    isKept = true
  }
}
