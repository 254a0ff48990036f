import Foundation
import TestSupport
import Testing

@testable import Bytes

@Suite struct FoldingTests {
  @Test(arguments: [
    // Case
    ("Ada LOVELACE", "ada lovelace"),
    ("ADA@Example.COM", "ada@example.com"),
    ("@[`{AZaz", "@[`{azaz"),
    ("STRASSE", "strasse"),
    ("Straße", "strasse"),
    ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
    ("Σίσυφος", "σισυφοσ"),
    ("ДЖОН", "джон"),
    ("İstanbul", "istanbul"),
    ("Diyarbakır", "diyarbakir"),
    // Accents
    ("José", "jose"),
    ("Jose\u{301}", "jose"),
    ("Nguyễn Thị Ánh", "nguyen thi anh"),
    ("Dvořák", "dvorak"),
    ("Çağlar Şimşek", "caglar simsek"),
    ("Ὀδυσσεύς", "οδυσσευσ"),
    ("ᾳ", "α"),
    ("Z\u{0335}\u{0327}\u{0321}algo", "zalgo"),
    // Letters that do not decompose
    ("Łódź", "lodz"),
    ("Sørensen", "sorensen"),
    ("Đorđe", "dorde"),
    ("Ægir Þórðarson", "aegir thordarson"),
    ("Œuvre", "oeuvre"),
    ("Ħaż-Żebbuġ", "haz-zebbug"),
    ("Ŧ ŋ ɓ ƙ", "t n b k"),
    ("Əliyev", "eliyev"),
    // Compatibility forms
    ("ＡＣＭＥ　Ｉｎｃ．", "acme inc."),
    ("oﬃce", "office"),
    ("𝓜𝓲𝓴𝓮", "mike"),
    ("Ⅳ ½ ™ №", "iv 1/2 tm no"),
    ("㈱日立", "(株)日立"),
    ("ﷲ", "الله"),
    // Punctuation
    ("O’Brien", "o'brien"),
    ("Oʻahu", "o'ahu"),
    ("“Acme” – «Co»", "\"acme\" - \"co\""),
    ("Jean‑Luc", "jean-luc"),
    ("a − b", "a - b"),
    // White space and invisible characters
    ("  Ada \t\r\n Lovelace ", "ada lovelace"),
    ("Ada\u{A0}\u{2003}\u{3000}\u{85}\u{2028}Lovelace\u{202F}", "ada lovelace"),
    ("A\u{200B}d\u{AD}a\u{FEFF} \u{200D}\u{202E}", "ada"),
    ("\u{200F}A\u{0}d\u{1B}a\u{7F}", "ada"),
    ("\u{3164}", ""),
    ("   ", ""),
    ("", ""),
    // Scripts whose marks make letters
    ("Йод Ёлка Їжак Ўладзімір Ќе Ӣ", "йод елка їжак ўладзімір ќе ӣ"),
    ("И\u{306}од Е\u{308}лка", "йод елка"),
    ("Замо\u{301}к", "замок"),
    ("أحمد إيمان آدم", "احمد ايمان ادم"),
    ("رئيس مؤمن", "رئيس مؤمن"),
    ("مُحَمَّد", "محمد"),
    ("مـحـمـد", "محمد"),
    ("שָׁלוֹם", "שלום"),
    ("ガギグ", "ガギグ"),
    ("カ\u{3099}は\u{309A}", "ガぱ"),
    ("か\u{309A}\u{3099}", "か\u{309A}\u{3099}"),  // the first mark keeps the second from joining
    ("\u{9C7}\u{9BC}\u{9BE}", "\u{9C7}\u{9BC}\u{9BE}"),
    ("\u{9C7}\u{9BE}", "\u{9CB}"),
    ("ｶﾞｯﾂ", "ガッツ"),
    ("㌘", "グラム"),
    ("한글", "한글"),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "한글"),
    ("ㅎㅏㄴ", "ㅎㅏㄴ"),
    ("हिन्दी क़लम", "हिन्दी क\u{93C}लम"),
    ("ภาษาไทย ที่นี่", "ภาษาไทย ที่นี่"),
    ("北京", "北京"),
    ("豈", "豈"),
    // Symbols
    ("A≠B", "a≠b"),
    ("A=\u{338}B", "a≠b"),
    ("👩\u{200D}💻 ☎\u{FE0F}", "👩💻 ☎"),
    ("1\u{FE0F}\u{20E3}", "1"),
  ])
  func key(of text: String, is key: String) {
    // Compared by scalars: String equality would not tell composed from decomposed.
    #expect(Array(SearchKey.fold(text).unicodeScalars) == Array(key.unicodeScalars))
    #expect(foldedBytes(text) == Array(key.utf8))
  }

  @Test(arguments: [
    ("Maier", "Mayer"), ("и", "й"), ("カ", "ガ"), ("は", "ぱ"), ("रम", "राम"), ("ي", "ئ"), ("і", "ї"),
    ("O'B", "OB"),
    ("มา", "ม้า"), ("AB", "A B"),
  ])
  func keysDiffer(_ one: String, _ other: String) {
    #expect(SearchKey.fold(one) != SearchKey.fold(other))
  }

  /// Every way to cut ASCII texts into words of eight and a rest, against the rule for single bytes.
  @Test func wordsOfEightFollowTheRuleForBytes() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<3000 {
      let mostlyLetters = Bool.random(using: &random)
      let text = String(
        decoding: (0..<Int.random(in: 0...40, using: &random)).map { _ in
          UInt8.random(in: mostlyLetters ? 0x40...0x7E : 0...0x7F, using: &random)
        }, as: UTF8.self)
      let bytes = text.utf8.map(SearchKey.folded(ascii:)).filter { $0 != 0 }
      let expected = bytes.split(separator: 0x20).joined(separator: [0x20])
      #expect(foldedBytes(text) == Array(expected))
    }
  }

  @Test func everyScalarIsFoldedOnce() {
    for value in UInt32(0)...0x3FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let key = FoldedScalars(String(scalar)).scalars
      if key != [scalar] {
        #expect(
          FoldedScalars(String(String.UnicodeScalarView(key))).scalars == key, "U+\(String(value, radix: 16))"
        )
      }
    }
  }

  @Test func everyScalarHasTheKeyOfItsDecomposition() {
    for value in (UInt32(0)...0x33FFF).filter({ !(0x3400...0x9FFF).contains($0) }) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let decomposed = String(scalar).decomposedStringWithCanonicalMapping
      if Array(decomposed.unicodeScalars) != [scalar] {
        #expect(SearchKey.fold(decomposed) == SearchKey.fold(String(scalar)), "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func randomTextsFoldOnceAndInAnyNormalForm() {
    var random = SeededGenerator(seed: 2)
    let scalars = interestingScalars
    for _ in 0..<20_000 {
      var mixture = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        mixture.append(scalars.randomElement(using: &random)!)  // the list is not empty
      }
      let text = String(mixture)
      let key = FoldedScalars(text).scalars
      let again = FoldedScalars(String(String.UnicodeScalarView(key))).scalars
      let decomposed = FoldedScalars(text.decomposedStringWithCanonicalMapping).scalars
      let composed = FoldedScalars(text.precomposedStringWithCanonicalMapping).scalars
      #expect(again == key, "\(Array(mixture))")
      #expect(decomposed == key, "\(Array(mixture))")
      #expect(composed == key, "\(Array(mixture))")
    }
  }

  @Test func keyIsAppended() {
    var bytes = Array("key=".utf8)
    for text in ["Ada ", "", "Éva"] {
      Array(text.utf8).withUnsafeBufferPointer { SearchKey.fold(utf8: $0, into: &bytes) }
    }
    #expect(bytes == Array("key=adaeva".utf8))
  }

  @Test func bytesThatAreNotTextAreFolded() {
    var key: [UInt8] = []
    [0x41, 0xFF, 0x42].withUnsafeBufferPointer { SearchKey.fold(utf8: $0, into: &key) }
    #expect(key == Array("a\u{FFFD}b".utf8))
  }

  private func foldedBytes(_ text: String) -> [UInt8] {
    var key: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { SearchKey.fold(utf8: $0, into: &key) }
    return key
  }

  /// Letters and marks that join, reorder, decompose or go, and plain ones between them.
  private var interestingScalars: [Unicode.Scalar] {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA0...0x17F, 0x300...0x36F, 0x386...0x3CE, 0x400...0x489, 0x5D0...0x5EA, 0x621...0x670,
      0x915...0x95F, 0x9C7...0x9D7, 0xDCF...0xDDF, 0xE01...0xE4E, 0xF71...0xF84, 0x1100...0x1112,
      0x1161...0x1175,
      0x11A8...0x11C2, 0x1F00...0x1FFE, 0x200B...0x200F, 0x3041...0x30FF, 0xAC00...0xAC40, 0xF900...0xF90F,
      0xFB1D...0xFB4F, 0xFE70...0xFEFC, 0xFF61...0xFF9F, 0x11099...0x110BA,
    ]
    let frequent: [Unicode.Scalar] = [
      "и", "И", "=", "か", "は", " ", "\u{306}", "\u{308}", "\u{338}", "\u{3099}", "\u{93C}",
    ]
    return ranges.joined().compactMap(Unicode.Scalar.init) + Array(repeating: frequent, count: 20).joined()
  }
}
