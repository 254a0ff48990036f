import Bytes
import Testing

/// Cards as programs and phones write them.
struct VCardProgramTests {
  private func records(_ text: String) throws -> [JSONObject] {
    let reading = try Reading(cards: text)
    #expect(reading.bad.isEmpty)
    return reading.records.flatMap(\.self)
  }

  @Test func apple() throws {
    let text = """
      BEGIN:VCARD\r
      VERSION:3.0\r
      PRODID:-//Apple Inc.//macOS 14.0//EN\r
      N:Sørensen;Åse;;Dr.;\r
      FN:Dr. Åse Sørensen\r
      ORG:Fjord AS;Research\r
      TITLE:Head of Research\r
      EMAIL;type=INTERNET;type=HOME:aase@home.example\r
      EMAIL;type=INTERNET;type=WORK;type=pref:aase@fjord.example\r
      TEL;type=CELL;type=VOICE;type=pref:+47 900 00 000\r
      item1.TEL:+47 22 00 00 00\r
      item1.X-ABLabel:Assistant\r
      item2.ADR;type=WORK;type=pref:;;Kaia 1\\nInngang B;Oslo;;0150;Norway\r
      item2.X-ABADR:no\r
      NOTE:Met at the fair.\\n\\nLikes coffee\\, black.\r
      item3.URL;type=pref:https\\://fjord.example\r
      item3.X-ABLabel:_$!<HomePage>!$_\r
      BDAY;X-APPLE-OMIT-YEAR=1604;value=date:1604-05-17\r
      X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/aase\r
      PHOTO;ENCODING=b;TYPE=JPEG;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&640&640&abcdefgh\r
       ijkl==:/9j/4AAQSkZJRgABAQAAAQABAAD/4gxYSUNDX1BST0ZJTEUAAQEAAAxITGlubwIQAABtb\r
       nRyUkdCIFhZWiAHzgACAAkABgAxAABhY3NwTVNGVAAAAABJRUMgc1JHQgAAAAAAAAAAAAAAAAAA\r
      REV:2026-01-02T10:00:00Z\r
      UID:ABCD-1234:ABPerson\r
      END:VCARD\r

      """
    #expect(
      try records(text) == [
        [
          "type": "contact", "first_name": "Åse", "last_name": "Sørensen", "email": "aase@fjord.example",
          "emails": ["aase@fjord.example", "aase@home.example"], "phone": "+47 900 00 000",
          "phones": ["+47 900 00 000", "+47 22 00 00 00"], "company": "Fjord AS",
          "position": "Head of Research",
          "address": "Kaia 1\nInngang B", "city": "Oslo", "postcode": "0150", "country": "Norway",
          "notes": "Met at the fair.\n\nLikes coffee, black.", "external_id": "ABCD-1234:ABPerson",
          "fields": [
            "prefix": "Dr.", "department": "Research", "assistant_phone": "+47 22 00 00 00",
            "website": "https://fjord.example", "birthday": "--05-17",
            "linkedin": "https://www.linkedin.com/in/aase",
          ],
        ]
      ])
  }

  @Test func google() throws {
    let text = """
      BEGIN:VCARD
      VERSION:3.0
      FN:Bo Chen
      N:Chen;Bo;;;
      EMAIL;TYPE=INTERNET:bo@chen.example
      TEL;TYPE=CELL:+65 8000 0000
      item1.EMAIL;TYPE=INTERNET:bo.alt@chen.example
      item1.X-ABLabel:
      ADR;TYPE=HOME:;;12 Orchard Rd;Singapore;;238800;SG;12 Orchard Rd\\nSingapore 238800\\nSG
      item2.ORG:Chen & Co
      item2.TITLE:Partner
      BDAY:1980-02-29
      CATEGORIES:myContacts,Clients
      END:VCARD
      BEGIN:VCARD
      VERSION:3.0
      FN:Second Card
      N:Card;Second;;;
      END:VCARD
      """
    #expect(
      try records(text) == [
        [
          "type": "contact", "first_name": "Bo", "last_name": "Chen", "email": "bo@chen.example",
          "emails": ["bo@chen.example", "bo.alt@chen.example"], "phone": "+65 8000 0000",
          "phones": ["+65 8000 0000"],
          "company": "Chen & Co", "position": "Partner", "address": "12 Orchard Rd", "city": "Singapore",
          "postcode": "238800", "country": "SG", "birthday": "1980-02-29", "tags": ["myContacts", "Clients"],
        ],
        ["type": "contact", "first_name": "Second", "last_name": "Card"],
      ])
  }

  @Test func outlookIn21() throws {
    let text = """
      BEGIN:VCARD\r
      VERSION:2.1\r
      X-MS-SIGNATURE:YES\r
      N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg;;;\r
      FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller\r
      ORG;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller GmbH\r
      TEL;WORK;VOICE:+49 30 1\r
      TEL;WORK;FAX:+49 30 2\r
      TEL;CELL;PREF;VOICE:+49 170 3\r
      ADR;WORK;PREF:;;Hauptstr. 5;Berlin;;10115;Deutschland\r
      LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hauptstr. 5=0D=0A=\r
      10115 Berlin\r
      NOTE;ENCODING=QUOTED-PRINTABLE:first line=0D=0A=\r
      second line, with C:\\new; end=\r
      \r
      EMAIL;PREF;INTERNET:joerg@mueller.example\r
      X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r
      PHOTO;TYPE=JPEG;ENCODING=BASE64:\r
       /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoH\r
       BwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUE\r
      \r
      REV:20260101T101010Z\r
      END:VCARD\r

      """
    #expect(
      try records(text) == [
        [
          "type": "contact", "first_name": "Jörg", "last_name": "Müller", "email": "joerg@mueller.example",
          "emails": ["joerg@mueller.example"], "phone": "+49 170 3", "phones": ["+49 170 3", "+49 30 1"],
          "company": "Müller GmbH", "address": "Hauptstr. 5", "city": "Berlin", "postcode": "10115",
          "country": "Deutschland", "notes": "first line\nsecond line, with C:\\new; end",
          "fields": ["ms_signature": "YES", "fax": "+49 30 2"],
        ]
      ])
  }

  @Test func phoneIn21() throws {
    let text = """
      BEGIN:VCARD
      VERSION:2.1
      N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=
      =D0=B2;=D0=98=D0=B2=D0=B0=D0=BD;;;
      FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=20=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2
      TEL;CELL:+7 900 000-00-00
      TEL;X-Dacha:+7 495 1
      EMAIL;HOME:ivan@ivanov.example
      NOTE;ENCODING=QUOTED-PRINTABLE:ends badly=
      END:VCARD
      BEGIN:VCARD
      VERSION:2.1
      N:;Taxi;;;
      FN:Taxi
      TEL;VOICE:123
      PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
      iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4

      END:VCARD
      """
    #expect(
      try records(text) == [
        [
          "type": "contact", "first_name": "Иван", "last_name": "Иванов", "email": "ivan@ivanov.example",
          "emails": ["ivan@ivanov.example"], "phone": "+7 900 000-00-00",
          "phones": ["+7 900 000-00-00", "+7 495 1"], "notes": "ends badly=",
        ],
        ["type": "contact", "first_name": "Taxi", "phone": "123", "phones": ["123"]],
      ])
  }

  @Test func nextcloudIn40() throws {
    let text = """
      BEGIN:VCARD\r
      VERSION:4.0\r
      UID:urn:uuid:11111111-2222-3333-4444-555555555555\r
      PRODID:-//Nextcloud Contacts v5\r
      FN;PREF=1:Zoë Ünal\r
      FN:Z. Ünal\r
      N:Ünal;Zoë;;;\r
      KIND:individual\r
      EMAIL;TYPE=HOME;PREF=2:zoe@home.example\r
      EMAIL;TYPE="WORK";PREF=1:zoe@work.example\r
      TEL;VALUE=uri;TYPE="cell,voice":tel:+90-555-000\r
      ADR;TYPE=HOME;LABEL="Cadde 1^nIstanbul":;;Cadde 1;Istanbul;;34000;Türkiye\r
      BDAY:19900131\r
      ANNIVERSARY:20150601\r
      GENDER:F\r
      IMPP;TYPE=home:xmpp:zoe@chat.example\r
      CATEGORIES:Kunde,Presse\r
      RELATED;TYPE=spouse;VALUE=text:Ali\r
      PHOTO;ENCODING=b;TYPE=image/png:iVBORw0KGgo=\r
      REV:20260101T000000Z\r
      END:VCARD\r

      """
    #expect(
      try records(text) == [
        [
          "type": "contact", "first_name": "Zoë", "last_name": "Ünal", "email": "zoe@work.example",
          "emails": ["zoe@work.example", "zoe@home.example"], "phone": "+90-555-000",
          "phones": ["+90-555-000"],
          "birthday": "1990-01-31", "address": "Cadde 1", "city": "Istanbul", "postcode": "34000",
          "country": "Türkiye", "tags": ["Kunde", "Presse"],
          "external_id": "11111111-2222-3333-4444-555555555555",
          "fields": [
            "anniversary": "2015-06-01", "gender": "F", "impp": "xmpp:zoe@chat.example", "spouse": "Ali",
          ],
        ]
      ])
  }

  @Test func encodingsOfTheWholeFile() throws {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Jörg\r\nEND:VCARD\r\n"
    let expected: [[JSONObject]] = [[["type": "contact", "first_name": "Jörg", "last_name": "Müller"]]]
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let marked = [UInt8]([0xEF, 0xBB, 0xBF]) + text.utf8
    for bytes in [latin, utf16, marked] { #expect(try Reading(cards: bytes).records == expected) }
    #expect(try Reading(cards: marked + marked).records == expected + expected)
  }
}
