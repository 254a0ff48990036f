package import Embedding
package import Models
internal import SQLite

/// A record one of whose passages means something similar to what was looked for.
package struct Nearest: Sendable {
  package let type: RecordType
  package let id: Int64
  /// Which passage it is, counted from 0.
  package let passage: Int
  /// The cosine of the angle between the two vectors.
  package let score: Float
}

extension Store {
  /// The records of some kinds that are nearest to a vector of the space of the database, the nearest first.
  ///
  /// All vectors are looked at; of a record the nearest counts. `ids` limits kinds to records.
  package func nearest(
    to query: CompactVector, among types: [RecordType], limitedTo ids: [RecordType: [Int64]] = [:], limit: Int
  ) throws -> [Nearest] {
    guard limit > 0 else { return [] }
    // Pages of the file are read where the system has them, rather than copied into SQLite's cache first.
    try database.run(script: "PRAGMA mmap_size = 1099511627776")
    var scan = VectorScan(query, limit: limit)
    for type in types {
      guard let text = SearchText.of(type) else { continue }
      let allowed = ids[type].map { RowSet.list($0.map { text.row($0) }) }
      try database.forEach(
        """
        SELECT heads, numbers FROM vector_block
        WHERE first BETWEEN \(text.rows.lowerBound) AND \(text.rows.upperBound - 1) ORDER BY first
        """
      ) { row in
        row.withBytes(0) { heads in
          row.withBytes(1) { numbers in
            scan.take(StoredHeads(heads), numbers, allowed)
          }
        }
      }
    }
    return scan.nearest.map { found in
      let index = Int(found.row >> 48) - 1
      return Nearest(
        type: RecordType.allCases[index], id: found.row & (1 << 48 - 1), passage: Int(found.passage),
        score: found.score)
    }
  }
}

/// Goes through blocks of vectors and keeps the records that are nearest to a query.
struct VectorScan {
  struct Found {
    let row: Int64
    let passage: UInt32
    let score: Float
  }

  private let query: CompactVector
  private let limit: Int
  private var dots: [Int32] = []
  private var found: [Found] = []
  /// What a record must be better than to be looked at.
  private var threshold = -Float.infinity

  init(_ query: CompactVector, limit: Int) {
    self.query = query
    self.limit = limit
  }

  /// Looks at the vectors of one block; those of a record stand together.
  mutating func take(
    _ heads: StoredHeads, _ numbers: UnsafeRawBufferPointer, _ allowed: RowSet?
  ) {
    // A damaged block is db check's to tell of.
    guard numbers.count == heads.count * query.numbers.count else { return }
    query.dots(with: numbers, into: &dots)
    var last = -1
    for place in heads.indices {
      let head = heads[place]
      let score = Float(dots[place]) * head.scale * query.scale
      guard score > threshold else { continue }
      // Another passage of the one just found: the better of the two is kept.
      if last >= 0, heads[last].row == head.row {
        if found[found.count - 1].score < score {
          found[found.count - 1] = Found(row: head.row, passage: head.passage, score: score)
        }
        continue
      }
      if let allowed, !allowed.contains(head.row) { continue }
      last = place
      found.append(Found(row: head.row, passage: head.passage, score: score))
    }
    // Not before the end of the block: by then all passages of its records were seen.
    if found.count >= 8 * limit { prune() }
  }

  private mutating func prune() {
    found = nearest
    if found.count == limit { threshold = found[limit - 1].score }
  }

  /// The best of what was seen, best first; among equals the later record, which is the newer one.
  var nearest: [Found] {
    Array(found.sorted { ($0.score, $0.row) > ($1.score, $1.row) }.prefix(limit))
  }
}
