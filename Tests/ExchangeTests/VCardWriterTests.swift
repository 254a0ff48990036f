import Bytes
import Exchange
import Models
import TestSupport
import Testing

/// Contacts written as cards are the same when they are read.
struct VCardWriterTests {
  static let texts = [
    "Jane", "O'Neil", "Müller; Söhne", "a,b", "back\\slash", "C:\\new", "two\nlines",
    "日本語の名前がとても長いので行が折り返される必要があります、そして続く",
    "emoji 👩‍👩‍👧 e\u{301}", "x:y=z", "=3D", "  ", "ends with backslash\\", "\"quoted\"", "^n", "tab\there",
    "{\"a\":1}",
    "a very long text that is to be folded because it has more octets than a line may have, that is seventy-five",
    "BEGIN:VCARD", "PREF", "~",
  ]

  /// A contact in the shape of a listing, with every field that people set now and then.
  private func contact(_ generator: inout SeededGenerator) -> JSONObject {
    func maybe() -> Bool { Bool.random(using: &generator) }
    func text() -> JSON { .string((Self.texts.randomElement(using: &generator) ?? "").trimmed) }
    func choice() -> JSON { maybe() ? text().orNull : .null }
    func distinct(_ suffix: String, _ count: Int) -> [JSON] {
      (0..<Int.random(in: 0...count, using: &generator)).map { index in
        .string("\(text().string ?? "")\(index)\(suffix)")
      }
    }
    var record: JSONObject = ["type": "contact", "id": 7]
    for name in [
      "first_name", "last_name", "position", "address", "city", "postcode", "region", "country", "notes",
    ] {
      record[name] = choice()
    }
    for name in ["status", "source", "owner", "external_id"] { record[name] = choice() }
    // Notes alone keep the white space at their ends.
    if maybe() { record["notes"] = " one\n\ntwo \n" }
    let emails = distinct("@x.example", 3)
    record["email"] = emails.first ?? .null
    record["emails"] = .array(emails)
    let phones = distinct(" 555", 3)
    record["phone"] = phones.first ?? .null
    record["phones"] = .array(phones)
    let companies = distinct(" Inc", 3)
    record["company"] = companies.first ?? .null
    record["affiliations"] = .array(
      companies.enumerated().map { index, company in
        let position = index == 0 ? record["position"] ?? .null : choice()
        return ["company_id": 3, "company": company, "position": position, "primary": .bool(index == 0)]
      })
    record["birthday"] = maybe() ? "1996-04-15" : .null
    record["do_not_contact"] = .bool(maybe())
    record["tags"] = .array(distinct(" tag", 3))
    record["created_at"] = "2026-01-31T09:30:00.123Z"
    record["updated_at"] = maybe() ? "2026-02-01T00:00:00Z" : .null
    var fields: JSONObject = [:]
    for name in ["nickname", "website", "prefix", "suffix", "department", "Größe", "x.y", "birthday", "role"]
    where maybe() {
      let values: [JSON] = [text(), text(), 3, 1.5, true, .null, " padded ", ""]
      fields[name] = values.randomElement(using: &generator)
    }
    record["fields"] = .object(fields)
    return record
  }

  /// What a reader is to give of a contact: all that people set, without what is not there.
  private func written(_ record: JSONObject) -> JSONObject {
    var expected: JSONObject = ["type": "contact"]
    for field in Catalog.of(.contact).fields where field.access == .written {
      guard let value = record[field.name], !value.isNull, value != [], value != [:], value != false else {
        continue
      }
      expected[field.name] = value
    }
    let affiliations = record["affiliations"]?.array ?? []
    expected["affiliations"] =
      affiliations.count < 2
      ? nil
      : .array(
        affiliations.map { item in
          [
            "company": item["company"] ?? .null, "position": item["position"] ?? .null,
            "primary": item["primary"] ?? .null,
          ]
        })
    return expected
  }

  @Test(arguments: VCardWriter.Version.allCases)
  func whatIsWrittenIsReadAgain(_ version: VCardWriter.Version) throws {
    var generator = SeededGenerator(seed: 6350)
    var writer = VCardWriter(version: version)
    var expected: [JSONObject] = []
    for _ in 0..<300 {
      let record = contact(&generator)
      let isNobody =
        ["first_name", "last_name"].allSatisfy { record[$0] == .null } && record["email"] == .null
        && record["phone"] == .null
      // A contact has a name, an address or a number.
      if isNobody { continue }
      writer.write(record)
      expected.append(written(record))
    }
    let reading = try Reading(cards: writer.bytes)
    #expect(reading.bad.isEmpty)
    try #require(reading.records.count == expected.count)
    for (found, expected) in zip(reading.records, expected) { #expect(found == [expected]) }
  }

  @Test func aCardLooksAsTheStandardSays() {
    var writer = VCardWriter()
    writer.write([
      "type": "contact", "first_name": "Åse", "last_name": "Sørensen",
      "emails": ["a@x.example", "b@x.example"],
      "phones": ["+47 1"], "company": "Fjord AS", "position": "CEO", "birthday": "1980-05-17", "city": "Oslo",
      "tags": ["a,b", "c"], "notes": "one\ntwo", "external_id": "7", "status": "new", "do_not_contact": false,
      "fields": ["website": "https://fjord.example", "size": 3],
    ])
    let text = """
      BEGIN:VCARD
      VERSION:4.0
      FN:Åse Sørensen
      N:Sørensen;Åse;;;
      EMAIL;PREF=1:a@x.example
      EMAIL:b@x.example
      TEL:+47 1
      ORG:Fjord AS
      TITLE:CEO
      ADR:;;;Oslo;;;
      BDAY:19800517
      URL:https://fjord.example
      CATEGORIES:a\\,b,c
      NOTE:one\\ntwo
      UID;VALUE=text:7
      X-CRM-STATUS:new
      X-CRM-FIELDS:{"size":3}
      END:VCARD

      """
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
    writer.removeAll()
    #expect(writer.bytes.isEmpty)
  }
}

extension JSON {
  /// Null for an empty text, as records have it.
  fileprivate var orNull: JSON { self == "" ? .null : self }
}

extension String {
  /// As the store keeps texts.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
