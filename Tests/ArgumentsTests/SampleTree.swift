import Arguments

/// What the sample's commands would do: only their names, so that tests can tell them apart.
enum Deed: String, Sendable { case addContact, listContacts, showContact, mergeContacts, listReview, score }

enum Format: String, CaseIterable, Sendable { case auto, table, jsonl, json, csv }

/// A small program with everything a declaration can say.
enum Sample {
  static let database = Option("db", .file("file"), help: "The database")
  static let output = DefaultedOption(
    "output", short: "o", .choice("format", Format.self), default: "auto", help: "How to print")
  static let verbose = Flag("verbose", short: "v", help: "Say more")
  static let color = Flag("color", negatable: true, help: "Use colour")

  static let limit = Option("limit", short: "n", .count("n"), help: "Stop after <n> rows")
  static let filter = Option("where", .text("expr"), help: "Only rows for which this is true")
  static let sort = RepeatedOption("sort", short: "s", .text("field"), help: "Sort by this field")
  static let all = Flag("all", short: "a", help: "Also those that are done")
  static let since = Option("since", .integer("days"), help: "Days from now")
  static let ratio = Option("ratio", .number("x"), help: "A share of one")
  static let stage = Option("stage", .text("name").completed(by: "stage"), help: "In this stage")
  static let query = RepeatedOperand("query", .text("words"), help: "Words to look for")

  static let kind = RequiredOption("kind", .choice("kind", ["note", "call"]), help: "What it was")
  static let fields = ["first_name", "email"].map { name in
    Option(name, .text("text"), help: "Set \(name) to this")
  }

  static let reference = Operand("ref", .text("ref").completed(by: "contact"), help: "The contact")
  static let field = OptionalOperand("field", .text("field"), help: "Only this field")
  static let others = RepeatedOperand("other", .text("ref"), minimum: 1, help: "The ones to merge into it")
  static let records = RepeatedOperand("ref", .text("ref").completed(by: "contact"), help: "The contacts")

  static let tree = CommandTree<Deed>(
    root: Command(
      "crm", "Keep contacts and deals",
      discussion: """
        Everything is kept in one file.
        Every command says what it did.

          crm contact list --where 'name ~ "\\Acme"'
          .begins with a point

        'Quoted' at the beginning; a dash -- and a tilde ~ and naïve ☃ too.
        """,
      examples: [Example("crm contact list", "All contacts")],
      children: {
        [
          Command(
            "contact", "People", group: "Records", synonyms: ["person"],
            children: { [add, list, show, merge] }),
          Command(
            "review", "Decide on proposals", group: "Every day",
            arguments: [all],
            examples: [Example("crm review --all", "All proposals")], action: .listReview,
            children: {
              [
                Command(
                  "list", "List proposals", arguments: [all],
                  examples: [Example("crm review list", "What is pending")], action: .listReview)
              ]
            }),
          Command(
            "score", "Score contacts", group: "Every day", arguments: [records],
            examples: [Example("crm score jane@example.com", "One contact")], action: .score,
            children: {
              [
                Command(
                  "train", "Learn", examples: [Example("crm score train", "Learn again")], action: .score)
              ]
            }),
        ]
      }),
    globals: [database, output, verbose, color],
    exitStatuses: [.init("0", "Done"), .init("2", "The command line is wrong")],
    environment: [.init("CRM_DB", "The database"), .init("No", "A name that is also a macro")],
    files: [.init("~/.crm-test", "The settings")])

  static let add = Command<Deed>(
    "add", "Add a contact", arguments: [kind] + fields,
    examples: [Example("crm contact add --kind call --email jane@example.com", "A caller")],
    action: .addContact)
  static let list = Command<Deed>(
    "list", "List contacts",
    arguments: [limit, filter, sort, all, since, ratio, stage, query],
    examples: [
      Example("crm contact list --limit 5", "The first five"),
      Example(
        "CRM_DB=a.db crm contact list -o json | crm contact add --kind note > /dev/null 2>&1", "A pipe"),
    ],
    action: .listContacts)
  static let show = Command<Deed>(
    "show", "Show a contact", arguments: [reference, field],
    examples: [Example("crm contact show 'Jane Doe'", "By name")], action: .showContact)
  static let merge = Command<Deed>(
    "merge", "Merge contacts", arguments: [reference, others],
    examples: [Example("crm contact merge 12 13", "Keep number 12")], action: .mergeContacts)

  /// The invocation of a line that runs a command; anything else fails the test.
  static func run(_ words: [String]) throws -> (Deed, Invocation) {
    guard case .run(let deed, let invocation) = try tree.parse(words) else { throw NotRun(words: words) }
    return (deed, invocation)
  }

  struct NotRun: Error { let words: [String] }
}
