internal import Assistant
internal import Bytes
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

  func take(_ text: String) throws -> Outcome {
    var setting = dialogue?.setting ?? Setting()
    var instruction = text
    if let open = dialogue?.open, let answered = OpenQuestion(open)?.answered(by: text, &setting) {
      instruction = answered
    }
    var outcome = Outcome(text)
    var open: OpenQuestion?
    switch try Instructor(store, user: try session.author().actor).instruction(instruction, setting) {
    case .refuse(let reason), .unknown(let reason): outcome.refuse(reason)
    case .clarify(let question, let words, let candidates):
      outcome.clarify(question, among: candidates)
      open = OpenQuestion(instruction, about: words, candidates, setting.choices)
    case .plan(let plan, let confirmations, let subject):
      try Approval(session).decide(plan, told: confirmations.joined(separator: "; "), &outcome)
      if outcome.status != .refused { dialogue?.setting.subject = subject }
    }
    try dialogue?.remember(text, reply: outcome.text, outcome.json, open: open?.json)
    return outcome
  }
}
