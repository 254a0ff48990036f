internal import Bytes

extension OllamaServer {
  /// A chat as `/api/chat` takes it.
  static func body(_ request: ChatRequest) -> JSONObject {
    let options = request.options
    var settings: JSONObject = [
      "num_ctx": .number(JSONNumber(Int64(options.contextLength))),
      "num_predict": .number(JSONNumber(Int64(options.answerLimit))),
      "temperature": JSON(floatLiteral: options.temperature),
    ]
    if let seed = options.seed { settings["seed"] = .number(JSONNumber(seed)) }
    // `shift` is left out: another value than the loaded model's makes the server load it anew.
    var body: JSONObject = [
      "model": .string(request.model), "messages": .array(request.messages.map(message)), "stream": true,
      "truncate": false, "options": .object(settings),
    ]
    if let keepAlive = options.keepAlive { body["keep_alive"] = duration(keepAlive) }
    if let thinking = options.thinking { body["think"] = .bool(thinking) }
    switch request.shape {
    case .text: break
    case .json(let schema): body["format"] = .object(schema.json)
    case .tools(let tools): body["tools"] = .array(tools.map(\.json))
    }
    return body
  }

  /// A number of seconds, or a duration with its unit; digits in a text would be refused.
  static func duration(_ text: String) -> JSON {
    Int64(text).map { .number(JSONNumber($0)) } ?? .string(text)
  }

  private static func message(_ message: Message) -> JSON {
    var object: JSONObject = ["role": .string(message.role.rawValue), "content": .string(message.text)]
    if !message.thinking.isEmpty { object["thinking"] = .string(message.thinking) }
    if !message.calls.isEmpty {
      object["tool_calls"] = .array(
        message.calls.map { call in
          [
            "id": .string(call.id),
            "function": ["name": .string(call.name), "arguments": .object(call.arguments)],
          ]
        })
    }
    if let call = message.answers {
      object["tool_name"] = .string(call.name)
      object["tool_call_id"] = .string(call.id)
    }
    return .object(object)
  }
}

extension Tool {
  /// As both protocols take it.
  var json: JSON {
    [
      "type": "function",
      "function": ["name": .string(name), "description": .string(help), "parameters": .object(parameters)],
    ]
  }
}
