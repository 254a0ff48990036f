import TestSupport
import Testing

@testable import Bytes

/// People in the fields of a message, in the forms of today and of before.
struct MailAddressTests {
  @Test(
    arguments: [
      ("", []),
      ("ann@x.example", ["ann@x.example"]),
      ("<ann@x.example>", ["ann@x.example"]),
      ("Ann Smith <ann@x.example>", ["Ann Smith <ann@x.example>"]),
      ("Ann  B.\tSmith<ann@x.example>", ["Ann B. Smith <ann@x.example>"]),
      (#""Smith, Ann" <ann@x.example>, bob@x.example"#, [#""Smith, Ann" <ann@x.example>"#, "bob@x.example"]),
      (#""Ann \"A\" Smith" <ann@x.example>"#, [#""Ann \"A\" Smith" <ann@x.example>"#]),
      (
        "Smith, Ann <ann@x.example>, Bob <bob@x.example>",
        [#""Smith, Ann" <ann@x.example>"#, "Bob <bob@x.example>"]
      ),
      ("'ann@x.example' <Ann@x.example>", ["Ann@x.example"]),
      ("'Ann Smith' <ann@x.example>", ["Ann Smith <ann@x.example>"]),
      ("ann@x.example (Ann Smith)", ["Ann Smith <ann@x.example>"]),
      (#"ann@x.example (Ann (the \) tall) Smith)"#, [#""Ann (the ) tall) Smith" <ann@x.example>"#]),
      ("Ann (office) <ann@x.example>", ["Ann <ann@x.example>"]),
      ("ann . smith @ x . example", ["ann.smith@x.example"]),
      ("<@a.example,@b.example:ann@x.example>", ["ann@x.example"]),
      ("undisclosed-recipients:;", []),
      (
        "Friends: Ann <ann@x.example>, bob@x.example;, carl@x.example",
        ["Ann <ann@x.example>", "bob@x.example", "carl@x.example"]
      ),
      ("=?utf-8?Q?J=C3=B6rg?= =?utf-8?B?TcO8bGxlcg==?= <j@x.example>", ["JörgMüller <j@x.example>"]),
      (#""=?utf-8?Q?J=C3=B6rg?=" <j@x.example>"#, ["Jörg <j@x.example>"]),
      ("=?utf-8?Q?Smith,_Ann?= <ann@x.example>", [#""Smith, Ann" <ann@x.example>"#]),
      ("root (Cron Daemon)", []),
      ("Ann Smith", []),
      ("</O=CORP/CN=ANN>, Bob <bob@x.example>", ["Bob <bob@x.example>"]),
      ("a@b@x.example, @x.example, ann@", []),
      ("Ann <ann@x.example", ["Ann <ann@x.example>"]),
      (#""Ann <ann@x.example>"#, ["Ann <ann@x.example>"]),
      (",;, ,ann@x.example;", ["ann@x.example"]),
      ("Ärger <ärger@käse.example>", ["Ärger <ärger@käse.example>"]),
    ] as [(String, [String])])
  func areListed(_ field: String, _ people: [String]) {
    #expect(MailAddress.list(Array(field.utf8)[...]).map(\.description) == people)
  }

  /// What is written by the rules is read again, whatever the names hold.
  @Test func whatIsWrittenIsReadAgain() {
    var random = SeededGenerator(seed: 3)
    let letters = Array("abc ABC.,;:<>()@\"\\'éß=?")
    for _ in 0..<500 {
      let people = (0..<Int.random(in: 1...4, using: &random)).map { number in
        let name = String(
          (0..<Int.random(in: 1...8, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a"
          })
        return MailAddress(name: "x\(name)x".onOneLine, address: "p\(number)@x.example")
      }
      let field = people.map(\.description).joined(separator: ", ")
      #expect(MailAddress.list(Array(field.utf8)[...]) == people, "\(field)")
    }
  }
}
