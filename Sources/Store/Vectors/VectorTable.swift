internal import SQLite

/// The stored vectors, block by block.
struct VectorTable {
  let database: Database
  /// How many numbers a vector has.
  let width: Int

  /// About what a small write writes anew. In larger blocks all vectors are read no faster.
  var blockBytes = 65_536

  private var capacity: Int { max(1, blockBytes / width) }

  /// Takes records away and puts vectors in their place: of records among those, in their order. All are of one kind,
  /// whose rows are in `bounds`.
  func replace(_ gone: RowSet, by vectors: VectorBlock, in bounds: Range<Int64>) throws {
    var position = bounds.lowerBound
    var next = 0
    while let row = gone.first(from: position), row < bounds.upperBound {
      let first = try blockStart(holding: row, in: bounds)
      let end = try blockStart(after: row, in: bounds)
      let upper = end ?? bounds.upperBound
      let start = next
      while next < vectors.heads.count, vectors.heads[next].row < upper { next += 1 }
      var new = VectorBlock(width: width)
      new.append(start..<next, of: vectors)
      if let first, new.isEmpty, gone.covers(first..<upper) {
        try database.execute("DELETE FROM vector_block WHERE first = \(first)")
      } else {
        try rewrite(first, replacing: gone, by: new, isLast: end == nil)
      }
      position = upper
    }
  }

  /// Goes through the heads of the vectors whose rows are in `bounds`, without their numbers.
  static func forEachHead(
    in bounds: Range<Int64>, of database: Database, _ body: (VectorBlock.Head) -> Void
  ) throws {
    try database.forEach(
      """
      SELECT heads FROM vector_block
      WHERE first BETWEEN \(bounds.lowerBound) AND \(bounds.upperBound - 1) ORDER BY first
      """
    ) { row in
      row.withBytes(0) { StoredHeads($0).forEach(body) }
    }
  }

  private func rewrite(_ first: Int64?, replacing gone: RowSet, by new: VectorBlock, isLast: Bool) throws {
    let old = try first.flatMap(block) ?? VectorBlock(width: width)
    let changed = old.replacing(gone, by: new)
    if let first, changed.heads.first?.row != first {
      try database.execute("DELETE FROM vector_block WHERE first = \(first)")
    }
    for piece in changed.pieces(of: capacity, isFilling: isLast) { try write(piece, of: changed) }
  }

  /// The block that has a row in its part of all rows, by its key.
  private func blockStart(holding row: Int64, in bounds: Range<Int64>) throws -> Int64? {
    try database.value(
      SQL(
        "SELECT first FROM vector_block WHERE first BETWEEN ? AND ? ORDER BY first DESC LIMIT 1",
        binding: .integer(bounds.lowerBound), .integer(row)))
  }

  private func blockStart(after row: Int64, in bounds: Range<Int64>) throws -> Int64? {
    try database.value(
      SQL(
        "SELECT first FROM vector_block WHERE first > ? AND first < ? ORDER BY first LIMIT 1",
        binding: .integer(row), .integer(bounds.upperBound)))
  }

  private func block(_ first: Int64) throws -> VectorBlock? {
    try database.first("SELECT heads, numbers FROM vector_block WHERE first = \(first)") {
      VectorBlock($0, heads: 0, numbers: 1, width: width)
    }
  }

  private func write(_ places: Range<Int>, of block: VectorBlock) throws {
    let statement = try database.statement(
      "INSERT OR REPLACE INTO vector_block (first, heads, numbers) VALUES (?, ?, ?)")
    try statement.bind(block.heads[places.lowerBound].row, at: 1)
    try block.heads[places].withUnsafeBytes { heads throws in try statement.bind(blob: heads, at: 2) }
    try block.numbers[places.lowerBound * width..<places.upperBound * width].withUnsafeBytes {
      numbers throws in try statement.bind(blob: numbers, at: 3)
    }
    try statement.execute()
  }
}
