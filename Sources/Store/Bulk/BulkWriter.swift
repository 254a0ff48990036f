package import Bytes
package import Models
internal import SQLite

/// Writes any number of records that arrive one after another, as one entry of the journal.
///
/// Records are gathered and written in batches of one transaction each, so that others can write in between and
/// nobody waits for a slow input. A record that is wrong is reported and the rest goes on.
package final class BulkWriter {
  /// A record as it came, and where it stood in its source.
  package struct Item: Sendable {
    package let record: JSONObject
    package let line: Int

    package init(record: JSONObject, line: Int) {
      self.record = record
      self.line = line
    }
  }

  /// What became of an item.
  package enum Outcome: Sendable {
    case created(Int64)
    case updated(Int64)
    case unchanged(Int64)
    case rejected(StoreError)

    /// The record it is; nil for one that was rejected.
    package var id: Int64? {
      switch self {
      case .created(let id), .updated(let id), .unchanged(let id): id
      case .rejected: nil
      }
    }
  }

  /// How an item becomes a change.
  package enum Method: Sendable {
    /// A new record; or the one that has the same value in the field, where there is one.
    case add(upsert: String?)
    /// A change of the record with the item's id.
    case edit
    /// A change of the record that the item's natural key means, or a new one.
    case match
  }

  private let store: Store
  private let type: RecordType?
  private let method: Method
  private let isAtomic: Bool
  private let recorder: Recorder
  private let applier: StepApplier
  private let matcher: Matcher
  private let report: ([(Item, Outcome)]) throws -> Void
  private var waiting: [Item] = []

  /// How many records one transaction writes: enough to make its cost small, few enough to hold in memory.
  private static let batchSize = 20_000

  /// Without a type, each record says its own. With `isAtomic` the first record that is rejected takes all others back.
  package init(
    _ store: Store, _ type: RecordType?, _ method: Method, summary: String, isAtomic: Bool = false,
    options: WriteOptions, by author: Author, report: @escaping ([(Item, Outcome)]) throws -> Void
  ) throws {
    self.store = store
    self.type = type
    self.method = method
    self.isAtomic = isAtomic
    self.report = report
    recorder = Recorder(store.database, clock: store.clock, author: author, kind: .bulk, summary: summary)
    applier = store.applier(recorder, options)
    matcher = try Matcher(database: store.database, clock: store.clock)
  }

  /// The journal entry, once something was written.
  package var entry: Int64? { recorder.entry }

  /// Takes a record, and writes when enough have come together.
  package func add(_ item: Item) throws {
    waiting.append(item)
    if waiting.count >= Self.batchSize, !isAtomic { try flush() }
  }

  /// Writes what has come: when the input pauses.
  package func flush() throws {
    if waiting.isEmpty || isAtomic { return }
    try write(isLast: false)
  }

  /// Writes the rest and ends the entry.
  package func finish() throws {
    try write(isLast: true)
  }

  /// Ends the entry before all was written; what is written stays and can be undone.
  package func interrupt() throws {
    waiting = []
    if recorder.entry == nil { return }
    try store.database.transaction(.immediate) { try recorder.close(.interrupted) }
  }

  private func write(isLast: Bool) throws {
    let items = waiting
    waiting = []
    var outcomes: [(Item, Outcome)] = []
    outcomes.reserveCapacity(items.count)
    try recorder.batch(isLast: isLast) {
      for item in items {
        let outcome = try write(item)
        if isAtomic, case .rejected(let error) = outcome { throw AtomicFailure(item: item, error: error) }
        outcomes.append((item, outcome))
      }
    }
    // Only what is committed is reported.
    if !outcomes.isEmpty { try report(outcomes) }
  }

  private func write(_ item: Item) throws -> Outcome {
    do {
      switch try apply(item.record) {
      case .created(let id): return .created(id)
      case .updated(let id), .deleted(let id): return .updated(id)
      case .unchanged(let id): return .unchanged(id)
      }
    } catch let error as StoreError where error.isAboutRecord {
      return .rejected(error)
    }
  }

  private func apply(_ record: JSONObject) throws -> StepApplier.Outcome {
    let type = try type(of: record)
    switch method {
    case .add(upsert: nil):
      return try applier.apply(Plan.Step(.create, type, changes: record))
    case .add(upsert: let key?):
      guard let value = record[key], !value.isNull else {
        throw StoreError.invalid(type, field: key, .missing)
      }
      do {
        return try applier.apply(
          Plan.Step(.update, type, match: [key: value], changes: record.withoutIdentity))
      } catch StoreError.notFound(type, _) {
        return try applier.apply(Plan.Step(.create, type, changes: record))
      }
    case .edit:
      guard let id = record["id"]?.int64 else { throw StoreError.invalid(type, field: "id", .missing) }
      return try applier.apply(Plan.Step(.update, type, id: id, changes: record))
    case .match:
      return try match(record, type)
    }
  }

  /// What kind of record it is: it may say so, and must where the command did not.
  private func type(of record: JSONObject) throws(StoreError) -> RecordType {
    guard let given = record["type"]?.string else {
      guard let type else { throw .untyped }
      return type
    }
    guard let own = RecordType(rawValue: given), type == nil || type == own else {
      throw .invalid(
        type ?? .contact, field: "type",
        .notAmong(type.map { [$0.rawValue] } ?? RecordType.allCases.map(\.rawValue), found: given))
    }
    return own
  }

  private func match(_ record: JSONObject, _ type: RecordType) throws -> StepApplier.Outcome {
    let foreign = record["id"]?.int64
    var changes = try matcher.localised(record, type)
    let outcome: StepApplier.Outcome
    if let id = try matcher.find(type, changes, foreign: foreign) {
      // What the program derives is not taken over from another database.
      for field in Catalog.of(type).fields where field.access != .written { changes[field.name] = nil }
      outcome = try applier.apply(Plan.Step(.update, type, id: id, changes: changes))
    } else {
      outcome = try applier.apply(Plan.Step(.create, type, changes: changes))
    }
    if let foreign {
      switch outcome {
      case .created(let id), .updated(let id), .unchanged(let id), .deleted(let id):
        try matcher.remember(type, foreign: foreign, id)
      }
    }
    return outcome
  }
}

/// The record that made an atomic bulk write take everything back.
package struct AtomicFailure: Error, CustomStringConvertible {
  package let item: BulkWriter.Item
  package let error: StoreError

  package var description: String { "line \(item.line): \(error)" }
}

extension StoreError {
  /// Whether it speaks of one record's data, so that others can be written all the same.
  package var isAboutRecord: Bool {
    switch self {
    case .notFound, .ambiguous, .invalid, .duplicate, .overtaken, .inUse, .untyped, .unknownField,
      .badOperand:
      true
    default: false
    }
  }
}

extension JSONObject {
  fileprivate var withoutIdentity: JSONObject {
    var object = self
    object["id"] = nil
    object["type"] = nil
    return object
  }
}
