import Testing

@testable import Bytes

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0),
    ("Ada", 3),
    ("a name of more than sixteen bytes", 33),
    ("José", 4),
    ("Jose\u{301}", 4),
    ("Z\u{0335}\u{0327}\u{0321}", 1),
    ("“—…€", 4),
    ("a\u{AD}b", 3),
    ("a\u{200B}b\u{2060}", 2),
    // East Asian
    ("北京", 4),
    ("カナ", 4),
    ("ｶﾅ", 2),
    ("か\u{3099}", 2),
    ("한글", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("ＡＢ　", 6),
    ("\u{323AF}", 2),
    ("±§Ω", 3),  // East_Asian_Width A: wide in old Asian fonts only
    // Marks of other scripts
    ("ที่นี่", 2),
    ("مُحَمَّد", 4),
    // Emoji
    ("😀", 2),
    ("🩷🫨🪿", 6),
    ("👍🏽", 2),
    ("👩‍💻", 2),
    ("👨‍👩‍👧‍👦", 2),
    ("🏳️‍🌈", 2),
    ("❤️", 2),
    ("❤", 1),
    ("❤️‍🔥", 2),
    ("1️⃣", 2),
    ("🇫🇷🇩🇪", 4),
    ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2),
    ("x 🎉 y", 6),
  ])
  func width(of text: String, is width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  /// The standard library's Unicode data is newer than the table's: emoji of later versions are wide too.
  @Test func everyEmojiIsWide() {
    for value in UInt32(0x80)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isEmojiPresentation else { continue }
      let isHalfOfFlag = (0x1F1E6...0x1F1FF).contains(value)
      #expect(DisplayWidth.of(String(scalar)) == (isHalfOfFlag ? 1 : 2), "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("Ada Lovelace", 12, "Ada Lovelace"),
    ("Ada Lovelace", 11, "Ada Lovela…"),
    ("Ada Lovelace", 1, "…"),
    ("Ada Lovelace", 0, ""),
    ("北京大学", 8, "北京大学"),
    ("北京大学", 7, "北京大…"),
    ("北京大学", 6, "北京…"),
    ("Jose\u{301} Luis", 5, "Jose\u{301}…"),
    ("👩‍💻👩‍💻👩‍💻", 5, "👩‍💻👩‍💻…"),
    ("🇫🇷🇩🇪🇮🇹", 4, "🇫🇷…"),
    ("", 0, ""),
  ])
  func truncation(of text: String, to width: Int, is expected: String) {
    #expect(DisplayWidth.truncated(text, to: width) == expected)
  }

  @Test(arguments: [(8, "Ada L..."), (3, "..."), (2, "Ad"), (0, "")])
  func otherEllipsis(width: Int, expected: String) {
    #expect(DisplayWidth.truncated("Ada Lovelace", to: width, ellipsis: "...") == expected)
  }

  @Test func truncatedTextsFit() {
    let text = "Ada 北京 👩‍💻 Jose\u{301} 🇫🇷 한글"
    for width in 0...DisplayWidth.of(text) {
      let cut = DisplayWidth.truncated(text, to: width)
      #expect((max(0, width - 1)...width).contains(DisplayWidth.of(cut)))
    }
  }

  @Test func padding() {
    #expect(DisplayWidth.padded("北京", to: 6) == "北京  ")
    #expect(DisplayWidth.padded("12", to: 5, on: .left) == "   12")
    #expect(DisplayWidth.padded("long", to: 2) == "long")
  }
}
