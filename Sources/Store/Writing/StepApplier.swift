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
    if step.action == .create { return .created(try writer.create(step.type, step.changes)) }
    let id = try target(of: step)
    let before = try existing(step.type, id)
    try check(step.expect, step.type, id, before)
    switch step.action {
    case .create, .update:
      return try update(step.type, id, step.changes, before)
    case .delete:
      try writer.recorder.departing(Departure(type: step.type, id: id, into: nil, record: before))
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

  /// The record with an id. One that was merged is not the one that somebody had in mind.
  private func existing(_ type: RecordType, _ id: Int64) throws -> JSONObject {
    if let record = try read(type, id) { return record }
    if case .merged(let survivor)? = try Departures(database: writer.database).fate(of: type, id) {
      throw StoreError.merged(type, id, into: survivor)
    }
    throw StoreError.notFound(type, String(id))
  }

  /// Sees whether the record is as the Plan expects it.
  private func check(_ expect: JSONObject, _ type: RecordType, _ id: Int64, _ before: JSONObject) throws {
    for (name, expected) in expect where name != Plan.Step.with {
      guard let found = before[name] else {
        throw StoreError.invalid(type, field: name, .unknownField(among: before.keys))
      }
      guard found == expected else {
        throw StoreError.overtaken(type, id: id, field: name, expected: expected.text, found: found.text)
      }
    }
  }

  /// Merges the records whose ids stand under `with` into one, and gives it the values that stand beside them.
  private func merge(_ step: Plan.Step, into id: Int64, _ kept: JSONObject) throws {
    guard step.type == .contact || step.type == .company else {
      throw StoreError.invalid(step.type, field: nil, .sentence("only contacts and companies can be merged"))
    }
    func refuse(_ sentence: String) -> StoreError {
      .invalid(step.type, field: Plan.Step.with, .sentence(sentence))
    }
    let others = (step.changes[Plan.Step.with]?.array ?? []).compactMap(\.int64)
    guard !others.isEmpty else { throw refuse("a merge names the ids of the records to take in") }
    guard !others.contains(id) else { throw refuse("a record cannot be merged with itself") }
    guard Set(others).count == others.count else { throw refuse("a record stands in it twice") }

    let expected = step.expect[Plan.Step.with]?.array ?? []
    let taken = try others.enumerated().map { index, other in
      let record = try existing(step.type, other)
      if index < expected.count { try check(expected[index].object ?? [:], step.type, other, record) }
      return record
    }
    var settled = step.changes
    settled[Plan.Step.with] = nil
    // No wish not to be contacted is settled away.
    for (name, value) in settled where value == false { settled[name] = nil }
    let changes = MergeRules(type: step.type, records: [kept] + taken, settled: settled).changes()

    for (other, record) in zip(others, taken) {
      try writer.absorb(step.type, other, record, into: id, read: read)
    }
    // That a third contact has one of the addresses, too, is not of this merge's making.
    var options = writer.options
    options.allowsDuplicateEmails = true
    let writer = RecordWriter(
      database: writer.database, clock: writer.clock, recorder: writer.recorder, options: options)
    _ = try writer.update(step.type, id, changes, before: kept)
    _ = try writer.update(step.type, id, settled, before: try existing(step.type, id))
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
