import Foundation
import Testing

@testable import Bytes

@Suite struct ZoneTests {
  @Test func utcAndFixedOffsets() throws {
    let instant = try #require(Timestamp(rfc3339: "2026-06-15T23:00:00Z"))
    #expect(Zone.utc.identifier == "UTC")
    #expect(Zone.utc.localTime(of: instant) == (instant.day, 23 * 3600))

    let india = try #require(Zone(secondsFromUTC: 19_800))
    #expect(india.identifier == "+05:30")
    #expect(india.offset(at: instant) == 19_800)
    #expect(india.day(of: instant).description == "2026-06-16")
    #expect(Zone(secondsFromUTC: -3600)?.identifier == "-01:00")
    #expect(Zone(secondsFromUTC: -3601)?.identifier == "-01:00:01")
    #expect(Zone(secondsFromUTC: 86_400) == nil)
    #expect(Zone(secondsFromUTC: .min) == nil)
  }

  /// Local times around changes of clocks: the instant meant, and what clocks show at it.
  @Test(arguments: [
    // Berlin goes forward at 02:00 and back at 03:00.
    ("Berlin", "2026-03-29", "01:59", "2026-03-29T00:59:00Z", "2026-03-29 01:59"),
    ("Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00Z", "2026-03-29 03:30"),
    ("Berlin", "2026-03-29", "03:00", "2026-03-29T01:00:00Z", "2026-03-29 03:00"),
    ("Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z", "2026-10-25 02:30"),
    ("Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00Z", "2026-10-25 03:00"),
    // Far beyond the transitions in the file, where its rule holds.
    ("Berlin", "2099-03-29", "02:30", "2099-03-29T01:30:00Z", "2099-03-29 03:30"),
    ("Berlin", "2099-07-01", "12:00", "2099-07-01T10:00:00Z", "2099-07-01 12:00"),
    // Before the first: the mean time of the place.
    ("Berlin", "1800-01-01", "12:00", "1800-01-01T11:06:32Z", "1800-01-01 12:00"),
    ("New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00Z", "2026-03-08 03:30"),
    ("New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z", "2026-11-01 01:30"),
    // São Paulo went forward at midnight, and back at midnight to the day before.
    ("Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T03:00:00Z", "2018-11-04 01:00"),
    ("Sao_Paulo", "2018-02-17", "23:30", "2018-02-18T01:30:00Z", "2018-02-17 23:30"),
    // Samoa left out a day.
    ("Apia", "2011-12-30", "12:00", "2011-12-30T22:00:00Z", "2011-12-31 12:00"),
  ])
  func placesLocalTimes(file: String, date: String, clock: String, instant: String, shown: String) throws {
    let zone = try ZoneFixture.zone(file)
    let fields = clock.split(separator: ":").compactMap { Int($0) }
    let day = try #require(Day(iso: date))
    let found = zone.instant(day, secondOfDay: fields[0] * 3600 + fields[1] * 60)
    #expect(found.description == instant)
    let (localDay, secondOfDay) = zone.localTime(of: found)
    #expect("\(localDay) \(String(format: "%02d:%02d", secondOfDay / 3600, secondOfDay / 60 % 60))" == shown)
  }

  @Test(arguments: [
    ("Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
    ("Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
    ("Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
    ("Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z"),
    ("Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
    ("Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"),
    ("Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
    ("Berlin", "9999-12-31", "9999-12-30T23:00:00Z", "9999-12-31T23:59:59.999999Z"),
    ("Berlin", "0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T23:06:32Z"),
  ])
  func boundsDays(file: String, date: String, start: String, end: String) throws {
    let day = try #require(Day(iso: date))
    let range = try ZoneFixture.zone(file).instants(of: day...day)
    #expect(range.lowerBound.description == start)
    #expect(range.upperBound.description == end)
  }

  @Test func startsTheDayInsideAGapThatBeginsBeforeMidnight() throws {
    // Toronto went forward from 23:30 to 00:30 on 1919-03-30.
    let zone = try Zone(posix: "EST5EDT,M3.5.0/-0:30,M10.5.0")
    let change = try #require(Timestamp(rfc3339: "2026-03-29T04:30:00Z"))
    let day = try #require(Day(iso: "2026-03-29"))
    #expect(zone.start(of: day) == change)
    #expect(zone.localTime(of: change) == (day, 1800))
    #expect(zone.day(of: change.adding(microseconds: -1)) == day.adding(days: -1))
  }
}

extension Timestamp {
  fileprivate var day: Day { Zone.utc.day(of: self) }
}
