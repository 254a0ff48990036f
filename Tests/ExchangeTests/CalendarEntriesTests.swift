import Bytes
import Exchange
import Models
import Testing

/// What becomes of events, tasks and notes.
struct CalendarEntriesTests {
  private func calendar(_ components: String) -> String {
    "BEGIN:VCALENDAR\nVERSION:2.0\n\(components)\nEND:VCALENDAR\n"
  }

  private func event(_ lines: String) -> String {
    "BEGIN:VEVENT\nUID:1@x\nSUMMARY:Talk\n\(lines)\nEND:VEVENT"
  }

  @Test func anEventIsAMeetingAndItsActivity() throws {
    let text = calendar(
      event(
        """
        DTSTART:20260302T090000Z
        DTEND:20260302T103000Z
        DESCRIPTION:Agenda\\n1. Price
        LOCATION:Room 5\\, Acme
        URL:https://x.example/1
        ORGANIZER;CN=Ann Lee:mailto:ann@us.example
        ATTENDEE;CN="Bob ""B"" Ray";PARTSTAT=ACCEPTED:MAILTO:bob@acme.example
        ATTENDEE;CN=ann@us.example;PARTSTAT=ACCEPTED:mailto:Ann@us.example
        ATTENDEE;CN=Cy;PARTSTAT=DECLINED:mailto:cy@acme.example
        ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@acme.example
        ATTENDEE;CN=Di;EMAIL=di@acme.example:urn:uuid:1
        ATTENDEE;CN=Ed:invalid:nomail
        BEGIN:VALARM
        TRIGGER:-PT15M
        DESCRIPTION:Reminder
        END:VALARM
        """))
    let reading = try Reading(calendar: text)
    #expect(reading.bad.isEmpty)
    #expect(reading.remarks.isEmpty)
    #expect(reading.lines == [3])
    let records = try #require(reading.records.first)
    try #require(records.count == 2)
    #expect(
      records[1] == [
        "type": "meeting", "activity_id": records[0]["id"] ?? .null, "title": "Talk",
        "occurred_at": "2026-03-02T09:00:00Z", "duration_seconds": 5400,
        "participants": [
          ["name": "Ann Lee", "email": "ann@us.example"], ["name": "Bob B Ray", "email": "bob@acme.example"],
          ["name": "Di", "email": "di@acme.example"], ["name": "Ed"],
        ],
        "source": "calendar", "content_hash": records[1]["content_hash"] ?? .null, "external_id": "1@x",
        "fields": [
          "description": "Agenda\n1. Price", "location": "Room 5, Acme", "url": "https://x.example/1",
        ],
      ])
    #expect(
      records[0] == [
        "type": "activity", "id": records[0]["id"] ?? .null, "kind": "meeting", "subject": "Talk",
        "body": "Agenda\n1. Price\nLocation: Room 5, Acme\nhttps://x.example/1", "direction": "none",
        "occurred_at": "2026-03-02T09:00:00Z", "duration_minutes": 90,
        "contacts": [
          ["email": "ann@us.example"], ["email": "bob@acme.example"], ["email": "di@acme.example"],
        ],
        "source": "calendar", "external_id": "calendar:1@x",
      ])
  }

  static let times: [(String, String, Int64?)] = [
    ("DTSTART:20260302T090000Z", "2026-03-02T09:00:00Z", nil),
    ("DTSTART:20260302T090000\nDURATION:PT1H30M", "2026-03-02T08:00:00Z", 5400),
    (
      "DTSTART;TZID=America/New_York:20260302T090000\nDTEND;TZID=Europe/Berlin:20260302T160000",
      "2026-03-02T14:00:00Z", 3600
    ),
    ("DTSTART;TZID=/mozilla.org/20070129_1/Europe/Berlin:20260702T090000", "2026-07-02T07:00:00Z", nil),
    ("DTSTART;VALUE=DATE:20260302", "2026-03-01T23:00:00Z", 86_400),
    ("DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330", "2026-03-27T23:00:00Z", 2 * 86_400 - 3600),
    ("DTSTART:2026-03-02T09:00:00+02:00\nDURATION:P1W", "2026-03-02T07:00:00Z", 604_800),
    ("DTSTART:20260302T0900\nDURATION:-PT5M", "2026-03-02T08:00:00Z", nil),
    ("DTSTART:20260302T090000Z\nDTEND:20260301T090000Z", "2026-03-02T09:00:00Z", nil),
  ]

  @Test(arguments: times) func takesPlace(_ lines: String, _ begin: String, _ seconds: Int64?) throws {
    let reading = try Reading(calendar: calendar(event(lines)))
    #expect(reading.bad.isEmpty)
    let meeting = try #require(reading.records.first?.last)
    #expect(meeting["occurred_at"] == .string(begin))
    #expect(meeting["duration_seconds"]?.int64 == seconds)
  }

  static let bad: [(String, String)] = [
    ("DTSTART;TZID=Mars/Olympus:20260302T090000", "the time zone 'Mars/Olympus' is not known"),
    ("DTSTART;TZID=/etc/passwd:20260302T090000", "the time zone '/etc/passwd' is not known"),
    ("DTSTART:tomorrow", "'tomorrow' is not a time (DTSTART)"),
    ("DTSTART:20260230T090000Z", "'20260230T090000Z' is not a time (DTSTART)"),
    ("DTSTART:20260202T250000Z", "'20260202T250000Z' is not a time (DTSTART)"),
    ("DTSTART:20260202T090000Z\nDURATION:PT1X", "'PT1X' is not a time (DURATION)"),
    ("LOCATION:here", "it does not say when it begins (DTSTART)"),
    ("nonsense", "line 6 is not a property such as NAME:value"),
    ("BEGIN:VALARM", "END:VALARM is missing"),
  ]

  @Test(arguments: bad) func badEventsAreSaidAndTheNextGoesOn(_ lines: String, _ said: String) throws {
    let good = event("DTSTART:20260302T090000Z")
    let reading = try Reading(calendar: calendar("\(event(lines))\n\(good)"))
    #expect(reading.bad == ["3: " + said])
    #expect(reading.records.count == 1)
  }

  @Test func calendarsMayBeSeveralOrCutOff() throws {
    let good = event("DTSTART:20260302T090000Z")
    let cut = "BEGIN:VCALENDAR\n\(good)\nBEGIN:VEVENT\nUID:2\n"
    #expect(try Reading(calendar: calendar(good) + calendar(good)).records.count == 2)
    #expect(try Reading(calendar: good).records.count == 1)
    #expect(try Reading(calendar: event("DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY")).records.count == 1)
    let reading = try Reading(calendar: cut + calendar(good))
    #expect(reading.records.count == 2)
    #expect(reading.bad == ["7: END:VEVENT is missing"])
    let end = try Reading(calendar: calendar(good) + cut)
    #expect(end.bad == ["15: END:VEVENT is missing", "9: END:VCALENDAR is missing"])
    #expect(end.records.count == 2)
  }

  // MARK: Series

  @Test func aSeriesIsItsFirstOccurrenceAndThoseThatWereChanged() throws {
    let master = event("DTSTART;TZID=Europe/Berlin:20260302T090000\nRRULE:FREQ=WEEKLY")
    let second = event("RECURRENCE-ID;TZID=Europe/Berlin:20260309T090000\nDTSTART:20260309T120000Z")
    let reading = try Reading(calendar: calendar("\(master)\n\(second)"))
    #expect(reading.remarks == ["1 recurring event was taken as its first occurrence"])
    #expect(reading.records.map { $0.last?["external_id"] } == ["1@x/2026-03-09T08:00:00Z", "1@x"])
    #expect(reading.records.map { $0[0]["occurred_at"] } == ["2026-03-09T12:00:00Z", "2026-03-02T08:00:00Z"])
    #expect(reading.records[0].last?["content_hash"] != reading.records[1].last?["content_hash"])
  }

  @Test func aChangedFirstOccurrenceStandsForTheSeries() throws {
    let master = event("DTSTART;TZID=Europe/Berlin:20260302T090000\nRRULE:FREQ=WEEKLY")
    let first = event("RECURRENCE-ID:20260302T080000Z\nDTSTART:20260302T120000Z")
    let moved = try Reading(calendar: calendar("\(master)\n\(first)"))
    #expect(moved.records.map { $0[0]["occurred_at"] } == ["2026-03-02T12:00:00Z"])
    let gone = try Reading(
      calendar: calendar("\(master)\n\(first.replacing("SUMMARY:Talk", with: "STATUS:CANCELLED"))"))
    #expect(gone.records.isEmpty)
    #expect(gone.remarks.contains("1 cancelled event was left out"))
  }

  @Test func anEndBeforeTheBeginningIsLeftOutWithARemark() throws {
    let ends = [
      "DTEND:20260301T090000Z", "DURATION:-PT1H", "DTEND:20260302T090000Z", "DTEND:20260302T093000Z",
    ]
    let events = ends.map { "BEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20260302T090000Z\n\($0)\nEND:VEVENT\n" }
    let reading = try Reading(calendar: "BEGIN:VCALENDAR\n" + events.joined() + "END:VCALENDAR\n")
    #expect(reading.records.map { $0.last?["duration_seconds"] } == [nil, nil, nil, 1800])
    #expect(reading.remarks == ["2 events end before they begin, and were taken without their end"])
  }

  @Test func exceptedAndCancelledEventsAreLeftOut() throws {
    let excepted = event(
      "DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260316,20260302")
    let later = event("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260309")
    let cancelled = event("DTSTART:20260302T090000Z\nSTATUS:CANCELLED")
    let busy = "BEGIN:VFREEBUSY\nFREEBUSY:20260302T090000Z/PT1H\nEND:VFREEBUSY"
    let reading = try Reading(
      calendar: calendar([excepted, later, cancelled, busy, busy].joined(separator: "\n")))
    #expect(reading.records.count == 1)
    #expect(
      reading.remarks == [
        "1 recurring event was taken as its first occurrence",
        "1 recurring event was left out, as its first occurrence does not take place",
        "1 cancelled event was left out", "2 free and busy times were left out",
      ])
    let taken = try Reading(calendar: calendar("METHOD:CANCEL\n" + event("DTSTART:20260302T090000Z")))
    #expect(taken.records.isEmpty)
    #expect(taken.remarks == ["1 cancelled event was left out"])
  }

  // MARK: Identity

  @Test func withoutAnIdAnEventIsWhatItSays() throws {
    func hash(_ lines: String) throws -> JSON? {
      let text = calendar("BEGIN:VEVENT\nDTSTART:20260302T090000Z\n\(lines)\nEND:VEVENT")
      let records = try #require(try Reading(calendar: text).records.first)
      #expect(records.allSatisfy { $0["external_id"] == nil })
      #expect(records[1]["title"] == (lines.contains("SUMMARY") ? "Talk" : "(no title)"))
      return records[1]["content_hash"]
    }
    let first = try hash("SUMMARY:Talk\nDTSTAMP:20260101T000000Z")
    #expect(try hash("SUMMARY:Talk\nDTSTAMP:20260102T000000Z\nSEQUENCE:3") == first)
    #expect(try hash("SUMMARY:Talk\nLOCATION:x") != first)
    #expect(try hash("LOCATION:x") != first)
  }

  // MARK: Tasks and notes

  static let tasks: [(String, JSONObject)] = [
    (
      "DUE;VALUE=DATE:20260305\nPRIORITY:1\nDESCRIPTION:all of it",
      ["due_date": "2026-03-05", "priority": "urgent", "description": "all of it", "status": "todo"]
    ),
    (
      "DUE:20260304T233000Z\nPRIORITY:3\nSTATUS:IN-PROCESS",
      ["due_date": "2026-03-05", "priority": "high", "status": "in_progress"]
    ),
    (
      "PRIORITY:5\nSTATUS:COMPLETED\nCOMPLETED:20260301T100000Z",
      ["priority": "medium", "status": "completed", "completed_at": "2026-03-01T10:00:00Z"]
    ),
    (
      "PRIORITY:9\nCOMPLETED:20260301T100000Z",
      ["priority": "low", "status": "completed", "completed_at": "2026-03-01T10:00:00Z"]
    ),
    ("PRIORITY:0\nSTATUS:CANCELLED\nCOMPLETED:20260301T100000Z", ["status": "cancelled"]),
    (
      "DTSTART;VALUE=DATE:20260305\nDURATION:P2D\nCONTACT:bo@acme.example",
      ["due_date": "2026-03-07", "status": "todo", "contact_email": "bo@acme.example"]
    ),
  ]

  @Test(arguments: tasks) func aToDoIsATask(_ lines: String, _ expected: JSONObject) throws {
    let reading = try Reading(calendar: calendar("BEGIN:VTODO\nUID:t1\nSUMMARY:Send it\n\(lines)\nEND:VTODO"))
    var task = try #require(reading.records.first?.first)
    #expect(task.removeValue(forKey: "type") == "task")
    #expect(task.removeValue(forKey: "title") == "Send it")
    #expect(task.removeValue(forKey: "external_id") == "t1")
    #expect(task == expected)
  }

  @Test func aJournalEntryIsANote() throws {
    let text = calendar(
      "BEGIN:VJOURNAL\nUID:j1\nDTSTART;VALUE=DATE:20260302\nSUMMARY:Fair\nDESCRIPTION:Busy\nEND:VJOURNAL")
    #expect(
      try Reading(calendar: text).records == [
        [
          [
            "type": "activity", "kind": "note", "subject": "Fair", "body": "Busy", "direction": "none",
            "occurred_at": "2026-03-01T23:00:00Z", "source": "calendar", "external_id": "j1",
          ]
        ]
      ])
  }

  // MARK: Rejects

  @Test func rejectedEventsTakeTheirZonesAlong() throws {
    let zone =
      "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    let event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Here:20260302T090000\r\nEND:VEVENT\r\n"
    let text = "BEGIN:VCALENDAR\r\n\(zone)\(event)END:VCALENDAR\r\n"
    let reading = try Reading(calendar: text, keepsSource: true)
    #expect(reading.sources == [zone + event])
    let rejects = try calendarReader(text).rejects
    let file = rejects.head + rejects.entry(Array(reading.sources[0].utf8), "no; not this") + rejects.tail
    let reason = "X-REJECT-REASON:no\\; not this\r\n"
    #expect(
      String(decoding: file, as: UTF8.self).hasSuffix("090000\r\n\(reason)END:VEVENT\r\nEND:VCALENDAR\r\n"))
    #expect(try Reading(calendar: file).records == reading.records)
    #expect(reading.records[0][0]["occurred_at"] == "2026-03-02T06:00:00Z")
  }

  private func calendarReader(_ text: String) throws -> CalendarEntries<MemorySource> {
    try ExchangeTests.calendar(MemorySource(text), keepsSource: true)
  }

  @Test func strangersAreLeftOut() throws {
    var reader = try calendarReader(calendar(event("DTSTART:20260302T090000Z")))
    let entry = try #require(try reader.next())
    #expect(entry.strangers == .leftOut)
  }
}
