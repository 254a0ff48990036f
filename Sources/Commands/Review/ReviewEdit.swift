internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm review edit`: changes what a proposal would do, before it is decided.
enum ReviewEdit {
  private static let proposal = Operand(
    "proposal", .text("id"), help: "Which proposal, or - to read it as JSON")
  private static let set = RepeatedOption(
    "set", .text("field=value"), help: "A value it would write; without a value the field is cleared")
  private static let leave = RepeatedOption("leave", .text("field"), help: "A field that it shall not write")

  static let command = Command<Action>(
    "edit", "Change what a proposal would do",
    discussion: """
      --set and --leave speak of the record that the proposal makes or changes. With - a proposal is read as show \
      prints it, and its plan takes the place of the one there. A Plan that could not be carried out is refused.
      """,
    arguments: [proposal, set, leave],
    examples: [
      Example(
        "crm review edit 3 --set due_date=2026-07-01 --set 'owner=Ann Lee'", "Another day, and who does it"),
      Example("crm review edit 3 --leave phone", "All but the number"),
      Example(
        "crm review show 3 | jq '.plan.steps[0].changes.title = \"Call\"' | crm review edit -", "By a program"
      ),
    ],
    action: .writes { call, session in
      let store = try session.store()
      let id: Int64
      var plan: Plan
      if call[proposal] == "-" {
        guard call[set].isEmpty, call[leave].isEmpty else {
          throw call.refusal("with - the plan comes from standard input, not from options")
        }
        let input = try JSONParser.parse(try session.contents("-"))
        guard let given = input["id"]?.int64 else {
          throw Failure(.invalid, "the proposal on standard input has no \"id\"")
        }
        (id, plan) = (given, try Plan(json: input))
      } else {
        id = try store.find(.proposal, call[proposal])
        plan = try Plan(json: try store.recordReader(.proposal).read(id)?["plan"] ?? .null)
        try edit(&plan, call)
        plan.summary = plan.inWords
      }
      _ = try store.rehearse(plan, by: try session.author())
      let step = Plan.Step(
        .update, .proposal, id: id, expect: ["status": "pending"],
        changes: ["summary": .string(plan.summary), "plan": plan.json, "is_edited": true])
      return try session.carryOut(Plan(summary: "edit a proposal", steps: [step]))
    })

  private static func edit(_ plan: inout Plan, _ call: Invocation) throws {
    if call[set].isEmpty, call[leave].isEmpty { throw call.refusal("--set or --leave says what to change") }
    guard let index = plan.steps.firstIndex(where: { $0.action == .create || $0.action == .update }) else {
      throw Failure(.invalid, "the proposal writes no field")
    }
    let catalog = Catalog.of(plan.steps[index].type)
    for word in call[set] {
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
        throw call.refusal("a value is given as field=value, not '\(word)'")
      }
      let name = String(word[..<equals])
      let text = String(word[word.index(after: equals)...])
      plan.steps[index].changes[name] = try value(text, catalog.field(name)?.kind, call)
    }
    for name in call[leave] {
      guard plan.steps[index].changes[name] != nil else {
        let fields = plan.steps[index].changes.keys.joined(separator: ", ")
        throw Failure(.invalid, "the proposal does not write '\(name.excerpt)'; it writes \(fields)")
      }
      plan.steps[index].changes[name] = nil
      plan.steps[index].expect[name] = nil
    }
  }

  private static func value(_ text: String, _ kind: FieldKind?, _ call: Invocation) throws -> JSON {
    if text.isEmpty { return .null }
    switch kind {
    case .integer, .number, .probability, .money, .referenceID:
      guard let number = JSONNumber(text) else { throw call.refusal("'\(text)' is not a number") }
      return .number(number)
    case .flag: return .bool(text == "true" || text == "yes")
    case .list, .tags: return .array(text.split(separator: ",").map { .string($0.trimmed) })
    default: return .string(text)
    }
  }
}

extension Plan {
  /// What it does, step by step: the words of who proposed it are not those of who changed it.
  fileprivate var inWords: String {
    steps.map { step in
      let values = step.changes.map { "\($0.key) = \($0.value.string ?? $0.value.text)" }
      let record = step.id.map { " \($0)" } ?? ""
      return "\(step.action.rawValue) \(step.type.rawValue)\(record): \(values.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}
