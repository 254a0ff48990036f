internal import Bytes
internal import Models
internal import Store

/// A person's decision on a proposal or a fact, carried out by one Plan.
struct Decision {
  private let session: Session
  private let store: Store
  private let verdict: Verdict
  /// Whether values that a person wrote last are left alone, but for the fields that are named.
  private let holdsBack: Bool
  private let named: Set<String>

  enum Verdict: String {
    case approved, rejected

    /// The state of the facts that a proposal rests on.
    var factStatus: JSON { self == .approved ? "accepted" : "rejected" }
  }

  init(_ session: Session, _ store: Store, _ verdict: Verdict, holdsBack: Bool, named: Set<String>) {
    self.session = session
    self.store = store
    self.verdict = verdict
    self.holdsBack = holdsBack
    self.named = named
  }

  static let columns = [
    "type", "proposal_id", "insight_id", "kind", "summary", "result", "held", "records", "action_id",
  ]

  // MARK: Proposals

  /// Decides a proposal; what became of it.
  func proposal(_ id: Int64) throws -> JSONObject {
    guard let record = try store.recordReader(.proposal).read(id) else {
      throw StoreError.notFound(.proposal, String(id))
    }
    var row: JSONObject = [
      "type": "review", "proposal_id": .number(JSONNumber(id)), "kind": record["kind"] ?? .null,
      "summary": record["summary"] ?? .null,
    ]
    var plan = try Plan(json: record["plan"] ?? .null)
    var held: [String] = []
    if verdict == .rejected { plan.steps = [] }
    if verdict == .approved, holdsBack { held = try holdBack(&plan) }
    row["held"] = .array(held.map(JSON.string))
    if !held.isEmpty, plan.steps.isEmpty {
      row["result"] = "held"
      return row
    }
    let count = plan.steps.count
    plan.steps.append(
      Plan.Step(
        .update, .proposal, id: id, expect: ["status": "pending"],
        changes: [
          "status": .string(verdict.rawValue), "decided_at": .string(store.clock.now.description),
          "decided_by": try session.author().actor.map(JSON.string) ?? .null,
        ]))
    plan.steps += try facts(of: record)
    plan.summary = "\(verdict == .approved ? "approve" : "reject"): \(plan.summary)"
    let applied = try apply(plan)
    row["result"] = .string(session.isDryRun ? "planned" : verdict.rawValue)
    row["records"] = .array(
      zip(plan.steps, applied.records).prefix(count).map { step, id in
        ["type": .string(step.type.rawValue), "id": .number(JSONNumber(id))]
      })
    row["action_id"] = applied.entry.map { .number(JSONNumber($0)) } ?? .null
    return row
  }

  private func apply(_ plan: Plan) throws -> Applied {
    let author = try session.author()
    return try session.isDryRun ? store.rehearse(plan, by: author) : store.apply(plan, by: author)
  }

  /// Takes what a person wrote last out of a Plan, but for the fields that are named; what was taken out.
  private func holdBack(_ plan: inout Plan) throws -> [String] {
    var held: [String] = []
    for index in plan.steps.indices {
      let fields = try store.heldFields(of: plan.steps[index]).subtracting(named)
      if fields.isEmpty { continue }
      held += fields.sorted()
      for field in fields {
        plan.steps[index].changes[field] = nil
        plan.steps[index].expect[field] = nil
      }
    }
    if held.isEmpty { return [] }
    // Steps may name each other by their places: a Plan of several is done whole or not at all.
    if plan.steps.count > 1 || plan.steps[0].changes.isEmpty { plan.steps = [] }
    return held
  }

  /// The steps that decide the facts of a proposal. That nobody wants the log written does not make them untrue.
  private func facts(of record: JSONObject) throws -> [Plan.Step] {
    if verdict == .rejected, record["kind"] == "activity" { return [] }
    var ids: [Int64] = []
    for item in record["evidence"]?.array ?? [] {
      if let id = item["insight_id"]?.int64, !ids.contains(id) { ids.append(id) }
    }
    return try ids.compactMap { id in
      // One that a person has decided stays so.
      guard try store.recordReader(.insight).read(id)?["status"] == "proposed" else { return nil }
      return Plan.Step(.update, .insight, id: id, changes: ["status": verdict.factStatus])
    }
  }

  // MARK: Facts

  /// Decides a fact by itself.
  func fact(_ id: Int64) throws -> JSONObject {
    let record = try store.recordReader(.insight).read(id) ?? [:]
    let step = Plan.Step(.update, .insight, id: id, changes: ["status": verdict.factStatus])
    let applied = try apply(
      Plan(summary: "\(verdict == .approved ? "accept" : "reject") a fact", steps: [step]))
    return [
      "type": "review", "insight_id": .number(JSONNumber(id)), "kind": record["kind"] ?? .null,
      "summary": record["text"] ?? .null,
      "result": session.isDryRun ? "planned" : verdict.factStatus,
      "action_id": applied.entry.map { .number(JSONNumber($0)) } ?? .null,
    ]
  }
}
