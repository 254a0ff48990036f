import TestSupport
import Testing

@testable import Embedding

@Suite struct WordTableTests {
  let table = WordTable.builtin

  @Test func everyPieceIsFoundWhateverFollowsIt() {
    for range in [table.starts, table.follows] {
      #expect(!range.isEmpty)
      for index in range {
        let piece = Array(table.text(of: index))
        #expect(longest(piece, range)?.row == UInt32(index))
        #expect(longest(piece + [0xFF], range)?.row == UInt32(index))
      }
    }
  }

  /// The longest piece, against trying one beginning after the other.
  @Test func theLongestPieceIsFound() {
    var known: [[UInt8]: Int] = [:]
    for index in table.starts {
      known[Array(table.text(of: index))] = index
    }
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      var text = Array(table.text(of: .random(in: table.starts, using: &random)))
      text += Array(table.text(of: .random(in: table.follows, using: &random)))
      text.removeLast(.random(in: 0...2, using: &random) % text.count)
      if Bool.random(using: &random) {
        text[.random(in: text.indices, using: &random)] = .random(in: 0x61...0x7A, using: &random)
      }
      let count = (1...text.count).last { known[Array(text[..<$0])] != nil }
      let found = longest(text, table.starts)
      #expect(found?.count == count)
      #expect(found.map { Int($0.row) } == count.flatMap { known[Array(text[..<$0])] })
    }
  }

  @Test func nothingIsFoundWhereNothingIs() {
    #expect(longest([], table.starts) == nil)
    #expect(longest([0], table.starts) == nil)
    #expect(longest([0xFF], table.follows) == nil)
  }

  private func longest(_ text: [UInt8], _ range: Range<Int>) -> (row: UInt32, count: Int)? {
    text.withUnsafeBufferPointer { table.longestPiece(of: $0, in: range) }
  }
}
