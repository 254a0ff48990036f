internal import Assistant
internal import Store

/// What came of something said in a chat.
enum Said {
  case answer(Reply)
  case outcome(Outcome)
}

/// Hears whatever is said in a conversation, question or instruction.
struct Interlocutor {
  private let session: Session
  private let dialogue: Dialogue

  init(_ session: Session, _ dialogue: Dialogue) {
    self.session = session
    self.dialogue = dialogue
  }

  /// Sentences of an answer are told as they come, where it comes so.
  func hear(_ text: String, tell: (String) throws -> Void = { _ in }) throws -> Said {
    let turn = try Turn(session, dialogue)
    if try isInstruction(text) { return .outcome(try turn.take(text)) }
    let reply = try Asker(session).reply(to: text, in: dialogue, for: .chat, tell: tell)
    if let proposal = reply.proposal { return .outcome(try turn.take(proposal, by: reply)) }
    return .answer(reply)
  }

  /// Whether something is to be done: the answer to a question about that, or what is no question and begins with a verb or
  /// is understood as an instruction.
  private func isInstruction(_ text: String) throws -> Bool {
    let (store, user) = (try session.store(), try session.author().actor)
    let instructor = Instructor(store, user: user)
    var setting = dialogue.setting
    switch try dialogue.open.flatMap(OpenQuestion.init)?.answered(by: text, &setting, instructor) {
    case .instruction?, .declined?: return true
    case .other?, nil: break
    }
    guard try Answerer(store, user: user).answer(text, setting).route == .unsupported else { return false }
    if Instructor.isInstruction(text) { return true }
    if case .unknown = try instructor.instruction(text, setting) { return false }
    return true
  }
}
