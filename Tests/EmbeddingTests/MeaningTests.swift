import Testing

@testable import Embedding

@Suite struct MeaningTests {
  @Test func aTextIsNearestToItself() {
    var meaning = Meaning("the delivery was late")
    #expect(abs(meaning.nearness("the delivery was late") - 1) < 1e-4)
    #expect(abs(meaning.nearness("Late was the delivery.") - 1) < 0.2)
    #expect(meaning.nearness("the delivery was late") > meaning.nearness("the shipment came too late"))
    #expect(meaning.nearness("the shipment came too late") > meaning.nearness("we hired a new accountant"))
  }

  @Test func aFewWordsAreFoundAmongMany() {
    var meaning = Meaning("licence fee")
    let filler = "They talked about lunch, the weather, the journey home and the new office on the hill. "
    let with = filler + "The licence costs too much. " + filler
    let without = filler + "The garden is very nice. " + filler
    #expect(meaning.nearness(with) > meaning.nearness(without) + 0.1)
  }

  /// The same as by its definition, in plain arithmetic.
  @Test func theMeasureIsTheMeanOfCosineAndAlignment() {
    let query = "Prices rose again"
    let text = "again the costs went up, and up"
    let table = WordTable.builtin
    func rows(_ text: String) -> [UInt32: [Float]] {
      var rows: [UInt32: [Float]] = [:]
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        Tokeniser.read(bytes, table: table) { numbers in
          for number in numbers {
            var row = [Float](repeating: 0, count: table.width)
            withUnsafePointer(to: number) { number in
              row.withUnsafeMutableBufferPointer {
                table.add(UnsafeBufferPointer(start: number, count: 1), to: $0)
              }
            }
            rows[number] = row
          }
        }
      }
      return rows
    }
    func dot(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    func length(_ a: [Float]) -> Float { dot(a, a).squareRoot() }
    let wanted = rows(query).values
    let there = rows(text).values
    var aligned: Float = 0
    for row in wanted {
      aligned += length(row) * (there.map { dot(row, $0) / length(row) / length($0) }.max() ?? 0)
    }
    aligned /= wanted.reduce(0) { $0 + length($1) }
    let cosine = dot(Embedder().vector(of: query), Embedder().vector(of: text))
    var meaning = Meaning(query)
    #expect(abs(meaning.nearness(text) - (aligned + cosine) / 2) < 1e-4)
  }

  @Test func nothingIsNearToNothing() {
    var nothing = Meaning("")
    #expect(nothing.nearness("words") == 0)
    var something = Meaning("words")
    #expect(something.nearness("") == 0)
  }
}

extension Meaning {
  fileprivate mutating func nearness(_ text: String) -> Float {
    var text = text
    var meaning = self
    return text.withUTF8 { meaning.nearness(of: $0) }
  }
}
