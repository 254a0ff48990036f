package import Bytes

/// A model server, whatever it speaks.
package protocol LanguageServer {
  /// Where it is, for people.
  var address: String { get }

  /// Asks a model, and tells what it says as it says it. Fails with `LanguageError` and `HTTPError`.
  func chat(_ request: ChatRequest, tell: (ChatEvent) throws -> Void) throws -> ChatAnswer

  /// Asks many times, `atOnce` at a time, and tells what became of each, in order.
  func chats(
    _ requests: some Sequence<ChatRequest>, atOnce: Int,
    finished: (_ index: Int, Result<ChatAnswer, any Error>) throws -> Void) throws

  /// Vectors of unit length, one for each text, in order. A text that is too long fails all of them.
  func embed(_ texts: [String], model: String, options: GenerationOptions) throws -> [[Float]]

  func models() throws -> [ModelInfo]
  func model(_ name: String) throws -> ModelInfo
  func loadedModels() throws -> [LoadedModel]
  func pull(_ name: String, tell: (PullProgress) throws -> Void) throws
  /// Which server it is and its version, as far as it says.
  func version() throws -> String
}

extension ChatRequest {
  /// The same, answered by an object of a schema. Servers constrain the answer by it and do not show it to the model,
  /// which then fills fields whose meaning it does not know; so it stands in the prompt, too.
  package func asking(for schema: Schema) -> ChatRequest {
    var request = self
    request.shape = .json(schema)
    let words =
      "Answer with one JSON object of this schema and nothing else:\n\(JSON.object(schema.json).text)"
    if request.messages.first?.role == .system {
      request.messages[0].text += "\n\n" + words
    } else {
      request.messages.insert(Message(.system, words), at: 0)
    }
    return request
  }

  /// The same once more, after an answer that is not of the schema. A model that was kept from thinking may say its
  /// thoughts in place of the answer, so that is left to the server now.
  func repairing(_ answer: ChatAnswer, _ problem: SchemaProblem) -> ChatRequest {
    var request = self
    if options.thinking == false { request.options.thinking = nil }
    request.messages.append(Message(.assistant, answer.text))
    request.messages.append(
      Message(
        .user, "That is not of the shape asked for: \(problem). Answer with the whole object, corrected."))
    return request
  }

  /// Fails when prompt and answer may not fit: a server would cut the prompt without a word.
  func requireFit() throws(LanguageError) {
    let tokens = TokenEstimate.upper(messages)
    let limit = options.contextLength - options.answerLimit
    guard tokens <= limit else { throw .promptTooLong(tokens: tokens, limit: limit) }
  }

  /// Fails when the server has read fewer tokens than were sent.
  func requireWhole(_ answer: ChatAnswer) throws(LanguageError) {
    guard let read = answer.usage.promptTokens, answer.finish != "load" else { return }
    let expected = TokenEstimate.lower(messages)
    // Old servers ignore being told not to cut, and fill the context to the last token.
    if read < expected || read >= options.contextLength { throw .promptCut(tokens: read, expected: expected) }
  }
}

extension Schema {
  /// What is wrong with an answer; nil when it is an object of this schema.
  package func problem(in answer: ChatAnswer) -> SchemaProblem? {
    guard let object = AnswerText.object(in: answer.text) else {
      return SchemaProblem(path: "/", expected: "a JSON object", found: String(answer.text.prefix(80)))
    }
    return problem(in: .object(object))
  }

  /// The object of an answer; fails when it is not of this schema.
  package func object(in answer: ChatAnswer) throws(LanguageError) -> JSONObject {
    if let problem = problem(in: answer) { throw .wrongShape(problem) }
    return AnswerText.object(in: answer.text) ?? [:]
  }
}
