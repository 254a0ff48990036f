import Bytes
import Testing

@testable import Commands

/// Columns of cards fit the width they are given.
@Suite struct BoardTests {
  private let columns = (1...7).map { index in
    Board.Column(
      title: "stage number \(index)", summary: ["\(index) deals", "100000000000.00 USD"],
      cards: [["A long title of a deal, 日本語 too", "5 EUR"], ["Short"]])
  }

  @Test(arguments: [8, 16, 20, 33, 34, 52, 80, 81, 120, 300]) func noLineIsWiderThanTheScreen(width: Int) {
    let text = Board(width: width, isStyled: false).text(columns)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(DisplayWidth.of(String(line)) <= width)
      #expect(!line.hasSuffix(" "))
    }
    // Every column is there, wherever it had to go.
    #expect(text.split(separator: "\n").filter { $0.contains("1 deals") }.count == 1)
    #expect(text.ranges(of: "Short").count == 7)
  }

  @Test func whatOthersWroteCannotSteerTheTerminal() {
    let column = Board.Column(title: "\u{1b}[2J", summary: ["\u{202e}"], cards: [["a\nb"]])
    let text = Board(width: 80, isStyled: false).text([column])
    #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 5)
  }

  @Test func aBoardWithoutColumnsIsEmpty() {
    #expect(Board(width: 80, isStyled: true).text([]) == "")
  }
}
