extension Timestamp {
  /// How far the instant lies from `now`, for a person: "just now", "2 hours ago", "in 3 days".
  ///
  /// One unit, rounded down, the largest of which there is at least one; months have 30 days here
  /// and years 365.
  package func relative(to now: Timestamp) -> String {
    let seconds = Int(abs(microseconds - now.microseconds) / 1_000_000)
    for (unit, length) in Timestamp.spokenUnits where seconds >= length {
      let count = seconds / length
      let words = "\(count) \(unit)\(count == 1 ? "" : "s")"
      return self < now ? "\(words) ago" : "in \(words)"
    }
    return "just now"
  }

  private static let spokenUnits = [
    ("year", 365 * 86_400), ("month", 30 * 86_400), ("week", 7 * 86_400),
    ("day", 86_400), ("hour", 3600), ("minute", 60),
  ]
}
