internal import Bytes
internal import Models
internal import Store

/// What a Plan would change, value by value, seen from the records as they are now.
struct PlanDifference {
  private let store: Store
  private let plan: Plan

  init(_ store: Store, _ plan: Plan) {
    self.store = store
    self.plan = plan
  }

  /// A row for each value.
  func rows() throws -> [JSON] {
    try plan.steps.flatMap { step in
      let record = try step.id.flatMap { try store.recordReader(step.type).read($0) }
      let held = try store.heldFields(of: step)
      let head: JSONObject = [
        "action": .string(step.action.rawValue), "of": .string(step.type.rawValue),
        "id": step.id.map { .number(JSONNumber($0)) } ?? .null,
        "name": record?[Catalog.of(step.type).title] ?? .null,
      ]
      if step.changes.isEmpty { return [JSON.object(head)] }
      return step.changes.map { name, value in
        var row = head
        row["field"] = .string(name)
        row["before"] = record?[name] ?? .null
        row["after"] = value
        row["held"] = .bool(held.contains(name))
        row["stale"] = .bool(record != nil && step.expect[name].map { $0 != record?[name] } ?? false)
        return .object(row)
      }
    }
  }
}

extension Store {
  /// The fields of a step that would replace what a person wrote last. Adding to a list replaces nothing.
  func heldFields(of step: Plan.Step) throws -> Set<String> {
    guard step.action == .update, let id = step.id, let record = try recordReader(step.type).read(id) else {
      return []
    }
    var replaced: Set<String> = []
    for (name, value) in step.changes {
      guard let before = record[name], !before.isNull, before != value else { continue }
      if let old = before.array, let new = value.array, old.allSatisfy(new.contains) { continue }
      replaced.insert(name)
    }
    return replaced.isEmpty ? [] : try fieldsWritten(byPersonIn: replaced, of: step.type, id)
  }
}
