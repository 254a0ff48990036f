internal import Arguments
internal import Bytes
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
        guard Catalog.of(type).field(Catalog.accepted.name) != nil else {
          return try session.printRecords(type, ids, shape: ids.count == 1 ? .single : .list)
        }
        return try session.printAll(
          try ids.map { try session.withAcceptedFacts(type, $0) },
          lists: [(Catalog.accepted.name, ["occurred_at", "kind", "text", "owner", "due", "category"])])
      })
  }

  private static let briefingHelp = """
    With --brief: who or what it is, the days since the last call, e-mail or meeting, the next step (that of the deal \
    which closes first, else the first open task), open deals, the last three exchanges, what was promised in meetings, \
    and open tasks.
    """
}

extension Session {
  /// A record with what was said about it and accepted.
  fileprivate func withAcceptedFacts(_ type: RecordType, _ id: Int64) throws -> JSONObject {
    let store = try store()
    let name = Catalog.accepted.name
    var record = try store.recordReader(type).read(id) ?? [:]
    record[name] = try store.rows(Query(from: type, id: id, fields: [name])).first?[name]
    return record
  }
}
