@testable import Arguments
import TestSupport
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("list", "list", 0), ("lits", "list", 1), ("lst", "list", 1),
    ("lisst", "list", 1), ("lixt", "list", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
  ])
  func distance(a: String, b: String, expected: Int) {
    #expect(Suggestion.distance(Array(a), Array(b)) == expected)
    #expect(Suggestion.distance(Array(b), Array(a)) == expected)
  }

  @Test(arguments: [
    ("contcat", ["contact"]), ("contacts", ["contact"]), ("cont", ["contact"]), ("CONTACT", ["contact"]),
    ("rm", ["delete"]), ("remove", ["delete", "move"]), ("ls", ["list"]), ("new", ["add"]),
    ("mo", ["move"]), ("x", []), ("", []), ("xy", []), ("zebra", []), ("a", ["add"]),
  ])
  func nearest(word: String, expected: [String]) {
    let names = ["contact", "add", "list", "delete", "move", "show"]
    #expect(Suggestion.nearest(to: word, among: names) == expected)
  }

  @Test func oneSlipIsAlwaysForgiven() {
    let names = ["contact", "company", "pipeline", "duplicates", "--limit", "export"]
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let name = names.randomElement(using: &random) ?? ""
      var letters = Array(name)
      let index = Int.random(in: 0..<(letters.count - 1), using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: letters.remove(at: index)
      case 1: letters.insert("q", at: index)
      case 2: letters[index] = "q"
      default: letters.swapAt(index, index + 1)
      }
      #expect(Suggestion.nearest(to: String(letters), among: names).first == name)
    }
  }
}
