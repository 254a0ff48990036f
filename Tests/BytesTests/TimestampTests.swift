import TestSupport
import Testing

@testable import Bytes

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z"),
    ("2026-01-31t09:30:00z", "2026-01-31T09:30:00Z"),
    ("2026-01-31 09:30:00Z", "2026-01-31T09:30:00Z"),
    ("2026-01-31T09:30:00+02:00", "2026-01-31T07:30:00Z"),
    ("2026-01-01T00:30:00+05:45", "2025-12-31T18:45:00Z"),
    ("2026-12-31T20:00:00-08:00", "2027-01-01T04:00:00Z"),
    ("2026-01-31T09:30:00-00:00", "2026-01-31T09:30:00Z"),
    ("2026-01-31T09:30:00.5Z", "2026-01-31T09:30:00.500Z"),
    ("2026-01-31T09:30:00.120Z", "2026-01-31T09:30:00.120Z"),
    ("2026-01-31T09:30:00.000Z", "2026-01-31T09:30:00Z"),
    ("2026-01-31T09:30:00.1234Z", "2026-01-31T09:30:00.123400Z"),
    ("2026-01-31T09:30:00.123456Z", "2026-01-31T09:30:00.123456Z"),
    ("2026-01-31T09:30:00.123456999Z", "2026-01-31T09:30:00.123456Z"),
    ("2026-01-31T09:30:00.000000999Z", "2026-01-31T09:30:00Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ("1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"),
    ("1990-12-31T15:59:60.25-08:00", "1991-01-01T00:00:00.250Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ("9999-12-31T23:59:59.999999999+23:59", "9999-12-31T00:00:59.999999Z"),
  ])
  func readsAndWrites(text: String, written: String) throws {
    #expect(try #require(Timestamp(rfc3339: text)).description == written)
    #expect(Array(text.utf8).withUnsafeBufferPointer { Timestamp(rfc3339: $0) }?.description == written)
  }

  @Test(arguments: [
    "", "now", "2026-01-31", "2026-01-31T09:30:00", "2026-01-31T09:30Z", "2026-02-30T09:30:00Z",
    "2026-01-31T24:00:00Z", "2026-01-31T09:60:00Z", "2026-01-31T09:30:61Z", "2026-01-31T9:30:00Z",
    "2026-01-31T09:30:00.Z", "2026-01-31T09:30:00,5Z", "2026-01-31T09:30:00.1234567890Z",
    "2026-01-31T09:30:00+2:00", "2026-01-31T09:30:00+0200", "2026-01-31T09:30:00+24:00",
    "2026-01-31T09:30:00+02:60", "2026-01-31T09:30:00+02", "2026-01-31T09:30:00ZZ", "2026-01-31T09:30:00Z ",
    "2026-01-31_09:30:00Z", "2026-01-31  09:30:00Z", "0000-12-31T00:00:00Z", "12026-01-31T09:30:00Z",
    // Leap seconds are the last second of a month of UTC, and only that.
    "2026-06-15T12:30:60Z", "2026-06-15T23:59:60Z", "1990-12-31T23:59:60-08:00",
    // Out of the calendar once in UTC.
    "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
  ])
  func refuses(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func roundTrips() {
    var generator = SeededGenerator(seed: 1)
    let range = Timestamp.earliest.microseconds...Timestamp.latest.microseconds
    for _ in 0..<20_000 {
      let timestamp = Timestamp(microseconds: .random(in: range, using: &generator))
      #expect(Timestamp(rfc3339: timestamp.description) == timestamp)
    }
  }

  @Test func adds() throws {
    let start = try #require(Timestamp(rfc3339: "2024-02-28T23:59:59.5Z"))
    #expect(start.adding(seconds: 1).description == "2024-02-29T00:00:00.500Z")
    #expect(start.adding(days: 2).description == "2024-03-01T23:59:59.500Z")
    #expect(start.adding(days: -60).description == "2023-12-30T23:59:59.500Z")
    #expect(start.adding(seconds: 90).seconds(since: start) == 90)
    #expect(start.seconds(since: start.adding(microseconds: 250_000)) == -0.25)
    #expect(start < start.adding(microseconds: 1))
  }

  @Test(arguments: [Int.min, .max]) func staysInTheCalendar(far: Int) {
    let limit: Timestamp = far < 0 ? .earliest : .latest
    let start = Timestamp(seconds: 0)
    #expect(start.adding(microseconds: Int64(far)) == limit)
    #expect(start.adding(seconds: far) == limit)
    #expect(start.adding(days: far) == limit)
    #expect(limit.adding(days: far) == limit)
    #expect(Timestamp(seconds: far) == (far < 0 ? .earliest : .latest))
    #expect(Timestamp.earliest.description == "0001-01-01T00:00:00Z")
    #expect(Timestamp.latest.description == "9999-12-31T23:59:59.999999Z")
  }

  @Test(arguments: [
    (0, "just now"), (-59, "just now"), (59, "just now"), (-60, "1 minute ago"), (60, "in 1 minute"),
    (-3599, "59 minutes ago"), (-7200, "2 hours ago"), (3 * 86_400, "in 3 days"), (-86_400, "1 day ago"),
    (-13 * 86_400, "1 week ago"), (-29 * 86_400, "4 weeks ago"), (-30 * 86_400, "1 month ago"),
    (364 * 86_400, "in 12 months"), (-800 * 86_400, "2 years ago"),
  ])
  func speaksOfTheDistance(seconds: Int, words: String) throws {
    let now = try #require(Timestamp(rfc3339: "2026-06-15T09:00:00Z"))
    #expect(now.adding(seconds: seconds).relative(to: now) == words)
  }
}
