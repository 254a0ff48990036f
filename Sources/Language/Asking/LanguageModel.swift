package import Bytes

/// A model that can be asked, with the options of a role: what it answered before it is not asked again, and what it
/// is asked is logged.
package struct LanguageModel {
  package let engine: Engine
  package let info: ModelInfo
  package let options: GenerationOptions
  private let server: any LanguageServer
  private let ledger: any Ledger
  /// What a clock shows that is never set.
  private let milliseconds: () -> Int

  /// So many questions of a long list are taken at once. More would wait in memory, fewer leave the server idle while
  /// the last of them are answered.
  private static let window = 64

  package init(
    _ info: ModelInfo, of engine: Engine, at server: any LanguageServer, options: GenerationOptions,
    ledger: any Ledger, milliseconds: @escaping () -> Int
  ) {
    self.info = info
    self.engine = engine
    self.server = server
    self.options = options
    self.ledger = ledger
    self.milliseconds = milliseconds
  }

  // MARK: Asking

  /// Words, or calls of the question's tools, told as they come. Fails with `LanguageError` and `HTTPError`.
  package func answer(
    _ question: Question, tell: (ChatEvent) throws -> Void = { _ in }
  ) throws -> ChatAnswer {
    var request = ChatRequest(info.name, question.messages, options)
    if !question.tools.isEmpty { request.shape = .tools(question.tools) }
    let asking = Asking(question, request, key(of: request, question))
    if let answer = kept(asking) {
      if !answer.thinking.isEmpty { try tell(.thinking(answer.thinking)) }
      if !answer.text.isEmpty { try tell(.text(answer.text)) }
      for call in answer.calls { try tell(.call(call)) }
      return answer
    }
    return try noted(asking) { try server.chat(request, tell: tell) }
  }

  /// An object of a schema. Asks once more, with what was wrong, when the answer is not of it; then fails with it.
  package func object(_ question: Question, of schema: Schema) throws -> (
    object: JSONObject, answer: ChatAnswer
  ) {
    let asking = asking(question, for: schema)
    if let answer = kept(asking) { return (try schema.object(in: answer), answer) }
    return try object(asking, schema) { try server.chat(asking.request) { _ in } }
  }

  /// Objects of a schema for many questions, `atOnce` of them asked at a time, told in order.
  package func objects(
    _ questions: some Sequence<Question>, of schema: Schema, atOnce: Int,
    finished: (_ index: Int, Result<(object: JSONObject, answer: ChatAnswer), any Error>) throws -> Void
  ) throws {
    var rest = questions.makeIterator()
    var told = 0
    while true {
      var window: [Asking] = []
      while window.count < Self.window, let question = rest.next() {
        window.append(asking(question, for: schema))
      }
      if window.isEmpty { return }
      let answers = window.map(kept)
      let open = window.indices.filter { answers[$0] == nil }
      /// Tells what was kept, up to an open question.
      var next = 0
      func tellKept() throws {
        while next < answers.count, let answer = answers[next] {
          try finished(told, Result { (try schema.object(in: answer), answer) })
          (next, told) = (next + 1, told + 1)
        }
      }
      try tellKept()
      var starts: [Int] = []
      let requests = open.lazy.map { index in
        starts.append(milliseconds())
        return window[index].request
      }
      try server.chats(requests, atOnce: atOnce) { index, result in
        let asking = window[open[index]]
        try finished(told, Result { try object(asking, schema, since: starts[index]) { try result.get() } })
        (next, told) = (next + 1, told + 1)
        try tellKept()
      }
    }
  }

  /// Vectors of unit length, one for each text, in order. A text that is too long fails all of them.
  package func vectors(_ texts: [String], purpose: String) throws -> [[Float]] {
    let question = Question(purpose, version: "", texts.map { Message(.user, $0) })
    let start = milliseconds()
    do {
      let vectors = try server.embed(texts, model: info.name, options: options)
      note(question, ChatAnswer(), "ok", since: start)
      return vectors
    } catch {
      note(question, ChatAnswer(), LanguageCall.outcome(of: error), since: start)
      throw error
    }
  }

  // MARK: One question

  /// A question on its way.
  private struct Asking {
    let question: Question
    let request: ChatRequest
    let key: [UInt8]

    init(_ question: Question, _ request: ChatRequest, _ key: [UInt8]) {
      self.question = question
      self.request = request
      self.key = key
    }
  }

  private func asking(_ question: Question, for schema: Schema) -> Asking {
    let request = ChatRequest(info.name, question.messages, options).asking(for: schema)
    return Asking(question, request, key(of: request, question))
  }

  private func key(of request: ChatRequest, _ question: Question) -> [UInt8] {
    request.key(question, engine: engine, digest: info.digest ?? server.address)
  }

  /// What was answered before to the same question. What is kept has been of the schema, which is part of the key.
  private func kept(_ asking: Asking) -> ChatAnswer? {
    ledger.answer(under: asking.key).flatMap(ChatAnswer.init(kept:))
  }

  private func object(
    _ asking: Asking, _ schema: Schema, since start: Int? = nil, _ ask: () throws -> ChatAnswer
  ) throws -> (object: JSONObject, answer: ChatAnswer) {
    let first = try noted(asking, schema, since: start, ask)
    guard let problem = schema.problem(in: first) else { return (try schema.object(in: first), first) }
    let again = asking.request.repairing(first, problem)
    let second = try noted(asking, schema) { try server.chat(again) { _ in } }
    return (try schema.object(in: second), second)
  }

  /// Asks and logs it; keeps the answer when it is good.
  private func noted(
    _ asking: Asking, _ schema: Schema? = nil, since start: Int? = nil, _ ask: () throws -> ChatAnswer
  ) throws -> ChatAnswer {
    let start = start ?? milliseconds()
    do {
      let answer = try ask()
      let isGood = schema?.problem(in: answer) == nil
      note(
        asking.question, answer, isGood ? "ok" : "wrong shape", since: start,
        keeping: isGood ? asking.key : nil)
      return answer
    } catch {
      note(asking.question, ChatAnswer(), LanguageCall.outcome(of: error), since: start)
      throw error
    }
  }

  private func note(
    _ question: Question, _ answer: ChatAnswer, _ outcome: String, since start: Int,
    keeping key: [UInt8]? = nil
  ) {
    let call = LanguageCall(
      purpose: question.purpose, version: question.version, engine: engine, model: info.name,
      digest: info.digest, usage: answer.usage, milliseconds: milliseconds() - start, outcome: outcome,
      prompt: question.messages.map { "\($0.role.rawValue): \($0.text)" }.joined(separator: "\n\n"),
      answer: answer.text)
    ledger.note(call, keeping: key.map { ($0, answer.json) })
  }
}
