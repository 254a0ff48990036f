/// A stretch of the calendar that days are grouped by: `start(of:)` of a day is the same for all
/// days of one group, and `label(of:)` its name.
public enum CalendarUnit: String, CaseIterable, Sendable {
  case day, week, month, quarter, year
}

extension Day {
  /// The day of the week as ISO 8601 counts it: Monday is 1, Sunday 7.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    (daysSince1970 + 3).dividedFlooring(by: 7).remainder + 1
  }

  /// The week of ISO 8601, with the year it belongs to: a week is of the year its Thursday is in.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = adding(days: 4 - weekday)
    let year = thursday.components.year
    let dayOfYear = thursday.daysSince1970 - Day.number(year: year, month: 1, day: 1)
    return (year, dayOfYear / 7 + 1)
  }

  /// The quarter of the year, 1 to 4.
  public var quarter: Int {
    (components.month + 2) / 3
  }

  /// The first day of the unit that this day is in.
  public func start(of unit: CalendarUnit) -> Day {
    let (year, month, _) = components
    let firstMonth: Int
    switch unit {
    case .day: return self
    case .week: return adding(days: 1 - weekday)
    case .month: firstMonth = month
    case .quarter: firstMonth = 3 * quarter - 2
    case .year: firstMonth = 1
    }
    return Day(daysSince1970: Day.number(year: year, month: firstMonth, day: 1))
  }

  /// The last day of the unit that this day is in.
  public func end(of unit: CalendarUnit) -> Day {
    let (year, month, _) = components
    let lastMonth: Int
    switch unit {
    case .day: return self
    case .week: return adding(days: 7 - weekday)
    case .month: lastMonth = month
    case .quarter: lastMonth = 3 * quarter
    case .year: lastMonth = 12
    }
    let length = Day.length(ofMonth: lastMonth, year: year)
    return Day(daysSince1970: Day.number(year: year, month: lastMonth, day: length))
  }

  /// The day so many units later, or earlier when negative; see `adding(months:)` for month ends.
  public func adding(_ count: Int, _ unit: CalendarUnit) -> Day {
    // Saturated, for the product below and not for the calendar, which limits itself.
    let count = min(max(count, -10_000_000), 10_000_000)
    return switch unit {
    case .day: adding(days: count)
    case .week: adding(days: 7 * count)
    case .month: adding(months: count)
    case .quarter: adding(months: 3 * count)
    case .year: adding(months: 12 * count)
    }
  }

  /// The name of the unit that this day is in: `2026-05-17`, `2026-W20`, `2026-05`, `2026-Q2`, `2026`.
  public func label(of unit: CalendarUnit) -> String {
    FieldWriter.text { writer in
      switch unit {
      case .day:
        write(to: &writer)
      case .week:
        let (year, week) = isoWeek
        writer.number(year, width: 4)
        writer.mark("-")
        writer.mark("W")
        writer.number(week, width: 2)
      case .month:
        let (year, month, _) = components
        writer.number(year, width: 4)
        writer.mark("-")
        writer.number(month, width: 2)
      case .quarter:
        writer.number(components.year, width: 4)
        writer.mark("-")
        writer.mark("Q")
        writer.number(quarter, width: 1)
      case .year:
        writer.number(components.year, width: 4)
      }
    }
  }
}
