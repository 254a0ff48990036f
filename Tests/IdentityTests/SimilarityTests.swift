import TestSupport
import Testing

@testable import Identity

/// How far texts and days are from each other.
@Suite struct SimilarityTests {
  private func isWithin(_ limit: Int, _ first: [UInt16], _ second: [UInt16]) -> Bool {
    Similarity.isWithin(limit, first.span, second.span)
  }

  private func likeness(_ first: String, _ second: String) -> Double {
    let (one, other) = (Array(first.utf16), Array(second.utf16))
    return Similarity.jaroWinkler(one.span, other.span)
  }

  @Test(arguments: [
    ("allen", "allen", 0), ("allen", "alen", 1), ("allen", "alln", 1), ("allen", "allne", 1),
    ("allen", "aleln", 1),
    ("allen", "ellen", 1), ("", "a", 1), ("", "", 0), ("ferguson", "sergufon", 2), ("kitten", "sitting", 3),
    ("rebecca.singh@gmail.com", "rebeccasingh15@gmail.com", 3), ("ca", "abc", 3),
  ])
  func keystrokesAreCounted(first: String, second: String, distance: Int) {
    for limit in 0...4 {
      #expect(isWithin(limit, Array(first.utf16), Array(second.utf16)) == (distance <= limit))
      #expect(isWithin(limit, Array(second.utf16), Array(first.utf16)) == (distance <= limit))
    }
  }

  /// The whole table of the definition, without any short cut.
  private func distance(_ a: [UInt16], _ b: [UInt16]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { table[i][0] = i }
    for j in 0...b.count { table[0][j] = j }
    for i in 1..<(a.count + 1) {
      for j in 1..<(b.count + 1) {
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test func distancesAreThoseOfTheDefinition() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 1...7, using: &generator)).map { _ in
          UInt16.random(in: 97...99, using: &generator)
        }
      }
      let exact = distance(texts[0], texts[1])
      for limit in 0...3 {
        #expect(isWithin(limit, texts[0], texts[1]) == (exact <= limit))
      }
    }
  }

  // The values are those of Winkler's papers.
  @Test(arguments: [
    ("martha", "marhta", 0.961), ("dwayne", "duane", 0.840), ("dixon", "dicksonx", 0.813), ("abc", "abc", 1),
    ("abc", "xyz", 0), ("", "a", 0),
  ])
  func namesAreAsAlikeAsPublished(first: String, second: String, likeness: Double) {
    #expect(abs(self.likeness(first, second) - likeness) < 0.001)
    #expect(abs(self.likeness(second, first) - likeness) < 0.001)
  }

  @Test(arguments: [
    ("philip", "filip"), ("catherine", "kathryn"), ("meyer", "maier"), ("schmidt", "schmitt"),
    ("stephen", "stefan"),
    ("watson", "vatson"), ("jon", "john"),
  ])
  func spellingsOfANameSoundTheSame(one: String, other: String) {
    #expect(SoundKey.of(Array(one.utf16)) == SoundKey.of(Array(other.utf16)))
  }

  @Test(arguments: [("ann", "bob"), ("lee", "ray"), ("иван", "олег"), ("smith", "jones")])
  func otherNamesSoundOtherwise(one: String, other: String) {
    #expect(SoundKey.of(Array(one.utf16)) != SoundKey.of(Array(other.utf16)))
  }

  @Test(arguments: [
    (19_710_624, 19_710_624, Agreement.equal), (19_710_604, 19_710_406, .variant),
    (19_710_624, 19_710_524, .slip),
    (19_710_624, 19_170_624, .slip), (19_710_624, 19_830_624, .partial), (19_710_624, 19_710_715, .alike),
    (19_991_231, 20_000_101, .alike), (19_710_624, 19_820_919, .different),
  ])
  func daysOfBirthAgree(one: Int32, other: Int32, agreement: Agreement) {
    #expect(Birthdays.compare(one, other) == agreement)
    #expect(Birthdays.compare(other, one) == agreement)
  }

  @Test(arguments: [
    ("robert", "bob"), ("catherine", "kate"), ("alexandra", "sandra"), ("dmitri", "dima"),
    ("giuseppe", "joseph"),
  ])
  func nicknamesShareAGroup(one: String, other: String) {
    #expect(!Set(Nicknames.groups(of: one)).isDisjoint(with: Nicknames.groups(of: other)))
  }

  @Test func otherNamesShareNoGroup() {
    #expect(Set(Nicknames.groups(of: "robert")).isDisjoint(with: Nicknames.groups(of: "william")))
    #expect(Nicknames.groups(of: "xerxes") == [])
  }
}
