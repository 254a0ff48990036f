internal import Bytes
internal import Exchange
internal import Models
internal import Store

/// Entries of files or of standard input on their way into the database, as one entry of the journal.
struct BulkLoad {
  let session: Session
  /// Read one after another.
  let sources: [DescriptorSource]
  /// What records are; nil where each says so itself.
  let type: RecordType?
  let method: BulkWriter.Method
  let summary: String
  var extent = BulkWriter.Extent.accepted
  var isRehearsal = false
  var options = WriteOptions()

  /// What became of the entries.
  struct Result {
    let tally: BulkTally
    let entry: Int64?
    let remarks: [String]

    var status: ExitStatus { tally.rejected > 0 ? .invalid : .ok }
  }

  /// Reads and writes all of them; `written` is told the records that were committed together, `rejected` what was
  /// not taken.
  ///
  /// What comes slowly is written whenever the input pauses. An entry that is wrong is reported, and the rest goes on.
  func run(
    reading makeReader: (PatientSource) throws -> any EntryReader,
    plan: ((Plan.Step) throws -> Void)? = nil,
    rejected: ((RejectsFormat, Entry, _ reason: String) throws -> Void)? = nil,
    written: (([Int64]) throws -> Void)? = nil
  ) throws -> Result {
    let sizes = sources.compactMap(\.size)
    let progress = Progress(
      session, what: type?.plural ?? "records",
      total: sizes.count == sources.count ? sizes.reduce(0, +) : nil)
    let input = try ReadAhead(sources, progress: progress, reading: makeReader)
    // Nothing is told of records that may still be taken back.
    var held: [Int64] = []
    let writer = try BulkWriter(
      try session.store(), type, method, summary: summary, extent: extent,
      isRehearsal: isRehearsal, options: options, by: try session.author(), plan: plan
    ) { outcomes in
      for case .rejected(let entry, let error) in outcomes {
        session.reject(line: entry.line, error)
        if let rejects = input.rejects { try rejected?(rejects, entry, Failure(error).message) }
      }
      guard let written else { return }
      let ids = outcomes.compactMap(\.id)
      if case .accepted = extent { try written(ids) } else { held += ids }
    }
    try writer.run(input.next)
    if !held.isEmpty { try written?(held) }
    progress.finish()
    return Result(tally: writer.tally, entry: writer.entry, remarks: input.remarks)
  }
}
