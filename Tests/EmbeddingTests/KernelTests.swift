import Kernels
import TestSupport
import Testing

/// The kernels, with the instructions that this processor has and without, against the same in Swift.
@Suite struct KernelTests {
  typealias AddRows =
    @Sendable (
      UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int, UnsafePointer<UInt32>, Int, UnsafeMutablePointer<Float>
    ) -> Void
  typealias DotRows =
    @Sendable (
      UnsafePointer<Int8>, UnsafePointer<Int8>, Int, Int, UnsafeMutablePointer<Int32>
    ) -> Void

  static let addRows: [AddRows] = [
    { kernels_add_rows($0, $1, $2, $3, $4, $5) }, { kernels_add_rows_plainly($0, $1, $2, $3, $4, $5) },
  ]
  static let dotRows: [DotRows] = [
    { kernels_dot_rows($0, $1, $2, $3, $4) }, { kernels_dot_rows_plainly($0, $1, $2, $3, $4) },
  ]

  @Test func sumsOfRows() {
    var random = SeededGenerator(seed: 1)
    for width in Array(stride(from: 0, through: 140, by: 2)) + [256, 384] {
      let rowCount = Int.random(in: 1...20, using: &random)
      let rows = bytes(rowCount * width / 2, using: &random)
      let factors = (0..<rowCount).map { _ in Float16(Float.random(in: -2...2, using: &random)) }
      let scales = factors.flatMap { [UInt8(truncatingIfNeeded: $0.bitPattern), UInt8($0.bitPattern >> 8)] }
      let numbers = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        UInt32.random(in: 0..<UInt32(rowCount), using: &random)
      }
      var expected = [Float](repeating: 0.5, count: width)
      for number in numbers.map(Int.init) {
        for place in 0..<width {
          let two = rows[(number * width + place) / 2]
          expected[place] += Float(factors[number]) * Float(Int(place % 2 == 0 ? two & 15 : two >> 4) - 8)
        }
      }
      for addRows in Self.addRows {
        var sum = [Float](repeating: 0.5, count: width)
        addRows(rows, scales, width, numbers, numbers.count, &sum)
        #expect(sum == expected, "width \(width)")
      }
    }
  }

  @Test(arguments: [0, 5.960_464_5e-8, 6.1e-5, 0.333, 1, 65_504, -1] as [Float16])
  func everySizeOfScale(_ scale: Float16) {
    let scales = [UInt8(truncatingIfNeeded: scale.bitPattern), UInt8(scale.bitPattern >> 8)]
    for addRows in Self.addRows {
      var sum: [Float] = [0, 0]
      addRows([0x1F], scales, 2, [0], 1, &sum)
      #expect(sum == [7 * Float(scale), -7 * Float(scale)])
    }
  }

  @Test func dotProducts() {
    var random = SeededGenerator(seed: 2)
    for width in Array(0...100) + [256, 384, 1023] {
      let count = Int.random(in: 0...9, using: &random)
      let query = numbers(width, using: &random)
      let rows = numbers(width * count, using: &random)
      let expected = (0..<count).map { row in
        (0..<width).reduce(Int32(0)) { $0 + Int32(query[$1]) * Int32(rows[row * width + $1]) }
      }
      for dotRows in Self.dotRows {
        var dots = [Int32](repeating: -1, count: count)
        dotRows(query, rows, width, count, &dots)
        #expect(dots == expected, "width \(width)")
      }
    }
  }

  @Test func dotProductsOfTheLargestNumbers() {
    let width = 65_535
    let query = [Int8](repeating: -127, count: width)
    let rows = [-127, 127, -127, 127].flatMap { [Int8](repeating: $0, count: width) }
    for dotRows in Self.dotRows {
      var dots: [Int32] = [0, 0, 0, 0]
      dotRows(query, rows, width, 4, &dots)
      #expect(dots == [1, -1, 1, -1].map { $0 * Int32(width) * 16_129 })
    }
  }

  @Test func lengthOne() {
    var random = SeededGenerator(seed: 3)
    for width in 1...70 {
      let numbers = (0..<width).map { _ in Float.random(in: -9...9, using: &random) }
      let length = numbers.map { Double($0) * Double($0) }.reduce(0, +).squareRoot()
      var vector = numbers
      kernels_normalise(&vector, width)
      for (number, part) in zip(numbers, vector) {
        #expect(abs(Double(part) - Double(number) / length) < 1e-6)
      }
    }
    var zeros: [Float] = [0, 0, 0]
    kernels_normalise(&zeros, zeros.count)
    #expect(zeros == [0, 0, 0])
  }

  @Test func wholeNumbers() {
    var random = SeededGenerator(seed: 4)
    for width in 1...70 {
      let most = Float.random(in: 1e-20...1e20, using: &random)
      let vector = (0..<width).map { _ in Float.random(in: -most...most, using: &random) } + [-most]
      var numbers = [Int8](repeating: -128, count: width + 1)
      let scale = kernels_quantise(vector, width + 1, &numbers)
      #expect(scale == most / 127)
      #expect(numbers == vector.map { Int8(($0 * (127 / most)).rounded(.toNearestOrEven)) })
    }
  }

  @Test func wholeNumbersOfAlmostNothing() {
    for most in [0, -0.0, .leastNonzeroMagnitude, 1e-31] as [Float] {
      var numbers: [Int8] = [1, 1, 1]
      #expect(kernels_quantise([0, most, -most], 3, &numbers) == 0)
      #expect(numbers == [0, 0, 0])
    }
  }

  private func numbers(_ count: Int, using random: inout SeededGenerator) -> [Int8] {
    (0..<count).map { _ in Int8.random(in: -127...127, using: &random) }
  }

  private func bytes(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }
}
