import Bytes
import Exchange
import Testing

/// Time zones that a calendar describes itself.
struct CalendarZoneTests {
  /// The instants that clocks of a zone show the times at.
  private func instants(_ zone: String, _ times: [String]) throws -> [String] {
    let events = times.map { "BEGIN:VEVENT\nUID:\($0)\nDTSTART;TZID=Z:\($0)\nEND:VEVENT\n" }.joined()
    let text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\n\(zone)\nEND:VTIMEZONE\n\(events)END:VCALENDAR\n"
    let reading = try Reading(calendar: text)
    #expect(reading.bad.isEmpty)
    // Where the zone stands makes no difference.
    let behind = text.replacing(/BEGIN:VTIMEZONE(.|\n)*END:VTIMEZONE\n/, with: "")
      .replacing("END:VCALENDAR", with: "BEGIN:VTIMEZONE\nTZID:Z\n\(zone)\nEND:VTIMEZONE\nEND:VCALENDAR")
    #expect(try Reading(calendar: behind).records == reading.records)
    return reading.records.compactMap { $0[0]["occurred_at"]?.string }
  }

  private func observance(_ name: String, _ from: String, _ to: String, _ start: String, _ rule: String = "")
    -> String
  {
    "BEGIN:\(name)\nTZOFFSETFROM:\(from)\nTZOFFSETTO:\(to)\nDTSTART:\(start)\n\(rule)\nEND:\(name)\n"
  }

  @Test func berlinAsGoogleWritesIt() throws {
    let zone =
      observance("DAYLIGHT", "+0100", "+0200", "19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
      + observance("STANDARD", "+0200", "+0100", "19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
    #expect(
      try instants(
        zone,
        [
          "20260102T090000", "20260702T090000", "20260329T015959", "20260329T023000", "20260329T030000",
          "20261025T023000", "20261025T030000", "19600702T090000",
        ])
        == [
          "2026-01-02T08:00:00Z", "2026-07-02T07:00:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:30:00Z",
          "2026-03-29T01:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z", "1960-07-02T08:00:00Z",
        ])
  }

  @Test func aRuleIsWhatTheFileOfTheZoneSays() throws {
    let zone =
      observance("STANDARD", "-0400", "-0500", "16011104T020000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11")
      + observance("DAYLIGHT", "-0500", "-0400", "16010311T020000", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3")
    let posix = try Zone(posix: "EST5EDT,M3.2.0,M11.1.0")
    var times: [String] = []
    var expected: [String] = []
    for hour in stride(from: 0, to: 2 * 365 * 24, by: 31) {
      let day = Day(daysSince1970: 20_454 + hour / 24)
      let digits = day.description.filter { $0 != "-" }
      times.append("\(digits)T\(hour % 24 < 10 ? "0" : "")\(hour % 24)3000")
      expected.append(posix.instant(day, secondOfDay: hour % 24 * 3600 + 1800).description)
    }
    #expect(try instants(zone, times) == expected)
  }

  @Test func rulesEndAndDatesAreListed() throws {
    let zone =
      observance("STANDARD", "+0000", "+0100", "20000101T000000")
      + observance(
        "DAYLIGHT", "+0100", "+0200", "20010401T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU;UNTIL=20030406T010000Z")
      + observance(
        "STANDARD", "+0200", "+0100", "20011028T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=3")
      + observance("DAYLIGHT", "+0100", "+0530", "20100601T000000", "RDATE:20120601T000000,20130601T000000")
      + observance("STANDARD", "+0530", "-013015", "20110601T000000")
    #expect(
      try instants(
        zone,
        [
          "19990601T000000", "20020701T000000", "20030405T120000", "20030407T000000", "20040701T000000",
          "20100701T000000", "20110701T000000", "20150101T000000",
        ])
        == [
          "1999-06-01T00:00:00Z", "2002-06-30T22:00:00Z", "2003-04-05T11:00:00Z", "2003-04-06T22:00:00Z",
          "2004-06-30T23:00:00Z", "2010-06-30T18:30:00Z", "2011-07-01T01:30:15Z", "2014-12-31T18:30:00Z",
        ])
  }

  @Test func aZoneThatTellsNothingIsLookedUp() throws {
    let text =
      "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:America/New_York\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=America/New_York:20260302T090000\nEND:VEVENT\nEND:VCALENDAR"
    #expect(try Reading(calendar: text).records.first?[0]["occurred_at"] == "2026-03-02T14:00:00Z")
  }
}
