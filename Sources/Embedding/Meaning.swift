internal import Kernels

/// What is looked for, to be compared with texts more closely than by one vector each.
///
/// A text is near when its vector is, and when for each word that is looked for it has one that is near to it: the sum
/// of many words alone hides a few of them. Words count by the length of their rows, which is short for common ones.
package struct Meaning {
  package let vector: [Float]
  private let pieces: [Piece]
  /// The rows of the pieces, one behind the other.
  private let rows: [Int8]
  private let table = WordTable.builtin
  private let embedder = Embedder()

  // Reused from text to text.
  private var textRows: [Int8] = []
  private var dots: [Int32] = []

  private struct Piece {
    /// Its share of all that is looked for.
    let weight: Float
    /// The inverse of the length of its row.
    let factor: Float
  }

  package init(_ text: String) {
    var text = text
    vector = embedder.vector(of: text)
    let table = table
    let numbers = text.withUTF8 { table.distinctPieces(of: $0) }
    rows = numbers.flatMap { table.row($0) }
    let lengths = numbers.map { table.length(of: $0) }
    let total = lengths.reduce(0) { $0 + $1.real }
    pieces = lengths.map { length in
      Piece(weight: total > 0 ? length.real / total : 0, factor: length.steps > 0 ? 1 / length.steps : 0)
    }
  }

  /// How near a text of UTF-8 is: 1 when it says the same, 0 when it has nothing to do with it.
  package mutating func nearness(of text: UnsafeBufferPointer<UInt8>) -> Float {
    let numbers = table.distinctPieces(of: text)
    if numbers.isEmpty || pieces.isEmpty { return 0 }
    textRows.removeAll(keepingCapacity: true)
    for number in numbers { table.appendRow(number, to: &textRows) }
    let lengths = numbers.map { max(table.length(of: $0).steps, 1) }
    if dots.count < numbers.count { dots = [Int32](repeating: 0, count: numbers.count) }

    var aligned: Float = 0
    for (index, piece) in pieces.enumerated() {
      rows.withUnsafeBufferPointer { rows in
        // There is a row for each piece.
        kernels_dot_rows(rows.baseAddress! + index * table.width, textRows, table.width, numbers.count, &dots)
      }
      var nearest: Float = -1
      for place in numbers.indices { nearest = max(nearest, Float(dots[place]) / lengths[place]) }
      aligned += piece.weight * nearest * piece.factor
    }
    let cosine = zip(vector, embedder.vector(of: text)).reduce(0) { $0 + $1.0 * $1.1 }
    return (cosine + aligned) / 2
  }
}

extension WordTable {
  /// The pieces of a text, each once, in the order of their numbers.
  fileprivate func distinctPieces(of text: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var numbers: [UInt32] = []
    Tokeniser.read(text, table: self) { numbers.append(contentsOf: $0) }
    numbers.sort()
    var count = 0
    for number in numbers where count == 0 || numbers[count - 1] != number {
      numbers[count] = number
      count += 1
    }
    return Array(numbers[..<count])
  }

  fileprivate func row(_ number: UInt32) -> [Int8] {
    var row: [Int8] = []
    appendRow(number, to: &row)
    return row
  }
}
