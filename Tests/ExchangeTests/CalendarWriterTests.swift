import Bytes
import Exchange
import TestSupport
import Testing

/// Meetings, activities and tasks written as a calendar are the same when they are read.
struct CalendarWriterTests {
  private func file(_ records: [JSONObject]) throws -> [UInt8] {
    var writer = CalendarWriter(zone: try Zone(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
    for record in records { writer.write(record) }
    return CalendarWriter.head + writer.bytes + CalendarWriter.tail
  }

  private func without(_ names: [String], _ record: JSONObject) -> JSONObject {
    JSONObject(record.filter { !names.contains($0.key) && !$0.value.isNull }.map { ($0.key, $0.value) })
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    var generator = SeededGenerator(seed: 5545)
    func text() -> JSON {
      .string(
        VCardWriterTests.texts.filter { $0 == $0.trimmingPrefix(" ") && $0 != "  " }.randomElement(
          using: &generator) ?? "x")
    }
    func time() -> JSON {
      .string(Timestamp(seconds: Int.random(in: 0...4_000_000_000, using: &generator)).description)
    }
    func maybe(_ value: JSON) -> JSON { Bool.random(using: &generator) ? value : .null }
    var records: [JSONObject] = []
    var expected: [[JSONObject]] = []
    for id in 1...400 {
      let external = maybe(.string("id-\(id)"))
      let people: JSON = [
        ["name": text(), "email": .string("a%b+\(id)@x.example")], ["name": text()], ["email": "c@x.example"],
      ]
      let meeting: JSONObject = [
        "type": "meeting", "id": .number(JSONNumber(Int64(id))), "title": text(), "occurred_at": time(),
        "duration_seconds": maybe(4500), "participants": people, "source": maybe("zoom"),
        "content_hash": .string("h\(id)"), "external_id": external,
        "fields": ["description": text(), "location": text(), "url": "https://x.example/?a=b;c,d"],
        "updated_at": time(),
      ]
      let activity: JSONObject = [
        "type": "activity", "id": 5, "kind": "meeting", "subject": text(), "body": maybe(text()),
        "direction": "none",
        "occurred_at": time(), "duration_minutes": maybe(45), "contacts": [["email": "a@x.example"]],
        "source": "manual", "external_id": external,
      ]
      let isDone = Bool.random(using: &generator)
      let task: JSONObject = [
        "type": "task", "id": 6, "title": text(), "description": maybe(text()),
        "due_date": maybe("2026-03-05"),
        "priority": .string(["low", "medium", "high", "urgent"].randomElement(using: &generator) ?? ""),
        "status": isDone
          ? "completed"
          : .string(["todo", "in_progress", "cancelled"].randomElement(using: &generator) ?? ""),
        "completed_at": isDone ? time() : .null, "contact_email": maybe("a@x.example"),
        "external_id": external,
      ]
      records += [meeting, activity, task]
      expected += [[meeting], [activity], [task]]
    }
    let reading = try Reading(calendar: try file(records))
    #expect(reading.bad.isEmpty)
    try #require(reading.records.count == expected.count)
    for (found, expected) in zip(reading.records, expected) {
      var wanted = without(["id", "updated_at"], expected[0])
      if wanted["type"] == "meeting", wanted["source"] == nil { wanted["source"] = "calendar" }
      #expect(found == [wanted])
    }
  }

  @Test func aMeetingFromACalendarComesBackWithItsActivity() throws {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:1@x
      SUMMARY:Fair
      DTSTART;VALUE=DATE:20260328
      DTEND;VALUE=DATE:20260330
      ATTENDEE;CN=Bob:mailto:bob@acme.example
      END:VEVENT
      BEGIN:VEVENT
      UID:1@x
      RECURRENCE-ID:20260302T080000Z
      DTSTART:20260302T120000Z
      SUMMARY:Moved
      END:VEVENT
      END:VCALENDAR
      """
    let reading = try Reading(calendar: text)
    // The activity is the meeting, and is not written a second time.
    let again = try Reading(calendar: try file(reading.records.flatMap(\.self)))
    #expect(again.records == reading.records)
    #expect(again.records.count == 2)
  }

  @Test func anEventLooksAsTheStandardSays() throws {
    let bytes = try file([
      [
        "type": "meeting", "id": 12, "title": "Talk, at last", "occurred_at": "2026-03-02T09:00:00.500Z",
        "duration_seconds": 1800, "participants": [["name": "Ray; Bob", "email": "bob@acme.example"]],
        "content_hash": "h", "fields": [:], "updated_at": "2026-03-01T00:00:00Z",
      ],
      [
        "type": "task", "id": 3, "title": "Call", "due_date": "2026-03-05", "priority": "high",
        "status": "todo",
      ],
      ["type": "deal", "id": 1, "title": "Deal"],
      ["type": "activity", "id": 1, "kind": "call", "occurred_at": "2026-03-02T09:00:00Z"],
    ])
    let text = """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//crm//crm//EN
      BEGIN:VEVENT
      UID:meeting-12@crm
      DTSTAMP:20260301T000000Z
      SUMMARY:Talk\\, at last
      DTSTART:20260302T090000Z
      DURATION:PT1800S
      ATTENDEE;CN="Ray; Bob":mailto:bob@acme.example
      X-CRM-TYPE:meeting
      X-CRM-CONTENT-HASH:h
      END:VEVENT
      BEGIN:VTODO
      UID:task-3@crm
      SUMMARY:Call
      DUE;VALUE=DATE:20260305
      PRIORITY:3
      STATUS:NEEDS-ACTION
      END:VTODO
      END:VCALENDAR

      """
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
    // Ids that were made up are not those of another system.
    #expect(try Reading(calendar: bytes).records.allSatisfy { $0[0]["external_id"] == nil })
  }
}
