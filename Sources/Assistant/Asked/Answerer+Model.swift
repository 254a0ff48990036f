internal import Bytes
internal import Models
internal import Store

extension Answerer {
  /// The answer of a model, as far as what it was shown bears it out: the figure and the rows are those of the Query that
  /// it asked last, whatever it says of them. Nil when nothing is left of it.
  package func answer(saying text: String, restingOn evidence: Evidence) throws -> Answer? {
    if evidence.isEmpty { return nil }
    let claims = Claims(text, restingOn: evidence)
    var answer: Answer
    if let query = evidence.queries.last {
      answer = try self.answer(to: query)
      let told = claims.kept.joined(separator: " ")
      // Where they contradict each other the Query is right.
      if answer.agrees(with: told) { answer.text = told }
    } else {
      guard !claims.kept.isEmpty else { return nil }
      answer = Answer(.search, claims.kept.joined(separator: " "), .text)
    }
    // What names its records is believed sooner; this is a rule of thumb, which nobody has measured.
    let all = Double(claims.kept.count + claims.dropped)
    answer.confidence =
      (claims.sources.isEmpty ? 0.7 : 0.9) * (all == 0 ? 1 : 0.5 + 0.5 * Double(claims.kept.count) / all)
    answer.sources = claims.sources.map {
      Answer.Source(
        type: $0.record.type, id: $0.record.id, title: $0.record.name, quote: $0.quote, score: nil)
    }
    if let only = claims.sources.first, claims.sources.count == 1 { answer.subject = only.record }
    return answer
  }
}

extension Answer {
  /// Whether a text tells the figure of this answer, or speaks of rows without a figure.
  fileprivate func agrees(with text: String) -> Bool {
    if text.isEmpty { return false }
    guard case .value(let value, _) = result else { return true }
    return Grounding(text).tells("It is \(Answerer.short(value)).")
      || Grounding(text).tells("It is \(value.text).")
  }
}
