import Bytes
import Exchange
import TestSupport
import Testing

/// Readers of cards and calendars end on whatever they are given, and say the same however it comes in.
struct ContentFuzzTests {
  private static let pieces = [
    "BEGIN:VCARD", "END:VCARD", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT",
    "BEGIN:VTIMEZONE",
    "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "BEGIN:VTODO", "END:VTODO", "VERSION:2.1",
    "VERSION:4.0", "N:a;b",
    "FN:c d", "AGENT:", "AGENT:BEGIN:VCARD\\nFN:x\\nEND:VCARD", "NOTE;ENCODING=QUOTED-PRINTABLE:=C3=A4=",
    "NOTE:ä",
    "PHOTO;ENCODING=b:QUJD", " QUJD", "\t", "", "item1.TEL:1", "item1.X-ABLabel:_$!<", "BDAY:--0412", "ORG:",
    "ADR:;;",
    "TZID:Z", "DTSTART;TZID=Z:20260302T090000", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYDAY=5MO;COUNT=99999999999",
    "RDATE:20260101",
    "DURATION:P999999999W", "DTEND:99991231T235959Z", "DTSTART:00010101", "RECURRENCE-ID:20260302",
    "EXDATE:20260302,",
    "ATTENDEE;CN=\"a:mailto:b@c", "STATUS:CANCELLED", "UID:1", "SUMMARY:x", "X-CRM-FIELDS:{\"a\":[1]}",
    "DUE:20260302",
  ]

  private func text(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...30, using: &generator) {
      bytes += (Self.pieces.randomElement(using: &generator) ?? "").utf8
      bytes += Int.random(in: 0...3, using: &generator) == 0 ? [0x0D, 0x0A] : [0x0A]
    }
    for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0...2, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: place)
      default: bytes.insert(Array(":;,\"=\\\n .".utf8).randomElement(using: &generator) ?? 0, at: place)
      }
    }
    return bytes
  }

  @Test func anyBytesAreReadToTheirEnd() throws {
    var generator = SeededGenerator(seed: 2426)
    for _ in 0..<400 {
      let bytes = text(&generator)
      let cards = try Reading(VCardEntries(MemorySource(bytes), keepsSource: true))
      let slowly = SlowSource(bytes: bytes, generator: generator)
      #expect(try Reading(VCardEntries(slowly, keepsSource: true)) == cards)
      let events = try Reading(calendar: bytes, keepsSource: true)
      #expect(try Reading(calendar(slowly, keepsSource: true)) == events)
    }
  }

  /// What was rejected is read again as it was, with the reason in it.
  @Test func rejectsSayTheSameWhenTheyAreReadAgain() throws {
    var generator = SeededGenerator(seed: 6868)
    for _ in 0..<200 {
      let bytes = text(&generator)
      let reading = try Reading(VCardEntries(MemorySource(bytes), keepsSource: true))
      let rejects = VCardEntries(MemorySource([]), keepsSource: true).rejects
      for (source, records) in zip(reading.sources, reading.records) where reading.bad.isEmpty {
        let again = try Reading(cards: rejects.entry(Array(source.utf8), "why\nnot"))
        #expect(again.records == [records])
      }
    }
  }

  @Test func nestedAndEndlessComponentsAreErrors() throws {
    let deep = "BEGIN:VCARD\nFN:x\n" + String(repeating: "BEGIN:A\n", count: 100_000) + "END:VCARD\n"
    #expect(try Reading(cards: deep).bad == ["1: components are nested too deep"])
    let agents = String(repeating: "BEGIN:VCARD\nAGENT:\n", count: 10_000)
    #expect(try Reading(cards: agents).records.isEmpty)
    let long =
      "BEGIN:VCARD\n" + String(repeating: "NOTE:\(String(repeating: "x", count: 1000))\n", count: 17_000)
      + "END:VCARD\nBEGIN:VCARD\nFN:x\nEND:VCARD\n"
    let reading = try Reading(cards: long)
    #expect(reading.bad == ["1: it is larger than 16777216 bytes"])
    #expect(reading.records.count == 1)
  }
}
