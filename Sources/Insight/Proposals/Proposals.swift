package import Models
internal import Bytes

/// Turns what a conversation says into changes of records, each with the facts that speak for it.
///
/// A change is proposed only where it changes something, and says what it expects to find.
package struct Proposals {
  let extraction: Extraction
  let context: MeetingContext
  let facts: [Fact]

  package init(_ extraction: Extraction, _ context: MeetingContext) {
    self.extraction = extraction
    self.context = context
    facts = extraction.facts
  }

  /// All of them: people first, since others may name them.
  package func all() throws -> [Proposal] {
    var proposals = try PeopleProposals(self).all()
    proposals += try tasks()
    if let deal = context.deal { proposals += DealProposals(self, deal).all() }
    if let log = log() { proposals.append(log) }
    return proposals
  }

  /// The places of the facts of some kinds.
  func places(of kinds: Fact.Kind...) -> [Int] {
    facts.indices.filter { kinds.contains(facts[$0].kind) }
  }

  /// Why, for the Plan.
  var because: String { "said in \"\(context.title)\"" }

  /// A change of one record.
  func plan(_ summary: String, _ steps: Plan.Step...) -> Plan {
    Plan(summary: summary, because: because, steps: steps)
  }

  // MARK: Tasks

  /// A task for each thing that somebody is to do.
  private func tasks() throws -> [Proposal] {
    var proposals: [Proposal] = []
    let dealID = context.deal?["id"]
    for place in places(of: .actionItem) {
      let fact = facts[place]
      let title = fact.finding.text.onOneLine(upTo: 120)
      if try context.lookup.hasOpenTask(title, dealID: dealID?.int64) { continue }
      var changes: JSONObject = ["title": .string(title)]
      if fact.finding.quote != title { changes["description"] = .string(fact.finding.quote) }
      if let due = fact.due { changes["due_date"] = .string(due.description) }
      if let owner = fact.owner { changes["owner"] = .string(owner) }
      if let contact = fact.owner.flatMap(speaker)?["id"] { changes["contact_id"] = contact }
      if let dealID { changes["deal_id"] = dealID }
      let who = fact.owner.map { " for \($0)" } ?? ""
      let due = fact.due.map { ", due \($0)" } ?? ""
      proposals.append(
        Proposal(
          .task, plan("Add the task \"\(title)\"\(who)\(due)", Plan.Step(.create, .task, changes: changes)),
          facts: [place], confidence: fact.finding.confidence))
    }
    return proposals
  }

  /// The contact who speaks under a name, or whose first name is said.
  private func speaker(_ name: String) -> JSONObject? {
    if let contact = context.speakers[name] { return contact }
    let matching = context.speakers.filter { label, _ in
      SearchKey.fold(label).split(separator: " ").first.map(String.init) == SearchKey.fold(name)
    }
    return matching.count == 1 ? matching.first?.value : nil
  }

  // MARK: The log

  /// The text of the meeting's activity: what it was about, what was decided, what is open.
  private func log() -> Proposal? {
    let sections: [(String, Fact.Kind)] = [
      ("Decisions", .decision), ("Objections", .objection), ("Open questions", .question),
      ("Asked for", .request), ("Competitors", .competitor),
    ]
    var body = extraction.summary
    for (heading, kind) in sections {
      let found = places(of: kind)
      if found.isEmpty { continue }
      body += "\n\n\(heading):\n"
      body += found.map { "- \(facts[$0].finding.text)" }.joined(separator: "\n")
    }
    if body.isEmpty { return nil }
    let rests = places(of: .keyPoint, .decision, .objection, .question, .request, .competitor)
    let least = rests.map { facts[$0].finding.confidence }.min()
    let step = Plan.Step(
      .update, .activity, match: ["external_id": .string(context.activityID)], expect: ["body": .null],
      changes: ["body": .string(body)])
    return Proposal(
      .activity, plan("Write down what \"\(context.title)\" was about", step), facts: rests,
      confidence: least ?? extraction.confidence)
  }
}

extension String {
  /// The text on one line, with an ellipsis where it is longer than that.
  func onOneLine(upTo length: Int) -> String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if line.count <= length { return line }
    let cut = line.prefix(length - 1)
    let end = cut.lastIndex(of: " ") ?? cut.endIndex
    return cut[..<end] + "…"
  }
}
