internal import Arguments
internal import Bytes
internal import Models
internal import Store

extension RecordCommands {
  /// `log`: what was done to a record and what happened with it, in one order.
  func log() -> Command<Action> {
    let type = type
    let record = Operand(noun, reference, help: "Which \(noun)")
    let limit = Option("limit", short: "n", .count("n"), help: "Stop after so many")
    return Command(
      "log", "Show what happened with a \(noun)",
      discussion: """
        Newest first: calls, e-mails, meetings and notes by the time they took place, and entries of the journal that \
        changed the \(noun) by the time they were written. 'crm log ID' shows what an entry changed.
        """,
      arguments: [record, limit],
      examples: [example("log", "\(sample) -n 20", "The last twenty")],
      action: .reads { call, session in
        let store = try session.store()
        let id = try session.find(type, call[record])
        let events = try store.reading { try store.events(of: type, id, limit: call[limit]) }
        let printer = try RowPrinter(
          session, columns: ["type", "id", "at", "kind", "who", "summary", "undone"],
          preferred: ["at", "type", "id", "kind", "who", "summary", "undone"])
        for event in events { try printer.row(event) }
        try printer.finish()
        return .ok
      })
  }
}

extension Store {
  /// Activities and entries of the journal about a record, newest first.
  fileprivate func events(of type: RecordType, _ id: Int64, limit: Int?) throws -> [JSONObject] {
    var events: [JSONObject] = []
    for entry in try journal(limit: limit, touching: (type, id)) {
      let json = entry.json
      events.append([
        "type": "entry", "id": json["id"] ?? .null, "at": json["at"] ?? .null, "kind": json["kind"] ?? .null,
        "who": json["actor"] ?? .null, "summary": json["summary"] ?? .null, "undone": json["undone"] ?? .null,
      ])
    }
    let activities = Query(
      from: .activity, condition: .about(type, id, in: .activity),
      sort: [.init(path: Path(["occurred_at"]), descending: true)], limit: limit,
      fields: ["id", "occurred_at", "kind", "owner", "subject", "body"].map { Path([$0]) })
    for row in try rows(activities) {
      let summary = row["subject"].flatMap { $0.isNull ? nil : $0 } ?? row["body"]
      events.append([
        "type": "activity", "id": row["id"] ?? .null, "at": row["occurred_at"] ?? .null,
        "kind": row["kind"] ?? .null, "who": row["owner"] ?? .null, "summary": summary ?? .null,
        "undone": false,
      ])
    }
    // Fractions of a second make texts of times of different length; the times themselves are compared.
    let timed = events.map { event in
      (at: event["at"]?.string.flatMap { Timestamp(rfc3339: $0) }?.microseconds ?? 0, event: event)
    }
    let ordered = timed.enumerated().sorted { one, two in
      (one.element.at, -one.offset) > (two.element.at, -two.offset)
    }
    return ordered.prefix(limit ?? .max).map(\.element.event)
  }
}
