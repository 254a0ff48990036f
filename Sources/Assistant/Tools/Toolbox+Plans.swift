internal import Bytes
internal import Models
internal import Store

extension Toolbox {
  /// A Plan as a model proposes it: of records that it was shown, tried before anybody sees it, and with what its values
  /// rest on known.
  func plan(_ arguments: JSONObject) throws -> Result {
    var plan = try Plan(json: .object(arguments))
    plan.because = said
    for (index, step) in plan.steps.enumerated() {
      try require(step)
      plan.steps[index].expect = try expected(by: step)
    }
    // What was settled between the look and the change is for the journal to see; a model does not word it.
    plan.summary = try plan.steps.map(sentence).joined(separator: "; ")
    try rehearse(plan)
    return .plan(plan, isFounded: plan.steps.allSatisfy(isFounded))
  }

  private func require(_ step: Plan.Step) throws {
    guard Self.changeable.contains(step.type) else {
      let good = Self.changeable.map(\.rawValue).joined(separator: ", ")
      throw ToolError("records of type '\(step.type.rawValue)' are not to be changed; only \(good)")
    }
    guard step.action != .create else { return try requireShown(in: step) }
    guard step.match.isEmpty, let id = step.id else { throw ToolError("a step needs the id of its record") }
    guard evidence.hasShown(step.type, id) else {
      throw ToolError("\(step.type.rawValue):\(id) was not shown to you; look for the record first")
    }
    try requireShown(in: step)
  }

  /// Records that a change refers to by id have to have been seen, too.
  private func requireShown(in step: Plan.Step) throws {
    try requireShown(in: step.changes, Catalog.of(step.type).fields)
    for id in step.changes[Plan.Step.with]?.array?.compactMap(\.int64) ?? []
    where !evidence.hasShown(step.type, id) {
      throw ToolError("\(step.type.rawValue):\(id) was not shown to you; look for the record first")
    }
  }

  private func requireShown(in values: JSONObject, _ fields: [Field]) throws {
    for (name, value) in values {
      let kind = fields.first { $0.name == name }?.kind
      if case .objects(let inner)? = kind {
        for object in (value.array ?? []).compactMap(\.object) { try requireShown(in: object, inner) }
      }
      guard let id = value.int64, let type = Self.referred(name, kind), !evidence.hasShown(type, id) else {
        continue
      }
      throw ToolError("\(type.rawValue):\(id) was not shown to you; look for the record first")
    }
  }

  /// The kind of record whose id a value is; a link names records that are no field of the other.
  private static func referred(_ name: String, _ kind: FieldKind?) -> RecordType? {
    if case .referenceID(let type)? = kind { return type }
    return name.hasSuffix("_id") ? RecordType(rawValue: String(name.dropLast(3))) : nil
  }

  /// What the fields that change have now.
  private func expected(by step: Plan.Step) throws -> JSONObject {
    guard step.action == .update, let id = step.id, let now = try store.recordReader(step.type).read(id)
    else {
      return [:]
    }
    return JSONObject(step.changes.map { ($0.key, now[$0.key] ?? .null) }.filter { Self.isSimple($0.1) })
  }

  private static func isSimple(_ value: JSON) -> Bool {
    switch value {
    case .array, .object: false
    default: true
    }
  }

  // MARK: Words

  /// A step in a sentence.
  private func sentence(_ step: Plan.Step) throws -> String {
    let kind = step.type.rawValue.prefix(1).uppercased() + step.type.rawValue.dropFirst()
    let name = evidence.shown("\(step.type.rawValue):\(step.id ?? 0)")?.record.name
    let values = step.changes.map { "\($0.key) \($0.value.string ?? $0.value.text)" }.joined(separator: ", ")
    let subject = name.map { "\(kind) '\($0)'" } ?? kind
    switch step.action {
    case .create: return "\(kind) created: \(values)"
    case .update: return "\(subject) changed: \(values)"
    case .delete: return "\(subject) deleted"
    case .merge: return "\(subject) merged: \(values)"
    case .link: return "\(subject) linked: \(values)"
    case .unlink: return "\(subject) unlinked: \(values)"
    }
  }

  // MARK: Foundation

  /// Whether the values of a step rest on what was said or shown. A model that fills in what it does not know is not to be
  /// believed.
  private func isFounded(_ step: Plan.Step) -> Bool {
    step.changes.allSatisfy { name, value in
      let kind = Catalog.of(step.type).field(name)?.kind
      // What an id refers to was shown.
      return Self.referred(name, kind) != nil || name == Plan.Step.with || isFounded(value, kind)
    }
  }

  private func isFounded(_ value: JSON, _ kind: FieldKind?) -> Bool {
    switch value {
    case .null, .bool: return true
    case .array(let items): return items.allSatisfy { isFounded($0, nil) }
    case .object(let object):
      return object.count == 1 && object[Plan.Step.reference] != nil
        || object.allSatisfy { isFounded($0.value, nil) }
    case .number(let number):
      return evidence.grounding.tells(number.text)
    case .string(let text):
      switch kind {
      case .day?, .time?: return Self.saysTime(said)
      default: return evidence.grounding.tells(" " + text)
      }
    }
  }

  /// Whether some words say any time at all, from which a day may follow.
  private static func saysTime(_ text: String) -> Bool {
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    return !words.isDisjoint(with: timeWords)
      || text.split(whereSeparator: \.isWhitespace).contains { word in
        // 15th, 7/15, 2026-07-15
        word.first?.isNumber == true && (word.contains("/") || word.contains("-") || word.hasSuffix("th"))
      }
  }

  private static let timeWords: Set<String> = [
    "today", "tomorrow", "tonight", "yesterday", "now", "day", "days", "week", "weeks", "month", "months",
    "quarter", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "morning", "noon", "afternoon", "evening", "asap",
  ]
}
