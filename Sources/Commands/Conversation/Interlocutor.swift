internal import Assistant
internal import Language
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

  /// Pieces of an answer are told as they come, where it comes in pieces.
  func hear(_ text: String, tell: (ChatEvent) throws -> Void = { _ in }) throws -> Said {
    var setting = dialogue.setting
    let isAnswer = dialogue.open.flatMap(OpenQuestion.init)?.answered(by: text, &setting) != nil
    if isAnswer || Instructor.isInstruction(text) { return .outcome(try Turn(session, dialogue).take(text)) }
    return .answer(try Asker(session).reply(to: text, in: dialogue, tell: tell))
  }
}
