internal import Bytes

/// Comparing days of birth.
enum Birthdays {
  /// How far two days, each as the eight digits of year, month and day, agree.
  static func compare(_ a: Int32, _ b: Int32) -> Agreement {
    if a == b { return .equal }
    let (one, other) = (parts(a), parts(b))
    let (isSameYear, isSameMonth, isSameDay) =
      (one.year == other.year, one.month == other.month, one.day == other.day)
    if isSameYear, one.month == other.day, one.day == other.month { return .variant }
    if isSlip(a, b) { return .slip }
    if isSameYear && isSameMonth || isSameYear && isSameDay || isSameMonth && isSameDay { return .partial }
    return distance(one, other) <= 31 || differingDigits(a, b) == 2 ? .alike : .different
  }

  private static func parts(_ day: Int32) -> (year: Int32, month: Int32, day: Int32) {
    (day / 10_000, day / 100 % 100, day % 100)
  }

  private static func distance(
    _ a: (year: Int32, month: Int32, day: Int32), _ b: (year: Int32, month: Int32, day: Int32)
  ) -> Int32 {
    // To the day it need not be: within a month is what is asked.
    abs((a.year * 12 + a.month) * 30 + a.day - (b.year * 12 + b.month) * 30 - b.day)
  }

  private static func differingDigits(_ a: Int32, _ b: Int32) -> Int {
    var (a, b) = (a, b)
    var count = 0
    while a > 0 || b > 0 {
      if a % 10 != b % 10 { count += 1 }
      a /= 10
      b /= 10
    }
    return count
  }

  /// Whether one digit differs, or two neighbouring ones are exchanged.
  private static func isSlip(_ a: Int32, _ b: Int32) -> Bool {
    let differing = differingDigits(a, b)
    guard differing == 2 else { return differing == 1 }
    var (a, b) = (a, b)
    while a % 10 == b % 10 {
      a /= 10
      b /= 10
    }
    return a % 10 == b / 10 % 10 && a / 10 % 10 == b % 10
  }
}
