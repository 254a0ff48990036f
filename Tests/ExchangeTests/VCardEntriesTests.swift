import Bytes
import Exchange
import Testing

/// What becomes of each property of a card.
struct VCardEntriesTests {
  /// A contact whose card has, beside a name, the given lines.
  private func contact(_ lines: String, version: String = "3.0") throws -> JSONObject {
    let reading = try Reading(
      cards: "BEGIN:VCARD\r\nVERSION:\(version)\r\nN:Doe;Jane\r\n\(lines)\r\nEND:VCARD\r\n")
    try #require(reading.bad.isEmpty)
    var record = try #require(reading.records.first?.first)
    #expect(record.removeValue(forKey: "type") == "contact")
    if record["first_name"] == "Jane" { record["first_name"] = nil }
    if record["last_name"] == "Doe" { record["last_name"] = nil }
    return record
  }

  static let properties: [(String, JSONObject)] = [
    (
      "EMAIL:a@x.example\nEMAIL;TYPE=work,PREF:b@x.example",
      ["email": "b@x.example", "emails": ["b@x.example", "a@x.example"]]
    ),
    (
      "EMAIL;PREF=50:a@x.example\nEMAIL;PREF=2:b@x.example\nEMAIL:c@x.example",
      ["email": "b@x.example", "emails": ["b@x.example", "a@x.example", "c@x.example"]]
    ),
    (
      "EMAIL:mailto:a%2Bb@x.example\nEMAIL:a+b@x.example\nEMAIL:",
      ["email": "a+b@x.example", "emails": ["a+b@x.example"]]
    ),
    (
      "TEL;VALUE=uri;TYPE=\"voice,home\":tel:+1-555-555-5555;ext=5555",
      ["phone": "+1-555-555-5555 ext. 5555", "phones": ["+1-555-555-5555 ext. 5555"]]
    ),
    (
      "TEL;TYPE=fax:1\nTEL;TYPE=CELL:2\nTEL;TYPE=pager:3\nTEL;TYPE=fax,voice:4",
      ["phone": "2", "phones": ["2", "4"], "fields": ["fax": "1", "pager": "3"]]
    ),
    (
      "ORG:ABC\\, Inc.;North American Division;Marketing",
      ["company": "ABC, Inc.", "fields": ["department": "North American Division, Marketing"]]
    ),
    ("ORG:;Sales", ["fields": ["department": "Sales"]]),
    ("TITLE:CTO\nROLE:Programmer", ["position": "CTO", "fields": ["role": "Programmer"]]),
    ("ROLE:Programmer", ["position": "Programmer"]),
    ("TITLE:CTO\nTITLE:Founder", ["position": "CTO", "fields": ["title": "Founder"]]),
    (
      "ADR;TYPE=home:;;Main St. 1;Town;;123;\nADR;TYPE=work,pref:PO 1;Floor 2;Broadway 3,Back;New York;NY;10001;USA",
      [
        "address": "Broadway 3, Back, Floor 2, PO 1", "city": "New York", "region": "NY", "postcode": "10001",
        "country": "USA", "fields": ["address_2": "Main St. 1, 123 Town"],
      ]
    ),
    ("ADR:;;;;;;\nLABEL:1 Road\\nTown", ["address": "1 Road\nTown"]),
    ("BDAY:1996-04-15", ["birthday": "1996-04-15"]),
    ("BDAY;VALUE=date:19960415", ["birthday": "1996-04-15"]),
    ("BDAY:19960415T102200Z", ["birthday": "1996-04-15"]),
    ("BDAY:--0412", ["fields": ["birthday": "--04-12"]]),
    ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", ["fields": ["birthday": "--04-12"]]),
    ("BDAY;VALUE=text:circa 1800", ["fields": ["birthday": "circa 1800"]]),
    ("BDAY:1996-02-30", ["fields": ["birthday": "1996-02-30"]]),
    ("NOTE:a\\nb\\, c\\; d\\\\e\nNOTE:f", ["notes": "a\nb, c; d\\e\n\nf"]),
    ("CATEGORIES:VIP, Press\\, radio,", ["tags": ["VIP", "Press, radio"]]),
    (
      "URL:https://x.example\nURL:https://y.example",
      ["fields": ["website": "https://x.example", "website_2": "https://y.example"]]
    ),
    ("UID:urn:uuid:4fbe8971-0bc3", ["external_id": "4fbe8971-0bc3"]),
    ("UID;VALUE=text:urn:uuid:4f", ["external_id": "urn:uuid:4f"]),
    ("NICKNAME:Jim,Jimmie", ["fields": ["nickname": "Jim, Jimmie"]]),
    ("REV:20260101T000000Z\nPRODID:x\nX-REJECT-REASON:bad\nX-MS-OL-DESIGN:<card/>", [:]),
    (
      "X-Skype-Username:jane\nX-SKYPE-USERNAME:jd\nTZ:+01",
      ["fields": ["skype_username": "jane", "skype_username_2": "jd", "tz": "+01"]]
    ),
    (
      "item1.X-ABDATE:20080101\nitem1.X-ABLabel:_$!<Anniversary>!$_\nitem2.X-ABRELATEDNAMES:Bob\nitem2.X-ABLabel:_$!<Spouse>!$_",
      ["fields": ["anniversary": "2008-01-01", "spouse": "Bob"]]
    ),
    (
      "item1.TEL:1\nitem1.X-ABLabel:Summer house\nitem2.URL:https://b.example\nitem2.X-ABLabel:_$!<HomePage>!$_\nitem3.URL:https://c.example\nitem3.X-ABLabel:Blog",
      [
        "phone": "1", "phones": ["1"],
        "fields": ["summer_house_phone": "1", "website": "https://b.example", "blog": "https://c.example"],
      ]
    ),
    (
      "X-SOCIALPROFILE;type=twitter:https://t.example/jane\nRELATED;TYPE=friend:urn:uuid:1",
      ["fields": ["twitter": "https://t.example/jane", "friend": "urn:uuid:1"]]
    ),
    ("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;JD;1;;;", ["fields": ["nickname": "JD"]]),
    (
      "GEO:geo:1,2\nLANG:fr\nKIND:application\nKIND:individual",
      ["fields": ["geo": "geo:1,2", "lang": "fr", "kind": "application"]]
    ),
    ("FN:Dr. Jane Doe", ["fields": ["full_name": "Dr. Jane Doe"]]),
    ("FN:DOE\\, Jane", [:]),
    (
      "X-CRM-STATUS:qualified\nX-CRM-DO-NOT-CONTACT:true\nX-CRM-FIELDS:{\"size\":3\\,\"a\":\"b\"}\nX-CRM-HAT:x",
      ["status": "qualified", "do_not_contact": true, "fields": ["size": 3, "a": "b", "crm_hat": "x"]]
    ),
    (
      "ORG:Acme\norg2.ORG:Beta;Lab\norg2.TITLE:Advisor\nTITLE:CEO\norg3.ORG:acme",
      [
        "company": "Acme", "position": "CEO",
        "affiliations": [
          ["company": "Acme", "position": "CEO", "primary": true],
          ["company": "Beta", "position": "Advisor", "primary": false],
        ], "fields": ["department": "Lab"],
      ]
    ),
    (
      "AGENT:BEGIN:VCARD\\nVERSION:3.0\\nFN:Susan Thomas\\nTEL:+1\\nEMAIL\\;TYPE=work:s@x.example\\nEND:VCARD\\n",
      ["fields": ["agent": "Susan Thomas, s@x.example, +1"]]
    ),
    ("AGENT;VALUE=uri:CID:1@x.example", ["fields": ["agent": "CID:1@x.example"]]),
  ]

