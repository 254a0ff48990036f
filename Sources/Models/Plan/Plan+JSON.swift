package import Bytes

/// What is wrong with a Plan that was given as JSON.
package enum PlanError: Error, Hashable, Sendable {
  case notAPlan
  case noSteps
  case badStep(Int, String)
}

extension PlanError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAPlan:
      #"there is no plan here: an object with "steps", or one that holds such an object as "plan""#
    case .noSteps: "the plan has no steps"
    case .badStep(let index, let reason): "step \(index + 1) of the plan: \(reason)"
    }
  }
}

extension Plan {
  /// Reads a Plan, or takes the one out of an object that has a `plan`.
  package init(json: JSON) throws(PlanError) {
    if let inner = json["plan"], inner.object != nil {
      try self.init(json: inner)
      return
    }
    guard let items = json["steps"]?.array else { throw .notAPlan }
    guard !items.isEmpty else { throw .noSteps }
    var steps: [Step] = []
    for (index, item) in items.enumerated() {
      do throws(StepError) {
        steps.append(try Step(json: item))
      } catch {
        throw .badStep(index, error.reason)
      }
    }
    self.init(
      summary: json["summary"]?.string ?? Self.summary(of: steps), because: json["because"]?.string,
      steps: steps)
  }

  /// The Plan in the form that `init(json:)` reads, with what it touches.
  package var json: JSON {
    var types: [RecordType] = []
    for step in steps where !types.contains(step.type) { types.append(step.type) }
    return [
      "type": "plan",
      "summary": .string(summary),
      "because": because.map(JSON.string) ?? .null,
      "steps": .array(steps.map(\.json)),
      "impact": [
        "types": .array(types.map { .string($0.rawValue) }),
        "records": .number(JSONNumber(Int64(steps.reduce(0) { $0 + $1.recordCount }))),
      ],
    ]
  }

  /// What steps do, counted: `update 3 contacts, delete 1 company`.
  package static func summary(of steps: [Step]) -> String {
    var counts: [(action: Action, type: RecordType, count: Int)] = []
    for step in steps {
      if let index = counts.firstIndex(where: { $0.action == step.action && $0.type == step.type }) {
        counts[index].count += 1
      } else {
        counts.append((step.action, step.type, 1))
      }
    }
    return counts.map {
      "\($0.action.rawValue) \($0.count) \($0.count == 1 ? $0.type.rawValue : $0.type.plural)"
    }
    .joined(separator: ", ")
  }
}

/// Why a step cannot be read; the Plan says which.
private struct StepError: Error {
  let reason: String
}

extension Plan.Step {
  private static let keys = ["action", "type", "id", "match", "expect", "changes"]

  fileprivate init(json: JSON) throws(StepError) {
    guard let object = json.object else { throw StepError(reason: "it is not an object") }
    for (key, _) in object where !Self.keys.contains(key) {
      throw StepError(reason: "a step has no \"\(key)\"; it has \(Self.keys.joined(separator: ", "))")
    }
    guard let action = object["action"]?.string.flatMap(Plan.Action.init) else {
      let good = Plan.Action.allCases.map(\.rawValue).joined(separator: ", ")
      throw StepError(reason: "\"action\" is one of \(good)")
    }
    guard let type = object["type"]?.string.flatMap(RecordType.init(rawValue:)) else {
      let good = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
      throw StepError(reason: "\"type\" is one of \(good)")
    }
    var id: Int64?
    if let value = object["id"], !value.isNull {
      guard let number = value.int64 else { throw StepError(reason: "\"id\" is a whole number") }
      id = number
    }
    func part(_ key: String) throws(StepError) -> JSONObject {
      guard let value = object[key], !value.isNull else { return [:] }
      guard let object = value.object else { throw StepError(reason: "\"\(key)\" is an object of fields") }
      return object
    }
    let match = try part("match")
    if action != .create, id == nil, match.isEmpty {
      throw StepError(reason: "it names no record by \"id\" or \"match\"")
    }
    self.init(action, type, id: id, match: match, expect: try part("expect"), changes: try part("changes"))
  }

  /// How many records it names.
  fileprivate var recordCount: Int {
    action == .merge ? 1 + (changes[Self.with]?.array?.count ?? 0) : 1
  }

  /// The step in the form in which a Plan holds it.
  package var json: JSON {
    var object: JSONObject = ["action": .string(action.rawValue), "type": .string(type.rawValue)]
    if let id { object["id"] = .number(JSONNumber(id)) }
    if !match.isEmpty { object["match"] = .object(match) }
    if !expect.isEmpty { object["expect"] = .object(expect) }
    if !changes.isEmpty { object["changes"] = .object(changes) }
    return .object(object)
  }
}
