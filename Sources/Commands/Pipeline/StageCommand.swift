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
      var (id, stages) = try read(call, session)
      let new = try fields(call, ["name": .string(call[newStage]), "kind": .string(call[kind] ?? "open")])
      let lastOpen = new["kind"] == "open" ? stages.lastIndex { $0["kind"] == "open" } : nil
      let end = lastOpen.map { $0 + 1 } ?? stages.endIndex
      stages.insert(.object(new), at: try place(call, stages) ?? end)
      return try session.write(stages, of: id, summary(call, "add stage \(call[newStage])"))
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
      var (id, stages) = try read(call, session)
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
      new = try fields(call, new)
      guard new != stages[index].object else { throw call.refusal("nothing to change was given") }
      stages[index] = .object(new)
      return try session.write(stages, of: id, summary(call, "edit stage \(call[stage])"))
    })

  private static let move = Command<Action>(
    "move", "Give a stage another place in its pipeline",
    discussion: "Without --before, it goes to the end.",
    arguments: [pipeline, stage, before],
    examples: [Example("crm pipeline stage move Sales proposal --before qualified", "One place up")],
    action: .writes { call, session in
      var (id, stages) = try read(call, session)
      let moved = stages.remove(at: try index(of: call[stage], in: stages))
      stages.insert(moved, at: try place(call, stages) ?? stages.endIndex)
      return try session.write(stages, of: id, summary(call, "move stage \(call[stage])"))
    })

  private static let delete = Command<Action>(
    "delete", "Delete a stage of a pipeline",
    discussion: """
      A stage with deals is refused unless they are moved. The history of deals forgets the stage. It can be undone.
      """,
    arguments: [pipeline, stage, moveTo],
    examples: [Example("crm pipeline stage delete Sales qualified --move-to lead", "With the deals in it")],
    action: .writes { call, session in
      var (id, stages) = try read(call, session)
      stages.remove(at: try index(of: call[stage], in: stages))
      var steps: [Plan.Step] = []
      if let target = call[moveTo] {
        let name = stages[try index(of: target, in: stages)]["name"] ?? .null
        let deals = try session.deals(
          .all([
            .compare(Path(["pipeline_id"]), .equal, .number(String(id))),
            .compare(Path(["stage"]), .equal, .text(call[stage])),
          ]))
        steps = deals.map { Plan.Step(.update, .deal, id: $0, changes: ["stage": name]) }
      }
      return try session.write(stages, of: id, after: steps, summary(call, "delete stage \(call[stage])"))
    })

  // MARK: The list of stages

  private static func read(_ call: Invocation, _ session: Session) throws -> (id: Int64, stages: [JSON]) {
    let store = try session.store()
    let id = try store.find(.pipeline, call[pipeline])
    return (id, try store.recordReader(.pipeline).read(id)?["stages"]?.array ?? [])
  }

  private static func summary(_ call: Invocation, _ what: String) -> String {
    "\(what) of \(call[pipeline])"
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

extension Session {
  /// Gives a pipeline these stages, after some other steps.
  fileprivate func write(
    _ stages: [JSON], of id: Int64, after steps: [Plan.Step] = [], _ summary: String
  ) throws -> ExitStatus {
    let step = Plan.Step(.update, .pipeline, id: id, changes: ["stages": .array(stages)])
    return try carryOut(Plan(summary: summary, steps: steps + [step]))
  }
}
