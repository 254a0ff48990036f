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
      #expect(
        Tokeniser(example.text, table: .builtin).rows == example.rows, "\(example.text.debugDescription)")
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

  private func cosine(_ one: String, _ other: String) -> Float {
    zip(embedder.vector(of: one), embedder.vector(of: other)).map { $0 * $1 }.reduce(0, +)
  }
}
