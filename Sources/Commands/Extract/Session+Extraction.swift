internal import Bytes
internal import Insight
internal import Language
internal import Models

struct Provenance {
  var engine: Engine
  var model: String?
  var promptVersion: String?
}

extension Session {
  func extraction(of conversation: Conversation, at day: Day, currency: Currency?, asksAnew: Bool) throws -> (
    Extraction, Provenance
  ) {
    (
      Extractor().extraction(of: conversation, Circumstances(day: day, currency: currency)),
      Provenance(engine: .builtin)
    )
  }
}
extension Conversation {
  init(_ transcript: Transcript, kind: Extraction.Kind) {
    self.init(
      kind: kind,
      turns: transcript.turns.map {
        Turn(speaker: $0.speaker, text: $0.text, at: $0.startMilliseconds.map { Double($0) / 1000 })
      })
  }
}
