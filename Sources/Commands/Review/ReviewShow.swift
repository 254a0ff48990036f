internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm review show`: what a proposal would change, and the words behind it.
enum ReviewShow {
  private static let proposals = RepeatedOperand("proposal", .text("id"), minimum: 1, help: "Which proposals")

  static let command = Command<Action>(
    "show", "Show what a proposal would change, and why",
    discussion: """
      changes has a row for each value: the record, the field, before and after. held says that a person wrote the \
      value last: approving by --all leaves it alone. stale says that it is no longer what the proposal expects.
      """,
    arguments: [proposals],
    examples: [
      Example("crm review show 3", "Before and after, with the quote"),
      Example("crm review show 3 | jq .plan | crm apply - --dry-run", "Its Plan"),
    ],
    action: .reads { call, session in
      let store = try session.store()
      let objects = try call[proposals].map { reference in
        let record = try store.recordReader(.proposal).read(try store.find(.proposal, reference)) ?? [:]
        var shown = record
        shown["changes"] = .array(try PlanDifference(store, try Plan(json: record["plan"] ?? .null)).rows())
        if try session.format() == .table { shown["plan"] = nil }
        return shown
      }
      return try session.printAll(
        objects,
        lists: [
          ("changes", ["action", "of", "id", "name", "field", "before", "after", "held", "stale"]),
          ("evidence", ["turn", "speaker", "quote"]),
        ])
    })
}
