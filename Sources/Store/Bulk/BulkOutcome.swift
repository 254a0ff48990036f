package import Models

/// What became of an entry of a bulk write.
package enum BulkOutcome: Sendable {
  // Each with the entry's last record.
  case created(Int64)
  case updated(Int64)
  case unchanged(Int64)
  case skipped(Skip)
  case rejected(Entry, any Error)

  /// The record it is; nil for one that was not written.
  package var id: Int64? {
    switch self {
    case .created(let id), .updated(let id), .unchanged(let id): id
    case .skipped, .rejected: nil
    }
  }
}

/// Why an entry was passed over.
package enum Skip: Error, Hashable, CaseIterable, Sendable {
  /// All of it is here already and was to be left alone.
  case present
  /// Somebody deleted it here.
  case deleted
  /// It speaks of somebody who was erased here.
  case erased
  /// Nobody it speaks of is known here.
  case unknownPeople
}

/// What became of all entries, counted.
package struct BulkTally: Sendable {
  package var created = 0
  package var updated = 0
  package var unchanged = 0
  package var rejected = 0
  package var skips: [Skip: Int] = [:]
  /// The records that were made, by kind: also those of which an entry gave no more than the name.
  package var recordsCreated: [RecordType: Int] = [:]
  package var recordsUpdated: [RecordType: Int] = [:]
  /// How many records named somebody or something that was deleted here, and went without.
  package var leftOut = 0
  /// How many contacts came with an address that is none, which is kept as a custom field.
  package var addressesSetAside = 0

  package init() {}

  package var skipped: Int { skips.values.reduce(0, +) }
  package var read: Int { created + updated + unchanged + rejected + skipped }

  mutating func count(_ outcome: BulkOutcome) {
    switch outcome {
    case .created: created += 1
    case .updated: updated += 1
    case .unchanged: unchanged += 1
    case .skipped(let reason): skips[reason, default: 0] += 1
    case .rejected: rejected += 1
    }
  }
}
