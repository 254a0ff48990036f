/// Turns the bytes of a server's answer to a chat into events and, at its proper end, an answer.
protocol ChatDecoder: LineDecoder {
  var gatherer: ChatGatherer { get set }
}

extension ChatDecoder {
  mutating func finish() {
    gatherer.hasEnded = true
  }

  /// The whole answer; fails when it is none, or not all of one.
  func answer() throws(LanguageError) -> ChatAnswer { try gatherer.whole() }
}

/// What both decoders gather.
struct ChatGatherer {
  let tell: (ChatEvent) throws -> Void
  var answer = ChatAnswer()
  /// The server has said that this is the end.
  var isDone = false
  /// The answer of the connection ended as it should.
  var hasEnded = false

  mutating func add(text: String?) throws {
    guard let text, !text.isEmpty else { return }
    answer.text += text
    try tell(.text(text))
  }

  mutating func add(thinking: String?) throws {
    guard let thinking, !thinking.isEmpty else { return }
    answer.thinking += thinking
    try tell(.thinking(thinking))
  }

  mutating func add(_ call: ToolCall) throws {
    answer.calls.append(call)
    try tell(.call(call))
  }

  /// The answer, if there is one.
  func whole() throws(LanguageError) -> ChatAnswer {
    guard isDone, hasEnded else { throw .incomplete(.brokenOff) }
    // Loading a model is answered with nothing, on purpose.
    if answer.finish == "load" || answer.finish == "unload" { return answer }
    if answer.finish == "length" { throw .incomplete(.tooLong) }
    guard !answer.text.isEmpty || !answer.calls.isEmpty else { throw .incomplete(.empty) }
    return answer
  }
}
