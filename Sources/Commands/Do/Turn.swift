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
    var instruction = text
    if let open = state["open"], let answered = Self.answer(text, to: open, &setting) {
      instruction = answered
    }
    let understood = try Instructor(store, user: try session.author().actor).instruction(instruction, setting)
    var outcome: JSONObject = [
      "type": "outcome", "instruction": .string(text), "status": .null, "plan": .null, "confirmation": .null,
      "action_id": .null, "proposal_id": .null, "candidates": [], "question": .null, "engine": "builtin",
    ]
    let status: ExitStatus
    switch understood {
    case .refuse(let reason): status = refuse(reason, &outcome)
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
      status = try carryOut(plan, confirmations, &outcome)
      if status == .ok { try remember(subject: subject, open: nil) }
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
  ) throws -> ExitStatus {
    outcome["plan"] = plan.json
    let author = try session.author()
    do {
      _ = try store.rehearse(plan, by: author)
    } catch let error as StoreError {
      outcome["plan"] = .null
      return refuse(Failure(error).message, &outcome)
    }
    let told = confirmations.joined(separator: "; ")
    if session.isDryRun {
      outcome["status"] = "planned"
      outcome["confirmation"] = .string(told)
      return .ok
    }
    if try session.saysYes || agrees(plan, told) {
      let applied = try store.apply(plan, by: author)
      outcome["status"] = "executed"
      outcome["confirmation"] = .string(told)
      outcome["action_id"] = applied.entry.map { .number(JSONNumber($0)) } ?? .null
      return .ok
    }
    if isAtTerminal { return refuse("it was not agreed to", &outcome) }
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
    return .ok
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

  /// The instruction that is complete with an answer to an open question; nil when it answers something else.
  private static func answer(_ text: String, to open: JSON, _ setting: inout Assistant.Setting) -> String? {
    guard let instruction = open["instruction"]?.string, let words = open["words"]?.string else { return nil }
    for (name, value) in open["choices"]?.object ?? [:] {
      setting.choices[name] = StoreError.Candidate(json: value)
    }
    if words.hasPrefix("+") { return "\(instruction) \(words.dropFirst()) \(text)" }
    let candidates = (open["candidates"]?.array ?? []).compactMap(StoreError.Candidate.init(json:))
    guard let chosen = choice(text, among: candidates) else { return nil }
    setting.choices[words] = chosen
    return instruction
  }

  /// The candidate that an answer names: by name, id, or place in the list.
  private static func choice(_ text: String, among candidates: [StoreError.Candidate]) -> StoreError
    .Candidate?
  {
    let said = SearchKey.fold(text)
    let exact = candidates.filter { SearchKey.fold($0.name) == said }
    if exact.count == 1 { return exact[0] }
    let digits = said.split(separator: ":").last.flatMap { Int64($0) }
    if let digits, let found = candidates.first(where: { $0.id == digits }) { return found }
    let places = [
      "the first one": 0, "the first": 0, "first": 0, "the second one": 1, "the second": 1, "second": 1,
      "the third": 2, "third": 2,
    ]
    if let place = places[said], candidates.indices.contains(place) { return candidates[place] }
    let near = candidates.filter { candidate in
      let name = SearchKey.fold(candidate.name)
      return name.hasPrefix(said) || name.split(separator: " ").contains(Substring(said))
        || said.contains(name)
    }
    return near.count == 1 ? near[0] : nil
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
