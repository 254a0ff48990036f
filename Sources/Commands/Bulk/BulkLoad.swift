internal import Bytes
internal import Models
internal import Store

/// Records of a file or of standard input on their way into the database, as one entry of the journal.
struct BulkLoad {
  let session: Session
  /// A file, or `-`.
  let operand: String
  /// What the records are; nil where each says so itself.
  let type: RecordType?
  let method: BulkWriter.Method
  let summary: String
  var isAtomic = false
  var options = WriteOptions()

  /// What became of the records, counted.
  struct Result {
    var read: Int64 = 0
    var created: Int64 = 0
    var updated: Int64 = 0
    var unchanged: Int64 = 0
    var rejected: Int64 = 0
    var entry: Int64?

    var status: ExitStatus { rejected > 0 ? .invalid : .ok }
  }

  /// Reads and writes all of them; `written` is told the ids of those that were committed together.
  ///
  /// What comes slowly is written whenever the input pauses. A record that is wrong is reported, and the rest goes on.
  func run(written: @escaping ([Int64]) throws -> Void = { _ in }) throws -> Result {
    let source = try session.input(operand)
    let progress = Progress(session, what: type?.plural ?? "records", total: source.size)
    var result = Result()
    func reject(_ line: Int, _ error: any Error) {
      result.rejected += 1
      session.reject(line: line, error)
    }
    let writer = try BulkWriter(
      try session.store(), type, method, summary: summary, isAtomic: isAtomic, options: options,
      by: try session.author()
    ) { outcomes in
      var ids: [Int64] = []
      for (item, outcome) in outcomes {
        switch outcome {
        case .created: result.created += 1
        case .updated: result.updated += 1
        case .unchanged: result.unchanged += 1
        case .rejected(let error): reject(item.line, error)
        }
        if let id = outcome.id { ids.append(id) }
      }
      try written(ids)
    }
    do {
      var records = RecordSource(
        PatientSource(source, beforeWaiting: writer.flush, afterReading: progress.advance(bytes:)))
      let unreadable = { line, error in
        result.read += 1
        reject(line, error)
      }
      while let item = try records.next(reject: unreadable) {
        result.read += 1
        progress.advance()
        try writer.add(item)
      }
      try writer.finish()
    } catch {
      // Whatever stopped it, the entry says that it is not whole; the first error is the one to tell.
      try? writer.interrupt()
      throw error
    }
    progress.finish()
    result.entry = writer.entry
    return result
  }
}
