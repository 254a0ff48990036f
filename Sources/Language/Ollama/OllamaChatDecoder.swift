internal import Bytes

/// An answer of `/api/chat`: a JSON object on each line, the last of which says `done`.
struct OllamaChatDecoder: ChatDecoder {
  var lines: AnswerLines
  var gatherer: ChatGatherer

  init(model: String, tell: @escaping (ChatEvent) throws -> Void = { _ in }) {
    lines = AnswerLines(model: model)
    gatherer = ChatGatherer(tell: tell)
  }

  mutating func receive(line: ArraySlice<UInt8>) throws {
    if line.allSatisfy({ $0 == 0x20 }) { return }
    let object = try lines.object(in: line)
    let message = object["message"]
    try gatherer.add(thinking: message?["thinking"]?.string)
    try gatherer.add(text: message?["content"]?.string)
    for call in message?["tool_calls"]?.array ?? [] { try receive(call: call) }
    if let name = object["model"]?.string, !name.isEmpty { gatherer.answer.model = name }
    if object["done"]?.bool == true { finish(object) }
  }

  private mutating func receive(call: JSON) throws {
    let function = call["function"]
    guard let name = function?["name"]?.string,
      let call = ToolCall(
        id: call["id"]?.string, name: name, arguments: function?["arguments"],
        number: gatherer.answer.calls.count)
    else { throw LanguageError.unreadable("a tool call: \(call.text)") }
    try gatherer.add(call)
  }

  private mutating func finish(_ object: JSONObject) {
    gatherer.isDone = true
    gatherer.answer.finish = object["done_reason"]?.string ?? "stop"
    gatherer.answer.usage.promptTokens = object["prompt_eval_count"]?.int64.map(Int.init)
    gatherer.answer.usage.answerTokens = object["eval_count"]?.int64.map(Int.init)
  }
}
