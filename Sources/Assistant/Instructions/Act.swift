internal import Bytes
internal import Models

/// What some words say is to be done.
struct Act {
  var steps: [Plan.Step] = []
  /// Values for records that earlier steps of the Plan make.
  var additions: [(step: Int, changes: JSONObject)] = []
  var confirmation: String
  /// What was spoken of, the last one last.
  var subjects: [Referent] = []

  /// Puts the act behind what there is of a Plan, and remembers what it spoke of.
  func append(to memory: inout Memory) {
    for addition in additions {
      for (name, value) in addition.changes { memory.steps[addition.step].changes[name] = value }
    }
    memory.recent += subjects
    for step in steps {
      memory.steps.append(step)
      guard step.action == .create, step.type != .activity else { continue }
      memory.recent.append(Referent(step.type, madeBy: memory.steps.count - 1, Self.name(of: step)))
    }
  }

  static func name(of step: Plan.Step) -> String {
    if let title = step.changes[Catalog.of(step.type).title]?.string { return title }
    return [step.changes["first_name"], step.changes["last_name"]].compactMap { $0?.string }.joined(
      separator: " ")
  }
}
