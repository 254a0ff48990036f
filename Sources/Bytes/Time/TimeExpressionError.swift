/// What is wrong with a time expression, or with its use; each carries the text in question.
package enum TimeExpressionError: Error, Hashable, CustomStringConvertible {
  /// The words name no time.
  case unknown(String)
  /// It looks like a date, and is none in the calendar or not written as one.
  case noSuchDate(String)
  /// A range ends before it begins.
  case reversed(String)
  /// A period where a moment is needed.
  case period(String)
  /// An instant where a period is needed.
  case instant(String)

  package var description: String {
    switch self {
    case .unknown(let text):
      """
      '\(text)' is not a time; use now, today, yesterday, tomorrow, a weekday, -30d, +2w, -3m, +4h, -90min, \
      2026-01-31, this_month, last_quarter, last_30_days
      """
    case .noSuchDate(let text):
      """
      '\(text)' is not a date; write 2026-01-31, 2026-01-31 14:30, 2026, 2026-05, 2026-Q2, 2026-W07, \
      2026-01-01..2026-03-31, -30d
      """
    case .reversed(let text):
      "'\(text)' ends before it begins"
    case .period(let text):
      "'\(text)' is a period and needs 'in'; a single time is today, -30d, 2026-01-31, 2026-01-31 14:30"
    case .instant(let text):
      "'\(text)' is a single time; a period is today, this_week, last_month, last_30_days, 2026-05, 2026-Q2"
    }
  }
}
