import Editing
import TestSupport
import Testing

@Suite struct KeyReaderTests {
  @Test(arguments: [
    ("a", [Key.text("a")]),
    ("é漢😀", [.text("é"), .text("漢"), .text("😀")]),
    ("\r", [.enter]),
    ("\n", [.enter]),
    ("\t", [.tab]),
    ("\u{7F}\u{8}", [.backspace, .backspace]),
    ("\u{1}\u{1A}\u{1F}", [.control("a"), .control("z"), .control("_")]),
    ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
    ("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD\u{1B}OM", [.up, .down, .right, .left, .enter]),
    ("\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF", [.home, .end, .home, .end]),
    ("\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", [.home, .end, .home, .end]),
    ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[1;2C", [.wordRight, .wordLeft, .right]),
    ("\u{1B}[3~\u{1B}[3;5~", [.delete, .deleteWord]),
    ("\u{1B}b\u{1B}\u{7F}", [.alt("b"), .alt("\u{7F}")]),
    ("\u{1B}\u{1B}[A", [.up]),
  ])
  func keysAreRead(bytes: String, keys: [Key]) {
    #expect(read(bytes) == keys)
  }

  @Test(arguments: [
    "\u{1B}[15~", "\u{1B}[?1;2c", "\u{1B}[200;1H\u{1B}[Z", "\u{1B}[[A", "\u{1B}O5P", "\u{1B}[>0;276;0c",
    "\u{1B}[99999999999999999999~", "\u{1B}[" + String(repeating: "1;", count: 500) + "C",
  ])
  func whatNoKeySendsIsSwallowed(sequence: String) {
    let keys = read("a" + sequence + "b").filter { $0 != .right && $0 != .home }
    #expect(keys == [.text("a"), .text("b")])
  }

  @Test func aSequenceThatBreaksOffGivesWay() {
    #expect(read("\u{1B}[1;\u{1B}[A") == [.up])
    #expect(read("\u{1B}[1;\rx") == [.enter, .text("x")])
  }

  @Test func bytesThatAreNoTextAreSwallowed() {
    var reader = KeyReader()
    #expect(reader.keys(in: [0xC3, 0x28, 0xFF, 0x80, 0xED, 0xA0, 0x80, 0x61]) == [.text("("), .text("a")])
  }

  @Test func aPasteIsOneKey() {
    #expect(
      read("\u{1B}[200~open\r\ndeals\u{3}\u{1B}[A\n\u{1B}[201~\r")
        == [.paste("open\r\ndeals\u{3}\u{1B}[A\n"), .enter])
  }

  @Test func anEscapeAloneIsAKeyAfterAWhile() {
    var reader = KeyReader()
    #expect(reader.keys(in: [0x1B]).isEmpty)
    #expect(reader.awaitsMore)
    #expect(reader.pause() == .escape)
    #expect(!reader.awaitsMore)
    #expect(reader.pause() == nil)
    #expect(reader.keys(in: Array("[A".utf8)) == [.text("["), .text("A")])
  }

  @Test func keysAreTheSameInWhateverPiecesTheyCome() {
    let bytes = Array("é\u{1B}[1;5Ca😀\u{1B}OA\u{1B}[200~漢\r\u{1B}[201~\u{1B}f\r".utf8)
    let whole = read(bytes)
    #expect(whole.count == 8)
    for cut in bytes.indices {
      var reader = KeyReader()
      #expect(reader.keys(in: bytes[..<cut]) + reader.keys(in: bytes[cut...]) == whole)
    }
  }

  @Test func noBytesBreakTheReader() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let bytes = (0..<40).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random) : [0x1B, 0x5B, 0x4F].randomElement(using: &random) ?? 0
      }
      var reader = KeyReader()
      for case .text(let text) in reader.keys(in: bytes) {
        #expect(
          text.unicodeScalars.count == 1
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      }
    }
  }

  private func read(_ text: String) -> [Key] { read(Array(text.utf8)) }

  private func read(_ bytes: [UInt8]) -> [Key] {
    var reader = KeyReader()
    return reader.keys(in: bytes)
  }
}
