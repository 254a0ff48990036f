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
    let type = call[type].flatMap { RecordType(rawValue: $0) }
    let store = try session.store()
    var options = WriteOptions()
    // An address is not unique in the data of others either.
    options.allowsDuplicateEmails = true
    options.createsCompanies = !call[noCreate]
    var result = ImportResult()
    let progress = Progress(session, what: type?.plural ?? "records")

    func load() throws -> Int64? {
      let writer = try BulkWriter(
        store, type, .match, summary: "import \(call[file])", isAtomic: call[atomic], options: options,
        by: try session.author()
      ) { item, outcome in
        switch outcome {
        case .created: result.created += 1
        case .updated: result.updated += 1
        case .unchanged: result.unchanged += 1
        case .rejected(let error):
          result.rejected += 1
          try session.reject(line: item.line, error)
        }
        try progress.advance()
      }
      do {
        try read(call[file], session, beforeWaiting: writer.flush) { item in
          result.read += 1
          try Interruption.check()
          try writer.add(item)
        } reject: { line, error in
          result.read += 1
          result.rejected += 1
          try session.reject(line: line, error)
        }
        try writer.finish()
      } catch  where Interruption.isRequested {
        try writer.interrupt()
        throw error
      }
      return writer.entry
    }

    let entry =
      session.isDryRun
      ? try store.rehearsing {
        _ = try load(); return nil
      } : try load()
    try progress.finish()
    _ = try session.printOne(result.object(entry: entry, isDryRun: session.isDryRun))
    return result.rejected > 0 ? .invalid : .ok
  }

  private static func read(
    _ path: String, _ session: Session, beforeWaiting: @escaping () throws -> Void,
    _ take: (BulkWriter.Item) throws -> Void, reject: (Int, any Error) throws -> Void
  ) throws {
    if path == "-" {
      var records = RecordSource(PatientSource(session.world.input, beforeWaiting: beforeWaiting))
      while let item = try records.next(reject: reject) { try take(item) }
    } else {
      var records = RecordSource(try DescriptorSource(path: path))
      while let item = try records.next(reject: reject) { try take(item) }
    }
  }
}

/// What an import did, counted.
private struct ImportResult {
  var read: Int64 = 0
  var created: Int64 = 0
  var updated: Int64 = 0
  var unchanged: Int64 = 0
  var rejected: Int64 = 0

  func object(entry: Int64?, isDryRun: Bool) -> JSONObject {
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
