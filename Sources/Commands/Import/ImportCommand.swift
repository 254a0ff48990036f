internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm import`: records from elsewhere, recognised by their natural keys.
enum ImportCommand {
  private static let file = Operand(
    "file", .file("file"), help: "File of JSON Lines, or - for standard input")
  private static let type = Option(
    "type", .choice("type", ["company", "contact", "pipeline", "deal", "task", "activity", "meeting"]),
    help: "Kind of records that do not say")
  private static let atomic = Flag("atomic", help: "Write nothing when a record is rejected")
  private static let noCreate = Flag("no-create", help: "Refuse a company that is not known")

  static let command = Command<Action>(
    "import", "Bring records in",
    discussion: """
      Reads JSON in the shape that list prints. A record that is there already is changed, any other is created: a \
      contact is recognised by any of its e-mail addresses, else by name and company while nothing else disagrees, a \
      company by its domain, else by its name, a deal by title and company, a task by title, contact and day, an \
      activity by its kind, text, time and people, and external_id comes before all. The same import twice changes \
      nothing the second time. All of it is one entry of the journal, which undo takes back.

      A record that is wrong is reported with its line on standard error; the rest is kept, and the exit status is 5.
      """,
    group: "Data",
    arguments: [file, type, atomic, noCreate],
    examples: [
      Example("crm import contacts.jsonl --type contact", "A file of contacts"),
      Example(
        "crm contact list | crm --db copy.db import -", "From one database into another"),
      Example("crm import contacts.jsonl --type contact --dry-run", "What it would do"),
    ],
    action: .writes(run))

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    var options = WriteOptions()
    // An address is not unique in the data of others either.
    options.allowsDuplicateEmails = true
    options.createsCompanies = !call[noCreate]
    let load = BulkLoad(
      session: session, operand: call[file], type: call[type].flatMap { RecordType(rawValue: $0) },
      method: .match,
      summary: "import \(call[file])", isAtomic: call[atomic], options: options)
    var result: BulkLoad.Result
    if session.isDryRun {
      result = try session.store().rehearsing { try load.run() }
      result.entry = nil
    } else {
      result = try load.run()
    }
    _ = try session.printOne(result.object(isDryRun: session.isDryRun))
    return result.status
  }
}

extension BulkLoad.Result {
  fileprivate func object(isDryRun: Bool) -> JSONObject {
    func number(_ count: Int64) -> JSON { .number(JSONNumber(count)) }
    var object: JSONObject = [
      "type": "import", "read": number(read), "created": number(created), "updated": number(updated),
      "unchanged": number(unchanged), "rejected": number(rejected), "skipped": 0,
      "action_id": entry.map(number) ?? .null, "rejects": .null,
    ]
    if isDryRun { object["dry_run"] = true }
    return object
  }
}
