/// A point in time as people name one: a whole day, or an instant.
///
/// Both forms answer to both kinds of field. A comparison of a time with a moment is one with the
/// ends of `instants(in:)`, whichever form it has: before is `<` the lower bound, up to is `<` the
/// upper bound, and equal is in between.
package enum Moment: Hashable, Sendable {
  case day(Day)
  case instant(Timestamp)

  /// The day it is, or is in, by the clocks of `zone`.
  package func day(in zone: Zone) -> Day {
    switch self {
    case .day(let day): day
    case .instant(let instant): zone.day(of: instant)
    }
  }

  /// The instant it is, or begins at, by the clocks of `zone`.
  package func instant(in zone: Zone) -> Timestamp {
    switch self {
    case .day(let day): zone.start(of: day)
    case .instant(let instant): instant
    }
  }

  /// All instants that belong to it: those of the day, or the one.
  package func instants(in zone: Zone) -> Range<Timestamp> {
    switch self {
    case .day(let day): zone.instants(of: day...day)
    case .instant(let instant): instant..<instant.adding(microseconds: 1)
    }
  }
}
