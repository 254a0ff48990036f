import Exchange
import Testing

/// What a file is, by its name or by how it begins.
struct FileFormatTests {
  @Test(arguments: [
    ("people.CSV", "", FileFormat.csv), ("a.tsv", "", .csv), ("a.jsonl", "name,email", .json),
    ("a.vcf", "", .vcard), ("inbox.mbox", "", .mail), ("a.eml", "", .mail), ("a.ics", "", .calendar),
    ("-", "{\"name\":1}", .json), ("-", "\n [", .json), ("-", "begin:vcard\r\n", .vcard),
    ("-", "BEGIN:VCALENDAR\nVERSION:2.0", .calendar), ("-", "From ada@x.example Mon Jan 1", .mail),
    ("-", "Received: from a\nFrom: b", .mail), ("-", "\u{FEFF}name;email\n", .csv), ("-", "From,To\n", .csv),
  ])
  func isFound(_ name: String, _ head: String, _ format: FileFormat) {
    #expect(FileFormat.detect(name: name, head: Array(head.utf8)) == format)
  }

  @Test func anEmptyStreamIsNone() {
    #expect(FileFormat.detect(name: "-", head: []) == nil)
  }
}
