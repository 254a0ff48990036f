package import Bytes

/// What a conversation says, in the shape that every engine gives: a value, not yet anybody's truth.
package struct Extraction: Hashable, Sendable {
  package var kind: Kind
  /// The code of the language that the conversation is in.
  package var language = "en"
  package var summary = ""
  package var participants: [Participant] = []
  package var contacts: [Person] = []
  package var companies: [Organisation] = []
  package var keyPoints: [Finding] = []
  package var actionItems: [Commitment] = []
  package var decisions: [Finding] = []
  package var objections: [Objection] = []
  package var requests: [Request] = []
  package var questions: [Finding] = []
  package var nextSteps: [Commitment] = []
  package var amounts: [Sum] = []
  package var dates: [DayMention] = []
  package var competitors: [Finding] = []
  package var sentiment = Sentiment()
  package var deal = DealSignals()
  /// Whether parts of the conversation could not be read.
  package var isPartial = false

  package init(kind: Kind) {
    self.kind = kind
  }

  package enum Kind: String, CaseIterable, Sendable {
    case meeting, email, note
  }

  /// How sure the engine is of the whole: the mean of what was promised, asked, decided and objected; 0 where nothing was.
  package var confidence: Double {
    var findings = actionItems.map(\.finding) + requests.map(\.finding) + objections.map(\.finding)
    findings += decisions + questions
    return findings.isEmpty ? 0 : findings.reduce(0) { $0 + $1.confidence } / Double(findings.count)
  }
}

/// Something that was said, with the words that say it.
package struct Finding: Hashable, Sendable {
  /// The fact in a sentence.
  package var text: String
  /// The words that it rests on: a part of the text of the turn.
  package var quote: String
  /// The number of the turn, from 0.
  package var turn: Int
  package var speaker: String?
  /// When it was said, in seconds from the beginning.
  package var at: Double?
  /// How probable it is that it is so, 0 to 1.
  package var confidence: Double

  package init(
    text: String, quote: String, turn: Int, speaker: String? = nil, at: Double? = nil, confidence: Double
  ) {
    self.text = text
    self.quote = quote
    self.turn = turn
    self.speaker = speaker
    self.at = at
    self.confidence = confidence
  }
}

/// An act that somebody undertakes, or that is agreed on.
package struct Commitment: Hashable, Sendable {
  package var finding: Finding
  /// Nil unless the words say who.
  package var owner: String?
  package var due: Day?

  package init(_ finding: Finding, owner: String?, due: Day?) {
    self.finding = finding
    self.owner = owner
    self.due = due
  }
}

/// A concern of a buyer, with its ground.
package struct Objection: Hashable, Sendable {
  package var finding: Finding
  package var category: Category

  package init(_ finding: Finding, _ category: Category) {
    self.finding = finding
    self.category = category
  }

  package enum Category: String, CaseIterable, Sendable {
    case price, timing, authority, need, competitor, trust, technical, legal, other
  }
}

/// An ask, an offer or a proposal to act that nobody has taken up.
package struct Request: Hashable, Sendable {
  package var finding: Finding
  /// The person asked; nil when the words do not say.
  package var asked: String?

  package init(_ finding: Finding, asked: String?) {
    self.finding = finding
    self.asked = asked
  }
}

/// A sum of money.
package struct Sum: Hashable, Sendable {
  package var finding: Finding
  package var value: Double
  /// The code of the currency; nil when nothing tells which.
  package var currency: String?

  package init(_ finding: Finding, value: Double, currency: String?) {
    self.finding = finding
    self.value = value
    self.currency = currency
  }
}

/// A day that is spoken of.
package struct DayMention: Hashable, Sendable {
  package var finding: Finding
  package var day: Day

  package init(_ finding: Finding, day: Day) {
    self.finding = finding
    self.day = day
  }
}
