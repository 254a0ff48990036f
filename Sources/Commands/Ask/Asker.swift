internal import Assistant
internal import Bytes
internal import Language
internal import Models
internal import Store

/// Answers questions in this run: from the data by the built-in engine, or by a model where that does not understand.
struct Asker {
  private let session: Session
  private let store: Store
  private let answerer: Answerer

  init(_ session: Session) throws {
    self.session = session
    store = try session.store()
    answerer = try Answerer(store, user: try session.author().actor)
  }

  /// Answers a question in a conversation, and remembers it there, unless a model proposes changes instead, which it may in
  /// a chat. Sentences of an answer are told as they come, where it comes so; `Reply.isTold` says whether all of it was.
  func reply(
    to question: String, in dialogue: Dialogue, for purpose: ModelTurn.Purpose = .ask,
    tell: (String) throws -> Void = { _ in }
  ) throws -> Reply {
    try reply(try understood(question, in: dialogue), in: dialogue, for: purpose, tell: tell)
  }

  /// What the built-in engine makes of a question.
  func understood(_ question: String, in dialogue: Dialogue) throws -> Reply {
    let started = Stopwatch.milliseconds()
    var reply = Reply(question: question, answer: try answerer.answer(question, dialogue.setting))
    reply.conversation = dialogue.name.isEmpty ? nil : dialogue.name
    reply.milliseconds = Stopwatch.milliseconds() - started
    return reply
  }

  /// The same, going on from there.
  func reply(
    _ understood: Reply, in dialogue: Dialogue, for purpose: ModelTurn.Purpose,
    tell: (String) throws -> Void
  ) throws -> Reply {
    let started = Stopwatch.milliseconds()
    var reply = understood
    if try asksModel(instead: reply.answer) {
      try ask(reply.question, in: dialogue, purpose, &reply, tell)
    }
    reply.milliseconds += Stopwatch.milliseconds() - started
    if reply.proposal == nil { try remember(reply, in: dialogue) }
    return reply
  }

  /// A reply is part of the conversation from now on.
  private func remember(_ reply: Reply, in dialogue: Dialogue) throws {
    dialogue.setting.speak(of: reply.answer.subject)
    if let query = reply.answer.query { dialogue.setting.query = query }
    try dialogue.remember(reply.question, reply: reply.answer.text, reply.details, open: dialogue.open)
  }

  // MARK: A model

  /// What is simple is answered at once: a model is asked what the built-in engine does not understand, and everything
  /// where its engine is asked for by name.
  private func asksModel(instead answer: Answer) throws -> Bool {
    switch try session.askedEngine() {
    case .builtin?: false
    case nil: answer.route == .unsupported
    case .ollama?, .openai?: answer.route != .smalltalk
    }
  }

  /// Asks a model. When it fails, the answer of the built-in engine stands, unless the model was asked for by name.
  private func ask(
    _ question: String, in dialogue: Dialogue, _ purpose: ModelTurn.Purpose, _ reply: inout Reply,
    _ tell: (String) throws -> Void
  ) throws {
    var told: [String] = []
    do {
      guard let turn = try ModelTurn(session, for: purpose) else { return }
      let result = try turn.run(question, in: dialogue) { sentence in
        told.append(sentence)
        try tell(sentence)
      }
      reply.engine = turn.model.engine.rawValue
      reply.model = turn.model.info.name
      if case .plan = result.ending { reply.proposal = result }
      guard let answer = try answer(result) else { return }
      reply.answer = answer
      reply.isTold = told.joined(separator: " ") == answer.text
    } catch {
      try Interruption.check()
      let failure = Failure(error)
      guard failure.status == .model, try session.askedEngine() == nil else { throw failure }
      session.remark("ask: builtin: \(failure.message)")
    }
  }

  /// Nil where nothing that was said rests on the data.
  private func answer(_ result: ModelTurn.Result) throws -> Answer? {
    switch result.ending {
    case .answer(let text): return try answerer.answer(saying: text, restingOn: result.evidence)
    case .clarify(let question, let records): return Answer(asking: question, among: records)
    case .plan, .gaveUp: return nil
    }
  }
}
