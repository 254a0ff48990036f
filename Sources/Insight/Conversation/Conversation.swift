package import Bytes
package import Models

/// What was said or written, turn by turn.
package struct Conversation: Sendable {
  package var kind: Extraction.Kind
  package var turns: [Turn]
  /// Who takes part, as far as something besides the turns tells: the head of a mail, a list of those who were invited.
  package var participants: [Transcript.Participant] = []

  package init(kind: Extraction.Kind, turns: [Turn]) {
    self.kind = kind
    self.turns = turns
  }

  /// One utterance, or one line of what has no speakers. Its number is its place.
  package struct Turn: Hashable, Sendable {
    /// Nil in text without speakers.
    package var speaker: String?
    package var text: String
    /// When it begins, in seconds from the beginning; nil when nothing tells.
    package var at: Double?

    package init(speaker: String? = nil, text: String, at: Double? = nil) {
      self.speaker = speaker
      self.text = text
      self.at = at
    }
  }
}

/// What decides how a conversation is to be understood and is not in it.
package struct Circumstances: Sendable {
  /// The day of the conversation, which "tomorrow" counts from.
  package var day: Day
  /// What a bare sum is in; nil for the currency that the conversation names most.
  package var currency: Currency?

  package init(day: Day, currency: Currency? = nil) {
    self.day = day
    self.currency = currency
  }
}
