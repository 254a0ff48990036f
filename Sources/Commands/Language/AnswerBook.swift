internal import Bytes
internal import Glibc
internal import Language
internal import Store

/// The database as the memory of what models were asked: answers by a key, and a log of calls.
///
/// It has a connection of its own: a command that only reads may keep answers, too. Where there is no database nothing
/// is kept, and one is not made for this; in a dry run and a read-only one answers are read and none is written.
final class AnswerBook: Ledger {
  private let session: Session
  private let asksAnew: Bool
  private let days: Int
  private let keepsWords: Bool
  private var opened: Store?

  init(_ session: Session, asksAnew: Bool) throws {
    self.session = session
    self.asksAnew = asksAnew
    days = try session.whole(.cacheDays)
    keepsWords = try session.value(.logPrompts) == "yes"
  }

  func answer(under key: [UInt8]) -> JSONObject? {
    guard days > 0, !asksAnew else { return nil }
    return using { store in
      let text = try store.keptAnswer(key, since: oldest(store))
      return text.flatMap { (try? JSONParser.parse(Array($0.utf8)))?.object }
    } ?? nil
  }

  func note(_ call: LanguageCall, keeping kept: (key: [UInt8], answer: JSONObject)?) {
    using { store in
      guard store.access != .reads else { return }
      let entry = ModelCall(
        purpose: call.purpose, promptVersion: call.version, engine: call.engine.rawValue, model: call.model,
        digest: call.digest, promptTokens: call.usage.promptTokens, answerTokens: call.usage.answerTokens,
        milliseconds: call.milliseconds, outcome: call.outcome,
        words: keepsWords ? .init(prompt: call.prompt, answer: call.answer) : nil)
      try store.note(
        entry, keeping: days > 0 ? kept.map { ($0.key, JSON.object($0.answer).text) } : nil,
        since: oldest(store))
    }
  }

  /// Answers from before that do not count any more.
  private func oldest(_ store: Store) -> Timestamp {
    // With no days to keep answers, none is old enough to stay.
    days == 0 ? .latest : store.clock.now.adding(days: -days)
  }

  /// Does something with the database, if there is one. What fails there is told to whoever wonders: no answer may be
  /// lost over it.
  @discardableResult
  private func using<Value>(_ body: (Store) throws -> Value) -> Value? {
    do {
      return try store().map(body)
    } catch {
      session.remark("what the model answered is not kept: \(Failure(error).message)")
      return nil
    }
  }

  private func store() throws -> Store? {
    if let opened { return opened }
    let path = try session.databasePath()
    guard access(path, F_OK) == 0 else { return nil }
    let writes = !session.isReadOnly && !session.isDryRun
    opened = try Store(path: path, access: writes ? .writes : .reads, clock: try session.clock())
    return opened
  }
}
