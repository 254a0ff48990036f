import Testing

@testable import Bytes

@Suite struct ZoneRuleTests {
  /// Rules and the offsets they give, in seconds.
  @Test(arguments: [
    ("UTC0", "2026-06-15T00:00:00Z", 0),
    ("EST5", "2026-06-15T00:00:00Z", -18_000),
    ("<+0530>-5:30", "2026-06-15T00:00:00Z", 19_800),
    ("<-03>+3:00:30", "2026-06-15T00:00:00Z", -10_830),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600),
    // South of the equator, where the year begins in summer.
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2025-12-31T23:59:59Z", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00Z", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T15:59:59Z", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T16:00:00Z", 36_000),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-10-03T16:00:00Z", 39_600),
    // Half an hour of daylight saving time: Lord Howe Island.
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00:00Z", 39_600),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-07-01T00:00:00Z", 37_800),
    // Times outside the day: Greenland, on the evening before.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
    // Winter as the exception: Ireland, whose standard time is that of summer.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-06-15T00:00:00Z", 3600),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-12-15T00:00:00Z", 0),
    // The examples of RFC 9636, section 3.3.1: Jerusalem from 02:00 on a Friday, which is Thursday 26:00.
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7200),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800),
    // Daylight saving time all year.
    ("EST5EDT,0/0,J365/25", "2025-12-31T23:59:59Z", -14_400),
    ("EST5EDT,0/0,J365/25", "2026-01-01T04:59:59Z", -14_400),
    ("EST5EDT,0/0,J365/25", "2026-01-01T05:00:00Z", -14_400),
    ("EST5EDT,0/0,J365/25", "2024-12-31T12:00:00Z", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2026-01-01T02:59:59Z", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2026-01-01T03:00:00Z", -14_400),
    // Days of the year: J60 is March 1 in every year, 59 is so except in leap years.
    ("AAA0BBB,J60/0,J300/0", "2024-02-29T23:59:59Z", 0),
    ("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", 3600),
    ("AAA0BBB,J60/0,J300/0", "2026-03-01T00:00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2024-02-29T00:00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2026-02-28T23:59:59Z", 0),
    ("AAA0BBB,59/0,300/0", "2026-03-01T00:00:00Z", 3600),
    // Changes that happen in the year before, or after.
    ("AAA0BBB,J1/-48,J180/0", "2025-12-30T00:00:00Z", 3600),
    ("AAA0BBB,J1/-48,J180/0", "2025-12-29T23:59:59Z", 0),
    ("AAA0BBB,J180/0,J365/72", "2026-01-02T23:00:00Z", 0),
    ("AAA0BBB,J180/0,J365/72", "2026-01-02T22:59:59Z", 3600),
    // Without dates, those of the United States.
    ("EST5EDT", "2026-03-08T06:59:59Z", -18_000),
    ("EST5EDT", "2026-03-08T07:00:00Z", -14_400),
    ("EST5EDT4", "2026-11-01T06:00:00Z", -18_000),
    // At both ends of the calendar.
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "0001-01-01T00:00:00Z", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "9999-12-31T23:59:59Z", 39_600),
  ])
  func tellsTheOffset(rule: String, instant: String, offset: Int) throws {
    let zone = try Zone(posix: rule)
    #expect(zone.identifier == rule)
    #expect(zone.offset(at: try #require(Timestamp(rfc3339: instant))) == offset)
  }

  @Test(arguments: [
    "", "UTC", "AB1", "Europe/Berlin", "5", "<>0", "<UTC0", "UTC25", "UTC0:60", "UTC0:00:60", "UTC0:",
    "UTC 0",
    "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0",
    "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5,M10.5.0", "CET-1CEST,J0,J365", "CET-1CEST,J366,J1",
    "CET-1CEST,366,0", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0/,M10.5.0",
    "CET-1CEST,M3.5.0,M10.5.0,",
    "CET-1CEST,M3.5.0,M10.5.0/3 ", "CET-1C,M3.5.0,M10.5.0",
  ])
  func refuses(rule: String) {
    #expect(throws: ZoneError.badRule(rule)) { try Zone(posix: rule) }
  }
}
