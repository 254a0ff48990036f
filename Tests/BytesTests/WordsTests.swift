import Testing

@testable import Bytes

@Suite struct WordsTests {
  @Test(arguments: [
    ("", []),
    (" -- ", []),
    ("Acme renewal 2026", ["acme", "renewal", "2026"]),
    ("O’Brien & Sons, Ltd.", ["o", "brien", "sons", "ltd"]),
    ("ada.lovelace@example.com", ["ada", "lovelace", "example", "com"]),
    ("snake_case-word/other", ["snake", "case", "word", "other"]),
    ("José\u{A0}Łódź", ["jose", "lodz"]),
    ("Йод, Ёлка", ["йод", "елка"]),
    ("北京 カ\u{3099}ス", ["北京", "ガス"]),
    ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
    ("a👍b", ["a", "b"]),
    ("$1,000", ["1", "000"]),
  ])
  func words(of text: String, are words: [String]) {
    #expect(Words.split(text) == words)
  }
}
