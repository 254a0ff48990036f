internal import Bytes
internal import Models
internal import SQLite

/// The records whose rows a changeset changed.
struct Touched {
  private(set) var records: [RecordType: Set<Int64>] = [:]
  /// Contacts who took part in other activities than before.
  private(set) var exchanges: Set<Int64> = []

  init(contacts: Set<Int64>) {
    records = [.contact: contacts]
  }

  mutating func insert(_ id: Int64, _ type: RecordType) {
    records[type, default: []].insert(id)
  }

  /// Those in the ranges that the same batch has created are left out.
  init(_ changeset: Changeset, besides ranges: [Recorder.IDRange]) throws {
    try changeset.forEach { change in
      for owner in change.owners {
        if change.table == "activity_contact", owner.type == .contact { exchanges.insert(owner.id) }
        if !ranges.contains(where: { $0.contains(owner) }) {
          records[owner.type, default: []].insert(owner.id)
        }
      }
    }
  }
}

extension Set<Int64> {
  /// SQL that follows a column: whether it is one of the ids, each counted from `base`.
  ///
  /// Ids that lie together, as those of a bulk write that is taken back, are a range: the word index is asked once for
  /// all of it, not once for each.
  func condition(after base: Int64 = 0) -> SQL {
    if let first = self.min(), let last = self.max(), last - first == count - 1 {
      return "BETWEEN \(base + first) AND \(base + last)"
    }
    return "IN (SELECT \(base) + value FROM json_each(\(json)))"
  }

  /// The ids as a JSON array in order, which SQL reads by `json_each`.
  var json: String {
    var writer = JSONWriter()
    writer.beginArray()
    for id in sorted() { writer.int(id) }
    writer.endArray()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
