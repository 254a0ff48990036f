internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// Which proposals are meant: the filters of `crm review`.
enum ReviewFilters {
  static let kind = RepeatedOption(
    "kind", .text("kind"), help: "Only changes of this kind: task, contact, stage …")
  static let confidence = Option(
    "min-confidence", .text("number"), help: "Only those that are at least so sure, from 0 to 1")
  static let meeting = Option(
    "meeting", .text("meeting").completed(by: "meeting"), help: "Only those that a meeting gave rise to")

  static let all: [any Declaration] = [kind, confidence, meeting]

  /// Whether any was given.
  static func areGiven(_ call: Invocation) -> Bool {
    !call[kind].isEmpty || call[confidence] != nil || call[meeting] != nil
  }

  /// What the proposals have to satisfy.
  static func conditions(_ call: Invocation, _ session: Session) throws -> [Condition] {
    var conditions: [Condition] = []
    if !call[kind].isEmpty {
      conditions.append(.isOneOf(Path(["kind"]), call[kind].map { .text($0) }))
    }
    if let text = call[confidence] {
      guard let least = JSONNumber(text)?.double, (0...1).contains(least) else {
        throw call.refusal("--min-confidence is a number from 0 to 1, not '\(text)'")
      }
      conditions.append(.compare(Path(["confidence"]), .greaterOrEqual, .number(text)))
    }
    if let meeting = call[meeting] {
      let id = try session.find(.meeting, meeting)
      conditions.append(.compare(Path(["meeting_id"]), .equal, .number(String(id))))
    }
    return conditions
  }
}

/// `crm review list`: proposals, the pending ones unless said otherwise.
enum ReviewList {
  private static let status = Option(
    "status", .choice("status", ["pending", "approved", "rejected", "all"]),
    help: "Which ones; the pending ones unless given")

  static let arguments: [any Declaration] = [status] + ReviewFilters.all + ListOptions.all

  static let command = Command<Action>(
    "list", "List proposals",
    arguments: arguments,
    examples: [
      Example("crm review list --kind stage --kind value", "What would change in deals"),
      Example("crm review list --status rejected --sort updated_at:desc", "What was turned down"),
      Example("crm review list | jq -r '[.id,.confidence,.summary] | @tsv'", "In a pipe"),
    ],
    action: action)

  static let action = Action.reads { call, session in
    var conditions = try ReviewFilters.conditions(call, session)
    let status = call[status] ?? "pending"
    if status != "all" { conditions.append(.compare(Path(["status"]), .equal, .word(status))) }
    let query = try ListOptions.query(call, from: .proposal, filters: conditions)
    return try session.print(
      query, count: call[ListOptions.count], excelSafe: call[ListOptions.excelSafe])
  }
}