  @Test(arguments: properties) func becomesFields(_ lines: String, _ expected: JSONObject) throws {
    #expect(try contact(lines) == expected)
    #expect(try contact(lines, version: "4.0") == expected)
  }

  static let names: [(String, JSONObject)] = [
    (
      "N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.",
      [
        "first_name": "John Philip Paul", "last_name": "Stevenson",
        "fields": ["prefix": "Dr.", "suffix": "Jr., M.D."],
      ]
    ),
    ("N:;Cher;;;\nFN:Cher", ["first_name": "Cher"]),
    ("FN:Jane van Doe", ["name": "Jane van Doe"]),
    ("N:;;;;\nFN:a@x.example\nEMAIL:a@x.example", ["email": "a@x.example", "emails": ["a@x.example"]]),
    ("N:Müller\\; Söhne;Änne", ["first_name": "Änne", "last_name": "Müller; Söhne"]),
    (" \nN: Doe ; Jane", ["first_name": "Jane", "last_name": "Doe"]),
  ]

  @Test(arguments: names) func hasAName(_ lines: String, _ expected: JSONObject) throws {
    let reading = try Reading(cards: "BEGIN:VCARD\nVERSION:4.0\n\(lines)\nEND:VCARD")
    var record = try #require(reading.records.first?.first)
    record["type"] = nil
    #expect(record == expected)
  }

  @Test func organisationsAreCompanies() throws {
    let lines =
      "ORG:Acme;Sales\nTEL:1\nTEL:2\nEMAIL:info@x.example\nURL:https://x.example\nADR:;;Road 1;Town;R;9;Z\nX-GLN:7"
    let acme: JSONObject = [
      "type": "company", "name": "Acme", "phone": "1", "address": "Road 1", "city": "Town", "country": "Z",
      "website": "https://x.example",
      "fields": [
        "department": "Sales", "email": "info@x.example", "phone": "2", "gln": "7", "region": "R",
        "postcode": "9",
      ],
    ]
    for kind in ["KIND:org", "X-ABShowAs:COMPANY"] {
      let reading = try Reading(cards: "BEGIN:VCARD\nVERSION:4.0\nFN:Acme\n\(kind)\n\(lines)\nEND:VCARD")
      #expect(reading.records == [[acme]])
    }
    let bare = try Reading(cards: "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Acme\nORG:Acme\nEND:VCARD")
    #expect(bare.records == [[["type": "company", "name": "Acme"]]])
  }

