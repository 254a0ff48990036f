internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm apply`: any change to the data, as a value.
enum ApplyCommand {
  private static let plan = Operand(
    "plan", .file("json"), help: "A Plan as JSON, a file of one, or - for standard input")

  private static let duplicate = Flag(
    "allow-duplicate", help: "Allow an e-mail address that another contact has")

  static let command = Command<Action>(
    "apply", "Apply a Plan",
    discussion: """
      A Plan is what --dry-run of a writing command prints: a JSON object with steps, each with an action (create, \
      update, delete, merge, link, unlink), a type, an id or match, expect (values a field must still have) and \
      changes. A merge takes in the records whose ids stand in changes as with; values beside it are those the record \
      gets. It is applied in one transaction, all of it or nothing, and becomes one entry of the journal. An \
      object that holds a Plan as "plan" will do, too.
      """,
    group: "Data",
    arguments: [plan, duplicate],
    examples: [
      Example(
        "crm contact edit 'Ann Lee' --status customer --dry-run > plan.json && crm apply plan.json",
        "Look first"),
      Example(
        #"crm apply '{"steps":[{"action":"merge","type":"contact","id":1,"changes":{"with":[2]}}]}'"#,
        "Merge contact 2 into contact 1"),
    ],
    action: .writes { call, session in
      let plan = try Plan(json: try session.json(call[plan]))
      var options = WriteOptions()
      options.allowsDuplicateEmails = call[duplicate]
      if session.isDryRun { return try session.rehearse(plan, options: options) }
      let applied = try session.store().apply(plan, options: options, by: try session.author())
      func number(_ count: Int) -> JSON { .number(JSONNumber(Int64(count))) }
      return try session.printOne([
        "type": "applied", "summary": .string(plan.summary), "created": number(applied.created),
        "updated": number(applied.updated), "deleted": number(applied.deleted),
        "unchanged": number(applied.unchanged),
        "ids": .array(applied.records.map { .number(JSONNumber($0)) }),
        "action_id": applied.entry.map { .number(JSONNumber($0)) } ?? .null,
      ])
    })
}
