internal import Bytes
internal import Models
internal import Store

extension Session {
  /// Applies a Plan and prints its records as they are then; a dry run prints the Plan.
  func carryOut(_ plan: Plan, options: WriteOptions = WriteOptions()) throws -> ExitStatus {
    if isDryRun { return try rehearse(plan, options: options) }
    let store = try store()
    let applied = try store.apply(plan, options: options, by: try author())
    let type = plan.steps.last?.type ?? .contact
    // The steps before the last kind of record only prepare: a company that a contact names.
    var seen: Set<Int64> = []
    let ids = zip(plan.steps, applied.records).filter { $0.0.type == type && seen.insert($0.1).inserted }.map(
      \.1)
    return try printRecords(type, ids, shape: ids.count == 1 ? .single : .list)
  }

  /// Makes the same changes to each of some records.
  func update(
    _ type: RecordType, _ references: [String], _ changes: JSONObject, summary: String? = nil,
    options: WriteOptions = WriteOptions()
  ) throws -> ExitStatus {
    let steps = try references.map { reference in
      Plan.Step(.update, type, id: try find(type, reference), changes: changes)
    }
    let plan = Plan(summary: summary ?? Plan.summary(of: steps), steps: steps)
    return try carryOut(plan, options: options)
  }

  /// Prints the Plan after a trial that is taken back, so that one that cannot be applied fails here, too.
  func rehearse(_ plan: Plan, options: WriteOptions = WriteOptions()) throws -> ExitStatus {
    let store = try store()
    _ = try store.rehearse(plan, options: options, by: try author())
    return try print(plan: try expecting(plan, in: store))
  }

  /// The Plan with what its updates replace, so that it cannot be applied to a record that has changed since.
  private func expecting(_ plan: Plan, in store: Store) throws -> Plan {
    var plan = plan
    for (index, step) in plan.steps.enumerated() where step.action == .update && step.expect.isEmpty {
      guard let id = step.id, let record = try store.recordReader(step.type).read(id) else { continue }
      for key in step.changes.keys { plan.steps[index].expect[key] = record[key] }
    }
    return plan
  }

  /// Prints a Plan in the form that `apply` reads.
  func print(plan: Plan) throws -> ExitStatus {
    try printOne(plan.json.object ?? [:])
  }

  /// Prints records as they are now.
  func printRecords(_ type: RecordType, _ ids: [Int64], shape: RowPrinter.Shape) throws -> ExitStatus {
    let store = try store()
    let reader = try store.recordReader(type)
    let printer = try RowPrinter(
      self, shape: shape, columns: try store.columns(Query(from: type)), preferred: type.tableColumns)
    for id in ids { try printer.row { try reader.write(id, to: &$0) } }
    try printer.finish()
    return .ok
  }

  /// Prints one object that is not a row of a list.
  func printOne(_ object: JSONObject) throws -> ExitStatus {
    let printer = try RowPrinter(self, shape: .single, columns: object.keys)
    try printer.row(object)
    try printer.finish()
    return .ok
  }
}

extension RecordType {
  /// The columns of a table on a terminal: what people look for in a list.
  var tableColumns: [String] {
    switch self {
    case .contact: ["id", "name", "email", "company", "status", "owner", "tags"]
    case .company: ["id", "name", "domain", "industry", "size", "city", "owner", "tags"]
    case .pipeline: ["id", "name", "description"]
    case .deal: ["id", "title", "value", "currency", "stage", "expected_close", "company", "owner"]
    case .task: ["id", "title", "priority", "status", "due_date", "contact", "deal", "owner"]
    case .activity: ["id", "kind", "subject", "occurred_at", "company", "deal", "owner"]
    case .meeting: ["id", "title", "occurred_at", "duration_seconds", "turns", "words"]
    case .insight: ["id", "kind", "text", "owner", "due", "confidence", "status"]
    case .proposal: ["id", "kind", "summary", "confidence", "status", "meeting_id"]
    case .status: ["id", "name", "kind", "position"]
    case .setting: ["id", "name", "value"]
    }
  }
}
