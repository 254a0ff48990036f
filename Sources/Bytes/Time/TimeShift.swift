/// A distance in time as people count it: `-30d`, `3 months`.
struct TimeShift: Hashable, Sendable {
  let count: Int
  let unit: Unit

  enum Unit: Hashable, Sendable {
    case minute, hour, day, week, month, year

    /// Fails when `word` is none of the names of a unit.
    init?(_ word: String) {
      switch word {
      case "min", "minute", "minutes": self = .minute
      case "h", "hour", "hours": self = .hour
      case "d", "day", "days": self = .day
      case "w", "week", "weeks": self = .week
      case "m", "month", "months": self = .month
      case "y", "year", "years": self = .year
      default: return nil
      }
    }
  }

  /// The instant that lies so far from `now`.
  ///
  /// Hours and minutes pass as they are. Days and more are counted in the calendar of `zone` and
  /// keep the time of day, so that 30 days before now is always on the 30th day before today.
  func applied(to now: Timestamp, in zone: Zone) -> Timestamp {
    let (day, secondOfDay) = zone.localTime(of: now)
    let shifted: Day
    switch unit {
    case .minute: return now.adding(seconds: 60 * count)
    case .hour: return now.adding(seconds: 3600 * count)
    case .day: shifted = day.adding(count, .day)
    case .week: shifted = day.adding(count, .week)
    case .month: shifted = day.adding(count, .month)
    case .year: shifted = day.adding(count, .year)
    }
    return zone.instant(shifted, secondOfDay: secondOfDay).adding(microseconds: Int64(now.fraction))
  }
}
