internal import Arguments
internal import Bytes
internal import Exchange
internal import Models
internal import Store

extension RecordCommands {
  /// `crm NOUN add`: one record from options, or many from JSON.
  func add() -> Command<Action> {
    let type = type
    let name = OptionalOperand("name", .text("name"), help: "The name, or - to read records as JSON")
    let upsert = Option(
      "upsert", .choice("key", upsertKeys),
      help: "Change the record with the same value here, if there is one")
    let atomic = Flag("atomic", help: "Write nothing when a record is rejected")
    let duplicate = Flag("allow-duplicate", help: "Allow an e-mail address that another contact has")
    let noCreate = Flag("no-create", help: "Refuse a company that is not known")
    let isContact = type == .contact
    // Who or what is new is at a company that may be new, too.
    let createsCompanies = type == .contact || type == .deal
    let fields = FieldOptions(type: type)
    return Command(
      "add", "Add a \(noun), or many from JSON",
      discussion: """
        With - as operand, records are read from standard input: one JSON object, an array, or JSON Lines, as list \
        prints them. They become one entry of the journal; a record that is wrong is reported with its line, the \
        rest is kept, and the exit status is 5.
        """,
      arguments: [name, upsert, atomic] + (isContact ? [duplicate] : [])
        + (createsCompanies ? [noCreate] : [])
        + fields.declarations,
      examples: examples("add", examples.add),
      action: .writes { call, session in
        var options = WriteOptions()
        if isContact { options.allowsDuplicateEmails = call[duplicate] }
        options.createsCompanies = createsCompanies && !call[noCreate]
        var input = try fields.input(call)
        if call[name] == "-" {
          guard input.isEmpty else {
            throw call.refusal("fields come from standard input with -, not from options")
          }
          return try RecordInput(
            session: session, type: type, method: .add(upsert: call[upsert]), summary: "add \(type.plural)",
            isAtomic: call[atomic], options: options
          ).run()
        }
        if let word = call[name] { input[Catalog.of(type).title] = .string(word) }
        guard !input.isEmpty else { throw call.refusal("a \(type.rawValue) needs a name or another field") }
        var plan = Plan(summary: "add \(type.rawValue)", steps: [Plan.Step(.create, type, changes: input)])
        if let key = call[upsert] { plan = try session.upserting(plan, by: key, call) }
        return try session.carryOut(plan, options: options)
      })
  }

  private var upsertKeys: [String] {
    switch type {
    case .contact: ["email", "name", "external_id"]
    case .company: ["domain", "name", "external_id"]
    default: [Catalog.of(type).title, "external_id"]
    }
  }
}

extension Session {
  /// The Plan that changes the record with the same value in a field, or the same Plan when there is none.
  fileprivate func upserting(_ plan: Plan, by key: String, _ call: Invocation) throws -> Plan {
    guard var step = plan.steps.first, let value = step.changes[key] ?? step.changes[key + "s"]?.array?.first
    else {
      throw call.refusal("--upsert \(key) needs a value of \(key)")
    }
    let title = Catalog.of(step.type).title
    let found = try store().rows(
      Query(
        from: step.type, condition: .compare(Path([key]), .equal, .text(value.cell)), limit: 10,
        fields: [Path(["id"]), Path([title])])
    ).compactMap { row in
      row["id"]?.int64.map {
        StoreError.Candidate(type: step.type, id: $0, name: row[title]?.string ?? "#\($0)")
      }
    }
    guard let only = found.first else { return plan }
    guard found.count == 1 else { throw StoreError.ambiguous(step.type, value.cell, found) }
    step.action = .update
    step.id = only.id
    return Plan(summary: "change \(step.type.rawValue) \(only.id)", steps: [step])
  }
}
