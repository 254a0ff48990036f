internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm review approve|reject`: what becomes of proposals, and of single facts.
enum ReviewDecide {
  private static let references = RepeatedOperand(
    "proposal", .text("id"), help: "Which proposals; insight:12 is a single fact")
  private static let all = Flag("all", help: "All pending ones that the filters leave")
  private static let fields = RepeatedOption(
    "field", .text("field"), help: "With --all, change this field even where a person wrote it last")

  static let approve = Command<Action>(
    "approve", "Carry proposals out",
    discussion: """
      Each is one entry of the journal: its changes, its state, and that the facts it rests on are accepted. Nothing of \
      it is done when a record is no longer as the proposal expects (exit status 4, of several 7).

      With --all a value that a person wrote last is left alone, and the result names it as held; a proposal of \
      nothing else stays pending. Who names a proposal by its id, or a field by --field, means it. A fact is accepted \
      by itself as insight:ID, which crm meeting show tells.
      """,
    arguments: [references, all, fields] + ReviewFilters.all,
    examples: [
      Example("crm review approve 3", "One"),
      Example("crm review approve --all --kind task --min-confidence 0.9", "All sure tasks"),
      Example("crm review approve --all --field stage", "Stages as well, whoever set them"),
      Example("crm review approve insight:12 insight:15", "Two facts"),
    ],
    action: .writes { call, session in try decide(call, session, .approved) })

  static let reject = Command<Action>(
    "reject", "Turn proposals down",
    discussion:
      "They stay for the record (crm review stats), and so do their facts, as rejected. It can be undone.",
    arguments: [references, all] + ReviewFilters.all,
    examples: [
      Example("crm review reject 3 insight:12", "A change, and a fact"),
      Example("crm review reject --all --meeting 'Pricing call'", "All that a meeting gave rise to"),
    ],
    action: .writes { call, session in try decide(call, session, .rejected) })

  private static func decide(
    _ call: Invocation, _ session: Session, _ verdict: Decision.Verdict
  ) throws -> ExitStatus {
    guard call[all] == call[references].isEmpty else {
      throw call.refusal("say which proposals, or --all of them")
    }
    guard call[all] || !ReviewFilters.areGiven(call) else { throw call.refusal("filters go with --all") }
    let store = try session.store()
    let named = verdict == .approved ? call[fields] : []
    var items: [(name: String, decide: () throws -> JSONObject)] = []
    let decision = Decision(session, store, verdict, holdsBack: call[all], named: Set(named))
    if call[all] {
      let pending = Condition.compare(Path(["status"]), .equal, .word("pending"))
      let condition = Condition.all([pending] + (try ReviewFilters.conditions(call, session)))
      for row in try store.rows(Query(from: .proposal, condition: condition, fields: [Path(["id"])])) {
        guard let id = row["id"]?.int64 else { continue }
        items.append((String(id), { try decision.proposal(id) }))
      }
    }
    for reference in call[references] {
      if reference.hasPrefix(RecordType.insight.rawValue + ":") {
        items.append((reference, { try decision.fact(try store.find(.insight, reference)) }))
      } else {
        items.append(
          (
            reference,
            {
              let id = try store.find(.proposal, reference)
              return try decision.proposal(id)
            }
          ))
      }
    }
    return try carryOut(items, session)
  }

  private static func carryOut(
    _ items: [(name: String, decide: () throws -> JSONObject)], _ session: Session
  ) throws -> ExitStatus {
    var batch = Batch(session, isSingle: items.count == 1)
    let progress = Progress(session, what: "proposals")
    let printer = try RowPrinter(
      session, shape: items.count == 1 ? .single : .list, columns: Decision.columns)
    for item in items {
      if let row = try batch.attempt(item.name, item.decide) { try printer.row(row) }
      progress.advance()
    }
    progress.finish()
    try session.finish(printer)
    return batch.status
  }
}
