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
    let instructor = Instructor(try session.store(), user: try session.author().actor)
    if try isReply(text, instructor) { return .outcome(try turn.take(text)) }
    let asker = try Asker(session)
    let understood = try asker.understood(text, in: dialogue)
    if understood.answer.route == .unsupported, try isInstruction(text, instructor) {
      return .outcome(try turn.take(text))
    }
    let reply = try asker.reply(understood, in: dialogue, for: .chat, tell: tell)
    if let proposal = reply.proposal { return .outcome(try turn.take(proposal, by: reply)) }
    return .answer(reply)
  }

  /// Whether it is the answer to a question about something that is to be done.
  private func isReply(_ text: String, _ instructor: Instructor) throws -> Bool {
    var setting = dialogue.setting
    return switch try dialogue.open.flatMap(OpenQuestion.init)?.answered(by: text, &setting, instructor) {
    case .instruction?, .declined?: true
    case .other?, nil: false
    }
  }

  /// Whether something that is no question begins with a verb or is understood as an instruction.
  private func isInstruction(_ text: String, _ instructor: Instructor) throws -> Bool {
    if Instructor.isInstruction(text) { return true }
    return switch try instructor.instruction(text, dialogue.setting) {
    case .unknown, .question: false
    case .plan, .clarify, .refuse: true
    }
  }
}
