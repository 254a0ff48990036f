internal import Embedding
package import Models
internal import SQLite

/// How far the records of a kind have vectors.
package struct VectorCount: Sendable {
  package let type: RecordType
  package let records: Int
  /// Records that have vectors.
  package let embedded: Int
  package let vectors: Int

  package var missing: Int { records - embedded }
}

/// A record that has no vectors yet, with what they are to be made of.
package struct PendingRecord: Sendable {
  package let type: RecordType
  package let id: Int64
  package let passages: [String]
}

extension Store {
  /// Which model made the vectors; nil when there are none.
  package func vectorSpace() throws -> VectorSpace? { try VectorSpace.current(in: database) }

  /// How far records have vectors, kind by kind.
  package func vectorCounts() throws -> [VectorCount] {
    try SearchText.types.map { type, text in
      var embedded = 0
      var vectors = 0
      var last: Int64?
      try forEachHead(text) { head in
        vectors += 1
        if head.row != last { embedded += 1 }
        last = head.row
      }
      let records = try database.value(
        "SELECT count(*) FROM \(raw: Layout.of(type).table)", as: Int.self)
      return VectorCount(type: type, records: records ?? 0, embedded: embedded, vectors: vectors)
    }
  }

  /// Makes a model's vectors those of the database: all of another's go, and every record is without.
  package func use(_ space: VectorSpace) throws {
    try requireWriting()
    try database.transaction(.immediate) { try space.take(over: database) }
  }

  /// Makes with the built-in table the vectors that are missing, part by part, so that others can write between.
  package func makeMissingVectors(progress: (_ made: Int) throws -> Void) throws {
    try requireWriting()
    for (type, _) in SearchText.types {
      while true {
        let ids = try database.transaction(.immediate) {
          let ids = try missing(type, limit: 20_000)
          if !ids.isEmpty { try RecordVectors(database: database).refresh(type, Set(ids)) }
          return ids
        }
        if ids.isEmpty { break }
        try progress(ids.count)
      }
    }
  }

  /// Records without vectors, so many at most, beginning after one.
  package func pendingRecords(_ type: RecordType, after id: Int64, limit: Int) throws -> [PendingRecord] {
    let ids = try missing(type, after: id, limit: limit)
    return try PassageReader(database: database).passages(of: type, Set(ids).condition()).map {
      PendingRecord(type: type, id: $0.id, passages: $0.passages)
    }
  }

  /// Stores vectors that a server has made, one for each passage; those of a record that says something else by now, or
  /// that has vectors, are passed over. Fails when the database has another model's vectors by now.
  package func store(_ made: [(record: PendingRecord, vectors: [[Float]])], in space: VectorSpace) throws {
    try requireWriting()
    try database.transaction(.immediate) {
      guard try VectorSpace.current(in: database) == space else { throw StoreError.otherVectors }
      for (type, text) in SearchText.types {
        let own = made.filter { $0.record.type == type }.sorted { $0.record.id < $1.record.id }
        let ids = Set(own.map(\.record.id))
        if ids.isEmpty { continue }
        let current = Dictionary(
          try PassageReader(database: database).passages(of: type, ids.condition()).map {
            ($0.id, $0.passages)
          },
          uniquingKeysWith: { $1 })
        var block = VectorBlock(width: space.width)
        var rows: [Int64] = []
        for (record, vectors) in own where current[record.id] == record.passages {
          rows.append(text.row(record.id))
          for (passage, vector) in vectors.enumerated() {
            block.append(vector, row: text.row(record.id), passage: passage)
          }
        }
        let table = VectorTable(database: database, width: space.width)
        try table.replace(.list(rows), by: block, in: text.rows)
      }
    }
  }

  /// The ids of records without vectors, in order.
  private func missing(_ type: RecordType, after id: Int64 = 0, limit: Int) throws -> [Int64] {
    guard let text = SearchText.of(type) else { return [] }
    var embedded: [Int64] = []
    try forEachHead(text) { head in
      if embedded.last != head.row { embedded.append(head.row) }
    }
    var missing: [Int64] = []
    var next = 0
    let ids = try database.statement(
      "SELECT id FROM \(raw: Layout.of(type).table) WHERE id > \(id) ORDER BY id")
    while missing.count < limit, try ids.step() {
      let id = ids.row.integer(0)
      while next < embedded.count, embedded[next] < text.row(id) { next += 1 }
      if next == embedded.count || embedded[next] != text.row(id) { missing.append(id) }
    }
    return missing
  }

  private func forEachHead(_ text: SearchText, _ body: (VectorBlock.Head) -> Void) throws {
    try VectorTable.forEachHead(in: text.rows, of: database, body)
  }
}
