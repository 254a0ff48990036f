internal import Kernels

/// A vector in a quarter of the bytes: whole numbers between -127 and 127, and the length of their step.
package struct CompactVector: Equatable, Sendable {
  package let numbers: [Int8]
  package let scale: Float

  package init(_ vector: [Float]) {
    var scale: Float = 0
    numbers = [Int8](unsafeUninitializedCapacity: vector.count) { numbers, count in
      if let start = numbers.baseAddress {
        scale = kernels_quantise(vector, vector.count, start)
      }
      count = vector.count
    }
    self.scale = scale
  }

  /// Writes to `dots` the dot products with the numbers of rows that stand one behind the other, without the scales.
  package func dots(with rows: UnsafeRawBufferPointer, into dots: inout [Int32]) {
    let count = rows.count / numbers.count
    precondition(rows.count == count * numbers.count)
    if dots.count < count { dots += [Int32](repeating: 0, count: count - dots.count) }
    guard let start = rows.baseAddress?.assumingMemoryBound(to: Int8.self) else { return }
    kernels_dot_rows(numbers, start, numbers.count, count, &dots)
  }
}
