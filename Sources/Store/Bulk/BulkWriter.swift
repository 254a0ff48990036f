package import Models
internal import SQLite

/// Writes any number of entries that arrive one after another, as one entry of the journal.
///
/// They are gathered and written in batches of one transaction each, so that others can write in between and nobody
/// waits for a slow input. An entry that is wrong is reported and the rest goes on.
package final class BulkWriter {
  /// What stood next in the source.
  package enum Item: Sendable {
    case entry(Entry)
    /// An entry that could not be read; it has no records.
    case unreadable(Entry, any Error)
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
  private let report: ([(Entry, BulkOutcome)]) throws -> Void
  private var waiting: [Item] = []
  private var counted = BulkTally()
  private var failure: AtomicFailure?
  private var isAtEnd = false

  /// How many entries one transaction writes: enough to make its cost small, few enough to hold in memory and to let
  /// others write in between.
  private static let batchSize = 10_000

  /// Without a type, each record says its own. A rehearsal takes everything back in the end; `plan` is told the step of
  /// a Plan that does the same as each of its changes. `report` is told what became of the entries of a batch once it
  /// is written.
  package init(
    _ store: Store, _ type: RecordType?, _ method: Method, summary: String, extent: Extent = .accepted,
    isRehearsal: Bool = false, options: WriteOptions = WriteOptions(), by author: Author,
    plan: ((Plan.Step) throws -> Void)? = nil, report: @escaping ([(Entry, BulkOutcome)]) throws -> Void
  ) throws {
    self.store = store
    self.extent = extent
    self.isRehearsal = isRehearsal
    self.report = report
    recorder = Recorder(store.database, clock: store.clock, author: author, kind: .bulk, summary: summary)
    writer = EntryWriter(
      type: type, method: method, applier: store.applier(recorder, options),
      matcher: try Matcher(database: store.database, clock: store.clock),
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

  /// Reads and writes to the end, which `next` tells by nil.
  ///
  /// Whatever stops it before: what is written in batches stays, under an entry that says it is not whole. Fails with
  /// `AtomicFailure` when all or nothing was to be written.
  package func run(_ next: () throws -> Item?) throws {
    do {
      // What has come at once is read before the transaction of all begins.
      try gather(next)
      try spanning {
        while !isAtEnd {
          try write(isLast: false)
          try gather(next)
        }
        try write(isLast: true)
        if let failure { throw failure }
      }
    } catch {
      // The first error is the one to tell.
      try? interrupt()
      throw error
    }
  }

  /// Writes what has come: when the input pauses.
  package func flush() throws {
    if !isSpanned, !waiting.isEmpty { try write(isLast: false) }
  }

  /// Whether one transaction spans all batches.
  private var isSpanned: Bool {
    if case .all = extent { true } else { isRehearsal }
  }

  private func spanning(_ body: () throws -> Void) throws {
    if isRehearsal {
      try store.rehearsing(body)
    } else if isSpanned {
      try store.database.transaction(.immediate, body)
    } else {
      try body()
    }
  }

  private func gather(_ next: () throws -> Item?) throws {
    while waiting.count < Self.batchSize {
      guard let item = try next() else {
        isAtEnd = true
        return
      }
      waiting.append(item)
    }
  }

  /// Ends the entry before all was written.
  private func interrupt() throws {
    // What spans all is taken back, the entry with it.
    guard !isSpanned, recorder.entry != nil else { return }
    try store.database.transaction(.immediate) { try recorder.close(.interrupted) }
  }

  private func write(isLast: Bool) throws {
    let items = waiting
    waiting = []
    var tally = counted
    var outcomes: [(Entry, BulkOutcome)] = []
    outcomes.reserveCapacity(items.count)
    try recorder.batch(isLast: isLast) {
      for item in items {
        let (entry, outcome) = try write(item, &tally)
        tally.count(outcome)
        if case .rejected(let error) = outcome { try fail(entry, error) }
        outcomes.append((entry, outcome))
      }
    }
    counted = tally
    // Only what is committed is reported.
    if !outcomes.isEmpty { try report(outcomes) }
  }

  private func write(_ item: Item, _ tally: inout BulkTally) throws -> (Entry, BulkOutcome) {
    switch item {
    case .entry(let entry): (entry, try writer.write(entry, &tally))
    case .unreadable(let entry, let error): (entry, .rejected(error))
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
