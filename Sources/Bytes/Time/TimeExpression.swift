/// A moment or a period in the words people type: `-30d`, `2026-01-31 14:30`, `last friday`,
/// `this_quarter`, `2026-W07`.
///
/// It is a plain value, read once; what it means depends on the present and the zone, which are
/// given when it is asked. Days, by whatever name, are moments and periods; the rest is only one
/// of the two.
package struct TimeExpression: Hashable, Sendable, CustomStringConvertible {
  /// The words, as they were typed.
  package let description: String
  private let meaning: Meaning

  enum Meaning: Hashable, Sendable {
    case now
    /// A distance from now: `-30d`.
    case shift(TimeShift)
    case instant(Timestamp)
    /// A time of local clocks.
    case local(Day, secondOfDay: Int)
    case day(Day)
    /// A weekday, Monday being 1.
    case weekday(Int, Occurrence)
    /// The unit of the calendar so many after the present one: today, last month.
    case unit(CalendarUnit, after: Int)
    /// Days that are the same whenever it is asked: a month, a range.
    case days(ClosedRange<Day>)
    /// The time between now and a distance from now: the last 30 days.
    case rolling(TimeShift)
  }

  /// Which of the days of one name is meant.
  enum Occurrence: Hashable, Sendable {
    /// The first one after today.
    case coming
    /// That of the present week.
    case thisWeek
    /// That of the next week, Monday to Sunday.
    case nextWeek
    /// The last one before today.
    case past
  }

  /// Reads an expression; case does not matter, and words are separated by spaces or underscores.
  ///
  /// Fails when the text is not one, or names a day that does not exist.
  package init(_ text: String) throws(TimeExpressionError) {
    description = text
    meaning = try Meaning(text)
  }

  /// The moment it names at `now` in `zone`.
  ///
  /// Fails when it names a period longer than a day.
  package func moment(now: Timestamp, zone: Zone) throws(TimeExpressionError) -> Moment {
    switch meaning {
    case .now: .instant(now)
    case .shift(let shift): .instant(shift.applied(to: now, in: zone))
    case .instant(let instant): .instant(instant)
    case .local(let day, let secondOfDay): .instant(zone.instant(day, secondOfDay: secondOfDay))
    case .day(let day): .day(day)
    case .weekday(let weekday, let occurrence):
      .day(occurrence.day(named: weekday, today: zone.day(of: now)))
    case .unit(.day, let count): .day(zone.day(of: now).adding(days: count))
    case .unit, .days, .rolling: throw .period(description)
    }
  }

  /// The period it names at `now` in `zone`.
  ///
  /// A rolling period ends or begins with now itself. Fails when the expression names an instant.
  package func period(now: Timestamp, zone: Zone) throws(TimeExpressionError) -> Period {
    switch meaning {
    case .now, .shift, .instant, .local:
      throw .instant(description)
    case .day(let day):
      return Period(day...day, in: zone)
    case .weekday(let weekday, let occurrence):
      let day = occurrence.day(named: weekday, today: zone.day(of: now))
      return Period(day...day, in: zone)
    case .unit(let unit, let count):
      let day = zone.day(of: now).start(of: unit).adding(count, unit)
      return Period(day...day.end(of: unit), in: zone)
    case .days(let days):
      return Period(days, in: zone)
    case .rolling(let shift):
      let end = shift.applied(to: now, in: zone)
      return Period(from: min(now, end), through: max(now, end), in: zone)
    }
  }
}

extension TimeExpression.Occurrence {
  fileprivate func day(named weekday: Int, today: Day) -> Day {
    let monday = today.start(of: .week)
    let inThisWeek = monday.adding(days: weekday - 1)
    return switch self {
    case .coming: inThisWeek > today ? inThisWeek : inThisWeek.adding(days: 7)
    case .thisWeek: inThisWeek
    case .nextWeek: inThisWeek.adding(days: 7)
    case .past: inThisWeek < today ? inThisWeek : inThisWeek.adding(days: -7)
    }
  }
}
