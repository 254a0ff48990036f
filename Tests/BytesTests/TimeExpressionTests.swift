import TestSupport
import Testing

@testable import Bytes

@Suite struct TimeExpressionTests {
  /// 2026-06-15 is a Monday.
  static let monday = "2026-06-15T09:00:00.5Z"

  @Test(arguments: [
    ("today", "2026-06-15"), ("yesterday", "2026-06-14"), ("tomorrow", "2026-06-16"),
    (" Today ", "2026-06-15"),
    ("2026-01-31", "2026-01-31"), ("2024-02-29", "2024-02-29"),
    ("monday", "2026-06-22"), ("tuesday", "2026-06-16"), ("Sunday", "2026-06-21"), ("fri", "2026-06-19"),
    ("this monday", "2026-06-15"), ("this friday", "2026-06-19"), ("next friday", "2026-06-26"),
    ("next_tuesday", "2026-06-23"), ("next monday", "2026-06-22"), ("last friday", "2026-06-12"),
    ("last monday", "2026-06-08"), ("last sunday", "2026-06-14"),
  ])
  func namesDays(text: String, day: String) throws {
    let now = try #require(Timestamp(rfc3339: Self.monday))
    let expression = try TimeExpression(text)
    let expected = try #require(Day(iso: day))
    #expect(try expression.moment(now: now, zone: .utc) == .day(expected))
    #expect(try expression.period(now: now, zone: .utc) == Period(expected...expected, in: .utc))
  }

  @Test(arguments: [
    ("now", "2026-06-15T09:00:00.500Z"),
    ("-30d", "2026-05-16T09:00:00.500Z"), ("+2w", "2026-06-29T09:00:00.500Z"),
    ("-3m", "2026-03-15T09:00:00.500Z"), ("-1y", "2025-06-15T09:00:00.500Z"),
    ("+4h", "2026-06-15T13:00:00.500Z"), ("-90min", "2026-06-15T07:30:00.500Z"),
    ("-2 weeks", "2026-06-01T09:00:00.500Z"), ("+1 month", "2026-07-15T09:00:00.500Z"),
    ("-0D", "2026-06-15T09:00:00.500Z"),
    ("-999999999y", "0001-01-01T09:00:00.500Z"), ("+999999999w", "9999-12-31T09:00:00.500Z"),
    ("+999999999h", "9999-12-31T23:59:59.999999Z"),
    ("2026-01-31 14:30", "2026-01-31T14:30:00Z"), ("2026-01-31T14:30", "2026-01-31T14:30:00Z"),
    ("2026-01-31T14:30:15", "2026-01-31T14:30:15Z"),
    ("2026-01-31T14:30:00.25Z", "2026-01-31T14:30:00.250Z"),
    ("2026-01-31 14:30:00+02:00", "2026-01-31T12:30:00Z"),
  ])
  func namesInstants(text: String, instant: String) throws {
    let now = try #require(Timestamp(rfc3339: Self.monday))
    let expression = try TimeExpression(text)
    let expected = try #require(Timestamp(rfc3339: instant))
    #expect(try expression.moment(now: now, zone: .utc) == .instant(expected))
    #expect(throws: TimeExpressionError.instant(text)) { try expression.period(now: now, zone: .utc) }
  }

