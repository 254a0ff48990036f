import Testing

@testable import Embedding

@Suite struct PassageTests {
  @Test func aShortTextIsOnePassage() {
    #expect(passages("") == [""])
    #expect(passages("Two words.") == ["Two words."])
  }

  @Test func passagesAreWholeSentencesAndTogetherTheText() {
    let sentence = "This sentence has exactly ten words in it, not eleven. "
    let text = String(repeating: sentence, count: 35)
    let passages = passages(text)
    #expect(passages.joined() == text)
    #expect(passages.map { $0.split(separator: " ").count } == [100, 100, 100, 50])
    #expect(passages.allSatisfy { $0.hasPrefix("This sentence") })
  }

  @Test func whatHasNoEndIsDividedBetweenWords() {
    let text = String(repeating: "word ", count: 250)
    let passages = passages(text)
    #expect(passages.joined() == text)
    #expect(passages.map { $0.split(separator: " ").count } == [100, 100, 50])
  }

  @Test(arguments: [
    ("One. Two!  Three? Four… five", ["One.", "Two!", "Three?", "Four…", "five"]),
    ("She said \"no.\" He (too.) left", ["She said \"no.\"", "He (too.)", "left"]),
    ("„Nein.“ «Oui !» and “yes.” on", ["„Nein.“ «Oui !»", "and “yes.”", "on"]),
    ("a title\n\nand text\nof two lines", ["a title", "and text\nof two lines"]),
    ("3.5 percent of v2.0 stay", ["3.5 percent of v2.0 stay"]),
  ])
  func sentencesEndWhereReadersSeeIt(text: String, expected: [String]) {
    let bytes = Array(text.utf8)
    let sentences = bytes.withUnsafeBufferPointer { text in
      Passages.sentences(of: text).map { String(decoding: text[$0.range], as: UTF8.self) }
    }
    #expect(sentences == expected)
  }

  private func passages(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { text in
      Passages.ranges(of: text).map { String(decoding: text[$0], as: UTF8.self) }
    }
  }
}
