internal import Bytes
internal import Models
internal import Store

/// What came of an instruction: the object that is printed, and the exit status.
struct Outcome {
  enum Status: String {
    case executed, pending, planned
    case clarification = "needs_clarification"
    case refused
  }

  let instruction: String
  var status = Status.refused
  var plan: Plan?
  var confirmation: String?
  /// The record that was made last.
  var made: StoreError.Candidate?
  /// The entry of the journal.
  var action: Int64?
  var proposal: Int64?
  /// What is asked, and among which records.
  var question: String?
  var candidates: [StoreError.Candidate] = []
  var engine = "builtin"
  var model: String?

  init(_ instruction: String) {
    self.instruction = instruction
  }

  var exitStatus: ExitStatus {
    switch status {
    case .executed, .pending, .planned: .ok
    case .clarification: .conflict
    case .refused: .invalid
    }
  }

  /// What a person is told.
  var text: String { question ?? confirmation ?? "" }

  mutating func refuse(_ reason: String) {
    status = .refused
    plan = nil
    confirmation = "Not done: \(reason)"
  }

  mutating func clarify(_ question: String, among candidates: [StoreError.Candidate]) {
    status = .clarification
    self.question = question
    self.candidates = candidates
  }

  var json: JSONObject {
    func id(_ number: Int64?) -> JSON { number.map { .number(JSONNumber($0)) } ?? .null }
    func text(_ string: String?) -> JSON { string.map(JSON.string) ?? .null }
    return [
      "type": "outcome", "instruction": .string(instruction), "status": .string(status.rawValue),
      "plan": plan?.json ?? .null, "confirmation": text(confirmation), "action_id": id(action),
      "proposal_id": id(proposal), "candidates": .array(candidates.map(\.json)), "question": text(question),
      "engine": .string(engine), "model": text(model),
    ]
  }
}

extension Session {
  /// The object, or on a terminal its words, with the records among which to choose.
  func print(_ outcome: Outcome) throws {
    guard try format() == .table else {
      _ = try printOne(outcome.json)
      return
    }
    try output.write(TerminalText.sanitise(outcome.text) + "\n")
    for candidate in outcome.candidates {
      let line = "  \(candidate.type.rawValue):\(candidate.id)  \(candidate.name)"
      try output.write(TerminalText.sanitise(line) + "\n")
    }
    try output.flush()
  }
}
