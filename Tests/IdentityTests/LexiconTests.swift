import TestSupport
import Testing

@testable import Identity

/// Values are kept once and counted.
@Suite struct LexiconTests {
  @Test func valuesKeepTheirNumbersWhileItGrows() {
    var lexicon = Lexicon()
    var generator = SeededGenerator(seed: 2)
    var counts: [String: Int32] = [:]
    var ids: [String: Lexicon.ID] = [:]
    for _ in 0..<5000 {
      let text = "name \(Int.random(in: 0..<1500, using: &generator)) ł"
      let id = lexicon.add(text)
      #expect(ids[text, default: id] == id)
      ids[text] = id
      counts[text, default: 0] += 1
    }
    #expect(lexicon.count == counts.count)
    for (text, id) in ids {
      #expect(lexicon.text(id) == text)
      #expect(lexicon.counts[Int(id)] == counts[text])
    }
  }

  @Test func ranksAreInTheOrderOfTheTexts() {
    var lexicon = Lexicon()
    for text in ["bea", "ann", "", "cy", "ann"] { _ = lexicon.add(text) }
    #expect(lexicon.ranks() == [2, 1, 0, 3])
  }

  @Test func aValueThatOnlyTwoHaveIsRarerThanOneOfMany() {
    let rarity = Rarity(shape: 1, typical: 0.01, records: 1000)
    #expect(rarity.chance(count: 2) < rarity.chance(count: 10))
    // In a small file nothing is rarer than it is among all people.
    #expect(Rarity(shape: 1, typical: 0.01, records: 0).chance(count: 2) == 0.01)
  }
}
