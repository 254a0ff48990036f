internal import Assistant
internal import Language
internal import Store

/// Answers questions in this run.
struct Asker {
  private let session: Session
  private let store: Store

  init(_ session: Session) throws {
    self.session = session
    store = try session.store()
  }

  /// Answers a question in a conversation, and remembers it there. Pieces of an answer are told as they come, where it
  /// comes in pieces.
  func reply(
    to question: String, in dialogue: Dialogue, tell: (ChatEvent) throws -> Void = { _ in }
  ) throws -> Reply {
    let started = Stopwatch.milliseconds()
    let answerer = try Answerer(store, user: try session.author().actor)
    var reply = Reply(question: question, answer: try answerer.answer(question, dialogue.setting))
    reply.conversation = dialogue.name.isEmpty ? nil : dialogue.name
    reply.milliseconds = Stopwatch.milliseconds() - started
    if let subject = reply.answer.subject { dialogue.setting.subject = subject }
    if let query = reply.answer.query { dialogue.setting.query = query }
    try dialogue.remember(question, reply: reply.answer.text, reply.details, open: dialogue.open)
    return reply
  }
}