  @Test(arguments: [
    ("this_week", "2026-06-15", "2026-06-21"), ("last week", "2026-06-08", "2026-06-14"),
    ("next_week", "2026-06-22", "2026-06-28"), ("This Month", "2026-06-01", "2026-06-30"),
    ("last_month", "2026-05-01", "2026-05-31"), ("next_month", "2026-07-01", "2026-07-31"),
    ("this_quarter", "2026-04-01", "2026-06-30"), ("last_quarter", "2026-01-01", "2026-03-31"),
    ("next_quarter", "2026-07-01", "2026-09-30"), ("this_year", "2026-01-01", "2026-12-31"),
    ("last_year", "2025-01-01", "2025-12-31"), ("next_year", "2027-01-01", "2027-12-31"),
    ("2026", "2026-01-01", "2026-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2026-Q2", "2026-04-01", "2026-06-30"), ("2026-q4", "2026-10-01", "2026-12-31"),
    ("2026-W07", "2026-02-09", "2026-02-15"), ("2026-W01", "2025-12-29", "2026-01-04"),
    ("2026-w53", "2026-12-28", "2027-01-03"),
    ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31"), ("2026-01..2026-03", "2026-01-01", "2026-03-31"),
    ("2026-05-07..2026-05-07", "2026-05-07", "2026-05-07"), ("2025..2026-W07", "2025-01-01", "2026-02-15"),
    ("0001", "0001-01-01", "0001-12-31"), ("9999", "9999-01-01", "9999-12-31"),
    ("9999-W52", "9999-12-27", "9999-12-31"),
  ])
  func namesPeriods(text: String, first: String, last: String) throws {
    let now = try #require(Timestamp(rfc3339: Self.monday))
    let expression = try TimeExpression(text)
    let days = try #require(Day(iso: first))...#require(Day(iso: last))
    #expect(try expression.period(now: now, zone: .utc) == Period(days, in: .utc))
    #expect(throws: TimeExpressionError.period(text)) { try expression.moment(now: now, zone: .utc) }
  }

  @Test(arguments: [
    ("last_30_days", "2026-05-16", "2026-05-16T09:00:00.500Z", "2026-06-15", "2026-06-15T09:00:00.500001Z"),
    ("next 14 days", "2026-06-15", "2026-06-15T09:00:00.500Z", "2026-06-29", "2026-06-29T09:00:00.500001Z"),
    ("last_1_month", "2026-05-15", "2026-05-15T09:00:00.500Z", "2026-06-15", "2026-06-15T09:00:00.500001Z"),
    ("last 10 hours", "2026-06-14", "2026-06-14T23:00:00.500Z", "2026-06-15", "2026-06-15T09:00:00.500001Z"),
  ])
  func namesRollingPeriods(
    text: String, firstDay: String, first: String, lastDay: String, end: String
  ) throws {
    let now = try #require(Timestamp(rfc3339: Self.monday))
    let period = try TimeExpression(text).period(now: now, zone: .utc)
    #expect(period.days.lowerBound.description == firstDay)
    #expect(period.days.upperBound.description == lastDay)
    #expect(period.instants.lowerBound.description == first)
    #expect(period.instants.upperBound.description == end)
  }

