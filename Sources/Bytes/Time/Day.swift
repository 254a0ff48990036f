/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31, without a time or a zone.
///
/// Arithmetic never fails: what would fall outside the calendar is its first or its last day.
public struct Day: Hashable, Sendable {
  /// How many days after 1970-01-01, negative before it.
  public let daysSince1970: Int

  /// 0001-01-01.
  public static let first = Day(daysSince1970: -719_162)
  /// 9999-12-31.
  public static let last = Day(daysSince1970: 2_932_896)

  /// The day so many days after 1970-01-01, or the nearest one in the calendar.
  public init(daysSince1970: Int) {
    self.daysSince1970 = min(max(daysSince1970, -719_162), 2_932_896)
  }

  /// Fails when there is no such day, as on 2026-02-30.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Day.length(ofMonth: month, year: year) else {
      return nil
    }
    self.init(daysSince1970: Day.number(year: year, month: month, day: day))
  }

  /// Year, month (1 to 12) and day of the month (1 to 31).
  public var components: (year: Int, month: Int, day: Int) {
    // The inverse of `number`: see there. 146097 is the days of 400 years, 36524 of 100, 1461 of 4.
    let days = daysSince1970 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (400 * era + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day so many days later, or earlier when negative.
  public func adding(days: Int) -> Day {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    return overflow ? (days < 0 ? .first : .last) : Day(daysSince1970: sum)
  }

  /// The same day of the month so many months later, or earlier when negative; the last day of that
  /// month when it is shorter.
  public func adding(months: Int) -> Day {
    let (year, month, day) = components
    let farthest = 12 * 9999
    let total = 12 * year + month - 1 + min(max(months, -farthest), farthest)
    let (newYear, monthFromZero) = total.dividedFlooring(by: 12)
    guard newYear >= 1 else { return .first }
    guard newYear <= 9999 else { return .last }
    let lastOfMonth = Day.length(ofMonth: monthFromZero + 1, year: newYear)
    return Day(
      daysSince1970: Day.number(year: newYear, month: monthFromZero + 1, day: min(day, lastOfMonth)))
  }

  /// How many days a month has.
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29th of February.
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The days from 1970-01-01 to a date of the year 0 or later.
  ///
  /// The year is taken to begin in March, which puts the leap day at its end and makes the days
  /// before a month a linear function of the month: Howard Hinnant, "chrono-Compatible Low-Level
  /// Date Algorithms", https://howardhinnant.github.io/date_algorithms.html
  static func number(year: Int, month: Int, day: Int) -> Int {
    // 400 years are added, and their days taken off, lest January of the year 0 count from -1.
    let year = (month > 2 ? year : year - 1) + 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468 - 146_097
  }
}

extension Day: Strideable {
  public static func < (left: Day, right: Day) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  public func distance(to other: Day) -> Int {
    other.daysSince1970 - daysSince1970
  }

  public func advanced(by days: Int) -> Day {
    adding(days: days)
  }
}
