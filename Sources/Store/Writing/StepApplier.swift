internal import Bytes
internal import Models
internal import SQLite

/// Applies the steps of a Plan, one after another, inside the transaction of a journal entry.
struct StepApplier {
  let writer: RecordWriter
  /// Reads a record as `list` prints it.
  let read: (RecordType, Int64) throws -> JSONObject?

  /// What became of a step.
  enum Outcome {
    case created(Int64), updated(Int64), deleted(Int64)
    /// The record had all of it already.
    case unchanged(Int64)

    var id: Int64 {
      switch self {
      case .created(let id), .updated(let id), .deleted(let id), .unchanged(let id): id
      }
    }
  }

  func apply(_ step: Plan.Step) throws -> Outcome {
    try writer.recorder.begin()
    if step.action == .create { return .created(try writer.create(step.type, step.changes)) }
    let id = try target(of: step)
    guard let before = try read(step.type, id) else { throw StoreError.notFound(step.type, String(id)) }
    try check(step, id, before)
    switch step.action {
    case .create, .update:
      return try update(step.type, id, step.changes, before)
    case .delete:
      try writer.delete(step.type, id)
      return .deleted(id)
    case .link, .unlink:
      let changes = try writer.linkChanges(step, before)
      return try update(step.type, id, changes, before)
    case .merge:
      try merge(step, into: id, before)
      return .updated(id)
    }
  }

  private func update(
    _ type: RecordType, _ id: Int64, _ changes: JSONObject, _ before: JSONObject
  ) throws -> Outcome {
    let isChanged = try writer.recorder.changing(type, id) {
      try writer.update(type, id, changes, before: before)
    }
    return isChanged ? .updated(id) : .unchanged(id)
  }

  private func target(of step: Plan.Step) throws -> Int64 {
    if let id = step.id { return id }
    var conditions: [Condition] = []
    for (name, value) in step.match {
      let path = Path([name])
      conditions.append(value.isNull ? .isNull(path) : .compare(path, .equal, Operand(value)))
    }
    let lists = NameLists(database: writer.database)
    let compiler = QueryCompiler(clock: writer.clock, lists: lists)
    let query = Query(from: step.type, condition: .all(conditions), limit: 11, fields: [Path(["id"])])
    let ids = try writer.database.all(try compiler.compile(query).sql) { $0.integer(0) }
    let described = JSON.object(step.match).text
    guard let id = ids.first else { throw StoreError.notFound(step.type, described) }
    guard ids.count == 1 else {
      throw StoreError.ambiguous(step.type, described, try ids.map { try writer.candidate(step.type, $0) })
    }
    return id
  }

  /// Sees whether the record is as the Plan expects it.
  private func check(_ step: Plan.Step, _ id: Int64, _ before: JSONObject) throws {
    for (name, expected) in step.expect {
      guard let found = before[name] else {
        throw StoreError.invalid(step.type, field: name, .unknownField(among: before.keys))
      }
      guard found == expected else {
        throw StoreError.overtaken(step.type, id: id, field: name, expected: expected.text, found: found.text)
      }
    }
  }

  /// Merges the records whose ids stand under `with` into one.
  private func merge(_ step: Plan.Step, into id: Int64, _ before: JSONObject) throws {
    let others = (step.changes["with"]?.array ?? []).compactMap(\.int64)
    guard !others.isEmpty else {
      throw StoreError.invalid(
        step.type, field: "with", .sentence("a merge names the ids of the records to take in"))
    }
    var kept = before
    for other in others {
      guard other != id else {
        throw StoreError.invalid(step.type, field: "with", .sentence("a record cannot be merged with itself"))
      }
      guard let taken = try read(step.type, other) else {
        throw StoreError.notFound(step.type, String(other))
      }
      try writer.merge(step.type, id, kept, other, taken)
      kept = try read(step.type, id) ?? kept
    }
  }
}

extension Operand {
  fileprivate init(_ value: JSON) {
    switch value {
    case .number(let number): self = .number(number.text)
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .word(flag ? "true" : "false")
    case .null, .array, .object: self = .text(value.text)
    }
  }
}
