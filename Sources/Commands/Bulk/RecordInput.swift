internal import Bytes
internal import Exchange
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
      session: session, sources: [try session.input("-")], type: type, method: method, summary: summary,
      extent: isAtomic ? .all(.stopAtFirst) : .accepted, options: options)
    // Whoever stops reading what is printed, as head does, does not stop the writing.
    var isRead = true
    let result = try load.run(
      reading: { JSONEntries($0, keepsSource: false) },
      written: { ids in
        guard isRead else { return }
        do {
          try store.reading {
            for id in ids { try printer.row { writer in try reader.write(id, to: &writer) } }
          }
          try printer.flush()
        } catch let error as SystemError where error.isClosedPipe {
          isRead = false
        }
      })
    if isRead { try printer.finish() }
    return result.status
  }

  private func printPlan() throws -> ExitStatus {
    var reader = JSONEntries(PatientSource([try session.input("-")]), keepsSource: false)
    var steps: [Plan.Step] = []
    var rejected = 0
    while true {
      do {
        guard let entry = try reader.next() else { break }
        steps += entry.records.map(step)
      } catch let error as BadEntry {
        rejected += 1
        session.reject(line: error.line, error)
      }
    }
    let status = try session.print(plan: Plan(summary: summary, steps: steps))
    return rejected > 0 ? .invalid : status
  }

  private func step(_ record: JSONObject) -> Plan.Step {
    var changes = record
    let id = changes.removeValue(forKey: "id")?.int64
    changes["type"] = nil
    if case .edit = method { return Plan.Step(.update, type, id: id, changes: changes) }
    return Plan.Step(.create, type, changes: changes)
  }
}
