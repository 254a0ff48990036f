package import Models
internal import SQLite

/// Writes any number of entries that arrive one after another, as one entry of the journal.
///
/// They are written in batches of one transaction each, so that others can write in between and nobody waits for a
/// slow input. An entry that is wrong is reported and the rest goes on.
package final class BulkWriter {
  /// What stood next in the source.
  package enum Item: Sendable {
    case entry(Entry)
    /// An entry that could not be read; it has no records.
    case unreadable(Entry, any Error)
  }

  /// What the source has to offer at a moment.
  package enum Supply: Sendable {
    /// What stands next.
    case items([Item])
    /// Nothing now; what has come is committed, and others have their turn.
    case pause
    case end
  }

  /// How a record becomes a change.
  package enum Method: Sendable {
    /// A new record; or the one that has the same value in the field, where there is one.
    case add(upsert: String?)
    /// A change of the record with the same id.
    case edit
    /// A change of the record that is recognised by the rules, or a new one.
    case match(MatchRules)
  }

  /// How far what is written stays.
  package enum Extent: Sendable {
    /// All but what is rejected, batch by batch.
    case accepted
    /// All of it, or nothing when an entry is rejected: in one transaction, so that others wait.
    case all(Rejections)

    package enum Rejections: Sendable {
      case stopAtFirst, gather
    }
  }

  private let store: Store
  private let extent: Extent
  private let isRehearsal: Bool
  private let recorder: Recorder
  private let writer: EntryWriter
  private let memory: StreamMemory
  private let report: ([BulkOutcome]) throws -> Void
  private var counted = BulkTally()
  private var failure: AtomicFailure?

  /// How many entries one transaction writes. The more, the less often the same page of an index is written; others
  /// wait meanwhile, for a second or two.
  private static let batchSize = 50_000

  /// Without a type, each record says its own. A rehearsal takes everything back in the end; `plan` is told the step of
  /// a Plan that does the same as each of its changes. `report` is told what became of the entries of a batch once it
  /// is written.
  package init(
    _ store: Store, _ type: RecordType?, _ method: Method, summary: String, extent: Extent = .accepted,
    isRehearsal: Bool = false, options: WriteOptions = WriteOptions(), by author: Author,
    plan: ((Plan.Step) throws -> Void)? = nil, report: @escaping ([BulkOutcome]) throws -> Void
  ) throws {
    self.store = store
    self.extent = extent
    self.isRehearsal = isRehearsal
    self.report = report
    // What a batch changes of the indices of a million contacts stays in memory until it is written.
    try store.database.run(script: "PRAGMA cache_size = -128000")
    recorder = Recorder(store.database, clock: store.clock, author: author, kind: .bulk, summary: summary)
    memory = StreamMemory(database: store.database)
    writer = EntryWriter(
      type: type, method: method, applier: store.applier(recorder, options, memory),
      matcher: try Matcher(database: store.database, clock: store.clock, memory: memory),
      planner: try plan.map { try BulkPlanner(database: store.database, emit: $0) })
  }

  /// The journal entry, once something was written that stays.
  package var entry: Int64? { isRehearsal ? nil : recorder.entry }

  /// What became of the entries that are written.
  package var tally: BulkTally {
    var tally = counted
    tally.recordsCreated = recorder.created
    return tally
  }

  /// Writes to the end what `next` supplies. It is asked to wait for entries only where that keeps nobody else from
  /// writing, as far as the extent allows.
  ///
  /// Whatever stops it before: what is written in batches stays, under an entry that says it is not whole. Fails with
  /// `AtomicFailure` when all or nothing was to be written.
  package func run(_ next: (_ waits: Bool) throws -> Supply) throws {
    do {
      // What comes first is read before the transaction of all begins.
      var supply = try next(true)
      try spanning {
        while try writeBatch(&supply, next) { supply = try next(true) }
        if let failure { throw failure }
      }
    } catch {
      // The first error is the one to tell.
      try? interrupt()
      throw error
    }
  }

  private func spanning(_ body: () throws -> Void) throws {
    if isRehearsal {
      try store.rehearsing(body)
    } else if case .all = extent {
      try store.database.transaction(.immediate, body)
    } else {
      try body()
    }
  }

  /// Ends the entry before all was written.
  private func interrupt() throws {
    // What spans all is taken back, the entry with it.
    guard case .accepted = extent, !isRehearsal, recorder.entry != nil else { return }
    try store.database.transaction(.immediate) { try recorder.close(.interrupted) }
  }

  /// Writes what is there in one transaction, up to the size of a batch; false at the end.
  private func writeBatch(_ supply: inout Supply, _ next: (_ waits: Bool) throws -> Supply) throws -> Bool {
    var tally = counted
    var outcomes: [BulkOutcome] = []
    let isAtEnd = try recorder.batch(isLast: { $0 }) {
      try memory.beginBatch(isMostlyNew: counted.created > counted.read / 2)
      // No row is deleted on which others stand, but by who deletes those first; and every id that is written was looked up in this transaction, in
      // which nobody else writes: to have SQLite look it up again takes a third of the time of an INSERT.
      return try store.database.withoutForeignKeys {
        while case .items(let items) = supply {
          for item in items {
            let outcome = try write(item, &tally)
            tally.count(outcome)
            if case .rejected(let entry, let error) = outcome { try fail(entry, error) }
            outcomes.append(outcome)
          }
          supply = outcomes.count < Self.batchSize ? try next(false) : .pause
        }
        if case .end = supply { return true }
        return false
      }
    }
    counted = tally
    // Only what is committed is reported.
    if !outcomes.isEmpty { try report(outcomes) }
    return !isAtEnd
  }

  private func write(_ item: Item, _ tally: inout BulkTally) throws -> BulkOutcome {
    switch item {
    case .entry(let entry): try writer.write(entry, &tally)
    case .unreadable(let entry, let error): .rejected(entry, error)
    }
  }

  private func fail(_ entry: Entry, _ error: any Error) throws {
    guard case .all(let rejections) = extent else { return }
    let atomic = AtomicFailure(line: entry.line, error: error)
    if rejections == .stopAtFirst { throw atomic }
    failure = failure ?? atomic
  }
}

/// The entry that made an atomic bulk write take everything back.
package struct AtomicFailure: Error, CustomStringConvertible {
  package let line: Int
  package let error: any Error

  package var description: String { "line \(line): \(error)" }
}
