internal import Arguments
internal import Models
internal import Store

extension RecordCommands {
  /// `crm NOUN show`.
  func show() -> Command<Action> {
    let type = type
    let brief = Flag("brief", help: "What to know before talking to somebody, on one screen")
    let hasBriefing = Briefing.types.contains(type)
    let references = RepeatedOperand(noun, reference, minimum: 1, help: "Which \(type.plural)")
    return Command(
      "show", "Show a \(noun)",
      discussion: hasBriefing ? Self.referenceHelp + "\n\n" + Self.briefingHelp : Self.referenceHelp,
      arguments: [references] + (hasBriefing ? [brief] : []),
      examples: [
        example("show", sample, "By name"),
        example("show", "1 -o json", "By id, as one JSON document"),
      ] + (hasBriefing ? [example("show", "\(sample) --brief", "Before a call")] : []),
      action: .reads { call, session in
        let ids = try call[references].map { try session.find(type, $0) }
        if hasBriefing, call[brief] { return try session.brief(type, ids) }
        return try session.printRecords(type, ids, shape: ids.count == 1 ? .single : .list)
      })
  }

  private static let briefingHelp = """
    With --brief: who or what it is, the days since the last call, e-mail or meeting, the next step (that of the deal \
    which closes first, else the first open task), open deals, the last three exchanges and open tasks.
    """
}
