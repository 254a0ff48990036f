internal import Assistant
internal import Bytes
internal import Language
internal import Models
internal import Store

/// One turn of a conversation that changes things: what is said, what came of it, what the next turn may refer to.
struct Turn {
  private let session: Session
  private let store: Store
  private let dialogue: Dialogue?

  init(_ session: Session, _ dialogue: Dialogue?) throws {
    self.session = session
    store = try session.store()
    self.dialogue = dialogue
  }

  private static let asks = "that asks and changes nothing; crm ask answers it"

  func take(_ text: String) throws -> Outcome {
    var setting = dialogue?.setting ?? Setting()
    let instructor = Instructor(store, user: try session.author().actor)
    var instruction = text
    var outcome = Outcome(text)
    var open: OpenQuestion?
    var isDeclined = false
    switch try dialogue?.open.flatMap(OpenQuestion.init)?.answered(by: text, &setting, instructor) {
    case .instruction(let whole)?: instruction = whole
    case .declined?: isDeclined = true
    case .other?, nil: break
    }
    if isDeclined {
      outcome.refuse("it stays as it is")
    } else {
      let isModels = try session.askedEngine().map { $0 != .builtin } ?? false
      switch try instructor.instruction(instruction, setting) {
      // No model plans anything for a question, whoever asked for one.
      case .question: outcome.refuse(Self.asks)
      case _ where isModels: open = try ask(instruction, &outcome)
      case .refuse(let reason): outcome.refuse(reason)
      case .unknown(let reason):
        outcome.refuse(reason)
        if try session.askedEngine() == nil { open = try ask(instruction, &outcome) }
      case .clarify(let question, let words, let candidates):
        outcome.clarify(question, among: candidates)
        open = OpenQuestion(instruction, about: words, candidates, setting.choices)
      case .plan(let plan, let confirmations, let subject):
        try Approval(session).decide(plan, told: confirmations.joined(separator: "; "), &outcome)
        if outcome.status != .refused { dialogue?.setting.speak(of: outcome.made ?? subject) }
      }
    }
    try dialogue?.remember(text, reply: outcome.text, outcome.json, open: open?.json)
    return outcome
  }

  // MARK: A model

  /// What becomes of changes that a model has proposed of its own accord.
  func take(_ result: ModelTurn.Result, by reply: Reply) throws -> Outcome {
    var outcome = Outcome(reply.question)
    outcome.engine = reply.engine
    outcome.model = reply.model
    let open = try take(result, of: reply.question, &outcome)
    try dialogue?.remember(reply.question, reply: outcome.text, outcome.json, open: open?.json)
    return outcome
  }

  /// Has a model plan what the built-in engine does not understand. When it fails, the refusal stands, unless the model
  /// was asked for by name.
  private func ask(_ instruction: String, _ outcome: inout Outcome) throws -> OpenQuestion? {
    do {
      guard let turn = try ModelTurn(session, for: .do) else { return nil }
      let result = try turn.run(instruction, in: dialogue)
      outcome.engine = turn.model.engine.rawValue
      outcome.model = turn.model.info.name
      return try take(result, of: instruction, &outcome)
    } catch {
      try Interruption.check()
      let failure = Failure(error)
      guard failure.status == .model, try session.askedEngine() == nil else { throw failure }
      session.remark("do: builtin: \(failure.message)")
      return nil
    }
  }

  private func take(
    _ result: ModelTurn.Result, of instruction: String, _ outcome: inout Outcome
  ) throws -> OpenQuestion? {
    switch result.ending {
    case .plan(let plan, let isFounded):
      try Approval(session).decide(plan, told: plan.summary, isFounded: isFounded, &outcome)
      let changed = plan.steps.last.flatMap { step in step.id.map { "\(step.type.rawValue):\($0)" } }
      if outcome.status != .refused, let shown = changed.flatMap(result.evidence.shown) {
        dialogue?.setting.speak(of: shown.record)
      }
    case .clarify(let question, let records):
      outcome.clarify(question, among: records)
      // What is said next completes the instruction.
      return OpenQuestion(instruction, about: "+", records, [:])
    case .answer: outcome.refuse(Self.asks)
    case .gaveUp: outcome.refuse("the model came to no end with it")
    }
    return nil
  }
}
