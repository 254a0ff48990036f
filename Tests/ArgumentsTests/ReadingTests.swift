import Arguments
import Testing

@Suite struct ReadingTests {
  @Test(arguments: [
    ("0", 0), ("12", 12), ("-1", nil), ("", nil), ("1.5", nil), (" 1", nil), ("99999999999999999999", nil),
  ])
  func counts(word: String, value: Int?) {
    #expect((try? Reading.count("n").read(word)) == value)
  }

  @Test(arguments: [("-12", -12), ("7", 7), ("x", nil)])
  func integers(word: String, value: Int?) {
    #expect((try? Reading.integer("n").read(word)) == value)
  }

  @Test(arguments: [("1.5", 1.5), ("-2e3", -2000), ("nan", nil), ("inf", nil), ("1,5", nil)])
  func numbers(word: String, value: Double?) {
    #expect((try? Reading.number("x").read(word)) == value)
  }

  @Test func choicesFailWithTheGoodOnes() {
    #expect(throws: ReadingFailure.notAmong(["auto", "table", "jsonl", "json", "csv"])) {
      try Reading.choice("format", Format.self).read("xml")
    }
    #expect(throws: ReadingFailure.notAmong(["a", "b"])) { try Reading.choice("x", ["a", "b"]).read("c") }
  }
}
