internal import Models
internal import SQLite

/// Compares the stored vectors with the records.
struct VectorCheck {
  let database: Database

  /// What is wrong, kind by kind, as numbers of records.
  struct Findings {
    /// They have vectors and are not there.
    var gone = 0
    /// What they say is not what their vectors were made of.
    var stale = 0

    var total: Int { gone + stale }
  }

  /// Goes through all vectors of a kind. Those of a server cannot be made here, so that only the records are looked for.
  func findings(_ type: RecordType, _ text: SearchText) throws -> Findings {
    var findings = Findings()
    guard let space = try VectorSpace.current(in: database) else { return findings }
    let made = try RecordVectors(database: database)
    try database.forEach(
      """
      SELECT heads, numbers FROM vector_block
      WHERE first BETWEEN \(text.rows.lowerBound) AND \(text.rows.upperBound - 1) ORDER BY first
      """
    ) { row in
      let stored = VectorBlock(row, heads: 0, numbers: 1, width: space.width)
      guard let first = stored.heads.first?.row, let last = stored.heads.last?.row else { return }
      let range: SQL = "BETWEEN \(first - text.base) AND \(last - text.base)"
      if space.isBuiltin {
        try compare(stored, with: made.vectors(of: type, where: range), &findings)
      } else {
        let ids = try database.all("SELECT id FROM \(raw: Layout.of(type).table) WHERE id \(range)") {
          text.row($0.integer(0))
        }
        findings.gone += Set(stored.heads.map(\.row)).subtracting(ids).count
      }
    }
    return findings
  }

  private func compare(_ stored: VectorBlock, with made: VectorBlock, _ findings: inout Findings) {
    var other: [Int64: Range<Int>] = [:]
    var start = 0
    while start < made.heads.count {
      let record = made.record(in: start..<made.heads.count)
      other[made.heads[start].row] = record
      start = record.upperBound
    }
    start = 0
    while start < stored.heads.count {
      let record = stored.record(in: start..<stored.heads.count)
      if let same = other[stored.heads[start].row] {
        if !stored.isEqual(record, to: same, of: made) { findings.stale += 1 }
      } else {
        findings.gone += 1
      }
      start = record.upperBound
    }
  }
}

extension VectorBlock {
  fileprivate func isEqual(_ range: Range<Int>, to otherRange: Range<Int>, of other: VectorBlock) -> Bool {
    let numbers = numbers[range.lowerBound * width..<range.upperBound * width]
    let otherNumbers = other.numbers[otherRange.lowerBound * width..<otherRange.upperBound * width]
    return numbers == otherNumbers
      && heads[range].elementsEqual(other.heads[otherRange]) {
        $0.passage == $1.passage && $0.scale == $1.scale
      }
  }
}
