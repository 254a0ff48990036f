import Foundation
import TestSupport
import Testing

@testable import Embedding

/// Rows and vectors are those that the maker of the table finds in it (`Scripts/words/examples.py`).
@Suite struct EmbedderTests {
  struct Example: Decodable {
    let text: String
    let rows: [UInt32]
    let vector: [Float]

    static let all: [Example] = {
      let file = (try? Files.read("\(Repository.root)/Tests/EmbeddingTests/Fixtures/words.json")) ?? []
      return (try? JSONDecoder().decode([Example].self, from: Data(file))) ?? []
    }()
  }

  let embedder = Embedder()

  @Test func rowsAreThoseOfTheReference() {
    #expect(Example.all.count >= 50)
    for example in Example.all {
      #expect(rows(Array(example.text.utf8)) == example.rows, "\(example.text.debugDescription)")
    }
  }

  /// Many rows come in parts; a word may be behind the first, and undone.
  @Test func rowsOfLongTexts() {
    let one = Example.all.flatMap { rows(Array("\($0.text) .".utf8)) }
    let text = Example.all.map { "\($0.text) ." }.joined(separator: " ")
    #expect(one.count > 600)
    #expect(rows(Array(text.utf8)) == one)
    let characters = String(repeating: "a", count: 100) + "日" + String(repeating: "é—", count: 700)
    let parts = [String(repeating: "a", count: 100), "日"] + [String](repeating: "é—", count: 700)
    #expect(rows(Array(characters.utf8)) == parts.flatMap { rows(Array($0.utf8)) })
  }

  @Test(
    arguments: [
      ([0x80], ""), ([0xFF, 0x61], "a"), ([0x61, 0xE2, 0x62], "ab"),
      ([0x61, 0x20, 0xE2, 0x82, 0xC3, 0xA9], "a é"),
      ([0xF0, 0x9F, 0x99, 0x82, 0x80, 0x61], "\u{1F642}a"), ([0xC3], ""), ([0xED, 0xA0, 0x80, 0x61], "a"),
    ] as [([UInt8], String)])
  func whatIsNoUTF8IsLeftOut(_ bytes: [UInt8], _ text: String) {
    #expect(rows(bytes) == rows(Array(text.utf8)))
  }

  @Test func bytesHaveTheVectorOfTheirText() {
    for example in Example.all {
      let vector = Array(example.text.utf8).withUnsafeBufferPointer { embedder.vector(of: $0) }
      #expect(vector == embedder.vector(of: example.text))
    }
  }

  @Test func vectorsAreThoseOfTheReference() {
    #expect(Example.all.count >= 50)
    for example in Example.all {
      let vector = embedder.vector(of: example.text)
      #expect(vector.count == embedder.dimensions)
      for (found, expected) in zip(vector, example.vector) {
        #expect(abs(found - expected) < 1e-5, "\(example.text.debugDescription)")
      }
    }
  }

  @Test func vectorsHaveLengthOneOrNone() {
    for example in Example.all {
      let length = embedder.vector(of: example.text).map { $0 * $0 }.reduce(0, +).squareRoot()
      #expect(abs(length - (example.rows.isEmpty ? 0 : 1)) < 1e-5, "\(example.text.debugDescription)")
    }
  }

  @Test(arguments: [
    (
      "the customer is angry about the late delivery", "unhappy client, shipment delayed",
      "a new office in Berlin"
    ),
    ("they want a cheaper offer", "customer asks for a discount", "the meeting room is on the second floor"),
    ("Vertrag", "VERTRAG", "Kunde"),
  ])
  func textsThatMeanTheSameAreNearer(_ text: String, _ near: String, _ far: String) {
    #expect(cosine(text, near) > cosine(text, far) + 0.1)
  }

  private func rows(_ text: [UInt8]) -> [UInt32] {
    var rows: [UInt32] = []
    text.withUnsafeBufferPointer { text in Tokeniser.read(text, table: .builtin) { rows += $0 } }
    return rows
  }

  private func cosine(_ one: String, _ other: String) -> Float {
    zip(embedder.vector(of: one), embedder.vector(of: other)).map { $0 * $1 }.reduce(0, +)
  }
}
