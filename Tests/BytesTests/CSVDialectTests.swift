import Bytes
import Testing

struct CSVDialectTests {
  @Test(
    arguments: [
      ("a,b,c\n1,2,3\n", ","),
      ("a;b;c\n1;2;3\n", ";"),
      ("a\tb\tc\n1\t2\t3\n", "\t"),
      ("a|b|c\n1|2|3\n", "|"),
      ("a;b", ";"),
      ("", ","),
      ("name\nAda\n", ","),
      // A column name is a better witness than what stands in the rows.
      ("name;price\nA;1,5\nB;2,5\nC;3,5\n", ";"),
      ("name,note\nA,x;y;z\nB,x;y;z\n", ","),
      ("name;note\nA;one, two\nB;three\nC;four, five\n", ";"),
      ("id,path\n1,a|b|c\n2,d|e|f\n", ","),
      // Ragged rows do not hide it.
      ("a;b;c\n1;2\n1;2;3;4\n1,5;2;3\n", ";"),
      // Delimiters inside quotes are text.
      ("\"a;b;c\",d\n\"1;2;3\",4\n", ","),
      ("\"Smith, John; Ltd\"\t\"x\ny;z\"\n\"Doe, Jane; Co\"\t\"y\"\n", "\t"),
      ("Name, first;Email;Phone\nA;a@x.org;1\n", ";"),
      // A quote left open at the end of the sample.
      ("a;b\n1;2\n3;\"four", ";"),
      // One column whose text has commas is not cut by them.
      ("company\nAcme, Inc.\nBolt, LLC\n", ";"),
      ("note\na, b; c\n", "\t"),
      // Excel's own line.
      ("sep=;\na,b;c,d\n", ";"),
      ("sep=\t\r\na,b\n", "\t"),
      ("SEP=^\na^b\n", "^"),
      ("sep=;x\na,b\n", ";"),
    ] as [(String, Unicode.Scalar)])
  func detects(sample: String, delimiter: Unicode.Scalar) {
    #expect(CSVDialect.detect(in: Array(sample.utf8)) == CSVDialect(delimiter: UInt8(ascii: delimiter)))
  }

  @Test func theReaderDetectsBeforeTheFirstRow() throws {
    let text = "sep=|\na|b\n1|2,5\n"
    var reader = CSVReader(TrickleSource(Array(text.utf8), sizes: [2]))
    #expect(reader.dialect == nil)
    #expect(try reader.next())
    #expect(reader.dialect == CSVDialect(delimiter: UInt8(ascii: "|")))
    #expect(transcript(MemorySource(text), dialect: nil) == ["2 [a][b]", "3 [1][2,5]"])
  }
}
