import Bytes
import TestSupport
import Testing

@testable import Embedding

@Suite struct WordTableTests {
  let table = WordTable.builtin

  @Test func everyPieceIsFoundWhateverFollowsIt() {
    for pieces in [table.starts, table.follows] {
      #expect(!pieces.numbers.isEmpty)
      for number in pieces.numbers {
        let piece = Array(table.text(of: number))
        #expect(longest(piece, pieces)?.number == UInt32(number))
        #expect(longest(piece + [0xFF], pieces)?.number == UInt32(number))
      }
    }
  }

  /// The longest piece, against trying one beginning after the other.
  @Test func theLongestPieceIsFound() {
    for pieces in [table.starts, table.follows] {
      var known: [[UInt8]: Int] = [:]
      for number in pieces.numbers {
        known[Array(table.text(of: number))] = number
      }
      #expect(known.count == pieces.numbers.count)
      var random = SeededGenerator(seed: 1)
      for _ in 0..<20_000 {
        var text = Array(table.text(of: .random(in: pieces.numbers, using: &random)))
        text += Array(table.text(of: .random(in: table.follows.numbers, using: &random)))
        text.removeLast(.random(in: 0...2, using: &random) % text.count)
        if Bool.random(using: &random) {
          text[.random(in: text.indices, using: &random)] = .random(in: 0x61...0x7A, using: &random)
        }
        let count = (1...text.count).last { known[Array(text[..<$0])] != nil }
        let found = longest(text, pieces)
        #expect(found?.count == count)
        #expect(found.map { Int($0.number) } == count.flatMap { known[Array(text[..<$0])] })
      }
    }
  }

  @Test func nothingIsFoundWhereNothingIs() {
    #expect(longest([], table.starts) == nil)
    #expect(longest([0], table.starts) == nil)
    #expect(longest([0xFF], table.follows) == nil)
  }

  @Test func theIdentityIsThatOfTheFile() throws {
    let file = try Files.read("\(Repository.root)/Sources/Kernels/words.bin")
    #expect(Embedder().identity == String(SHA256.hexadecimal(file.dropFirst(32)).prefix(16)))
  }

  private func longest(_ text: [UInt8], _ pieces: WordTable.Pieces) -> (number: UInt32, count: Int)? {
    (text + [UInt8](repeating: 0xA5, count: 8)).withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { table.longestPiece(of: $0, count: text.count, among: pieces) }
    }
  }
}
