internal import Embedding
internal import Models
internal import SQLite

/// Keeps the vectors of a database as its records are, as far as this program makes them by itself.
struct RecordVectors {
  let database: Database
  /// Which model made the vectors that are there.
  let space: VectorSpace

  /// Looks which vectors a database has; one that has none yet will have those of the built-in table.
  init(database: Database) throws {
    self.database = database
    if let space = try VectorSpace.current(in: database) {
      self.space = space
    } else {
      space = .builtin
      try space.take(over: database)
    }
  }

  /// Makes the vectors of records anew. Where a server makes them, takes them away: until it has, they have none.
  func refresh(_ type: RecordType, _ ids: Set<Int64>) throws {
    guard let text = SearchText.of(type) else { return }
    if case .range(let rows) = RowSet(ids, after: 0) { return try refresh(type, rows) }
    try replace(RowSet(ids, after: text.base), of: type, in: text.rows, where: ids.condition())
  }

  func refresh(_ type: RecordType, _ ids: ClosedRange<Int64>) throws {
    guard let text = SearchText.of(type) else { return }
    // A part at a time: all vectors of a large import are more than should be in memory.
    for first in stride(from: ids.lowerBound, through: ids.upperBound, by: Int(Self.part)) {
      let last = min(ids.upperBound, first + Self.part - 1)
      try replace(
        .range(text.row(first)...text.row(last)), of: type, in: text.rows,
        where: "BETWEEN \(first) AND \(last)")
    }
  }

  private static let part: Int64 = 4096

  /// Makes all vectors anew that this program makes.
  func rebuild() throws {
    guard space.isBuiltin else { return }
    try database.execute("DELETE FROM vector_block")
    for (type, _) in SearchText.types {
      let table = Layout.of(type).table
      let last = try database.value("SELECT coalesce(max(id), 0) FROM \(raw: table)", as: Int64.self) ?? 0
      if last > 0 { try refresh(type, 1...last) }
    }
  }

  /// The vectors of the records whose ids satisfy a condition, as this program makes them.
  func vectors(of type: RecordType, where condition: SQL) throws -> VectorBlock {
    var block = VectorBlock(width: space.width)
    let base = SearchText.of(type)?.base ?? 0
    let embedder = Embedder()
    try PassageReader(database: database).forEachPassage(of: type, condition) { id, number, passage in
      let scale = embedder.append(passage, to: &block.numbers)
      block.heads.append(VectorBlock.Head(row: base + id, passage: UInt32(number), scale: scale))
    }
    return block
  }

  /// How many vectors some records have.
  func count(of touched: Touched) throws -> Int {
    var count = 0
    for (type, ids) in touched.records {
      guard let text = SearchText.of(type) else { continue }
      let rows = RowSet(ids, after: text.base)
      try VectorTable.forEachHead(in: text.rows, of: database) { if rows.contains($0.row) { count += 1 } }
    }
    return count
  }

  private func replace(
    _ gone: RowSet, of type: RecordType, in rows: Range<Int64>, where condition: SQL
  ) throws {
    let made =
      space.isBuiltin ? try vectors(of: type, where: condition) : VectorBlock(width: space.width)
    try VectorTable(database: database, width: space.width).replace(gone, by: made, in: rows)
  }
}
