internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm pipeline stage`: one stage of a pipeline at a time.
enum StageCommand {
  static let command = Command<Action>(
    "stage", "The stages of a pipeline, one at a time",
    discussion: """
      A stage is open, or for deals that are won or lost; it has a chance to win and, if you like, a number of days \
      after which a deal in it is stale. 'crm pipeline edit' takes all stages at once.
      """,
    children: { [add, edit, move, delete] })

  private static let pipeline = Operand(
    "pipeline", .text("pipeline").completed(by: "pipeline"), help: "Which pipeline")
  private static let stage = Operand("stage", .text("stage").completed(by: "stage"), help: "Which stage")
  private static let newStage = Operand("stage", .text("name"), help: "Name of the stage")
  private static let kind = Option("kind", .choice("kind", ["open", "won", "lost"]), help: "What it is for")
  private static let probability = Option(
    "probability", .text("number"), help: "Chance to win of a deal in it, from 0 to 1")
  private static let rottingDays = Option(
    "rotting-days", .text("n"), help: "Days after which a deal in it is stale")
  private static let before = Option(
    "before", .text("stage").completed(by: "stage"), help: "The stage that comes after it")
  private static let name = Option("name", .text("name"), help: "Another name")
  private static let moveTo = Option(
    "move-to", .text("stage").completed(by: "stage"), help: "Move the deals in it there first")

  private static let add = Command<Action>(
    "add", "Add a stage to a pipeline",
    discussion: "Without --before, an open stage comes after the other open ones, and any other at the end.",
    arguments: [pipeline, newStage, kind, probability, rottingDays, before],
    examples: [
      Example("crm pipeline stage add Sales demo --before proposal --probability 0.3", "Between two others")
    ],
    action: .writes { call, session in
      try change(call, session, "add stage \(call[newStage])") { stages in
        let new = try fields(call, ["name": .string(call[newStage]), "kind": .string(call[kind] ?? "open")])
        let end = stages.lastIndex { $0["kind"] == "open" }.map { $0 + 1 }
        let isOpen = new["kind"] == "open"
        stages.insert(
          .object(new), at: try place(call, stages) ?? (isOpen ? end : nil) ?? stages.endIndex)
      }
    })

  private static let edit = Command<Action>(
    "edit", "Change a stage of a pipeline",
    discussion: "Deals stay in a stage that is renamed. An empty value clears a chance or a number of days.",
    arguments: [pipeline, stage, name, kind, probability, rottingDays],
    examples: [
      Example("crm pipeline stage edit Sales lead --name 'first contact'", "Rename it"),
      Example(
        "crm pipeline stage edit Sales proposal --rotting-days 14", "A proposal is stale after two weeks"),
    ],
    action: .writes { call, session in
      try change(call, session, "edit stage \(call[stage])") { stages in
        let index = try index(of: call[stage], in: stages)
        var new = stages[index].object ?? [:]
        if let text = call[name] {
          new["was"] = new["name"]
          new["name"] = .string(text)
        }
        if let word = call[kind] {
          new["kind"] = .string(word)
          // The chance of a stage of another kind says nothing of this one.
          new["probability"] = .null
        }
        let changed = try fields(call, new)
        guard changed != stages[index].object else { throw call.refusal("nothing to change was given") }
        stages[index] = .object(changed)
      }
    })

  private static let move = Command<Action>(
    "move", "Give a stage another place in its pipeline",
    discussion: "Without --before, it goes to the end.",
    arguments: [pipeline, stage, before],
    examples: [Example("crm pipeline stage move Sales proposal --before qualified", "One place up")],
    action: .writes { call, session in
      try change(call, session, "move stage \(call[stage])") { stages in
        let moved = stages.remove(at: try index(of: call[stage], in: stages))
        stages.insert(moved, at: try place(call, stages) ?? stages.endIndex)
      }
    })

  private static let delete = Command<Action>(
    "delete", "Delete a stage of a pipeline",
    discussion: """
      A stage with deals is refused unless they are moved. The history of deals forgets the stage. It can be undone.
      """,
    arguments: [pipeline, stage, moveTo],
    examples: [Example("crm pipeline stage delete Sales qualified --move-to lead", "With the deals in it")],
    action: .writes { call, session in
      let id = try session.store().find(.pipeline, call[pipeline])
      var deals: [Int64] = []
      if call[moveTo] != nil {
        deals = try session.deals(
          .all([
            .compare(Path(["pipeline_id"]), .equal, .number(String(id))),
            .compare(Path(["stage"]), .equal, .text(call[stage])),
          ]))
      }
      let steps = deals.map { deal in
        Plan.Step(.update, .deal, id: deal, changes: ["stage": .string(call[moveTo] ?? "")])
      }
      return try change(call, session, "delete stage \(call[stage])", after: steps) { stages in
        stages.remove(at: try index(of: call[stage], in: stages))
      }
    })

  // MARK: The list of stages

  /// Carries out the change of the list that `body` makes, after some other steps.
  private static func change(
    _ call: Invocation, _ session: Session, _ summary: String, after steps: [Plan.Step] = [],
    _ body: (inout [JSON]) throws -> Void
  ) throws -> ExitStatus {
    let store = try session.store()
    let id = try store.find(.pipeline, call[pipeline])
    var stages = try store.recordReader(.pipeline).read(id)?["stages"]?.array ?? []
    try body(&stages)
    let step = Plan.Step(.update, .pipeline, id: id, changes: ["stages": .array(stages)])
    return try session.carryOut(Plan(summary: "\(summary) of \(call[pipeline])", steps: steps + [step]))
  }

  private static func index(of name: String, in stages: [JSON]) throws -> Int {
    let names = stages.map { $0["name"]?.string ?? "" }
    let key = SearchKey.fold(name)
    guard let index = names.firstIndex(where: { SearchKey.fold($0) == key }) else {
      throw StoreError.invalid(.pipeline, field: "stage", .notAmong(names, found: name))
    }
    return index
  }

  private static func place(_ call: Invocation, _ stages: [JSON]) throws -> Int? {
    try call[before].map { try index(of: $0, in: stages) }
  }

  /// A stage with what the options say of it.
  private static func fields(_ call: Invocation, _ stage: JSONObject) throws -> JSONObject {
    var stage = stage
    for (name, word) in [("probability", call[probability]), ("rotting_days", call[rottingDays])] {
      guard let word else { continue }
      guard word.isEmpty || JSONNumber(word) != nil else { throw call.refusal("'\(word)' is not a number") }
      stage[name] = JSONNumber(word).map(JSON.number) ?? .null
    }
    return stage
  }
}
