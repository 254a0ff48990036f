internal import Bytes
internal import Language
internal import Store

/// A conversation over the data: what is said, line by line, and what comes of it.
final class Chat {
  let session: Session
  let printer: ChatPrinter
  /// Whether somebody is at the terminal who can be asked.
  let isPersonThere: Bool
  private(set) var dialogue: Dialogue
  /// Answers and outcomes of this conversation so far, without their rows.
  private(set) var results: [JSONObject] = []
  private var status = ExitStatus.ok
  private var hasEnded = false

  static let howToLeave = "Control-D or /quit leaves"
  /// So many messages of a conversation that is gone on with are looked at, and so many results kept.
  private static let memory = 500

  /// The conversation of a name, or a new one that has none. Fails where there is no database and none may be made.
  init(_ session: Session, name: String?, isPersonThere: Bool) throws {
    self.session = session
    self.isPersonThere = isPersonThere
    printer = try ChatPrinter(session)
    dialogue = try Dialogue(session, name: name)
    results = try pastResults()
  }

  /// Says to whom one speaks, and how to get help.
  func greet() throws {
    _ = try session.engineChoice(.chat)
    session.note("/help says what there is; \(Self.howToLeave)")
  }

  /// Hears each line, and goes on after one that fails.
  func run(_ lines: inout some ChatInput) throws -> ExitStatus {
    var number = 0
    while !hasEnded {
      number += 1
      do {
        guard let line = try lines.next(prompt: prompt) else { break }
        // What came between two lines is not meant for this one.
        if isPersonThere { _ = Interruption.forget() }
        session.refresh()
        try take(line.trimmed)
      } catch {
        try fail(error, line: number)
      }
    }
    try printer.finish()
    return isPersonThere ? .ok : status
  }

  private var prompt: String { (dialogue.name.isEmpty ? "crm" : dialogue.name) + "> " }

  private func take(_ text: String) throws {
    if text.isEmpty { return }
    if text.hasPrefix("/") { return try obey(text) }
    printer.begin()
    let said: Said
    do {
      said = try Interlocutor(session, dialogue).hear(text, tell: printer.tell)
    } catch {
      try stop(text)
      throw error
    }
    try printer.print(said)
    switch said {
    case .answer(let reply): add(reply.details)
    case .outcome(let outcome):
      add(outcome.json)
      if outcome.status == .refused, status == .ok { status = .invalid }
    }
  }

  private func add(_ result: JSONObject) {
    results.append(result)
    if results.count > Self.memory { results.removeFirst() }
  }

  /// Ends an answer that did not come to its end. What was said of it counts as said.
  private func stop(_ text: String) throws {
    let told = printer.stop()
    if told.isEmpty { return }
    let details: JSONObject = ["type": "answer", "question": .string(text), "interrupted": true]
    try dialogue.remember(text, reply: told, details, open: dialogue.open)
  }

  /// Says what failed, unless nothing can go on.
  private func fail(_ error: any Error, line: Int) throws {
    if let error = error as? SystemError { throw error }
    if isPersonThere, Interruption.forget() {
      return session.note("stopped; \(Self.howToLeave)")
    }
    try Interruption.check()
    status = .partial
    let failure = Failure(error)
    if isPersonThere {
      session.say(failure.text(hint: failure.hint.flatMap(session.line)))
    } else {
      session.report(failure, line: line)
    }
  }

  // MARK: What commands change

  func end() {
    hasEnded = true
  }

  /// Goes on with another conversation, or with this one as it is now.
  func enter(_ name: String) throws {
    dialogue = try Dialogue(session, name: name)
    results = try pastResults()
  }

  /// Takes note of something that came of a command.
  func remember(_ command: String, _ told: String, _ result: JSONObject) throws {
    add(result)
    try dialogue.remember(command, reply: told, result, open: dialogue.open)
  }

  // MARK: What was said before

  /// What a person said in this conversation.
  func pastLines() throws -> [String] {
    try dialogue.messages(last: Self.memory).filter { $0.role == .user }.map(\.text)
  }

  private func pastResults() throws -> [JSONObject] {
    try dialogue.messages(last: Self.memory).filter { $0.role == .assistant }.map(\.details)
  }
}
