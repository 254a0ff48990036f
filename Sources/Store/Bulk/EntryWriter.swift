internal import Bytes
internal import Models

/// Writes one entry after another, inside the batches of a bulk write.
struct EntryWriter {
  /// What records are that do not say.
  let type: RecordType?
  let method: BulkWriter.Method
  let applier: StepApplier
  let matcher: Matcher
  /// Told of every change that a dry run makes.
  let planner: BulkPlanner?

  /// Writes the records of an entry in their order, all of them or none; `tally` counts the records.
  func write(_ entry: Entry, _ tally: inout BulkTally) throws -> BulkOutcome {
    let before = tally
    do {
      // A single record has written nothing when it is refused, and needs nothing to be taken back.
      if entry.records.count == 1 {
        var links = EntryLinks()
        return try write(entry.records[0], of: entry, &links, &tally)
      }
      do {
        return try applier.writer.recorder.attempt { try writeAll(entry, &tally) }
      } catch {
        // What was found may be among what is taken back.
        matcher.memory.forget()
        throw error
      }
    } catch let error as StoreError where error.isAboutRecord {
      tally = before
      return .rejected(entry, error)
    } catch let skip as Skip {
      tally = before
      return .skipped(skip)
    }
  }

  /// The outcome is that of the record of which most became.
  private func writeAll(_ entry: Entry, _ tally: inout BulkTally) throws -> BulkOutcome {
    var links = EntryLinks()
    var outcome: BulkOutcome?
    for record in entry.records {
      let next = try write(record, of: entry, &links, &tally)
      if let most = outcome, most.rank > next.rank { continue }
      outcome = next
    }
    guard let outcome else { throw StoreError.untyped }
    return outcome
  }

  private func write(
    _ record: JSONObject, of entry: Entry, _ links: inout EntryLinks, _ tally: inout BulkTally
  ) throws -> BulkOutcome {
    let type = try type(of: record, in: entry)
    let outcome =
      switch method {
      case .add(let key): try add(record, type, upsert: key)
      case .edit: try edit(record, type)
      case .match(let rules): try match(record, type, rules, of: entry, &links, &tally)
      }
    if case .updated = outcome { tally.recordsUpdated[type, default: 0] += 1 }
    return outcome
  }

  /// What kind of record it is: it may say so, and must where the command did not.
  private func type(of record: JSONObject, in entry: Entry) throws(StoreError) -> RecordType {
    guard let given = record["type"]?.string else {
      guard let type else { throw .untyped }
      return type
    }
    // What stands beside a record in one entry may be of another kind.
    let expected = entry.records.count == 1 ? type : nil
    guard let own = RecordType(rawValue: given), RecordType.portable.contains(own),
      expected == nil || expected == own
    else {
      throw .invalid(
        type ?? .contact, field: "type",
        .notAmong((expected.map { [$0] } ?? RecordType.portable).map(\.rawValue), found: given))
    }
    return own
  }

  private func add(_ record: JSONObject, _ type: RecordType, upsert key: String?) throws -> BulkOutcome {
    let creation = Plan.Step(.create, type, changes: record)
    guard let key else { return try apply(creation) }
    guard let value = record[key], !value.isNull else {
      throw StoreError.invalid(type, field: key, .missing)
    }
    do {
      return try apply(Plan.Step(.update, type, match: [key: value], changes: record.withoutIdentity))
    } catch StoreError.notFound(type, _) {
      return try apply(creation)
    }
  }

  private func edit(_ record: JSONObject, _ type: RecordType) throws -> BulkOutcome {
    guard let id = record["id"]?.int64 else { throw StoreError.invalid(type, field: "id", .missing) }
    return try apply(Plan.Step(.update, type, id: id, changes: record))
  }

  func apply(_ step: Plan.Step) throws -> BulkOutcome {
    switch try applier.apply(step) {
    case .created(let id): .created(id)
    case .updated(let id), .deleted(let id): .updated(id)
    case .unchanged(let id): .unchanged(id)
    }
  }
}

extension BulkOutcome {
  /// How much became of it.
  fileprivate var rank: Int {
    switch self {
    case .rejected: 0
    case .skipped: 1
    case .unchanged: 2
    case .updated: 3
    case .created: 4
    }
  }
}

extension StoreError {
  /// Whether it speaks of one record's data, so that others can be written all the same.
  package var isAboutRecord: Bool {
    switch self {
    case .notFound, .ambiguous, .invalid, .duplicate, .present, .overtaken, .merged, .inUse, .untyped,
      .unknownField, .badOperand:
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
