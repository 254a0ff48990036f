import Models
import Testing

/// Who spoke how much.
struct ConversationStatisticsTests {
  private typealias Turn = Transcript.Turn

  @Test func timesAreCounted() throws {
    let statistics = ConversationStatistics([
      Turn(speaker: "Ann", text: "Hello Bob. How are you?", startMilliseconds: 1000, endMilliseconds: 4000),
      Turn(speaker: "Ann", text: "Shall we?", startMilliseconds: 5000, endMilliseconds: 7000),
      Turn(speaker: "Bob", text: "Yes.", startMilliseconds: 6000, endMilliseconds: 8000),
      Turn(speaker: "Ann", text: "Good.", startMilliseconds: 20_000, endMilliseconds: 21_000),
    ])
    #expect(statistics.basis == .times)
    #expect(statistics.seconds == 20)
    #expect(statistics.turnChanges == 2)
    #expect(statistics.turnChangesPerMinute == 6)
    // From 4 to 5 and from 8 to 20.
    #expect(statistics.silenceSeconds == 13)
    let ann = try #require(statistics.speakers.first)
    #expect(statistics.speakers.map(\.name) == ["Ann", "Bob"])
    #expect((ann.turns, ann.words, ann.questions) == (3, 8, 2))
    #expect(ann.talkSeconds == 6)
    #expect(ann.talkShare == 0.75)
    #expect(ann.longestMonologueSeconds == 6)
    #expect(ann.longestMonologueWords == 7)
    #expect(ann.wordsPerMinute == 80)
  }

  @Test func startsAloneTellNothingOfSilence() {
    let statistics = ConversationStatistics([
      Turn(speaker: "Ann", text: "one two three four", startMilliseconds: 0),
      Turn(speaker: "Bob", text: "one", startMilliseconds: 4000),
      Turn(speaker: "Ann", text: "one two", startMilliseconds: 5000),
    ])
    #expect(statistics.basis == .starts)
    #expect(statistics.silenceSeconds == nil)
    // The last turn takes as long as its words do elsewhere.
    #expect(statistics.seconds == 7)
    #expect(statistics.speakers.map(\.talkSeconds) == [6, 1])
  }

  @Test func withoutTimesWordsAreCounted() {
    let statistics = ConversationStatistics([
      Turn(speaker: "Ann", text: "one two three"), Turn(text: "one", startMilliseconds: 4000),
    ])
    #expect(statistics.basis == .words)
    #expect(statistics.speakers.map(\.name) == ["Ann", nil])
    #expect(statistics.speakers.map(\.talkShare) == [0.75, 0.25])
    #expect(statistics.speakers.allSatisfy { $0.talkSeconds == nil && $0.wordsPerMinute == nil })
    #expect(statistics.speakers.allSatisfy { $0.longestMonologueSeconds == nil })
    #expect(statistics.turnChanges == 1)
    #expect(statistics.turnChangesPerMinute == nil)
  }

  @Test func nobodySpeaks() {
    let statistics = ConversationStatistics([])
    #expect(statistics.speakers == [])
    #expect(statistics.seconds == nil)
    #expect(statistics.turnChanges == 0)
  }

  @Test(
    arguments: [
      ("Why?", 1), ("Why? How? Well.", 2), ("Really?! \"Why?\" (So?)", 3), ("https://x.example/?a=b", 0),
      ("なぜ？どう？", 2), ("لماذا؟", 1), ("no.", 0), ("", 0),
    ])
  func questionsAreSentences(_ text: String, _ count: Int) {
    #expect(ConversationStatistics([Turn(text: text)]).speakers.map(\.questions) == [count])
  }

  @Test(arguments: [("", 0), ("one", 1), (" one  two\nthree ", 3), ("- 3.5% – don't", 2), ("A&B", 1)])
  func wordsHoldLettersOrDigits(_ text: String, _ count: Int) {
    #expect(Turn(text: text).words == count)
  }
}
