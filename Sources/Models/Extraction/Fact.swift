package import Bytes

/// One thing that a conversation says, in the form in which it is kept as an insight.
package struct Fact: Hashable, Sendable {
  package var kind: Kind
  package var finding: Finding
  /// Who is to act, or who is asked.
  package var owner: String?
  package var due: Day?
  package var category: String?
  /// Values that only facts of this kind have.
  package var fields: JSONObject

  package enum Kind: String, CaseIterable, Sendable {
    case contact, company
    case keyPoint = "key_point"
    case actionItem = "action_item"
    case decision, objection, request, question
    case nextStep = "next_step"
    case amount, date, competitor, stage, budget
    case expectedClose = "expected_close"
  }

  package init(
    _ kind: Kind, _ finding: Finding, owner: String? = nil, due: Day? = nil, category: String? = nil,
    fields: JSONObject = [:]
  ) {
    self.kind = kind
    self.finding = finding
    self.owner = owner
    self.due = due
    self.category = category
    self.fields = fields
  }

  /// The fields of the insight, but for where it is from and who found it.
  package var record: JSONObject {
    [
      "kind": .string(kind.rawValue), "text": .string(finding.text), "quote": .string(finding.quote),
      "turn": .number(JSONNumber(Int64(finding.turn))), "speaker": .text(finding.speaker),
      "at": .rounded(finding.at), "owner": .text(owner), "due": .text(due?.description),
      "category": .text(category), "confidence": .rounded(finding.confidence), "fields": .object(fields),
    ]
  }
}

extension Extraction {
  /// All that is said, each a fact.
  package var facts: [Fact] {
    var facts: [Fact] = []
    facts += contacts.map { Fact(.contact, $0.finding) }
    facts += companies.map { Fact(.company, $0.finding) }
    facts += keyPoints.map { Fact(.keyPoint, $0) }
    facts += actionItems.map { Fact(.actionItem, $0.finding, owner: $0.owner, due: $0.due) }
    facts += decisions.map { Fact(.decision, $0) }
    facts += objections.map { Fact(.objection, $0.finding, category: $0.category.rawValue) }
    facts += requests.map { Fact(.request, $0.finding, owner: $0.asked) }
    facts += questions.map { Fact(.question, $0) }
    facts += nextSteps.map { Fact(.nextStep, $0.finding, owner: $0.owner, due: $0.due) }
    facts += amounts.map { sum in
      Fact(.amount, sum.finding, fields: ["value": .rounded(sum.value), "currency": .text(sum.currency)])
    }
    facts += dates.map { Fact(.date, $0.finding, fields: ["date": .string($0.day.description)]) }
    facts += competitors.map { Fact(.competitor, $0) }
    if let stage = deal.stage, let finding = deal.stageFinding {
      facts.append(Fact(.stage, finding, category: stage.rawValue))
    }
    if let budget = deal.budget, let finding = deal.budgetFinding {
      let fields: JSONObject = ["value": .rounded(budget), "currency": .text(deal.currency)]
      facts.append(Fact(.budget, finding, fields: fields))
    }
    if let close = deal.close { facts.append(Fact(.expectedClose, close.finding, due: close.day)) }
    return facts
  }
}

extension Person {
  package var name: String { [firstName, lastName].compactMap(\.self).joined(separator: " ") }

  /// What is told of the person, in a line.
  package var finding: Finding {
    let told = [name, position, company, email, phone].compactMap(\.self)
    return Finding(text: told.joined(separator: ", "), quote: quote, turn: turn, confidence: confidence)
  }
}

extension Organisation {
  package var finding: Finding {
    let told = [name, domain].compactMap(\.self)
    return Finding(text: told.joined(separator: ", "), quote: quote, turn: turn, confidence: confidence)
  }
}
