import Models
import Testing

@testable import Insight

/// A quote is what stands in a turn, or nothing.
@Suite struct QuoteFinderTests {
  private let finder = QuoteFinder(
    turns: [
      "Good morning. The price is too high for us, Sven.", "I’ll send you a revised quote by Friday.",
      "Noted.", "The price is fine.", "Fine.", "Well, we  decided — after all — to go on with it!",
    ].enumerated().map { ReadTurn(Conversation.Turn(text: $1), index: $0) })

  @Test(arguments: [
    ("The price is too high for us", 0, "The price is too high for us"),
    ("The price is too high for us, Sven.", 0, "The price is too high for us, Sven."),
    ("the PRICE is too high for us", 0, "The price is too high for us"),
    ("I'll send you a revised quote by Friday", 1, "I’ll send you a revised quote by Friday."),
    ("I'll send you … by Friday.", 1, "I’ll send you a revised quote by Friday."),
    ("\"I'll send ... by Friday\"", 1, "I’ll send you a revised quote by Friday."),
    ("I'll send you a revised quote…", 1, "I’ll send you a revised quote"),
    ("we decided after all to go on", 5, "we  decided — after all — to go on"),
    // Another turn near the one that is named.
    ("The price is fine.", 1, "The price is fine."), ("Noted.", 2, "Noted."),
    // A long one anywhere.
    ("we decided after all to go on with it", 0, "we  decided — after all — to go on with it!"),
  ])
  func theWordsAreFound(quote: String, turn: Int, found: String) {
    let place = finder.place(of: quote, near: turn, in: 0...5)
    #expect(place.map { finder.turns[$0.turn].text($0.tokens) } == found)
  }

  @Test(arguments: [
    ("The price is too low for us", 0), ("", 0), ("…", 0), ("—", 5), ("price", 0), ("us Sven", 4),
    ("Good … by Friday", 0), ("The price is too high for us. I'll send you a revised quote", 0),
    ("send … quote", 1), ("I'll send you a revised quote by Friday, and a pony", 1),
  ])
  func otherWordsAreNot(quote: String, turn: Int) {
    #expect(finder.place(of: quote, near: turn, in: 0...5) == nil)
  }

  @Test func onlyTurnsOfThePartCount() {
    #expect(finder.place(of: "The price is fine.", near: 2, in: 0...2) == nil)
  }

  @Test func letterByLetterIsExact() {
    #expect(finder.place(of: "The price is fine.", near: 3, in: 0...5)?.isExact == true)
    #expect(finder.place(of: "The price is fine.", near: 2, in: 0...5)?.isExact == false)
    #expect(finder.place(of: "the price is fine.", near: 3, in: 0...5)?.isExact == false)
  }
}
