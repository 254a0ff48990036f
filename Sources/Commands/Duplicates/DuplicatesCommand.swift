internal import Arguments
internal import Bytes
internal import Identity
internal import Models
internal import Store

/// `crm duplicates`: records that are probably one, to be looked at or merged.
enum DuplicatesCommand {
  private static let kind = OptionalOperand(
    "kind", .choice("kind", ["contact", "company"]), help: "What to look among; contacts unless given")
  private static let threshold = DefaultedOption(
    "threshold", .probability("p"), default: "0.5",
    help: "Only pairs that are one with this probability or more")
  private static let mergeAbove = Option(
    "merge-above", .probability("p"), help: "Merge all that are one with this probability or more")

  static let command = Command<Action>(
    "duplicates", "Find and merge records that are the same",
    discussion: """
      Prints pairs of records that are probably one person or company, the most probable first, with what speaks for \
      and against it. Names are compared with nicknames, slips of the keyboard and exchanged order in mind, e-mail \
      addresses and phone numbers in any notation, days of birth, addresses and companies; agreeing on what is rare \
      says more than on what is common, and what is not known says nothing. How often records of one person differ is \
      learned from the records themselves. Relatives at one address and colleagues at one company are told apart.

      With --merge-above the records of each group become one: the one with the most fields, of equals the oldest, \
      is kept and takes in what the others have. Of pairs above 0.9 about one in fifty is wrong, so look at the plan \
      first (--dry-run), which fails when one of the records has changed by the time it is applied. It is one entry of the journal, which undo takes back. More than \(mostUnasked) records are \
      merged only after a question, or with --yes.
      """,
    group: "Data",
    arguments: [
      kind, threshold, mergeAbove, ListOptions.condition, ListOptions.limit, ListOptions.excelSafe,
    ],
    examples: [
      Example("crm duplicates", "Pairs of contacts"),
      Example("crm duplicates company --threshold 0.9 -o csv", "Companies that are almost certainly one"),
      Example("crm duplicates --where 'created_at >= -7d'", "Among the contacts of this week only"),
      Example(
        "crm duplicates --merge-above 0.99 --dry-run > plan.json && crm apply plan.json",
        "Merge what is certain, after a look"),
    ],
    action: .reads(writingWhen: { $0[mergeAbove] != nil }, run))

  /// So many records change without a question.
  private static let mostUnasked = 5

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let type: RecordType = call[kind] == "company" ? .company : .contact
    let search = try DuplicateSearch(
      session, type, condition: try ListOptions.condition(call, filters: []),
      threshold: call[mergeAbove] ?? call[threshold])
    if call[mergeAbove] != nil { return try merge(search, session) }
    return try search.print(limit: call[ListOptions.limit], isExcelSafe: call[ListOptions.excelSafe])
  }

  private static func merge(_ search: DuplicateSearch, _ session: Session) throws -> ExitStatus {
    let plan = try search.mergePlan()
    if session.isDryRun { return try session.rehearse(plan) }
    let count = search.found.groups.reduce(0) { $0 + $1.count }
    if count > mostUnasked, !(try session.confirm("\(plan.summary)?")) {
      session.note("nothing was merged")
      return .ok
    }
    let applied = try session.store().apply(plan, by: try session.author())
    return try session.printOne([
      "type": "merge", "of": .string(search.type.rawValue),
      "ids": .array(applied.records.map { .number(JSONNumber($0)) }),
      "merged": .number(JSONNumber(Int64(count - applied.records.count))),
      "action_id": applied.entry.map { .number(JSONNumber($0)) } ?? .null,
    ])
  }
}
