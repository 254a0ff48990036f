internal import Bytes

/// An answer of `/v1/chat/completions` as a stream of server-sent events, the last of which is `[DONE]`.
struct OpenAIChatDecoder: ChatDecoder {
  var lines: AnswerLines
  var gatherer: ChatGatherer
  /// Calls come in fragments, each with the number of the call it belongs to.
  private var calls: [(index: Int, id: String?, name: String, arguments: String)] = []

  init(model: String, tell: @escaping (ChatEvent) throws -> Void = { _ in }) {
    lines = AnswerLines(model: model)
    gatherer = ChatGatherer(tell: tell)
  }

  /// `data: {…}`, with or without the space. Comments keep the connection alive, other fields say nothing here.
  mutating func receive(line: ArraySlice<UInt8>) throws {
    let data = Array("data:".utf8)
    guard line.starts(with: data) else {
      if line.first == UInt8(ascii: "{") { try receive(event: line) }
      return
    }
    let payload = line.dropFirst(data.count).drop { $0 == 0x20 }
    if payload.elementsEqual("[DONE]".utf8) {
      try finishCalls()
      // Without a reason the server has swallowed what went wrong.
      gatherer.isDone = !gatherer.answer.finish.isEmpty
      return
    }
    if !payload.isEmpty { try receive(event: payload) }
  }

  private mutating func receive(event bytes: ArraySlice<UInt8>) throws {
    let object = try lines.object(in: bytes)
    if let name = object["model"]?.string, !name.isEmpty { gatherer.answer.model = name }
    if let usage = object["usage"], !usage.isNull {
      gatherer.answer.usage.promptTokens = usage["prompt_tokens"]?.int64.map(Int.init)
      gatherer.answer.usage.answerTokens = usage["completion_tokens"]?.int64.map(Int.init)
    }
    guard let choice = object["choices"]?.array?.first else { return }
    let delta = choice["delta"] ?? choice["message"]
    try gatherer.add(thinking: delta?["reasoning"]?.string ?? delta?["reasoning_content"]?.string)
    try gatherer.add(text: delta?["content"]?.string)
    for (position, call) in (delta?["tool_calls"]?.array ?? []).enumerated() {
      receive(fragment: call, index: call["index"]?.int64.map(Int.init) ?? position)
    }
    if let reason = choice["finish_reason"]?.string { gatherer.answer.finish = reason }
  }

  private mutating func receive(fragment call: JSON, index: Int) {
    let function = call["function"]
    let arguments = function?["arguments"].map { $0.string ?? $0.text } ?? ""
    let id = call["id"]?.string
    // Some servers number all calls of an answer 0, and tell them apart by their ids alone.
    if let known = calls.lastIndex(where: { $0.index == index && (id == nil || $0.id == nil || $0.id == id) })
    {
      calls[known].id = calls[known].id ?? id
      calls[known].name += function?["name"]?.string ?? ""
      calls[known].arguments += arguments
    } else {
      calls.append((index, id, function?["name"]?.string ?? "", arguments))
    }
  }

  private mutating func finishCalls() throws {
    for (number, call) in calls.enumerated() {
      guard
        let made = ToolCall(id: call.id, name: call.name, arguments: .string(call.arguments), number: number)
      else { throw LanguageError.unreadable("arguments of a tool call: \(call.arguments.prefix(200))") }
      try gatherer.add(made)
    }
    calls = []
  }
}
