internal import Bytes
internal import Insight
internal import Language
internal import Models

extension Session {
  /// What a conversation of a day says, by the engine that is asked for or can work, and which one that is. A bare sum is
  /// in the currency; without one, in that which the conversation names most.
  ///
  /// Parts that a model did not read are told of, and make the extraction partial. When it reads nothing the built-in
  /// engine does the work, unless a model was asked for: then this fails with what the server said.
  func extraction(
    of conversation: Conversation, at day: Day, currency: Currency?, asksAnew: Bool = false
  ) throws -> (extraction: Extraction, by: Provenance) {
    let circumstances = Circumstances(day: day, currency: currency)
    let engine = try language(for: .extract, asksAnew: asksAnew)
    if let model = engine.model {
      do {
        let reading = try advising(model.engine) {
          try AskedExtractor(model).reading(of: conversation, circumstances)
        }
        try Interruption.check()
        for part in reading.unread {
          let (first, last) = (part.turns.lowerBound, part.turns.upperBound)
          let which = first == last ? "turn \(first) was" : "turns \(first) to \(last) were"
          report(Failure(.partial, "\(which) not read: \(Failure(part.reason).message)"))
        }
        let provenance = Provenance(
          engine: model.engine.rawValue, model: model.info.name, promptVersion: AskedExtractor.promptVersion)
        return (reading.extraction, provenance)
      } catch {
        try Interruption.check()
        let failure = Failure(error)
        guard failure.status == .model, try askedEngine() == nil else { throw failure }
        remark("extract: builtin: \(failure.message)")
      }
    }
    return (
      Extractor().extraction(of: conversation, circumstances), Provenance(engine: Engine.builtin.rawValue)
    )
  }
}
