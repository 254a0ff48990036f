import Testing

/// A comma-separated input and the transcript of reading it.
struct CSVCase: CustomTestStringConvertible {
  let input: [UInt8]
  let expected: [String]

  init(_ input: String, _ expected: String...) {
    self.init(Array(input.utf8), expected)
  }

  init(_ input: [UInt8], _ expected: [String]) {
    self.input = input
    self.expected = expected
  }

  var testDescription: String { String(decoding: input, as: UTF8.self).debugDescription }
}

extension CSVCase {
  static let all = plain + lineBreaks + quotes + blanks + invalid + separatorLines

  static let plain: [CSVCase] = [
    CSVCase(""),
    CSVCase("a", "1 [a]"),
    CSVCase("a\n", "1 [a]"),
    CSVCase("a,b,c\n", "1 [a][b][c]"),
    CSVCase("a,b\nc,d\n", "1 [a][b]", "2 [c][d]"),
    CSVCase("a,b\nc,d", "1 [a][b]", "2 [c][d]"),
    CSVCase("a b,c d\n", "1 [a b][c d]"),
    CSVCase(" a , b \n", "1 [ a ][ b ]"),
    CSVCase("\ta\t,\tb\t\n", "1 [\ta\t][\tb\t]"),
    CSVCase("a;b|c\td,e\n", "1 [a;b|c\td][e]"),
    CSVCase("name,Zoë,名前,😀\n", "1 [name][Zoë][名前][😀]"),
    CSVCase("abcdefgh,abcdefghi,abcdefg\n", "1 [abcdefgh][abcdefghi][abcdefg]"),
    CSVCase("\u{1},\u{B},\u{C},\u{F},\u{7F}\n", "1 [\u{1}][\u{B}][\u{C}][\u{F}][\u{7F}]"),
    CSVCase("a,b,c\nd\ne,f,g,h\n", "1 [a][b][c]", "2 [d]", "3 [e][f][g][h]"),
    CSVCase("=1+1,-2,+3,@x,'y\n", "1 [=1+1][-2][+3][@x]['y]"),
    CSVCase("C:\\dir\\,b\\\"\n", #"1 [C:\dir\][b\"]"#),
  ]

  static let lineBreaks: [CSVCase] = [
    CSVCase("a\r\nb\r\n", "1 [a]", "2 [b]"),
    CSVCase("a\rb\r", "1 [a]", "2 [b]"),
    CSVCase("a\nb\rc\r\nd", "1 [a]", "2 [b]", "3 [c]", "4 [d]"),
    CSVCase("a,\r\n,b\r\n", "1 [a][]", "2 [][b]"),
    CSVCase("a\n\rb", "1 [a]", "3 [b]"),
    CSVCase("a\r\r\nb", "1 [a]", "3 [b]"),
    CSVCase("\"a\nb\",c\nd\n", "1 [a\nb][c]", "3 [d]"),
    CSVCase("\"a\r\nb\",c\r\nd\r\n", "1 [a\r\nb][c]", "3 [d]"),
    CSVCase("\"a\rb\"\rc", "1 [a\rb]", "3 [c]"),
    CSVCase("\"a\r\r\n\n\"\nb", "1 [a\r\r\n\n]", "5 [b]"),
    CSVCase("\"\n\"\n\"\n\"\nb", "1 [\n]", "3 [\n]", "5 [b]"),
    CSVCase("\"\r\n\"\r\nb", "1 [\r\n]", "3 [b]"),
    CSVCase("a,b\u{85}c\u{2028}d\n", "1 [a][b\u{85}c\u{2028}d]"),
  ]

  static let quotes: [CSVCase] = [
    CSVCase("\"a\",\"b\"\n", "1 [a][b]"),
    CSVCase("\"a,b\",c\n", "1 [a,b][c]"),
    CSVCase("\"\"\n", "1 []"),
    CSVCase("\"\"", "1 []"),
    CSVCase("\"\",\"\"\n", "1 [][]"),
    CSVCase("\"\"\"\"\n", "1 [\"]"),
    CSVCase("\"\"\"\"\"\"\n", "1 [\"\"]"),
    CSVCase("\"a\"\"b\"\n", "1 [a\"b]"),
    CSVCase("\"\"\"a\"\"\",\"\"\"b\"\n", "1 [\"a\"][\"b]"),
    CSVCase("\"say \"\"no\"\", then go\",\"x\"\"\"\n", "1 [say \"no\", then go][x\"]"),
    CSVCase("\"a\"\"\nb\"\"\",c", "1 [a\"\nb\"][c]"),
    CSVCase("5\" pipe,6\" pipe\n", "1 [5\" pipe][6\" pipe]"),
    CSVCase("a\"\"b,\"\"\"\"\n", "1 [a\"\"b][\"]"),
    CSVCase("a,b\"\nc,d\"\n", "1 [a][b\"]", "2 [c][d\"]"),
    CSVCase(" \"a\",b\n", "1 [ \"a\"][b]"),
    CSVCase("'a,b'\n", "1 ['a][b']"),
    CSVCase("\" a \",b\n", "1 [ a ][b]"),
    CSVCase("\"a\"b,c\n", "1 [ab][c] (field 1 goes on after its closing quote)"),
    CSVCase("\"a\" ,c\n", "1 [a ][c] (field 1 goes on after its closing quote)"),
    CSVCase("x,\"a\"b\"c\"\n", "1 [x][ab\"c\"] (field 2 goes on after its closing quote)"),
    CSVCase("\"a\"\"b\"c\"\"d,e\n", "1 [a\"bc\"\"d][e] (field 1 goes on after its closing quote)"),
    CSVCase("\"a\"b", "1 [ab] (field 1 goes on after its closing quote)"),
    CSVCase(
      "\"a\"b,\"c\"d\n\"e\",f\n",
      "1 [ab][cd] (field 1 goes on after its closing quote) (field 2 goes on after its closing quote)",
      "2 [e][f]"),
    CSVCase("\"a", "error: the quote opened on line 1 is never closed"),
    CSVCase("\"", "error: the quote opened on line 1 is never closed"),
    CSVCase("a,\"", "error: the quote opened on line 1 is never closed"),
    CSVCase("\"a\"\"", "error: the quote opened on line 1 is never closed"),
    // The stray quote of line 2 spoils that line alone.
    CSVCase(
      "a,b\nc,\"d\ne,f\n\ng,h\n",
      "1 [a][b]", "error: the quote opened on line 2 is never closed", "3 [e][f]", "5 [g][h]"),
    CSVCase(
      "a\r\n\"b\r\nc\r\n\"d\r\n", "1 [a]", "2 [b\r\nc\r\nd] (field 1 goes on after its closing quote)"),
    // The quote that stays open is not the record's first, and not on its first line.
    CSVCase(
      "\"a\nb\",\"c\nd\n", "error: the quote opened on line 2 is never closed",
      "error: the quote opened on line 2 is never closed", "3 [d]"),
    // Every line opens a quote that the next one closes, only to open another.
    CSVCase(
      "\"a\",\"b\n\"c\",\"d\n\"e\",\"f\n", "error: the quote opened on line 3 is never closed",
      "error: the quote opened on line 2 is never closed", "error: the quote opened on line 3 is never closed"
    ),
  ]

  static let blanks: [CSVCase] = [
    CSVCase("\n"),
    CSVCase("\r\n\r\n\n\r"),
    CSVCase("   \n  "),
    CSVCase("a\n\nb\n\n\nc\n", "1 [a]", "3 [b]", "6 [c]"),
    CSVCase("\n\na,b\n", "3 [a][b]"),
    CSVCase("a\r\n\r\nb\r\n\r\n", "1 [a]", "3 [b]"),
    CSVCase(",\n", "1 [][]"),
    CSVCase(",", "1 [][]"),
    CSVCase(",,\n,,\n", "1 [][][]", "2 [][][]"),
    CSVCase("a,b,c\n,,\nd,,f\n", "1 [a][b][c]", "2 [][][]", "3 [d][][f]"),
    CSVCase("\"\"\n\n\" \"\n", "1 []", "3 [ ]"),
    CSVCase("a\n \nb\n", "1 [a]", "3 [b]"),
  ]

  static let invalid: [CSVCase] = [
    CSVCase("a\0b,c\nd\n", "error: line 1 contains a NUL byte", "2 [d]"),
    CSVCase("\0", "error: line 1 contains a NUL byte"),
    CSVCase("a\n\"b\n\0\n\",c\nd\n", "1 [a]", "error: line 3 contains a NUL byte", "5 [d]"),
    CSVCase("\"a\"\0,c\nd\n", "error: line 1 contains a NUL byte", "2 [d]"),
    CSVCase(
      [0x61, 0x2C, 0xFF, 0x2C, 0x62, 0x0A, 0xC3, 0xA9, 0x0A],
      ["1 [a][not UTF-8: [255]][b] (field 2 is not valid UTF-8)", "2 [é]"]),
    CSVCase(
      [0x22, 0x22, 0x22, 0xE2, 0x82, 0x22, 0x0A],
      ["1 [not UTF-8: [34, 226, 130]] (field 1 is not valid UTF-8)"]),
    CSVCase(
      [0xC3, 0x2C, 0xA9],
      [
        "1 [not UTF-8: [195]][not UTF-8: [169]] (field 1 is not valid UTF-8) (field 2 is not valid UTF-8)"
      ]),
  ]

  static let separatorLines: [CSVCase] = [
    CSVCase("sep=;\na,b\n", "2 [a][b]"),
    CSVCase("SEP=,\r\na,b\r\n", "2 [a][b]"),
    CSVCase("sep=;"),
    CSVCase("sep=;x\n", "1 [sep=;x]"),
    CSVCase("a\nsep=;\n", "1 [a]", "2 [sep=;]"),
  ]
}
