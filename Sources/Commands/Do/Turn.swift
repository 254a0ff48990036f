internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// One turn of a conversation that changes things: what is said, what came of it, what the next turn may refer to.
struct Turn {
  private let session: Session
  private let store: Store
  private let conversation: String?

  init(_ session: Session, conversation: String?) throws {
    self.session = session
    store = try session.store()
    self.conversation = conversation
  }

  func take(_ text: String) throws -> ExitStatus {
    let state = try conversation.map { try store.conversation($0) } ?? [:]
    var setting = Assistant.Setting()
    setting.subject = state["subject"].flatMap(StoreError.Candidate.init(json:))
    let instructor = Instructor(store, user: try session.author().actor)
    let answered = try state["open"].flatMap { try Self.answer(text, to: $0, &setting, instructor) }
    let instruction = answered.flatMap(\.self) ?? text
    let understood =
      answered == .some(nil)
      ? .refuse("it stays as it is") : try instructor.instruction(instruction, setting)
    var outcome: JSONObject = [
      "type": "outcome", "instruction": .string(text), "status": .null, "plan": .null, "confirmation": .null,
      "action_id": .null, "proposal_id": .null, "candidates": [], "question": .null, "engine": "builtin",
    ]
    let status: ExitStatus
    switch understood {
    case .refuse(let reason), .unknown(let reason):
      status = refuse(reason, &outcome)
      if answered == .some(nil) { try remember(subject: setting.subject, open: nil) }
    case .clarify(let question, let words, let candidates):
      status = .conflict
      outcome["status"] = "needs_clarification"
      outcome["question"] = .string(question)
      outcome["candidates"] = .array(candidates.map(\.json))
      try remember(
        subject: setting.subject,
        open: [
          "instruction": .string(instruction), "words": .string(words),
          "candidates": .array(candidates.map(\.json)),
          "choices": .object(JSONObject(setting.choices.map { ($0.key, $0.value.json) })),
        ])
    case .plan(let plan, let confirmations, let subject):
      let made: StoreError.Candidate?
      (status, made) = try carryOut(plan, confirmations, &outcome)
      if status == .ok { try remember(subject: made ?? subject, open: nil) }
    }
    try print(outcome)
    return status
  }

  private func refuse(_ reason: String, _ outcome: inout JSONObject) -> ExitStatus {
    outcome["status"] = "refused"
    outcome["confirmation"] = .string("Not done: \(reason)")
    return .invalid
  }

  // MARK: Carrying out

  private func carryOut(
    _ plan: Plan, _ confirmations: [String], _ outcome: inout JSONObject
  ) throws -> (ExitStatus, made: StoreError.Candidate?) {
    outcome["plan"] = plan.json
    let author = try session.author()
    do {
      _ = try store.rehearse(plan, by: author)
    } catch let error as StoreError {
      outcome["plan"] = .null
      return (refuse(Failure(error).message, &outcome), nil)
    }
    let told = confirmations.joined(separator: "; ")
    if session.isDryRun {
      outcome["status"] = "planned"
      outcome["confirmation"] = .string(told)
      return (.ok, nil)
    }
    if try session.saysYes || agrees(plan, told) {
      let applied = try store.apply(plan, by: author)
      outcome["status"] = "executed"
      outcome["confirmation"] = .string(told)
      outcome["action_id"] = applied.entry.map { .number(JSONNumber($0)) } ?? .null
      return (.ok, Instructor.subject(of: plan, applied.records))
    }
    if isAtTerminal { return (refuse("it was not agreed to", &outcome), nil) }
    let step = Plan.Step(
      .create, .proposal,
      changes: [
        "kind": "plan", "summary": .string(plan.summary), "plan": plan.json, "origin": "do",
        "engine": "builtin",
      ])
    let queued = try store.apply(Plan(summary: "propose: \(plan.summary)", steps: [step]), by: author)
    outcome["status"] = "pending"
    outcome["confirmation"] = .string("Waits for review: \(told)")
    outcome["proposal_id"] = queued.records.first.map { .number(JSONNumber($0)) } ?? .null
    return (.ok, nil)
  }

  private var isAtTerminal: Bool { session.world.input.isTerminal && session.world.errors.isTerminal }

  /// Shows the Plan to a person and asks.
  private func agrees(_ plan: Plan, _ told: String) throws -> Bool {
    guard isAtTerminal else { return false }
    for step in plan.steps.prefix(20) {
      let values = step.changes.map { "\($0.key) = \($0.value.string ?? $0.value.text)" }.joined(
        separator: ", ")
      session.note(
        "  \(step.action.rawValue) \(step.type.rawValue)\(step.id.map { " \($0)" } ?? "")  \(values)")
    }
    if plan.steps.count > 20 { session.note("  and \(plan.steps.count - 20) more") }
    return try session.confirm("\(told)?")
  }

  private func print(_ outcome: JSONObject) throws {
    guard try session.format() == .table else {
      _ = try session.printOne(outcome)
      return
    }
    let text = outcome["question"]?.string ?? outcome["confirmation"]?.string ?? ""
    try session.output.write(TerminalText.sanitise(text) + "\n")
    for candidate in outcome["candidates"]?.array ?? [] {
      let line =
        "  \(candidate["type"]?.string ?? ""):\(candidate["id"]?.text ?? "")  \(candidate["name"]?.string ?? "")"
      try session.output.write(TerminalText.sanitise(line) + "\n")
    }
    try session.output.flush()
  }

  // MARK: The conversation

  private func remember(subject: StoreError.Candidate?, open: JSONObject?) throws {
    guard let conversation, !session.isDryRun else { return }
    try store.remember(
      conversation, ["subject": subject?.json ?? .null, "open": open.map(JSON.object) ?? .null])
  }

  /// The instruction that is complete with an answer to an open question, or nil in it where nothing is to be done; nil
  /// when something else was said.
  private static func answer(
    _ text: String, to open: JSON, _ setting: inout Assistant.Setting, _ instructor: Instructor
  ) throws -> String?? {
    guard let instruction = open["instruction"]?.string, let words = open["words"]?.string else { return nil }
    let candidates = (open["candidates"]?.array ?? []).compactMap(StoreError.Candidate.init(json:))
    let reply = try instructor.reply(text, about: words, among: candidates)
    if case .other = reply { return nil }
    for (name, value) in open["choices"]?.object ?? [:] {
      setting.choices[name] = StoreError.Candidate(json: value)
    }
    switch reply {
    case .words(let said): return "\(instruction) \(words.dropFirst()) \(said)"
    case .chosen(let record):
      setting.choices[words] = record
      return instruction
    case .declined, .other: return .some(nil)
    }
  }
}

extension StoreError.Candidate {
  var json: JSON {
    ["type": .string(type.rawValue), "id": .number(JSONNumber(id)), "name": .string(name)]
  }

  init?(json: JSON) {
    guard let type = json["type"]?.string.flatMap(RecordType.init(rawValue:)), let id = json["id"]?.int64
    else {
      return nil
    }
    self.init(type: type, id: id, name: json["name"]?.string ?? "")
  }
}