  /// Calendar arithmetic at its edges: what is said, when, where, and what it means.
  @Test(arguments: [
    // The ends of months, and February 29.
    ("-1m", "2026-03-31T12:00:00Z", "UTC0", "2026-02-28T12:00:00Z"),
    ("-1m", "2024-03-31T12:00:00Z", "UTC0", "2024-02-29T12:00:00Z"),
    ("+3m", "2026-11-30T12:00:00Z", "UTC0", "2027-02-28T12:00:00Z"),
    ("-1y", "2024-02-29T12:00:00Z", "UTC0", "2023-02-28T12:00:00Z"),
    ("-4y", "2024-02-29T12:00:00Z", "UTC0", "2020-02-29T12:00:00Z"),
    ("-12m", "2024-02-29T12:00:00Z", "UTC0", "2023-02-28T12:00:00Z"),
    // Days keep the time of day over a change of clocks; hours do not.
    ("-1d", "2026-03-29T10:00:00Z", berlin, "2026-03-28T11:00:00Z"),
    ("-24h", "2026-03-29T10:00:00Z", berlin, "2026-03-28T10:00:00Z"),
    ("+1d", "2026-03-28T01:30:00Z", berlin, "2026-03-29T01:30:00Z"),
    ("+1w", "2026-10-18T10:00:00Z", berlin, "2026-10-25T11:00:00Z"),
    // The day is that of local clocks.
    ("today", "2026-06-15T22:30:00Z", berlin, "2026-06-15T22:00:00Z"),
    ("yesterday", "2026-03-30T00:30:00Z", berlin, "2026-03-28T23:00:00Z"),
    ("2026-03-29 02:30", "2026-06-15T09:00:00Z", berlin, "2026-03-29T01:30:00Z"),
    ("2026-10-25 02:30", "2026-06-15T09:00:00Z", berlin, "2026-10-25T00:30:00Z"),
    ("2026-01-31T14:30", "2026-06-15T09:00:00Z", berlin, "2026-01-31T13:30:00Z"),
    ("friday", "2026-06-18T23:00:00Z", berlin, "2026-06-25T22:00:00Z"),
    ("friday", "2026-06-18T21:00:00Z", berlin, "2026-06-18T22:00:00Z"),
    ("last friday", "2026-06-20T09:00:00Z", "UTC0", "2026-06-19T00:00:00Z"),
    ("next friday", "2026-06-21T09:00:00Z", "UTC0", "2026-06-26T00:00:00Z"),
  ])
  func resolvesMoments(text: String, now: String, zone: String, instant: String) throws {
    let zone = try Zone(posix: zone)
    let moment = try TimeExpression(text).moment(now: #require(Timestamp(rfc3339: now)), zone: zone)
    #expect(moment.instant(in: zone).description == instant)
  }

  @Test(arguments: [
    ("today", "2026-03-29T12:00:00Z", berlin, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
    ("today", "2026-10-25T12:00:00Z", berlin, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
    ("this_week", "2026-01-01T12:00:00Z", "UTC0", "2025-12-29T00:00:00Z", "2026-01-05T00:00:00Z"),
    ("last_week", "2026-01-01T12:00:00Z", "UTC0", "2025-12-22T00:00:00Z", "2025-12-29T00:00:00Z"),
    ("this_week", "2026-06-14T22:30:00Z", berlin, "2026-06-14T22:00:00Z", "2026-06-21T22:00:00Z"),
    ("last_month", "2026-03-31T12:00:00Z", "UTC0", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
    ("next_month", "2026-12-31T23:30:00Z", berlin, "2027-01-31T23:00:00Z", "2027-02-28T23:00:00Z"),
    ("last_quarter", "2026-01-15T12:00:00Z", "UTC0", "2025-10-01T00:00:00Z", "2026-01-01T00:00:00Z"),
    ("last_year", "2024-02-29T12:00:00Z", "UTC0", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ("2026-10", "2024-02-29T12:00:00Z", berlin, "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"),
    ("last_3_days", "2026-03-31T10:00:00Z", berlin, "2026-03-28T11:00:00Z", "2026-03-31T10:00:00.000001Z"),
  ])
  func resolvesPeriods(text: String, now: String, zone: String, first: String, end: String) throws {
    let zone = try Zone(posix: zone)
    let period = try TimeExpression(text).period(now: #require(Timestamp(rfc3339: now)), zone: zone)
    #expect(period.instants.lowerBound.description == first)
    #expect(period.instants.upperBound.description == end)
    #expect(period.days.lowerBound == zone.day(of: period.instants.lowerBound))
    #expect(period.days.upperBound == zone.day(of: period.instants.upperBound.adding(microseconds: -1)))
  }

  private static let berlin = "CET-1CEST,M3.5.0,M10.5.0/3"

  /// A day answers to a field that holds instants, and an instant to one that holds days.
  @Test func momentsAnswerToBothKindsOfField() throws {
    let zone = try Zone(posix: Self.berlin)
    let now = try #require(Timestamp(rfc3339: "2026-06-15T22:30:00Z"))
    let day = try TimeExpression("today").moment(now: now, zone: zone)
    #expect(day.day(in: zone).description == "2026-06-16")
    #expect(day.instants(in: zone).lowerBound.description == "2026-06-15T22:00:00Z")
    #expect(day.instants(in: zone).upperBound.description == "2026-06-16T22:00:00Z")
    let instant = try TimeExpression("-30d").moment(now: now, zone: zone)
    #expect(instant.day(in: zone).description == "2026-05-17")
    #expect(instant.instant(in: zone).description == "2026-05-16T22:30:00Z")
    #expect(instant.instants(in: zone).upperBound.description == "2026-05-16T22:30:00.000001Z")
  }

  @Test(arguments: [
    "", " ", "fridaay", "in_march", "30d", "-d", "-30", "-30x", "--30d", "+ d", "-1234567890d", "-1.5d",
    "last", "next_30", "last_x_days", "last_30_lights", "this_30_days", "last_-3_days", "this_now", "tod",
    "next_next_week", "today..tomorrow", "..", "-３d",
  ])
  func refusesWords(text: String) {
    let isDated = text.first.map { "0"..."9" ~= $0 } ?? false
    #expect(throws: isDated ? TimeExpressionError.noSuchDate(text) : .unknown(text)) {
      try TimeExpression(text)
    }
  }

  @Test(arguments: [
    ("2026-02-30", TimeExpressionError.noSuchDate("2026-02-30")), ("2026-13", .noSuchDate("2026-13")),
    ("2026-Q5", .noSuchDate("2026-Q5")), ("2026-Q0", .noSuchDate("2026-Q0")),
    ("2025-W53", .noSuchDate("2025-W53")), ("2026-W00", .noSuchDate("2026-W00")),
    ("2026-W7", .noSuchDate("2026-W7")),
    ("0000", .noSuchDate("0000")), ("10000", .noSuchDate("10000")), ("2026-1-31", .noSuchDate("2026-1-31")),
    ("2026-01-31 24:00", .noSuchDate("2026-01-31 24:00")), ("2026-01-31 14", .noSuchDate("2026-01-31 14")),
    ("31.01.2026", .noSuchDate("31.01.2026")), ("2026-01-01..", .noSuchDate("")),
    ("2026-01-01..tomorrow", .noSuchDate("tomorrow")), ("2026-01..2026-13", .noSuchDate("2026-13")),
    ("2026-01..2026-02..2026-03", .noSuchDate("2026-01..2026-02..2026-03")),
    ("2026-03-31..2026-01-01", .reversed("2026-03-31..2026-01-01")),
  ])
  func refusesDates(text: String, error: TimeExpressionError) {
    #expect(throws: error) { try TimeExpression(text) }
  }

  @Test func errorsNameTheWordAndWhatIsAccepted() {
    #expect(
      TimeExpressionError.unknown("fridaay").description
        == "'fridaay' is not a time; use now, today, yesterday, tomorrow, a weekday, -30d, +2w, -3m, +4h, "
        + "-90min, 2026-01-31, this_month, last_quarter, last_30_days")
    #expect(
      TimeExpressionError.period("this_week").description
        == "'this_week' is a period and needs 'in'; a single time is today, -30d, 2026-01-31, 2026-01-31 14:30"
    )
  }

  @Test func neverTrapsOnRandomWords() throws {
    let pieces = [
      "2026", "-", "0", "..", "W", "Q", "T", ":", "Z", "last", "next", "_", " ", "9", "days", "friday", "+",
      "week",
      "\u{301}", "é", ".", "31", "02", "m",
    ]
    var generator = SeededGenerator(seed: 8)
    var accepted = 0
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
      }
      guard let expression = try? TimeExpression(text) else { continue }
      accepted += 1
      for now in [Timestamp.earliest, Timestamp(seconds: 0), .latest] {
        let zone = try #require(Zone(secondsFromUTC: 7200))
        let moment = try? expression.moment(now: now, zone: zone)
        let period = try? expression.period(now: now, zone: zone)
        #expect(moment != nil || period != nil)
      }
    }
    #expect(accepted > 20)
  }
}
