/// The change of one row in a changeset as a value that can be altered; columns are counted from 0 in the order of
/// the table.
package struct RowChange: Equatable, Sendable {
  package let table: String
  package let operation: Change.Operation
  /// Whether a trigger or a foreign key's action made the change.
  package let isIndirect: Bool
  /// Which columns make up the primary key.
  package let isKey: [Bool]
  /// The values before: of an update the key and what changes, nil for the others; empty for an insert.
  package var old: [SQLValue?]
  /// The values after: of an update what changes, nil for the others; empty for a delete.
  package var new: [SQLValue?]

  /// The same without values that an update would replace by themselves; nil when it is then an update of nothing.
  var effective: RowChange? {
    guard operation == .update else { return self }
    var change = self
    for column in isKey.indices where !isKey[column] && old[column] == new[column] {
      change.old[column] = nil
      change.new[column] = nil
    }
    return change.new.contains { $0 != nil } ? change : nil
  }
}

extension Changeset {
  /// Hands every change to `body` as a value. Fails with `corrupt` when the bytes are not a changeset.
  package func forEachRow(_ body: (RowChange) throws -> Void) throws {
    var reader = ChangesetReader(bytes)
    while let item = try reader.next() {
      if case .change(let change, _) = item { try body(change) }
    }
  }

  /// The same changes as `transform` leaves them; it may alter one, and drops it by giving nil. What is not altered
  /// keeps its bytes.
  ///
  /// Fails with `corrupt` when the bytes are not a changeset.
  package func rewriting(_ transform: (RowChange) throws -> RowChange?) throws -> Changeset {
    var reader = ChangesetReader(bytes)
    var rewritten: [UInt8] = []
    rewritten.reserveCapacity(bytes.count)
    // The head of a table is written before the first of its changes that stays.
    var head: Range<Int>?
    while let item = try reader.next() {
      switch item {
      case .table(let range):
        head = range
      case .change(let change, let range):
        guard let kept = try transform(change) else { continue }
        guard kept == change || kept.effective != nil else { continue }
        if let range = head { rewritten += bytes[range] }
        head = nil
        if kept == change {
          rewritten += bytes[range]
        } else if let effective = kept.effective {
          effective.encode(into: &rewritten)
        }
      }
    }
    return Changeset(bytes: rewritten)
  }
}
