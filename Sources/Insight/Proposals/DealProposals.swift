internal import Bytes
internal import Models

/// What a conversation suggests about its deal: stage, value, day of closing, next step, tags.
struct DealProposals {
  private let proposals: Proposals
  private let deal: JSONObject

  init(_ proposals: Proposals, _ deal: JSONObject) {
    self.proposals = proposals
    self.deal = deal
  }

  private var signals: DealSignals { proposals.extraction.deal }
  private var title: String { deal["title"]?.string ?? "the deal" }

  func all() -> [Proposal] {
    var found = [tags()]
    // What is closed is closed.
    if deal["status"] == "open" { found += [stage(), value(), close(), nextStep()] }
    return found.compactMap(\.self)
  }

  /// An update of the deal, for each field the value it has now expected; nil when it has all of them.
  private func update(
    _ kind: Proposal.Kind, _ summary: String, _ changes: JSONObject, from fact: Fact.Kind
  ) -> Proposal? {
    let new = JSONObject(changes.filter { deal[$0.key] != $0.value }.map { ($0.key, $0.value) })
    guard !new.isEmpty, let id = deal["id"]?.int64 else { return nil }
    let expect = JSONObject(new.map { ($0.key, deal[$0.key] ?? .null) })
    let places = proposals.places(of: fact)
    return Proposal(
      kind,
      proposals.plan(summary, Plan.Step(.update, .deal, id: id, expect: expect, changes: new)),
      facts: places,
      confidence: places.map { proposals.facts[$0].finding.confidence }.min())
  }

  /// The stage that the talk has reached, when that is further than the deal is.
  private func stage() -> Proposal? {
    let stages = proposals.context.stages
    guard let signal = signals.stage, signals.stageFinding != nil,
      let current = stages.firstIndex(where: { $0["name"] == deal["stage"] }),
      let next = stages.firstIndex(where: { matches(signal, $0) }),
      next > current, let name = stages[next]["name"]?.string
    else { return nil }
    var changes: JSONObject = ["stage": .string(name)]
    if signal == .lost { changes["lost_reason"] = .string(reason) }
    return update(.stage, "Move \"\(title)\" to \(name)", changes, from: .stage)
  }

  private func matches(_ signal: DealSignals.Stage, _ stage: JSONObject) -> Bool {
    switch signal {
    case .won, .lost: return stage["kind"]?.string == signal.rawValue
    case .lead, .qualified, .proposal, .negotiation:
      guard stage["kind"] == "open", let name = stage["name"]?.string else { return false }
      return SearchKey.fold(name).split(separator: " ").contains { $0 == signal.rawValue }
    }
  }

  /// Why it is lost, in the words of who says so.
  private var reason: String {
    let objections = proposals.extraction.objections.sorted { $0.finding.confidence > $1.finding.confidence }
    return (objections.first?.finding.text ?? signals.stageFinding?.quote ?? "").onOneLine(upTo: 200)
  }

  /// What the customer has to spend.
  private func value() -> Proposal? {
    guard let budget = signals.budget, budget > 0, let number = JSONNumber(budget),
      let currency = signals.currency ?? deal["currency"]?.string
    else { return nil }
    // Another currency is another amount: what one is in the other's nobody said.
    if deal["value"]?.isNull == false, deal["currency"]?.string != currency { return nil }
    return update(
      .value, "Set the value of \"\(title)\" to \(number.text) \(currency)",
      ["value": .number(number), "currency": .string(currency)], from: .budget)
  }

  private func close() -> Proposal? {
    guard let close = signals.close else { return nil }
    return update(
      .close, "Expect \"\(title)\" to close on \(close.day)",
      ["expected_close": .string(close.day.description)], from: .expectedClose)
  }

  /// What happens next: the first thing that is agreed on.
  private func nextStep() -> Proposal? {
    let steps = proposals.extraction.nextSteps + proposals.extraction.actionItems
    guard let step = steps.min(by: { due($0) < due($1) }) else { return nil }
    let text = step.finding.text.onOneLine(upTo: 120)
    var proposal = update(
      .nextStep, "Note as next step of \"\(title)\": \(text)", ["next_step": .string(text)], from: .nextStep)
    let facts = proposals.facts
    proposal?.facts = facts.indices.filter { place in
      [.nextStep, .actionItem].contains(facts[place].kind) && facts[place].finding == step.finding
    }
    proposal?.confidence = step.finding.confidence
    return proposal
  }

  /// When something is due, as a text in whose order days stand; what has no day comes last.
  private func due(_ step: Commitment) -> String { step.due?.description ?? "~" }

  /// The competitors that were named.
  private func tags() -> Proposal? {
    let tags = (deal["tags"]?.array ?? []).compactMap(\.string)
    let competitors = proposals.extraction.competitors.map { "competitor: \($0.text)" }
    let new = competitors.filter { tag in !tags.contains { SearchKey.fold($0) == SearchKey.fold(tag) } }
    if new.isEmpty { return nil }
    let all = Set(tags + new).sorted().map(JSON.string)
    return update(
      .tag, "Tag \"\(title)\" with \(new.joined(separator: ", "))", ["tags": .array(all)], from: .competitor)
  }
}
