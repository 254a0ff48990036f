internal import Bytes
internal import Models
internal import Store

/// Writes records that come as JSON, and prints what became of them.
struct RecordInput {
  let session: Session
  let type: RecordType
  let method: BulkWriter.Method
  let summary: String
  var isAtomic = false
  var options = WriteOptions()

  /// Reads records from standard input, writes them, and prints each as it is now.
  func run() throws -> ExitStatus {
    if session.isDryRun { return try printPlan() }
    let store = try session.store()
    let reader = try store.recordReader(type)
    var printer = try RowPrinter(
      session, columns: try store.columns(Query(from: type)), preferred: type.tableColumns)
    var rejected = 0
    // The writer reports what it has committed; only then is it printed.
    var done: [Int64] = []
    let writer = try BulkWriter(
      store, type, method, summary: summary, isAtomic: isAtomic, options: options, by: try session.author()
    ) { item, outcome in
      switch outcome {
      case .created(let id), .updated(let id), .unchanged(let id): done.append(id)
      case .rejected(let error):
        rejected += 1
        try session.reject(line: item.line, error)
      }
    }
    let source = PatientSource(session.world.input) { try writer.flush() }
    var records = RecordSource(source)
    do {
      while let item = try records.next(reject: { line, error in
        rejected += 1
        try session.reject(line: line, error)
      }) {
        try writer.add(item)
        if !done.isEmpty {
          try store.reading { for id in done { try printer.row { try reader.write(id, to: &$0) } } }
          done = []
        }
      }
      try writer.finish()
    } catch  where Interruption.isRequested {
      try writer.interrupt()
      throw error
    }
    try store.reading { for id in done { try printer.row { try reader.write(id, to: &$0) } } }
    try printer.finish()
    return rejected > 0 ? .invalid : .ok
  }

  /// Prints the changes as a Plan instead of making them.
  private func printPlan() throws -> ExitStatus {
    var records = RecordSource(PatientSource(session.world.input))
    var steps: [Plan.Step] = []
    while let item = try records.next(reject: session.reject) {
      var changes = item.record
      let id = changes.removeValue(forKey: "id")?.int64
      changes["type"] = nil
      if case .edit = method {
        steps.append(Plan.Step(.update, type, id: id, changes: changes))
      } else {
        steps.append(Plan.Step(.create, type, changes: changes))
      }
    }
    return try session.print(plan: Plan(summary: summary, steps: steps))
  }
}

/// Records of a stream of JSON, each with the line it began on.
struct RecordSource<Source: ByteSource> {
  private var stream: JSONStream<Source>

  init(_ source: Source) {
    stream = JSONStream(source)
  }

  /// The next record; what is not an object is rejected with its line, and the rest goes on where it can.
  mutating func next(reject: (Int, any Error) throws -> Void) throws -> BulkWriter.Item? {
    while true {
      do {
        guard let record = try stream.next() else { return nil }
        guard let object = record.value.object else {
          try reject(record.line, NotARecord())
          continue
        }
        return BulkWriter.Item(record: object, line: record.line)
      } catch let error as JSONError {
        try reject(error.recordLine ?? error.place.line, error)
        if !error.isRecoverable { return nil }
      }
    }
  }
}
