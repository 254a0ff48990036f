internal import Bytes
internal import Language
internal import Store

/// The database as the memory of what models were asked: answers by a key, and a log of calls.
///
/// Where there is no database nothing is kept; in a dry run and a read-only one answers are read and none is written.
final class AnswerBook: Ledger {
  private let side: SideStore
  private let asksAnew: Bool
  private let days: Int
  private let keepsWords: Bool

  init(_ session: Session, asksAnew: Bool) throws {
    side = SideStore(session, keeping: "what the model answered")
    self.asksAnew = asksAnew
    days = try session.whole(.cacheDays)
    keepsWords = try session.value(.logPrompts) == "yes"
  }

  func answer(under key: [UInt8]) -> JSONObject? {
    guard days > 0, !asksAnew else { return nil }
    return side.using { store in
      let text = try store.keptAnswer(key, since: oldest(store))
      return text.flatMap { (try? JSONParser.parse(Array($0.utf8)))?.object }
    } ?? nil
  }

  func note(_ call: LanguageCall, keeping kept: (key: [UInt8], answer: JSONObject)?) {
    side.using { store in
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
}
