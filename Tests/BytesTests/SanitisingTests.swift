import Testing

@testable import Bytes

@Suite struct SanitisingTests {
  @Test(arguments: [
    ("plain text, long enough for words of eight", "plain text, long enough for words of eight"),
    ("", ""),
    ("Zoë 北京 😀", "Zoë 北京 😀"),
    ("\u{1B}[31mred\u{1B}]0;title\u{7}", "<U+001B>[31mred<U+001B>]0;title<U+0007>"),
    ("a\u{0}b\u{8}c\u{7F}", "a<U+0000>b<U+0008>c<U+007F>"),
    ("\u{9B}2J\u{85}", "<U+009B>2J<U+0085>"),
    ("invoice\u{202E}fdp.exe", "invoice<U+202E>fdp.exe"),
    ("\u{2066}a\u{2069}\u{61C}\u{200E}\u{200F}", "<U+2066>a<U+2069><U+061C><U+200E><U+200F>"),
    ("a\u{2028}b\u{2029}c", "a<U+2028>b<U+2029>c"),
    ("\u{206A}\u{FFF9}", "<U+206A><U+FFF9>"),
    ("hi\u{E0001}\u{E0068}", "hi<U+E0001><U+E0068>"),
    ("one\ntwo\tthree\r\nfour", "one two three four"),
    ("over\rwritten", "over<U+000D>written"),
    ("👩\u{200D}💻 ❤\u{FE0F} می\u{200C}خواهم", "👩\u{200D}💻 ❤\u{FE0F} می\u{200C}خواهم"),
  ])
  func joinedLines(of text: String, are safe: String) {
    #expect(TerminalText.sanitise(text) == safe)
  }

  @Test func keptLines() {
    let text = "one\r\ntwo\n\tthree\u{1B}"
    #expect(TerminalText.sanitise(text, lines: .kept) == "one\ntwo\n three<U+001B>")
  }

  /// Nothing that a terminal could act on gets through, wherever it stands.
  @Test func noControlOrDirectionCharacterIsLeft() {
    for value in UInt32(0)...0xFFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isDangerous =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
      if isDangerous {
        let safe = TerminalText.sanitise("abcdefg\(scalar)h")
        #expect(!safe.unicodeScalars.contains(scalar), "U+\(String(value, radix: 16))")
      }
    }
  }
}
