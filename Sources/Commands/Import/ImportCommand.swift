internal import Arguments
internal import Bytes
internal import Exchange
internal import Models
internal import Store

/// `crm import`: records from elsewhere, recognised by what people take for the same.
enum ImportCommand {
  private static let file = Operand(
    "file", .file("file"), help: "The file, the folder of an export, or - for standard input")
  private static let format = Option(
    "format", .choice("format", FileFormat.self),
    help: "What the file is; else its name and its first bytes tell")
  private static let type = Option(
    "type", .choice("type", ["company", "contact", "pipeline", "deal", "task", "activity", "meeting"]),
    help: "Kind of records that do not say")
  private static let key = DefaultedOption(
    "match", .choice("key", MatchRules.Key.self), default: MatchRules.Key.natural.rawValue,
    help: "By what a record that is here is recognised; none: all are new")
  private static let onMatch = DefaultedOption(
    "on-match", .choice("what", MatchRules.OnMatch.self), default: MatchRules.OnMatch.update.rawValue,
    help: "What becomes of one that is here")
  private static let revive = Flag("revive", help: "Bring back records that were deleted here")
  private static let rejects = Option(
    "rejects", .file("file"), help: "Write what is rejected to this new file, with the reasons")
  private static let atomic = Flag(
    "atomic", help: "Write nothing when an entry is rejected; other writers wait meanwhile")
  private static let noCreate = Flag("no-create", help: "Refuse a company that is not known")
  private static let map = RepeatedOption(
    "map", columnReading, help: "Take a column of a table for this field")
  private static let dateOrder = Option(
    "date-order", .choice("order", ["ymd", "dmy", "mdy"]),
    help: "Order in dates like 03/04/2026 where other rows do not tell")
  private static let plan = Option(
    "plan", .file("file"), help: "With --dry-run, write what would be done to this new file, for apply")

  static let command = Command<Action>(
    "import", "Bring records in",
    discussion: """
      Reads tables (CSV in any dialect and encoding, with the headers of Google Contacts, Outlook, HubSpot, Salesforce, \
      Pipedrive or everyday ones; a row may hold a contact, its company and its deal), vCards, iCalendar files (events \
      become meetings, to-dos tasks), mail (mbox and eml; messages become activities of the people who are known), and \
      JSON in the shape that list prints. A column of a table that is not known becomes a custom field.

      An entry that is here already is changed, any other is created: a contact is recognised by any of its e-mail addresses, else by name and company while nothing else disagrees, a \
      company by its domain, else by its name, a deal by title and company, a task by title, contact and day, an \
      activity by its kind, text, time and people, and external_id comes before all. What a row leaves blank changes \
      nothing. The same import twice changes nothing the second time. All of it is one entry of the journal, which \
      undo takes back.

      --match says to go by one key alone: contacts by email, contacts and companies by name, companies by domain (and \
      contacts by name and the domain of their company), all by external_id, or none. With --on-match fill only what \
      is empty here is taken, with skip a record that is here is left alone, and with error its row is rejected.

      Whoever and whatever somebody deleted here stays deleted without --revive; people who were erased never come \
      back. What was merged is what it was merged into.

      The result counts the rows of the file: read is the sum of created, updated, unchanged, rejected and skipped. \
      One row may hold several records or name a company that is made for it; records says how many of each kind were \
      made and changed in all.

      Of a folder the files *.jsonl are read in the order of their names, as one file of many lines: what 'crm export \
      --all' has written makes an equal database.

      A row that is wrong is reported with its line on standard error, the rest is kept, and the exit status is 5. \
      --rejects keeps such rows as they stood, each with its reason: corrected, that file can be imported.
      """,
    group: "Data",
    arguments: [
      file, format, type, key, onMatch, revive, rejects, atomic, noCreate, map, dateOrder, plan,
    ],
    examples: [
      Example("crm import contacts.csv", "A table that another program has exported"),
      Example(
        "crm import leads.csv --map 'Lead origin=source' --date-order dmy",
        "Say what a column is, and how dates are read"),
      Example("crm import phone.vcf", "The cards of a phone"),
      Example("crm import calendar.ics", "Meetings and tasks of a calendar"),
      Example("crm import archive.mbox", "Messages of people who are known"),
      Example("crm import contacts.jsonl --type contact", "Records as list prints them"),
      Example(
        "crm contact list | crm --db copy.db import -", "From one database into another"),
      Example("crm --db copy.db import copy", "What 'crm export --all copy' has written"),
      Example("crm import contacts.jsonl --type contact --dry-run", "What it would do"),
      Example(
        "crm import contacts.csv --rejects wrong.csv", "Keep what is wrong to correct it"),
      Example(
        "crm import contacts.jsonl --type contact --match email --on-match fill",
        "Only add to the people who are here"),
      Example(
        "crm import contacts.jsonl --type contact --dry-run --plan plan.json && crm apply plan.json",
        "Look at every change before it is made"),
    ],
    action: .writes(run))

  private static let columnReading = Reading("column=field") {
    word throws(ReadingFailure) -> (column: String, field: String) in
    // The name of a column may have such a sign, that of a field has none.
    guard let equals = word.lastIndex(of: "="), equals != word.startIndex else {
      throw .expected("column=field")
    }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    if call[plan] != nil, !session.isDryRun {
      throw call.refusal("--plan holds what a dry run would do, and needs --dry-run")
    }
    let summary = "import \(call[file])"
    let rejects = session.isDryRun ? nil : try call[rejects].map(RejectsFile.init)
    let sources = try session.inputs(call[file])
    let plan = try call[plan].map { try PlanFile(path: $0, summary: summary) }

    var options = WriteOptions()
    // An address is not unique in the data of others either.
    options.allowsDuplicateEmails = true
    options.createsCompanies = !call[noCreate]
    let load = BulkLoad(
      session: session, sources: sources, type: call[type].flatMap { RecordType(rawValue: $0) },
      method: .match(rules(call)), summary: summary,
      extent: call[atomic] ? .all(rejects == nil ? .stopAtFirst : .gather) : .accepted,
      isRehearsal: session.isDryRun, options: options)
    let format = ImportFormat(
      name: call[file], given: call[format], type: load.type, columns: call[map],
      dateOrder: try order(call, session),
      statuses: { try session.store().rows(Query(from: .status)).compactMap { $0["name"]?.string } },
      ownAddresses: try session.ownAddresses(),
      zone: try session.clock().zone,
      keepsSource: rejects != nil)
    let result: BulkLoad.Result
    do {
      result = try load.run(
        reading: { try format.reader(of: $0) }, plan: plan?.add,
        rejected: rejects.map { file in { format, entry, reason in try file.add(entry, reason, format) } })
    } catch {
      try? rejects?.finish()
      throw error
    }
    try rejects?.finish()
    try plan?.finish()
    for remark in result.remarks + result.tally.remarks { session.note(remark) }
    _ = try session.printOne(result.object(isDryRun: session.isDryRun, rejects: rejects?.written))
    return result.status
  }

  private static func rules(_ call: Invocation) -> MatchRules {
    var rules = MatchRules()
    rules.key = call[key]
    rules.onMatch = call[onMatch]
    rules.revives = call[revive]
    return rules
  }

  /// The order of dates that somebody has settled, here or in a setting.
  private static func order(_ call: Invocation, _ session: Session) throws -> String? {
    if let order = call[dateOrder] { return order }
    let setting = try session.find(.dateOrder)
    return setting.origin == .default ? nil : setting.value
  }
}
