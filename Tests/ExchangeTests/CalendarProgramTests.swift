import Bytes
import Testing

/// Calendars as programs write them.
struct CalendarProgramTests {
  private func meetings(_ text: String) throws -> [JSONObject] {
    let reading = try Reading(calendar: text)
    #expect(reading.bad.isEmpty)
    return reading.records.compactMap(\.last)
  }

  @Test func google() throws {
    let text = """
      BEGIN:VCALENDAR\r
      PRODID:-//Google Inc//Google Calendar 70.9054//EN\r
      VERSION:2.0\r
      CALSCALE:GREGORIAN\r
      METHOD:PUBLISH\r
      X-WR-CALNAME:ann@us.example\r
      X-WR-TIMEZONE:Europe/Berlin\r
      BEGIN:VEVENT\r
      DTSTART:20260310T130000Z\r
      DTEND:20260310T133000Z\r
      DTSTAMP:20260301T080000Z\r
      ORGANIZER;CN=Ann Lee:mailto:ann@us.example\r
      UID:abc123@google.com\r
      ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE\r
       ;CN=Ann Lee;X-NUM-GUESTS=0:mailto:ann@us.example\r
      ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=\r
       TRUE;CN=bob@acme.example;X-NUM-GUESTS=0:mailto:bob@acme.example\r
      X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij\r
      CREATED:20260301T080000Z\r
      DESCRIPTION:<b>Demo</b> of the new version\\, then questions\\n\\nJoin: https:/\r
       /meet.google.com/abc-defg-hij\r
      LAST-MODIFIED:20260301T080000Z\r
      LOCATION:\r
      SEQUENCE:0\r
      STATUS:CONFIRMED\r
      SUMMARY:Demo for Acme 👋\r
      TRANSP:OPAQUE\r
      END:VEVENT\r
      END:VCALENDAR\r

      """
    let meeting = try #require(try meetings(text).first)
    #expect(
      meeting == [
        "type": "meeting", "activity_id": meeting["activity_id"] ?? .null, "title": "Demo for Acme 👋",
        "occurred_at": "2026-03-10T13:00:00Z",
        "duration_seconds": 1800,
        "participants": [["name": "Ann Lee", "email": "ann@us.example"], ["email": "bob@acme.example"]],
        "source": "calendar", "content_hash": meeting["content_hash"] ?? .null,
        "external_id": "abc123@google.com",
        "fields": [
          "description":
            "<b>Demo</b> of the new version, then questions\n\nJoin: https://meet.google.com/abc-defg-hij"
        ],
      ])
  }

  @Test func outlook() throws {
    let text = """
      BEGIN:VCALENDAR
      PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
      VERSION:2.0
      METHOD:REQUEST
      X-MS-OLK-FORCEINSPECTOROPEN:TRUE
      BEGIN:VTIMEZONE
      TZID:W. Europe Standard Time
      BEGIN:STANDARD
      DTSTART:16011028T030000
      RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:16010325T020000
      RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      END:DAYLIGHT
      END:VTIMEZONE
      BEGIN:VEVENT
      ATTENDEE;CN="Ray, Bob";RSVP=TRUE:mailto:bob@acme.example
      CLASS:PUBLIC
      DTEND;TZID="W. Europe Standard Time":20260402T110000
      DTSTAMP:20260302T101010Z
      DTSTART;TZID="W. Europe Standard Time":20260402T100000
      LOCATION:Teams
      ORGANIZER;CN=Lee, Ann:mailto:ann@us.example
      PRIORITY:5
      SUMMARY;LANGUAGE=de:Jahresgespräch
      UID:040000008200E00074C5B7101A82E008
      X-ALT-DESC;FMTTYPE=text/html:<html>\\n<body></body></html>
      BEGIN:VALARM
      TRIGGER:-PT15M
      ACTION:DISPLAY
      DESCRIPTION:Reminder
      END:VALARM
      END:VEVENT
      END:VCALENDAR
      """
    let meeting = try #require(try meetings(text).first)
    #expect(meeting["occurred_at"] == "2026-04-02T08:00:00Z")
    #expect(meeting["duration_seconds"] == 3600)
    #expect(
      meeting["participants"] == [
        ["name": "Lee, Ann", "email": "ann@us.example"], ["name": "Ray, Bob", "email": "bob@acme.example"],
      ])
    #expect(meeting["fields"] == ["location": "Teams"])
  }

  @Test func apple() throws {
    let text = """
      BEGIN:VCALENDAR
      CALSCALE:GREGORIAN
      PRODID:-//Apple Inc.//macOS 14.0//EN
      VERSION:2.0
      X-APPLE-CALENDAR-COLOR:#1BADF8
      BEGIN:VTIMEZONE
      TZID:Europe/London
      BEGIN:DAYLIGHT
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      DTSTART:19810329T010000
      TZNAME:BST
      TZOFFSETTO:+0100
      TZOFFSETFROM:+0000
      END:DAYLIGHT
      BEGIN:STANDARD
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      DTSTART:19961027T020000
      TZNAME:GMT
      TZOFFSETTO:+0000
      TZOFFSETFROM:+0100
      END:STANDARD
      END:VTIMEZONE
      BEGIN:VEVENT
      TRANSP:OPAQUE
      DTEND;TZID=Europe/London:20260715T170000
      ORGANIZER;CN="Ann Lee";EMAIL="ann@us.example":/aMTIzNDU2Nzg5/principal/
      UID:5A6F-77
      DTSTAMP:20260101T120000Z
      LOCATION:Pier 1\\nLondon
      X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS=Pier 1\\nLondon;X-APPLE-RADI
       US=70;X-TITLE=Pier:geo:51.5,-0.1
      URL;VALUE=URI:https://pier.example
      SEQUENCE:1
      SUMMARY:Lunch
      DTSTART;TZID=Europe/London:20260715T160000
      CREATED:20260101T120000Z
      END:VEVENT
      BEGIN:VEVENT
      UID:B-1
      SUMMARY:Fair
      DTSTART;VALUE=DATE:20260801
      DTEND;VALUE=DATE:20260803
      RRULE:FREQ=YEARLY
      END:VEVENT
      END:VCALENDAR
      """
    let meetings = try meetings(text)
    #expect(meetings.map { $0["title"] } == ["Lunch", "Fair"])
    #expect(meetings.map { $0["occurred_at"] } == ["2026-07-15T15:00:00Z", "2026-07-31T22:00:00Z"])
    #expect(meetings[0]["participants"] == [["name": "Ann Lee", "email": "ann@us.example"]])
    #expect(meetings[0]["fields"] == ["location": "Pier 1\nLondon", "url": "https://pier.example"])
    #expect(meetings[1]["duration_seconds"] == 172_800)
    #expect(meetings[1]["fields"] == ["all_day": true])
  }
}
