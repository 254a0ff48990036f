/// Lets through what a model says while it says it: a sentence at a time, and only what the facts say.
struct SentenceGate {
  /// Nil lets nothing through.
  private let grounding: Grounding?
  private var text = ""

  init(_ grounding: Grounding?) {
    self.grounding = grounding
  }

  /// Takes a piece of text, and tells the sentences that end in it.
  mutating func pass(_ piece: String, _ tell: (String, Grounding) throws -> Void) rethrows {
    guard let grounding else { return }
    text += piece
    while let end = Claims.endOfSentence(text) {
      try tell(String(text[..<end]), grounding)
      text = String(text[end...])
    }
  }

  /// Tells what is left.
  mutating func end(_ tell: (String, Grounding) throws -> Void) rethrows {
    guard let grounding, !text.isEmpty else { return }
    try tell(text, grounding)
    text = ""
  }
}
