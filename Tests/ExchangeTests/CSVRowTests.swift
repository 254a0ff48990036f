import Bytes
import Models
import TestSupport
import Testing

@testable import Exchange

/// Rows that are not as they should be.
struct CSVRowTests {
  @Test func blankCellsAreLeftOut() throws {
    try expectCSV(
      "First Name,Email,City,Colour\nAda,a@x,Rome,red\nBob, ,\u{A0},\nCyd\n,,,\n   \nDan,,Oslo,,,\n",
      gives: [
        #"{"type":"contact","first_name":"Ada","email":"a@x","city":"Rome","fields":{"Colour":"red"}}"#,
        #"{"type":"contact","first_name":"Bob"}"#, #"{"type":"contact","first_name":"Cyd"}"#,
        #"{"type":"contact","first_name":"Dan","city":"Oslo"}"#,
      ])
  }

  @Test func whatCannotBeReadIsRejectedAndTheRestGoesOn() throws {
    let file: [UInt8] =
      Array("Name,Email\nÄ,ä@x\nB,b@x,more\nC,c".utf8) + [0xE9] + Array("@x\nD,\0\nE,e@x\nF,\"f\n".utf8)
    let rows = try readCSV(MemorySource(file)).rows
    #expect(
      rows == [
        #"{"type":"contact","name":"Ä","email":"ä@x"}"#, "line 3: field 3 has no column",
        "line 4: column 'Email' is not valid UTF-8", "line 5: it contains a NUL byte",
        #"{"type":"contact","name":"E","email":"e@x"}"#, "line 7: the quote opened on line 7 is never closed",
      ])
  }

  @Test func otherEncodingsAndDialects() throws {
    let expected = [#"{"type":"contact","name":"José","city":"Köln"}"#]
    let file = "Name;City\r\nJosé;Köln\r\n"
    let utf16: [UInt8] =
      [0xFF, 0xFE] + file.utf16.flatMap { unit in [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    let latin = file.unicodeScalars.map { UInt8($0.value) }
    for bytes in [utf16, latin, Array(("sep=;\n" + file).utf8), Array(("\u{FEFF}" + file).utf8)] {
      let rows = try readCSV(MemorySource(bytes)).rows
      #expect(rows == expected)
    }
  }

  @Test func theTypeOfOurOwnRowsIsFollowed() throws {
    let file = "type,id,name,email\ncontact,3,Ada,a@x\ncompany,4,Acme,b@x\ntask,5,,\nplant,6,,\n,7,Last,\n"
    let plants = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
    try expectCSV(
      file,
      gives: [
        #"{"type":"contact","id":3,"name":"Ada","email":"a@x"}"#,
        #"{"type":"company","id":4,"name":"Acme","fields":{"email":"b@x"}}"#,
        #"{"type":"task","id":5}"#, "line 5: 'plant' is no type of record; there are \(plants)",
        "line 6: the row does not say its type",
      ])
    try expectCSV(
      "type,id,name\ncompany,4,Acme\n", CSVOptions(type: .contact),
      gives: ["line 2: the row is a company, not a contact"])
    try expectCSV(
      "id,name,email\n3,Ada,a@x\n",
      gives: [#"{"type":"contact","external_id":"3","name":"Ada","email":"a@x"}"#])
  }

  /// The company of a person and a deal is that of the deal where nobody is named.
  @Test func aColumnOfSeveralPartsIsNotLeftOver() throws {
    let file = "First Name,Email,Company,Deal Name\n,,Globex,Small\n"
    let outcome = try readCSV(MemorySource(file))
    #expect(outcome.rows == [#"{"type":"deal","company":"Globex","title":"Small"}"#])
    #expect(outcome.remarks == ["read Deal Name as deal.title"])
  }

  @Test func whatOurListsOnlyShowIsPassedOver() throws {
    try expectCSV(
      "id,name,email,score,days_quiet,created_at\n3,Ada,a@x,50,7,2026-01-01T00:00:00Z\n",
      gives: [#"{"type":"contact","id":3,"name":"Ada","email":"a@x","created_at":"2026-01-01T00:00:00Z"}"#]
    )
    try expectCSV(
      "name,email,score\nAda,a@x,50\n",
      gives: [#"{"type":"contact","name":"Ada","email":"a@x","fields":{"score":50}}"#])
  }
}

/// The file of rejected rows.
struct CSVRejectsTests {
  /// Rejects every entry of a file.
  private func rejects(_ file: String) throws -> String {
    var entries = try CSVEntries(MemorySource(file), CSVOptions(keepsSource: true))
    let format = entries.rejects
    var text = format.head
    while true {
      do {
        guard let entry = try entries.next() else { break }
        text += format.entry(entry.source, "no; \"really\"")
      } catch let error as BadEntry {
        text += format.entry(error.source, error.reason)
      }
    }
    return String(decoding: text + format.tail, as: UTF8.self)
  }

  @Test func rowsStandAsTheyWereWithTheReasonAfterThem() throws {
    let file = "Name;Note;Email\r\nAda;\"a \"\"b\"\"; c\";a@x\r\nBob\r\nCyd;;;more\n\"Dan\n"
    #expect(
      try rejects(file) == """
        Name;Note;Email;reject_reason
        Ada;"a ""b""; c";a@x;"no; ""really""\"
        Bob;;;"no; ""really""\"
        Cyd;;;more;field 4 has no column
        ;;;the quote opened on line 5 is never closed

        """)
  }

  @Test func theFileOfRejectsIsReadLikeTheOther() throws {
    let first = try rejects("Name,Email\nAda,a@x\n\" Bob\",b@x\n")
    #expect(try readCSV(first).rows == readCSV("Name,Email\nAda,a@x\n\" Bob\",b@x\n").rows)
    #expect(try rejects(first) == first)
  }
}

/// What holds for all input.
struct CSVPropertyTests {
  @Test func howBytesArriveMakesNoDifference() throws {
    var random = SeededGenerator(seed: 4)
    let file = Array(
      "Name;E-mail;Due;Amount;Deal\nJosé;a@x;31/01/2026;1.234,5;x\n\"B\nb\";;03/04/2026;;\n".utf8)
    let expected = try readCSV(MemorySource(file))
    #expect(expected.rows.count == 2)
    for _ in 0..<50 {
      let sizes = (0..<5).map { _ in Int.random(in: 1...9, using: &random) }
      let outcome = try readCSV(TrickleSource(file, sizes: sizes))
      #expect(outcome == expected)
    }
  }

  @Test func anyBytesAreReadToTheEnd() throws {
    var random = SeededGenerator(seed: 5)
    let pieces =
      [
        ",", ",", ";", "\n", "\n", "\"", "\"\"", " ", "\0", "\u{FF}", "é", "Name", "Email", "Title", "Amount",
        "Close Date", "Due Date", "company.domain", "fields.x", "id", "type", "contact", "created_at", "tags",
        "fields", "products", "do not contact", "31/01/26", "1/2", "12.5.", "1.234", "$", "€", "-", "[",
        "{\"a\":",
        "}", "]", ":::", "a@x", "46053", "99999999", "0/0/00", "Jan", "12:", "PM", "%", "(", ")", "sep=;\n",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3]]
    var rows = 0
    for _ in 0..<1_500 {
      let file = (0..<Int.random(in: 0...40, using: &random)).flatMap { _ in
        pieces[Int.random(in: pieces.indices, using: &random)]
      }
      do {
        rows += try readCSV(MemorySource(Array("Name,Amount,Due Date,Deal,company.industry\n".utf8) + file))
          .rows.count
        rows += try readCSV(MemorySource(file)).rows.count
      } catch is CSVHeaderError {
      } catch is CSVError {
      }
    }
    #expect(rows > 3_000)
  }
}

/// Gives bytes in pieces of the sizes asked for, over and over, as a slow pipe would.
private struct TrickleSource: ByteSource {
  let bytes: [UInt8]
  let sizes: [Int]
  var position = 0
  var reads = 0

  init(_ bytes: [UInt8], sizes: [Int]) {
    self.bytes = bytes
    self.sizes = sizes
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(sizes[reads % sizes.count], buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    reads += 1
    return count
  }
}
