internal import Assistant
internal import Bytes
internal import Language
internal import Models
internal import Search
internal import Store

/// A model's part in a turn of a conversation: it looks things up with its tools, and answers, proposes or asks back.
struct ModelTurn {
  /// What came of it.
  struct Result {
    let ending: ToolLoop.Ending
    let evidence: Evidence
  }

  /// What the turn is for, which decides what the model may do and names it in the log.
  enum Purpose: String, CaseIterable {
    case ask, `do`, chat

    var permission: Toolbox.Permission { self == .ask ? .reading : .proposing }
  }

  let model: LanguageModel
  private let session: Session
  private let purpose: Purpose

  /// Nil where the built-in engine has to do. With a model that was asked for and is not to be had, this fails.
  init?(_ session: Session, for purpose: Purpose) throws {
    guard try session.isOn(.chat), let model = try session.language(for: .chat).model else { return nil }
    self.model = model
    self.session = session
    self.purpose = purpose
  }

  /// Asks the model about what was said. Sentences that what it was shown bears out are told as they come.
  func run(
    _ said: String, in dialogue: Dialogue?, tell: (String) throws -> Void = { _ in }
  ) throws -> Result {
    let store = try session.store()
    let author = try session.author()
    let searcher = try session.isOn(.retrieval) ? SearchEngine(session, mode: .hybrid).searcher : nil
    let toolbox = Toolbox(
      store, searcher: searcher, permission: purpose.permission, said: said, about: dialogue?.setting.subject
    ) { plan in
      _ = try store.rehearse(plan, by: author)
    }
    var loop = ToolLoop(model, toolbox, for: purpose.rawValue, beforeStep: requireRate)
    let messages = try messages(said, in: dialogue)
    let ending = try session.advising(model.engine) {
      try loop.run(messages) { sentence, grounding in
        if let text = grounding.told(sentence) { try tell(text) }
      }
    }
    return Result(ending: ending, evidence: loop.toolbox.evidence)
  }

  // MARK: What the model is told

  /// So many messages of before it is told, and so much of each.
  private static let mostMessages = 6
  private static let longestMessage = 600

  private func messages(_ said: String, in dialogue: Dialogue?) throws -> [Message] {
    let guide = try Guide(try session.store(), purpose.permission).text()
    let before = try dialogue?.messages(last: Self.mostMessages) ?? []
    var text = said
    if let subject = dialogue?.setting.subject {
      text += "\n(\"it\" is \(subject.reference), \(subject.name))"
    }
    return [Message(.system, guide)]
      + before.map {
        Message($0.role == .user ? .user : .assistant, String($0.text.prefix(Self.longestMessage)))
      }
      + [Message(.user, text)]
  }

  // MARK: Limits

  /// Fails when models were asked too often of late: a loop that nobody watches must not run on for ever.
  private func requireRate() throws {
    try Interruption.check()
    let limit = try session.whole(.callsPerMinute)
    let store = try session.store()
    let count = try store.callCount(
      for: Purpose.allCases.map(\.rawValue), since: store.clock.now.adding(seconds: -60))
    guard count < limit else {
      throw Failure(
        .model, "models were asked \(count) times in the last minute, and calls_per_minute allows \(limit)",
        hint: .command("config set calls_per_minute \(2 * limit)"))
    }
  }
}
