internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm log`: who did what, and what it changed.
enum LogCommand {
  private static let entry = OptionalOperand(
    "entry", .integer("id"), help: "An entry, to see what it changed")
  private static let limit = Option("limit", short: "n", .count("n"), help: "Stop after so many")
  private static let record = Option(
    "record", .text("type:id"), help: "Only entries that touched this record")

  static let command = Command<Action>(
    "log", "Show the journal",
    discussion: """
      Lists the entries, newest first: who wrote, when, by which command, and whether it was undone. With the id of \
      an entry, shows each value before and after.
      """,
    group: "Journal",
    arguments: [entry, limit, record],
    examples: [
      Example("crm log -n 10", "The last ten"),
      Example("crm log 12", "What entry 12 changed"),
      Example("crm log --record contact:7", "What happened to one contact"),
    ],
    action: .reads { call, session in
      let store = try session.store()
      if let id = call[entry] {
        let changes = try store.changes(of: Int64(id))
        let columns = ["change", "of", "id", "through", "field", "before", "after"]
        let printer = try RowPrinter(session, columns: ["type", "entry_id"] + columns, preferred: columns)
        for change in changes { try printer.row(change) }
        try printer.finish()
        return .ok
      }
      let record = try call[record].map { try reference($0, call, store) }
      let printer = try RowPrinter(
        session,
        columns: [
          "type", "id", "at", "actor", "command", "summary", "kind", "state", "target_id", "undone",
          "records",
        ],
        preferred: ["id", "at", "actor", "summary", "records", "undone", "command"])
      for entry in try store.journal(limit: call[limit], touching: record) {
        try printer.row(entry.json.object ?? [:])
      }
      try session.finish(printer)
      return .ok
    })

  private static func reference(
    _ text: String, _ call: Invocation, _ store: Store
  ) throws -> (type: RecordType, id: Int64) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let type = RecordType(rawValue: String(parts[0])) else {
      throw call.refusal("a record of any type is named like contact:12, not '\(text)'")
    }
    // A record that is gone has a history, too.
    if let id = Int64(parts[1]) { return (type, id) }
    return (type, try store.find(type, String(parts[1])))
  }
}
