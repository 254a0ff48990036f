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

  /// The dot product with another of the same dimensions.
  package func dot(_ other: CompactVector) -> Float {
    precondition(numbers.count == other.numbers.count)
    var dot: Int32 = 0
    kernels_dot_rows(numbers, other.numbers, numbers.count, 1, &dot)
    return Float(dot) * (other.scale * scale)
  }

  /// Writes to `scores` the dot product with each of the rows, which stand one behind the other and are as many
  /// as their scales.
  package func score(
    rows: UnsafeRawBufferPointer, scales: UnsafeBufferPointer<Float>,
    into scores: UnsafeMutableBufferPointer<Float>
  ) {
    let width = numbers.count
    precondition(rows.count == scales.count * width && scores.count == scales.count)
    guard let start = rows.baseAddress?.assumingMemoryBound(to: Int8.self) else {
      return
    }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { dots in
      var first = 0
      while first < scales.count {
        let count = min(dots.count, scales.count - first)
        kernels_dot_rows(numbers, start + first * width, width, count, dots.baseAddress)
        for row in 0..<count {
          scores[first + row] = Float(dots[row]) * (scales[first + row] * scale)
        }
        first += count
      }
    }
  }
}

/// Compact vectors of the same dimensions, the numbers of one behind those of the other.
package struct CompactVectors: Equatable, Sendable {
  package private(set) var numbers: [Int8] = []
  package private(set) var scales: [Float] = []

  package init() {}

  package var count: Int { scales.count }

  package mutating func append(_ vector: CompactVector) {
    numbers += vector.numbers
    scales.append(vector.scale)
  }

  /// Appends a vector without making one of its own for it.
  mutating func append(_ vector: UnsafeBufferPointer<Float>) {
    guard let start = vector.baseAddress else {
      return
    }
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: vector.count) { row in
      if let rowStart = row.baseAddress {
        scales.append(kernels_quantise(start, vector.count, rowStart))
        numbers.append(contentsOf: row)
      }
    }
  }

  /// Makes room for others.
  package mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    scales.removeAll(keepingCapacity: true)
  }
}
