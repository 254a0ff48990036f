internal import Embedding
internal import SQLite

/// Vectors one after another, in the order of their records: what a row of `vector_block` holds, or what is to go there.
struct VectorBlock {
  /// What a vector belongs to. Its bytes are those that are stored.
  struct Head: BitwiseCopyable {
    /// The row of the record in the word index.
    var row: Int64
    /// Which passage of the record, counted from 0.
    var passage: UInt32
    var scale: Float
  }

  var heads: [Head] = []
  /// The numbers of all vectors, `width` for each.
  var numbers: [Int8] = []
  let width: Int

  init(width: Int) {
    self.width = width
  }

  /// Reads the columns `heads` and `numbers` of a row.
  init(_ row: borrowing Row, heads: Int, numbers: Int, width: Int) {
    self.width = width
    self.heads = row.withBytes(heads) { Array(StoredHeads($0)) }
    self.numbers = row.withBytes(numbers) { [Int8]($0.bindMemory(to: Int8.self)) }
  }

  var isEmpty: Bool { heads.isEmpty }

  /// Adds a vector, rounded to a byte a number.
  mutating func append(_ vector: [Float], row: Int64, passage: Int) {
    let compact = CompactVector(vector)
    heads.append(Head(row: row, passage: UInt32(passage), scale: compact.scale))
    numbers.append(contentsOf: compact.numbers)
  }

  /// Adds the vectors of another block in some of its places.
  mutating func append(_ range: Range<Int>, of other: VectorBlock) {
    heads.append(contentsOf: other.heads[range])
    numbers.append(contentsOf: other.numbers[range.lowerBound * width..<range.upperBound * width])
  }

  /// The places in `range` of the record that stands at its beginning.
  func record(in range: Range<Int>) -> Range<Int> {
    var end = range.lowerBound
    while end < range.upperBound, heads[end].row == heads[range.lowerBound].row { end += 1 }
    return range.lowerBound..<end
  }

  /// The same without the records that go, and with those of another block, whose records are among those that go.
  func replacing(_ gone: RowSet, by added: VectorBlock) -> VectorBlock {
    var result = VectorBlock(width: width)
    var old = 0
    var new = 0
    while old < heads.count || new < added.heads.count {
      if new < added.heads.count, old == heads.count || added.heads[new].row <= heads[old].row {
        let record = added.record(in: new..<added.heads.count)
        result.append(record, of: added)
        new = record.upperBound
      } else {
        let record = record(in: old..<heads.count)
        if !gone.contains(heads[old].row) { result.append(record, of: self) }
        old = record.upperBound
      }
    }
    return result
  }

  /// The places of pieces of at most so many vectors each, between records; a record with more is a piece of its own.
  ///
  /// Full ones as long as there are, or, where something may yet come between them, pieces of about one size.
  func pieces(of most: Int, isFilling: Bool) -> [Range<Int>] {
    let target = isFilling ? most : (heads.count + pieceCount(most) - 1) / max(1, pieceCount(most))
    var pieces: [Range<Int>] = []
    var start = 0
    var end = 0
    while end < heads.count {
      let record = record(in: end..<heads.count)
      if end > start, record.upperBound - start > target {
        pieces.append(start..<end)
        start = end
      }
      end = record.upperBound
    }
    if end > start { pieces.append(start..<end) }
    return pieces
  }

  private func pieceCount(_ most: Int) -> Int { (heads.count + most - 1) / most }
}

/// The heads of a block where SQLite has them, which may be at any address.
struct StoredHeads: RandomAccessCollection {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count / MemoryLayout<VectorBlock.Head>.size }

  subscript(place: Int) -> VectorBlock.Head {
    bytes.loadUnaligned(
      fromByteOffset: place * MemoryLayout<VectorBlock.Head>.size, as: VectorBlock.Head.self)
  }
}

/// Rows of the word index: all between two, or single ones.
enum RowSet {
  case range(ClosedRange<Int64>)
  /// In order.
  case list([Int64])

  /// The rows of records: a range when their ids lie together.
  init(_ ids: Set<Int64>, after base: Int64) {
    if let first = ids.min(), let last = ids.max(), last - first == ids.count - 1 {
      self = .range(base + first...base + last)
    } else {
      self = .list(ids.map { base + $0 }.sorted())
    }
  }

  func contains(_ row: Int64) -> Bool {
    switch self {
    case .range(let range): range.contains(row)
    case .list(let rows): rows.first(from: row) == row
    }
  }

  /// The first one that is not before a row.
  func first(from row: Int64) -> Int64? {
    switch self {
    case .range(let range): row <= range.upperBound ? max(row, range.lowerBound) : nil
    case .list(let rows): rows.first(from: row)
    }
  }

  /// Whether all rows are in the set from one to before another.
  func covers(_ rows: Range<Int64>) -> Bool {
    if case .range(let range) = self {
      range.contains(rows.lowerBound) && range.contains(rows.upperBound - 1)
    } else {
      false
    }
  }
}

extension [Int64] {
  fileprivate func first(from row: Int64) -> Int64? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < count ? self[low] : nil
  }
}
