import Models
import SQLite
import TestSupport
import Testing

@testable import Store

/// Blocks of vectors against a dictionary that is changed in the same way.
struct VectorTableTests {
  private let width = 4

  @Test(arguments: 0..<8 as Range<UInt64>)
  func blocksHoldWhatWasPutThere(seed: UInt64) throws {
    let fixture = try StoreFixture()
    let database = fixture.store.database
    let table = VectorTable(database: database, width: width, blockBytes: 8 * width)
    let bounds: Range<Int64> = 1000..<2000
    // What stands beside must stay.
    try table.replace(.range(500...500), by: block([500: 3]), in: 0..<1000)
    try table.replace(.range(2000...2000), by: block([2000: 3]), in: 2000..<3000)

    var generator = SeededGenerator(seed: seed)
    var expected: [Int64: Int] = [500: 3, 2000: 3]
    for _ in 0..<60 {
      let first = Int64.random(in: 1000..<1200, using: &generator)
      let rows: [Int64] =
        if Bool.random(using: &generator) {
          Array(first..<first + Int64.random(in: 1...60, using: &generator))
        } else {
          (0..<5).map { _ in Int64.random(in: 1000..<1300, using: &generator) }
        }
      var new: [Int64: Int] = [:]
      let adds = Int.random(in: 0..<3, using: &generator) > 0
      for row in Set(rows) where adds { new[row] = Int.random(in: 1...11, using: &generator) }
      for row in rows { expected[row] = new[row] }
      let ids = Set(rows)
      try table.replace(RowSet(ids, after: 0), by: block(new), in: bounds)
      #expect(try stored(database) == expected)
    }
    try table.replace(.range(1000...1999), by: block([:]), in: bounds)
    #expect(try stored(database) == [500: 3, 2000: 3])
  }

  @Test func newRecordsFillTheLastBlock() throws {
    let fixture = try StoreFixture()
    let table = VectorTable(database: fixture.store.database, width: width, blockBytes: 8 * width)
    for row in 1...17 as ClosedRange<Int64> {
      try table.replace(.range(row...row), by: block([row: 1]), in: 0..<1000)
    }
    let counts = try fixture.store.database.all(
      "SELECT length(heads) / 16 FROM vector_block ORDER BY first"
    ) { $0.integer(0) }
    #expect(counts == [8, 8, 1])
  }

  /// Vectors of records with so many passages each, whose numbers tell whose they are.
  private func block(_ records: [Int64: Int]) -> VectorBlock {
    var block = VectorBlock(width: width)
    for (row, count) in records.sorted(by: { $0.key < $1.key }) {
      for passage in 0..<count {
        block.heads.append(.init(row: row, passage: UInt32(passage), scale: Float(row)))
        block.numbers += [Int8](repeating: Int8(truncatingIfNeeded: row + Int64(passage)), count: width)
      }
    }
    return block
  }

  /// How many vectors each record has, after a look at whether they are its own, in order, and in proper blocks.
  private func stored(_ database: Database) throws -> [Int64: Int] {
    var counts: [Int64: Int] = [:]
    var last: Int64 = -1
    try database.forEach("SELECT heads, numbers, first FROM vector_block ORDER BY first") { row in
      let block = VectorBlock(row, heads: 0, numbers: 1, width: width)
      #expect(block.heads.first?.row == row.integer(2))
      #expect(block.heads.count <= 8 || Set(block.heads.map(\.row)).count == 1)
      #expect((block.heads.first?.row ?? 0) > last)
      for (place, head) in block.heads.enumerated() {
        #expect(head.row >= last)
        #expect(Int(head.passage) == counts[head.row, default: 0])
        let numbers = block.numbers[place * width..<(place + 1) * width]
        #expect(numbers.allSatisfy { $0 == Int8(truncatingIfNeeded: head.row + Int64(head.passage)) })
        counts[head.row, default: 0] += 1
        last = head.row
      }
    }
    return counts
  }
}
