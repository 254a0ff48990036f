import TestSupport
import Testing

@testable import Bytes

struct ContentLineTests {
  /// The properties of a text, or why a line is none.
  private func lines(_ source: some ByteSource, limit: Int = 1000) throws -> [String] {
    var reader = ContentLineReader(source, keepsSource: false, limit: limit)
    var found: [String] = []
    while true {
      do {
        guard let line = try reader.next() else { return found }
        let parameters = line.parameters.map { "[\($0.name)=\($0.values.joined(separator: "|"))]" }.joined()
        let group = line.group.isEmpty ? "" : line.group + "."
        found.append(
          "\(line.number) \(group)\(line.name)\(parameters) \(line.isBinary ? "BINARY" : try line.text())")
      } catch let error as ContentLineError {
        found.append(error.description)
      }
    }
  }

  static let samples: [(String, [String])] = [
    ("", []),
    ("\r\n \r\n\t\n", []),
    ("NAME:value", ["1 NAME value"]),
    ("NOTE:a\r\n b\r\n\tc\r\n  d\n\nfn:x:y", ["1 NOTE abc d", "6 FN x:y"]),
    ("Item1.Tel;Type=home,WORK;Pref:1", ["1 item1.TEL[TYPE=home|WORK][=Pref] 1"]),
    ("A;X=\"a:b;c,d\";Y=e^^f^ng^'h^i:v", ["1 A[X=a:b;c,d][Y=e^f\ng\"h^i] v"]),
    ("A;X=\"a\n b\n  c\":v", ["1 A[X=ab c] v"]),
    ("A;;X=:v", ["1 A[X=] v"]),
    ("A; X = b :v", ["1 A[X= b ] v"]),
    ("A:a\\nb\\Nc\\,d\\;e\\\\f\\:g\\q\\", ["1 A a\nb\nc,d;e\\f:g\\q\\"]),
    (
      "A;ENCODING=QUOTED-PRINTABLE:a=3Db=\r\nc=0D=0Ad =\n e=zz=4",
      ["1 A[ENCODING=QUOTED-PRINTABLE] a=bc\nd  e=zz=4"]
    ),
    (
      "A;QUOTED-PRINTABLE;CHARSET=iso-8859-1:=E4=\nEND:X",
      ["1 A[=QUOTED-PRINTABLE][CHARSET=iso-8859-1] ä=", "2 END X"]
    ),
    ("A;QUOTED-PRINTABLE:=E4=C3=A4", ["1 A[=QUOTED-PRINTABLE] äÃ¤"]),
    ("A;ENCODING=b:QUJD\n REVG\nGHIJ\nB:1", ["1 A[ENCODING=b] BINARY", "4 B 1"]),
    ("A;BASE64:\nQUJD\n\nB:1", ["1 A[=BASE64] BINARY", "4 B 1"]),
    ("A:data:image/png;base64,QUJD\nA:data: none", ["1 A BINARY", "2 A data: none"]),
    (
      "no colon\n:no name\nA;X=\"open:1\nA B:1\nB:2",
      [
        "line 1 is not a property such as NAME:value", "line 2 is not a property such as NAME:value",
        "line 3 is not a property such as NAME:value", "line 4 is not a property such as NAME:value", "5 B 2",
      ]
    ),
    ("\u{FEFF}A:1\n\u{FEFF}B:2", ["1 A 1", "2 B 2"]),
    ("A:1\r\r\nB:2\r", ["1 A 1", "2 B 2"]),
  ]

  @Test(arguments: samples) func linesAreFoundWhereverPiecesEnd(_ text: String, _ expected: [String]) throws {
    #expect(try lines(MemorySource(text)) == expected)
    #expect(try lines(TrickleSource(Array(text.utf8), sizes: [1, 2, 3])) == expected)
  }

  @Test func longLinesAreErrorsAndPicturesAreNot() throws {
    let fold = String(repeating: "\r\n 1234567890", count: 10)
    let text = "A:1\(fold)\r\nB;BASE64:1\(fold)\r\nC:\(String(repeating: "x", count: 60))\r\nD:2"
    #expect(
      try lines(MemorySource(text), limit: 50) == [
        "line 1 is longer than 50 bytes", "12 B[=BASE64] BINARY", "line 23 is longer than 50 bytes", "24 D 2",
      ])
  }

  @Test func componentsAndLists() throws {
    var reader = ContentLineReader(
      MemorySource("N:a\\;b,c;d\\,e;;f\nN;QUOTED-PRINTABLE:=3B,x;y"), keepsSource: false)
    let first = try #require(try reader.next())
    #expect(try first.components() == ["a;b,c", "d,e", "", "f"])
    #expect(try first.componentLists() == [["a;b", "c"], ["d,e"], [""], ["f"]])
    #expect(try first.list() == ["a;b", "c;d,e;;f"])
    #expect(try first.componentLists(.marks) == [["a;b,c"], ["d,e"], [""], ["f"]])
    let second = try #require(try reader.next())
    #expect(try second.components(.marks) == [";,x", "y"])
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    var generator = SeededGenerator(seed: 5545)
    let marks = Array("abcäß漢👍\\;,:\"^=n \t\n")
    var writer = ContentLineWriter()
    var expected: [(value: String, parameter: String)] = []
    for _ in 0..<2_000 {
      func text() -> String {
        String(
          (0..<Int.random(in: 0...90, using: &generator)).map { _ in
            marks.randomElement(using: &generator) ?? "a"
          })
      }
      expected.append((text(), text()))
      writer.text("NOTE", expected.last?.value ?? "", [("X", expected.last?.parameter ?? "")])
    }
    let physical = writer.bytes.split(separator: 0x0A)
    #expect(physical.allSatisfy { $0.count <= 76 && String(validating: $0, as: UTF8.self) != nil })
    var reader = ContentLineReader(TrickleSource(writer.bytes, sizes: [1, 5, 64]), keepsSource: false)
    for (value, parameter) in expected {
      let line = try #require(try reader.next())
      #expect(try line.text() == value)
      #expect(line.parameter("X") == parameter)
    }
    #expect(try reader.next() == nil)
  }
}
