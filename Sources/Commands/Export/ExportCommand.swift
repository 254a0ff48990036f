internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm export`: records for other programs, all of the database, or all about one person.
enum ExportCommand {
  private static let kind = OptionalOperand("kind", kindReading, help: "Which records; all unless given")
  private static let format = Option(
    "format", .choice("format", ExportFormat.self),
    help: "What to write; else the ending of --to tells, else jsonl")
  private static let target = Option(
    "to", .file("file"), help: "Write to this file instead of standard output")
  private static let force = Flag("force", help: "Replace the file of --to")
  private static let all = Option("all", .file("folder"), help: "Write the whole database to this new folder")
  private static let person = Option(
    "person", .text("contact").completed(by: "contact"), help: "Write all that is held on one person")

  static let command = Command<Action>(
    "export", "Take records out",
    discussion: """
      Writes JSON Lines in the shape that list prints, in an order in which import can read them; of one kind also a \
      table (csv), of contacts vCards (vcard), of meetings, tasks and activities of kind meeting a calendar. In JSON \
      Lines a deal has its history, the stages it has been in. All of it is the database as it was at one moment, \
      whatever others write meanwhile. Memory does not grow with the number of records.

      A file is for its owner alone, gets its name once it is whole, and takes the place of no other without --force.

      --all writes a folder with a file for each kind of record: settings, statuses, companies, contacts, pipelines, \
      deals with their history, tasks, activities, meetings and insights. 'crm import FOLDER' makes an equal database \
      of it: the same records with the same times, linked in the same way, under ids of their own. The journal, scores \
      and what was deleted stay behind, and the pipeline and statuses that a new database begins with stay in it; \
      crm db backup makes a copy that is the same in everything.

      --person writes one JSON object: the contact, the deals with the part the person plays, tasks, activities, \
      meetings, the facts found in them, and which entries of the journal touched the contact.
      """,
    group: "Data",
    arguments: [kind, format, target, force, ListOptions.condition, ListOptions.excelSafe, all, person],
    examples: [
      Example("crm export contact --to contacts.csv", "A table of people"),
      Example("crm export contact --where 'tags = press' --to press.vcf", "For an address book"),
      Example("crm export --to calendar.ics", "Meetings and tasks for a calendar"),
      Example("crm export | gzip > crm.jsonl.gz", "Everything in one stream"),
      Example(
        "crm export --all copy && crm --db copy.db import copy", "The whole database as files, and back"),
      Example("crm export --person ann@acme.example --to ann.json", "What is known of one person"),
    ],
    action: .reads(run))

  private static let kindReading = Reading("kind", choices: RecordType.portable.map(\.rawValue)) {
    word throws(ReadingFailure) -> RecordType in
    guard let type = RecordType(word: word) else { throw .notAmong(RecordType.portable.map(\.rawValue)) }
    return type
  }

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    try session.refuseDryRun()
    let records: [(String, Bool)] = [
      ("a kind", call[kind] != nil), ("--format", call[format] != nil),
      ("--where", !call[ListOptions.condition].isEmpty), ("--excel-safe", call[ListOptions.excelSafe]),
    ]
    let files: [(String, Bool)] = [("--to", call[target] != nil), ("--force", call[force])]
    if let folder = call[all] {
      try refuse(records + files + [("--person", call[person] != nil)], beside: "--all", call)
      return try exportAll(to: folder, session)
    }
    if let person = call[person] {
      try refuse(records, beside: "--person", call)
      return try export(person: person, call, session)
    }
    return try exportRecords(call, session)
  }

  private static func refuse(_ given: [(String, Bool)], beside option: String, _ call: Invocation) throws {
    for (name, isGiven) in given where isGiven {
      throw call.refusal("\(option) says what is written, and leaves no place for \(name)")
    }
  }

  // MARK: Records

  private static func exportRecords(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let format = call[format] ?? call[target].flatMap(ExportFormat.init(ofFile:)) ?? .jsonl
    if let kind = call[kind], !format.types.contains(kind) {
      throw call.refusal("\(kind.plural) have no place in the format \(format.rawValue)")
    }
    let types = call[kind].map { [$0] } ?? format.types
    if format == .csv, types.count > 1 { throw call.refusal("a table holds one kind of record: say which") }
    let condition = try ListOptions.condition(call, filters: [])
    if condition != nil, types.count > 1 {
      throw call.refusal("--where speaks of one kind of record: say which")
    }
    if call[ListOptions.excelSafe], format != .csv { throw call.refusal("--excel-safe is for csv") }

    let store = try session.store()
    let progress = Progress(session, what: types.count == 1 ? types[0].plural : "records")
    return try writing(call, session) { sink in
      let export = RecordExport(
        session: session, store: store, sink: sink, progress: progress, condition: condition,
        isExcelSafe: call[ListOptions.excelSafe])
      let counts = try store.reading { try export.write(types, as: format) }
      progress.finish()
      return counts
    }
  }

  /// Gives `body` the file of --to, of which the result tells, or else standard output.
  private static func writing(
    _ call: Invocation, _ session: Session, _ body: (DescriptorSink) throws -> [(RecordType, Int)]
  ) throws -> ExitStatus {
    guard let path = call[target], path != "-" else {
      if call[force] { throw call.refusal("--force is for --to") }
      _ = try body(session.output)
      try session.output.flush()
      return .ok
    }
    let file = try UnfinishedFile(path: path, replaces: call[force])
    let counts = try body(file.sink)
    try file.finish()
    return try session.printOne(outcome(path, counts))
  }

  private static func outcome(_ path: String, _ counts: [(RecordType, Int)]) -> JSONObject {
    let records = counts.map { ($0.rawValue, JSON.number(JSONNumber(Int64($1)))) }
    return ["type": "export", "path": .string(path), "records": .object(JSONObject(records))]
  }

  // MARK: Everything

  private static func exportAll(to path: String, _ session: Session) throws -> ExitStatus {
    let store = try session.store()
    let folder = try UnfinishedFolder(path: path)
    let progress = Progress(session, what: "records")
    var counts: [(RecordType, Int)] = []
    try store.reading {
      for (index, type) in RecordType.portable.enumerated() {
        let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
        try folder.add("\(number)-\(type.plural).jsonl") { sink in
          let export = RecordExport(session: session, store: store, sink: sink, progress: progress)
          counts += try export.write([type], as: .jsonl)
        }
      }
    }
    progress.finish()
    try folder.finish()
    return try session.printOne(outcome(folder.path, counts))
  }

  // MARK: One person

  private static func export(person: String, _ call: Invocation, _ session: Session) throws -> ExitStatus {
    let id = try session.find(.contact, person)
    let store = try session.store()
    return try writing(call, session) { sink in
      let report = try store.reading { try PersonReport(store: store, id: id).read() }
      try sink.write(JSON.object(report).text + "\n")
      return [(.contact, 1)]
    }
  }
}
