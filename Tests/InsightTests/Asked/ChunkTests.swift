import Language
import Models
import TestSupport
import Testing

@testable import Insight

/// A conversation is divided so that every word is asked about and every part fits.
@Suite struct ChunkTests {
  private func turns(_ texts: [String], speaker: String? = "Ann") -> [ReadTurn] {
    texts.enumerated().map { ReadTurn(Conversation.Turn(speaker: speaker, text: $1), index: $0) }
  }

  @Test func aShortConversationIsOnePart() {
    let chunks = Chunker(budget: 200).chunks(of: turns(["Hello.", "Good\nmorning,\tBo."]))
    #expect(chunks.map(\.text) == ["0|Ann|Hello.\n1|Ann|Good morning, Bo."])
    #expect(chunks[0].turns == 0...1)
  }

  @Test func nothingHasNoParts() {
    #expect(Chunker(budget: 200).chunks(of: []).isEmpty)
  }

  @Test func partsBeginWithWhatTheOneBeforeEndedWith() {
    let chunks = Chunker(budget: 100).chunks(of: turns((0..<40).map { "Word \($0)." }))
    #expect(chunks.count > 2)
    for (one, next) in zip(chunks, chunks.dropFirst()) {
      #expect(next.turns.lowerBound <= one.turns.upperBound)
      #expect(next.turns.upperBound > one.turns.upperBound)
    }
  }

  @Test(arguments: 0..<40) func everyWordIsInAPartThatFits(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let texts = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      (0..<Int.random(in: 0...200, using: &random)).map { _ in
        String(
          repeating: ["a", "é", "語", "🙂"].randomElement(using: &random) ?? "a",
          count: Int.random(in: 1...30, using: &random))
      }.joined(separator: " ")
    }
    let budget = Int.random(in: 60...500, using: &random)
    let chunks = Chunker(budget: budget).chunks(of: turns(texts))
    for chunk in chunks { #expect(TokenEstimate.upper(chunk.text) <= budget) }
    for (index, text) in texts.enumerated() {
      // Lines of a turn that is repeated are the same; together they say the turn.
      var lines: [String] = []
      for line in chunks.flatMap(\.lines) where line.turn == index {
        let words = String(line.text.dropFirst("\(index)|Ann|".count))
        if !lines.contains(words) { lines.append(words) }
      }
      let said = Set(lines.joined(separator: " ").split(separator: " ").joined())
      #expect(said.isSuperset(of: text.filter { $0 != " " }))
      #expect(lines.count > 1 || lines == [text])
    }
  }

  @Test func aPartIsHalvedToItsLines() {
    let chunk = Chunker(budget: 500).chunks(of: turns(["a", "b", "c"]))[0]
    #expect(chunk.halves?.map(\.turns) == [0...0, 1...2])
    #expect(chunk.halves?[0].halves == nil)
  }
}
