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
    var vectors = CompactVectors()
    var expected = CompactVectors()
    for text in texts {
      embedder.append(text, to: &vectors)
      expected.append(CompactVector(embedder.vector(of: text)))
    }
    #expect(vectors.count == texts.count)
    #expect(vectors == expected)
  }

  /// More rows than are taken at once, and a rest.
  @Test func rowsAreScoredAsOneByOne() {
    var random = SeededGenerator(seed: 1)
    for (width, count) in [(256, 0), (256, 1), (256, 601), (37, 1027)] {
      let query = vector(width, using: &random)
      let rows = (0..<count).map { _ in vector(width, using: &random) }
      var vectors = CompactVectors()
      for row in rows {
        vectors.append(row)
      }
      var scores = [Float](repeating: .nan, count: count)
      vectors.numbers.withUnsafeBytes { numbers in
        vectors.scales.withUnsafeBufferPointer { scales in
          scores.withUnsafeMutableBufferPointer { query.score(rows: numbers, scales: scales, into: $0) }
        }
      }
      #expect(scores == rows.map(query.dot))
      for (score, row) in zip(scores, rows) {
        let dot = zip(query.numbers, row.numbers).reduce(0) { $0 + Int($1.0) * Int($1.1) }
        #expect(score == Float(dot) * (query.scale * row.scale))
      }
    }
  }

  private func vector(_ width: Int, using random: inout SeededGenerator) -> CompactVector {
    CompactVector((0..<width).map { _ in Float.random(in: -1...1, using: &random) })
  }
}
