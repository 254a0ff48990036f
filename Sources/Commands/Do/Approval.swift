internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// Who has to agree before a Plan that nobody wrote by hand is carried out, and what becomes of it.
struct Approval {
  private let session: Session
  private let store: Store

  init(_ session: Session) throws {
    self.session = session
    store = try session.store()
  }

  /// So many records may be changed without anybody looking, where that is allowed at all.
  private static let mostUnseen = 5

  /// Tries a Plan, then carries it out, asks about it, leaves it for review or only shows it. `isFounded` is false for
  /// one with values that nobody said: that is for a person to see, whatever was agreed to before.
  func decide(
    _ plan: Plan, told: String, isFounded: Bool = true, _ outcome: inout Outcome
  ) throws {
    let author = try session.author()
    do {
      _ = try store.rehearse(plan, by: author)
    } catch let error as StoreError {
      return outcome.refuse(Failure(error).message)
    }
    outcome.plan = plan
    outcome.confirmation = told
    if session.isDryRun {
      outcome.status = .planned
    } else if try agrees(to: plan, told, isFounded) {
      let applied = try store.apply(plan, by: author)
      outcome.action = applied.entry
      outcome.made = Instructor.subject(of: plan, applied.records)
      outcome.status = .executed
    } else if isAtTerminal, !session.saysYes {
      outcome.refuse("it was not agreed to")
    } else {
      try queue(plan, told, by: author, &outcome)
    }
  }

  /// Whether the Plan may be carried out now.
  private func agrees(to plan: Plan, _ told: String, _ isFounded: Bool) throws -> Bool {
    if session.saysYes, isFounded { return true }
    if isFounded, try !session.requiresApproval(), !Self.isGrave(plan) { return true }
    guard isAtTerminal, !session.saysYes else { return false }
    for step in plan.steps.prefix(20) {
      let values = step.changes.map { "\($0.key) = \($0.value.string ?? $0.value.text)" }
      session.note(
        "  \(step.action.rawValue) \(step.type.rawValue)\(step.id.map { " \($0)" } ?? "")  "
          + values.joined(separator: ", "))
    }
    if plan.steps.count > 20 { session.note("  and \(plan.steps.count - 20) more") }
    return try session.confirm("\(told)?")
  }

  /// Whether a Plan takes records away, or changes many.
  private static func isGrave(_ plan: Plan) -> Bool {
    plan.steps.count > mostUnseen || plan.steps.contains { $0.action == .delete || $0.action == .merge }
  }

  private var isAtTerminal: Bool { session.world.input.isTerminal && session.world.errors.isTerminal }

  private func queue(_ plan: Plan, _ told: String, by author: Author, _ outcome: inout Outcome) throws {
    var changes: JSONObject = [
      "kind": "plan", "summary": .string(plan.summary), "plan": plan.json, "origin": "do",
      "engine": .string(outcome.engine),
    ]
    if let model = outcome.model { changes["model"] = .string(model) }
    let step = Plan.Step(.create, .proposal, changes: changes)
    let queued = try store.apply(Plan(summary: "propose: \(plan.summary)", steps: [step]), by: author)
    outcome.status = .pending
    outcome.confirmation = "Waits for review: \(told)"
    outcome.proposal = queued.records.first
  }
}
