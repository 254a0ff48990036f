import Testing

@testable import Bytes

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-06-15", 20_619),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func readsAndWrites(text: String, number: Int) {
    #expect(Day(iso: text)?.daysSince1970 == number)
    #expect(Day(daysSince1970: number).description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-1-31", "2026-02-30", "2025-02-29", "1900-02-29", "2026-00-10", "2026-13-01",
    "2026-01-00", "2026-01-32", "2026-04-31", "0000-01-01", "10000-01-01", "2026-01-31 ", " 2026-01-31",
    "2026/01/31", "20260131", "2026-01-31T", "-026-01-31", "+026-01-31", "2026-01-3a", "２０２６-01-31",
  ])
  func refuses(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test func refusesWhatNoMonthHas() {
    #expect(Day(year: 2026, month: 2, day: 29) == nil)
    #expect(Day(year: 2024, month: 2, day: 29) != nil)
    #expect(Day(year: .max, month: 1, day: 1) == nil)
    #expect(Day(year: 2026, month: .min, day: .max) == nil)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"), ("2026-03-31", -1, "2026-02-28"), ("2026-05-31", -3, "2026-02-28"),
    ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"), ("2026-06-15", 0, "2026-06-15"),
    ("0001-01-31", -1, "0001-01-01"), ("9999-12-01", 1, "9999-12-31"),
    ("2026-06-15", .max, "9999-12-31"), ("2026-06-15", .min, "0001-01-01"),
  ])
  func addsMonths(from: String, months: Int, to: String) throws {
    #expect(try #require(Day(iso: from)).adding(months: months).description == to)
  }

  @Test(arguments: [
    ("2026-02-28", 1, "2026-03-01"), ("2024-02-28", 1, "2024-02-29"), ("2026-01-01", -1, "2025-12-31"),
    ("9999-12-31", 1, "9999-12-31"), ("0001-01-01", -1, "0001-01-01"),
    ("2026-06-15", .max, "9999-12-31"), ("2026-06-15", .min, "0001-01-01"),
  ])
  func addsDays(from: String, days: Int, to: String) throws {
    #expect(try #require(Day(iso: from)).adding(days: days).description == to)
  }

  @Test func countsAsAStride() throws {
    let first = try #require(Day(iso: "2026-02-27"))
    let last = try #require(Day(iso: "2026-03-02"))
    #expect(first.distance(to: last) == 3)
    #expect((first...last).map(\.description) == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])
    #expect(first < last)
  }

  @Test(arguments: [
    ("2026-06-15", CalendarUnit.day, "2026-06-15", "2026-06-15", "2026-06-15"),
    ("2026-06-15", .week, "2026-06-15", "2026-06-21", "2026-W25"),
    ("2026-06-21", .week, "2026-06-15", "2026-06-21", "2026-W25"),
    ("2027-01-01", .week, "2026-12-28", "2027-01-03", "2026-W53"),
    ("2024-12-30", .week, "2024-12-30", "2025-01-05", "2025-W01"),
    ("2024-02-10", .month, "2024-02-01", "2024-02-29", "2024-02"),
    ("2026-06-30", .quarter, "2026-04-01", "2026-06-30", "2026-Q2"),
    ("2026-10-01", .quarter, "2026-10-01", "2026-12-31", "2026-Q4"),
    ("2026-06-15", .year, "2026-01-01", "2026-12-31", "2026"),
    ("0001-01-01", .week, "0001-01-01", "0001-01-07", "0001-W01"),
    ("9999-12-31", .week, "9999-12-27", "9999-12-31", "9999-W52"),
    ("9999-12-31", .year, "9999-01-01", "9999-12-31", "9999"),
  ])
  func groups(text: String, unit: CalendarUnit, start: String, end: String, label: String) throws {
    let day = try #require(Day(iso: text))
    #expect(day.start(of: unit).description == start)
    #expect(day.end(of: unit).description == end)
    #expect(day.label(of: unit) == label)
  }

  @Test(arguments: [
    ("2026-06-15", CalendarUnit.week, -1, "2026-06-08"), ("2026-06-15", .quarter, 2, "2026-12-15"),
    ("2024-02-29", .year, 1, "2025-02-28"), ("2026-06-15", .week, .max, "9999-12-31"),
    ("2026-06-15", .year, .min, "0001-01-01"),
  ])
  func addsUnits(from: String, unit: CalendarUnit, count: Int, to: String) throws {
    #expect(try #require(Day(iso: from)).adding(count, unit).description == to)
  }

  @Test func everyDayFollowsTheOneBefore() {
    var expected = (year: 1, month: 1, day: 1)
    var weekday = 1
    for number in Day.first.daysSince1970...Day.last.daysSince1970 {
      let day = Day(daysSince1970: number)
      guard day.components == expected, day.weekday == weekday,
        Day(year: expected.year, month: expected.month, day: expected.day) == day
      else {
        Issue.record("day \(number) is \(day.components), not \(expected)")
        return
      }
      weekday = weekday % 7 + 1
      expected.day += 1
      if expected.day > Day.length(ofMonth: expected.month, year: expected.year) {
        expected = (expected.year, expected.month + 1, 1)
        if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
      }
    }
  }
}
