/// What a model is asked.
package struct ChatRequest: Sendable {
  /// What the answer is made of. Tools and a schema exclude each other: a grammar keeps a model from calling tools.
  package enum Shape: Sendable {
    case text
    case json(Schema)
    case tools([Tool])
  }

  package var model: String
  package var messages: [Message]
  package var shape = Shape.text
  package var options: GenerationOptions

  package init(_ model: String, _ messages: [Message], _ options: GenerationOptions) {
    self.model = model
    self.messages = messages
    self.options = options
  }
}

/// How a model answers.
package struct GenerationOptions: Hashable, Sendable {
  /// The tokens of prompt and answer together. Fixed for a model: another number makes the server load it anew.
  package var contextLength = 8192
  /// The most tokens of an answer.
  package var answerLimit = 2048
  package var temperature = 0.0
  package var seed: Int64? = 0
  /// How long the server keeps the model in memory afterwards: seconds, or a duration like `10m`.
  package var keepAlive: String? = "10m"
  /// Whether a model that can think does; nil leaves it to the server.
  package var thinking: Bool?

  package init() {}
}

/// What a model answered, all of it.
package struct ChatAnswer: Hashable, Sendable {
  package var text = ""
  package var thinking = ""
  package var calls: [ToolCall] = []
  /// `stop`, or `length` when the limit of tokens ended it.
  package var finish = ""
  package var usage = Usage()
  /// The model as the server names it.
  package var model = ""
  /// Whether it was given before, and kept.
  package var isKept = false

  package init() {}
}

/// What an answer cost, as far as the server says.
package struct Usage: Hashable, Sendable {
  package var promptTokens: Int?
  package var answerTokens: Int?

  package init() {}
}

/// A piece of an answer that is on its way.
package enum ChatEvent: Hashable, Sendable {
  case text(String)
  case thinking(String)
  case call(ToolCall)
}
