package import Models
internal import SQLite

/// What applying a Plan did.
package struct Applied: Sendable {
  /// The journal entry, by which it can be undone; nil when nothing changed.
  package internal(set) var entry: Int64?
  /// The records of the steps, in their order.
  package internal(set) var records: [Int64] = []
  package internal(set) var created = 0
  package internal(set) var updated = 0
  package internal(set) var deleted = 0
  package internal(set) var unchanged = 0

  mutating func count(_ outcome: StepApplier.Outcome) {
    records.append(outcome.id)
    switch outcome {
    case .created: created += 1
    case .updated: updated += 1
    case .deleted: deleted += 1
    case .unchanged: unchanged += 1
    }
  }
}

/// What the writer of a Plan allows.
package struct WriteOptions: Sendable {
  /// Whether a company that is named and not known is created.
  package var createsCompanies = true
  /// Whether two contacts may share an e-mail address.
  package var allowsDuplicateEmails = false

  package init() {}
}

extension Store {
  /// Applies a Plan in one transaction, all of it or nothing, as one entry of the journal.
  package func apply(_ plan: Plan, options: WriteOptions = WriteOptions(), by author: Author) throws
    -> Applied
  {
    try requireWriting()
    let recorder = Recorder(database, clock: clock, author: author, kind: .plan, summary: plan.summary)
    let applier = applier(recorder, options)
    var applied = Applied()
    try recorder.batch(isLast: { true }) {
      for step in plan.steps {
        guard let step = step.resolved(applied.records) else {
          throw StoreError.invalid(step.type, field: nil, .sentence("it names a step that is not before it"))
        }
        applied.count(try applier.apply(step))
      }
    }
    applied.entry = recorder.entry
    return applied
  }

  /// Says what a Plan would do, by applying it and taking it back.
  package func rehearse(_ plan: Plan, options: WriteOptions = WriteOptions(), by author: Author) throws
    -> Applied
  {
    var applied = try rehearsing { try apply(plan, options: options, by: author) }
    applied.entry = nil
    return applied
  }

  /// Does something to the data and takes it back, whatever it was; returns what it returned.
  package func rehearsing<Value>(_ body: () throws -> Value) throws -> Value {
    var result: Value?
    do {
      try database.transaction(.immediate) {
        let value = try body()
        result = value
        throw TakeBack()
      }
    } catch is TakeBack {}
    guard let result else { throw TakeBack() }
    return result
  }

  /// Ends a rehearsal.
  private struct TakeBack: Error {}

  /// Fails when the store was opened to be read.
  func requireWriting() throws(StoreError) {
    if access == .reads { throw .readOnly(path) }
  }

  func applier(_ recorder: Recorder, _ options: WriteOptions, _ memory: StreamMemory? = nil) -> StepApplier {
    let writer = RecordWriter(
      database: database, clock: clock, recorder: recorder, options: options, memory: memory)
    var readers: [RecordType: RecordReader] = [:]
    return StepApplier(writer: writer) { [self] type, id in
      if let reader = readers[type] { return try reader.read(id) }
      let reader = try recordReader(type)
      readers[type] = reader
      return try reader.read(id)
    }
  }
}
