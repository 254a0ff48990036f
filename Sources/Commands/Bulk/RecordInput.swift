internal import Bytes
internal import Models
internal import Store

/// Writes records that come as JSON on standard input, and prints each as it is then.
struct RecordInput {
  let session: Session
  let type: RecordType
  let method: BulkWriter.Method
  let summary: String
  var isAtomic = false
  var options = WriteOptions()

  /// A dry run prints the changes as a Plan instead of making them.
  func run() throws -> ExitStatus {
    if session.isDryRun { return try printPlan() }
    let store = try session.store()
    let reader = try store.recordReader(type)
    let printer = try RowPrinter(
      session, columns: try store.columns(Query(from: type)), preferred: type.tableColumns)
    let load = BulkLoad(
      session: session, operand: "-", type: type, method: method, summary: summary, isAtomic: isAtomic,
      options: options)
    // Whoever stops reading what is printed, as head does, does not stop the writing.
    var isRead = true
    let result = try load.run { ids in
      guard isRead else { return }
      do {
        try store.reading {
          for id in ids { try printer.row { writer in try reader.write(id, to: &writer) } }
        }
        try printer.flush()
      } catch let error as SystemError where error.isClosedPipe {
        isRead = false
      }
    }
    if isRead { try printer.finish() }
    return result.status
  }

  private func printPlan() throws -> ExitStatus {
    var records = RecordSource(PatientSource(try session.input("-")))
    var steps: [Plan.Step] = []
    var rejected = 0
    while let item = try records.next(reject: { line, error in
      rejected += 1
      session.reject(line: line, error)
    }) {
      var changes = item.record
      let id = changes.removeValue(forKey: "id")?.int64
      changes["type"] = nil
      if case .edit = method {
        steps.append(Plan.Step(.update, type, id: id, changes: changes))
      } else {
        steps.append(Plan.Step(.create, type, changes: changes))
      }
    }
    let status = try session.print(plan: Plan(summary: summary, steps: steps))
    return rejected > 0 ? .invalid : status
  }
}