  @Test func picturesAndGroupsAreLeftOutAndSaid() throws {
    let photo = String(repeating: "\r\n QUJDRA==", count: 2000)
    let card =
      "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;J\r\nPHOTO;ENCODING=b;TYPE=JPEG:QUJD\(photo)\r\nNOTE:n\r\nEND:VCARD\r\n"
    let other =
      "BEGIN:VCARD\nVERSION:4.0\nFN:X Y\nPHOTO:data:image/png;base64,QUJD\nLOGO:https://x.example/l.png\nX-ICON;ENCODING=B:QUJD\nEND:VCARD\n"
    let group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    let reading = try Reading(cards: Array((card + other + group).utf8), keepsSource: true)
    #expect(reading.records.count == 2)
    #expect(reading.records[0] == [["type": "contact", "first_name": "J", "last_name": "Doe", "notes": "n"]])
    #expect(
      reading.remarks == [
        "attachments of 1 card were left out", "logos of 1 card were left out",
        "photos of 2 cards were left out",
        "1 group of contacts was left out",
      ])
    #expect(reading.sources[0] == "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;J\r\nNOTE:n\r\nEND:VCARD\r\n")
  }

  @Test func anAgentMayBeACardBehindIt() throws {
    let text =
      "BEGIN:VCARD\nVERSION:2.1\nN:Doe;J\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Friday;Fred\nTEL:1\nEND:VCARD\nNOTE:n\nEND:VCARD"
    let reading = try Reading(cards: text)
    #expect(
      reading.records == [
        [
          [
            "type": "contact", "first_name": "J", "last_name": "Doe", "notes": "n",
            "fields": ["agent": "Fred Friday, 1"],
          ]
        ]
      ])
    #expect(reading.bad.isEmpty)
  }

  // MARK: What is wrong

  private let good = "BEGIN:VCARD\nVERSION:3.0\nN:Doe;J\nEND:VCARD\n"

  @Test(arguments: [
    ("BEGIN:VCARD\nN:A;B\n", "1: END:VCARD is missing"),
    ("hello\nFN:x\n", "1: this stands between no BEGIN and END"),
    ("BEGIN:VCARD\nN:A;B\nhello there\nEND:VCARD\n", "1: line 3 is not a property such as NAME:value"),
    ("BEGIN:VCARD\nN:A;B\nBEGIN:FOO\nEND:VCARD\n", "1: END:FOO is missing"),
    ("BEGIN:VCARD\nN:A;B\nEND:FOO\nEND:VCARD\n", "1: END:FOO has no BEGIN"),
    ("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n", "1: a VEVENT is not a card"),
    (
      "\nBEGIN:VCARD\nVERSION:2.1\nN;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:=E4;B\nEND:VCARD\n",
      "2: line 4 is written in 'KLINGON', which is not known"
    ),
  ])
  func badCardsAreSaidAndTheNextGoesOn(_ bad: String, _ said: String) throws {
    let reading = try Reading(cards: bad + good)
    #expect(reading.bad == [said])
    #expect(reading.records.count == 1)
    let after = try Reading(cards: good + bad)
    #expect(after.bad.count == 1)
    #expect(after.records.count == 1)
  }

  @Test func brokenTextIsSaid() throws {
    // Mostly UTF-8, so that one byte that is not is an error.
    var bytes = Array("BEGIN:VCARD\nVERSION:3.0\nN:Müller;Änne;Böse\nNOTE:".utf8)
    bytes += [0xFF, 0xFE]
    bytes += "\nEND:VCARD\n".utf8
    #expect(try Reading(cards: bytes).bad == ["1: the NOTE of line 4 is not valid text"])
  }

  @Test func rejectedCardsAreReadAgain() throws {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;J\r\nNOTE:long\r\n  er\r\nEND:VCARD\r\n"
    let reader = VCardEntries(MemorySource(text), keepsSource: true)
    let reading = try Reading(reader)
    #expect(reading.sources == [text])
    let rejected = reader.rejects.entry(Array(text.utf8), "an e-mail, and more")
    #expect(
      String(decoding: rejected, as: UTF8.self)
        == "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;J\r\nNOTE:long\r\n  er\r\nX-REJECT-REASON:an e-mail\\, and more\r\nEND:VCARD\r\n"
    )
    #expect(try Reading(cards: rejected).records == reading.records)
    // One without an END gets it, so that it can be read when it is corrected.
    let open = try Reading(cards: Array("BEGIN:VCARD\nN:A;B\n".utf8), keepsSource: true)
    #expect(open.sources == ["BEGIN:VCARD\r\nN:A;B\r\nEND:VCARD\r\n"])
  }
}
