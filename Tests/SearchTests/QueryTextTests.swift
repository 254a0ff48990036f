import Testing

@testable import Search

@Suite struct QueryTextTests {
  @Test(arguments: [
    ("late delivery", ["late", "delivery"], [], []),
    ("\"annual plan\" renewal", ["annual", "plan", "renewal"], [["annual", "plan"]], []),
    ("plan -renewal -\"old price\"", ["plan"], [], [["renewal"], ["old", "price"]]),
    ("Weiß-Straße NEAR(a b) col:x*", ["weiss", "strasse", "near", "a", "b", "col", "x"], [], []),
    ("\"open phrase", ["open", "phrase"], [["open", "phrase"]], []),
    ("- -- price - 10", ["price", "10"], [], []),
    ("twice twice Twice", ["twice"], [], []),
    ("", [], [], []),
  ])
  func aSearchIsTakenApart(
    text: String, words: [String], required: [[String]], excluded: [[String]]
  ) {
    let query = QueryText(text)
    #expect(query.words.map(\.key) == words)
    #expect(query.required.map { $0.map(\.key) } == required)
    #expect(query.excluded.map { $0.map(\.key) } == excluded)
  }

  @Test func lettersThatTheIndexKeepsAreLookedForAsTheyAre() {
    #expect(QueryText("Weiß Søren José").words.map(\.indexed) == ["weiß", "søren", "jose"])
    #expect(QueryText("Weiß Søren José").words.map(\.key) == ["weiss", "soren", "jose"])
  }

  @Test(arguments: [("pri", true), ("pri ", false), ("pri.", false), ("\"pri\"", false), ("a -pri", false)])
  func theLastWordMayBeABeginning(text: String, isOpen: Bool) {
    #expect(QueryText(text).isOpen == isOpen)
  }

  @Test(arguments: [
    ("deliveries", "deliveri"), ("delivery", "deliveri"), ("delivered", "deliver"), ("prices", "pric"),
    ("pricing", "pric"), ("price", "pric"), ("planning", "plan"), ("planned", "plan"), ("plans", "plan"),
    ("falling", "fall"), ("boxes", "box"), ("classes", "class"), ("status", "status"),
    ("analysis", "analysis"),
    ("quickly", "quick"), ("fly", "fly"), ("red", "red"), ("sing", "sing"), ("größen", "größen"),
    ("q3", "q3"),
  ])
  func formsOfAWordHaveAStem(word: String, stem: String) {
    #expect(Stem.of(word) == stem)
    #expect(word.hasPrefix(Stem.front(of: stem)))
  }

  @Test(arguments: [("kitten", "sitting", 3), ("abcd", "abdc", 1), ("same", "same", 0), ("", "abc", 3)])
  func slipsAreCounted(a: String, b: String, distance: Int) {
    #expect(Typing.distance(Array(a.unicodeScalars), Array(b.unicodeScalars)) == distance)
  }
}
