/// Somebody who takes part in a conversation.
package struct Participant: Hashable, Sendable {
  package var name: String
  package var email: String?
  package var company: String?
  package var role: String?
  /// The label of the person's turns, where turns have one.
  package var speaker: String?
  package var contactID: Int64?

  package init(
    name: String, email: String? = nil, company: String? = nil, role: String? = nil, speaker: String? = nil
  ) {
    self.name = name
    self.email = email
    self.company = company
    self.role = role
    self.speaker = speaker
  }
}

/// A person of whom the conversation tells something.
package struct Person: Hashable, Sendable {
  package var firstName: String
  package var lastName: String?
  package var email: String?
  package var phone: String?
  package var company: String?
  package var position: String?
  package var quote: String
  package var turn: Int
  package var confidence: Double

  package init(
    firstName: String, lastName: String?, email: String?, phone: String?, company: String?, position: String?,
    quote: String, turn: Int, confidence: Double
  ) {
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.phone = phone
    self.company = company
    self.position = position
    self.quote = quote
    self.turn = turn
    self.confidence = confidence
  }
}

/// A company that is named.
package struct Organisation: Hashable, Sendable {
  package var name: String
  package var domain: String?
  package var quote: String
  package var turn: Int
  package var confidence: Double

  package init(name: String, domain: String?, quote: String, turn: Int, confidence: Double) {
    self.name = name
    self.domain = domain
    self.quote = quote
    self.turn = turn
    self.confidence = confidence
  }
}

/// How a customer feels about it all.
package struct Sentiment: Hashable, Sendable {
  /// From -1 to 1.
  package var score = 0.0
  package var bySpeaker: [Voice] = []

  package init() {}

  package enum Label: String, Sendable {
    case positive, neutral, negative

    package init(score: Double) {
      self = score >= 0.2 ? .positive : score <= -0.2 ? .negative : .neutral
    }
  }

  package var label: Label { Label(score: score) }

  /// How one speaker feels.
  package struct Voice: Hashable, Sendable {
    package var speaker: String
    package var score: Double

    package init(speaker: String, score: Double) {
      self.speaker = speaker
      self.score = score
    }
  }
}

/// What a conversation says of the deal that it is about.
package struct DealSignals: Hashable, Sendable {
  package var stage: Stage?
  /// The money that is said to be available or the ceiling.
  package var budget: Double?
  package var currency: String?
  /// When it is to be.
  package var timeline: String?
  /// The words that tell the stage, those that tell the sum, and the day by which it is to be signed or decided.
  package var stageFinding: Finding?
  package var budgetFinding: Finding?
  package var close: DayMention?
  package var confidence = 0.0

  package init() {}

  package enum Stage: String, CaseIterable, Sendable {
    case lead, qualified, proposal, negotiation, won, lost
  }
}
