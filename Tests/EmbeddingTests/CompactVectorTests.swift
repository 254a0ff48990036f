import TestSupport
import Testing

@testable import Embedding

@Suite struct CompactVectorTests {
  let embedder = Embedder()
  let texts = EmbedderTests.Example.all.map(\.text)

  @Test func aCompactVectorIsNearTheVector() {
    for text in texts {
      let vector = embedder.vector(of: text)
      let compact = CompactVector(vector)
      #expect(compact.numbers.count == vector.count)
      for (number, expected) in zip(compact.numbers, vector) {
        #expect(abs(Float(number) * compact.scale - expected) <= compact.scale * 0.5001)
      }
    }
  }

  @Test func textsAreAppendedAsTheirVectors() {
    var numbers: [Int8] = []
    let scales = texts.map { text in
      Array(text.utf8).withUnsafeBufferPointer { embedder.append($0, to: &numbers) }
    }
    let compact = texts.map { CompactVector(embedder.vector(of: $0)) }
    #expect(numbers == compact.flatMap(\.numbers))
    #expect(scales == compact.map(\.scale))
  }

  @Test func rowsAreMultipliedAsOneByOne() {
    var random = SeededGenerator(seed: 1)
    var dots: [Int32] = []
    for (width, count) in [(256, 0), (256, 1), (256, 601), (37, 1027)] {
      let query = vector(width, using: &random)
      let rows = (0..<count).map { _ in vector(width, using: &random) }
      rows.flatMap(\.numbers).withUnsafeBytes { query.dots(with: $0, into: &dots) }
      for (dot, row) in zip(dots, rows) {
        #expect(Int(dot) == zip(query.numbers, row.numbers).reduce(0) { $0 + Int($1.0) * Int($1.1) })
      }
    }
  }

  private func vector(_ width: Int, using random: inout SeededGenerator) -> CompactVector {
    CompactVector((0..<width).map { _ in Float.random(in: -1...1, using: &random) })
  }
}
