internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm activity add`: what was said or done, the text from wherever it is.
enum ActivityAdd {
  private static let kinds =
    if case .choice(let kinds)? = Catalog.of(.activity).field("kind")?.kind { kinds } else { [String]() }
  private static let kind = Operand(
    "kind", .choice("kind", kinds + ["-"]), help: "What it was, or - to read records as JSON")
  private static let subject = OptionalOperand("subject", .text("subject"), help: "Subject")
  private static let body = Option(
    "body", .text("text"), help: "Text, or - to read it from standard input")
  private static let bodyFile = Option("body-file", .file("file"), help: "A file with the text")
  private static let atomic = Flag("atomic", help: "Write nothing when a record is rejected")
  private static let fields = FieldOptions(type: .activity, leavingOut: ["kind", "subject", "body"])

  static let command = Command<Action>(
    "add", "Add an activity, or many from JSON",
    discussion: """
      It took place now unless --occurred-at says when. On a terminal, without a subject and a text, the program named \
      by VISUAL or EDITOR is started to write the text.

      With - as operand, records are read from standard input: one JSON object, an array, or JSON Lines, as list \
      prints them. They become one entry of the journal; a record that is wrong is reported with its line, the rest \
      is kept, and the exit status is 5.
      """,
    arguments: [kind, subject, body, bodyFile, atomic] + fields.declarations,
    examples: [
      Example(
        "crm activity add call 'Pricing call' --contact ann@acme.example --deal 'Acme renewal' --duration-minutes 15",
        "A call about a deal"),
      Example("crm activity add note --company Acme --body 'They move to Berlin in May.'", "A note"),
      Example(
        "crm activity add meeting Lunch --occurred-at yesterday --contact 'Ann Lee' --contact bo@acme.example",
        "With two people"),
      Example(
        "crm activity add email 'Your offer' --contact 'Ann Lee' --direction in --body - < mail.txt", "A text"
      ),
      Example("crm activity add - < activities.jsonl", "All records of a file"),
    ],
    action: .writes { call, session in
      var input = try fields.input(call)
      if call[kind] == "-" {
        guard input.isEmpty, call[subject] == nil, call[body] == nil, call[bodyFile] == nil else {
          throw call.refusal("fields come from standard input with -, not from options")
        }
        return try RecordInput(
          session: session, type: .activity, method: .add(upsert: nil), summary: "add activities",
          isAtomic: call[atomic]
        ).run()
      }
      input["kind"] = .string(call[kind])
      if let text = call[subject] { input["subject"] = .string(text) }
      if let text = try text(call, session) { input["body"] = .string(text) }
      return try session.carryOut(
        Plan(summary: "add \(call[kind])", steps: [Plan.Step(.create, .activity, changes: input)]))
    })

  /// The text of the activity; nil when it has none.
  private static func text(_ call: Invocation, _ session: Session) throws -> String? {
    switch (call[body], call[bodyFile]) {
    case (.some, .some): throw call.refusal("the text is given by --body or by --body-file, not by both")
    case ("-", nil): return try text(session.contents("-"))
    case (let text?, nil): return text
    case (nil, let path?): return try text(session.contents(path))
    case (nil, nil):
      guard call[subject] == nil, session.world.input.isTerminal, session.world.output.isTerminal else {
        return nil
      }
      var source = try Editor(environment: session.world.environment).write()
      let written = try text(source.readToEnd())
      guard !written.isEmpty else { throw Failure(.invalid, "nothing was written: the text is empty") }
      return written
    }
  }

  /// Bytes as text, without the end of the last line; fails when they are not UTF-8.
  private static func text(_ bytes: [UInt8]) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.invalid, "body: the text is not valid UTF-8")
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
