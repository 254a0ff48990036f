internal import Glibc

/// How often something happens with one contact, and whether that has changed.
struct ContactRhythm {
  /// The days on which something happened, in order, each once.
  let days: [Int]
  /// Those on which they began it, and those on which they were written to or called.
  let incoming: [Int]
  let outgoing: [Int]
  /// The day up to which the log goes.
  let present: Int

  init(_ events: [ContactState.Event], present: Int) {
    func days(_ isMeant: (ContactState.Event) -> Bool) -> [Int] {
      var days: [Int] = []
      for day in events.filter(isMeant).map({ Int($0.day) }).sorted() where day <= present && day != days.last
      {
        days.append(day)
      }
      return days
    }
    self.days = days { _ in true }
    incoming = days(\.isIncoming)
    outgoing = days(\.isOutgoing)
    self.present = present
  }

  // MARK: Silence

  struct Silence {
    let quiet: Int
    let usualGap: Double
    let since: Int
    /// How many times longer it is than would be unusual.
    let excess: Double
  }

  /// Fewer gaps make no rhythm.
  private static let fewestGaps = 4
  private static let fewestDays = 60

  /// Whether there is a rhythm at all.
  var isRhythm: Bool {
    guard let first = days.first, let last = days.last else { return false }
    return days.count > Self.fewestGaps && last - first >= Self.fewestDays
  }

  /// A silence that the rhythm so far does not explain.
  ///
  /// Of gaps at random one in several hundred is as long; how much is unsure with few gaps widens that.
  var silence: Silence? {
    guard isRhythm, let last = days.last else { return nil }
    let gaps = zip(days.dropFirst(), days).map { Double($0 - $1) }
    guard let spread = Spread(gaps), let longest = gaps.max() else { return nil }
    let deviation = max(spread.deviation, 0.2 * spread.median)
    let limit = max(
      30, 1.25 * longest, spread.median + 8 * (1 + 4 / Double(gaps.count)) * deviation)
    let quiet = present - last
    guard Double(quiet) > limit else { return nil }
    return Silence(quiet: quiet, usualGap: spread.median, since: last, excess: Double(quiet) / limit)
  }

  // MARK: Drop

  struct Drop {
    let window: Int
    let found: Int
    let expected: Double
    let isOfReplies: Bool
  }

  private static let windows = [30, 60, 90]
  private static let year = 365
  /// Chance alone has a window with so few in one contact of fifteen hundred.
  private static let chance = 0.0007

  /// A window up to the present in which far less happened than before.
  var drop: Drop? {
    if let drop = Self.drop(in: days, present: present) { return drop }
    guard let replies = Self.drop(in: incoming, present: present, isOfReplies: true) else { return nil }
    // Nobody answers what was not asked.
    let asked = outgoing.count { $0 > present - replies.window }
    let before = outgoing.count {
      ($0 <= present - replies.window) && $0 > present - replies.window - Self.year
    }
    guard let first = outgoing.first, before > 0 else { return nil }
    let length = min(Self.year, present - replies.window - first)
    let usual = Double(before) * Double(replies.window) / Double(max(length, 1))
    return asked >= 3 && Double(asked) >= usual / 2 ? replies : nil
  }

  private static func drop(in days: [Int], present: Int, isOfReplies: Bool = false) -> Drop? {
    guard let first = days.first else { return nil }
    for window in windows {
      let end = present - window
      let start = max(first, end - year)
      let length = end - start
      guard length >= max(60, window) else { continue }
      let before = days.filter { $0 > start && $0 <= end }
      let found = days.count { $0 > end }
      let expected = Double(before.count) * Double(window) / Double(length)
      guard Double(found) <= 0.35 * expected else { continue }
      let dispersion = dispersion(of: before, start: start, end: end)
      if poisson(atMost: Double(found) / dispersion, mean: expected / dispersion) < chance {
        return Drop(window: window, found: found, expected: expected, isOfReplies: isOfReplies)
      }
    }
    return nil
  }

  /// How much more or less days come in bursts than chance has them: 1 for chance, to which a few fortnights are drawn,
  /// since they come in all ways by chance.
  private static func dispersion(of days: [Int], start: Int, end: Int) -> Double {
    let count = (end - start) / 14
    guard count >= 2 else { return 1 }
    var fortnights = [Double](repeating: 0, count: count)
    for day in days where (end - day) / 14 < count { fortnights[(end - day) / 14] += 1 }
    let mean = fortnights.reduce(0, +) / Double(count)
    guard mean > 0 else { return 1 }
    let variance = fortnights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    return (Double(count) * variance / mean + 20) / Double(count + 20)
  }

  /// The probability of so few or fewer where so many are expected.
  private static func poisson(atMost found: Double, mean: Double) -> Double {
    var (term, sum) = (exp(-mean), 0.0)
    for count in 0...Int(found) {
      if count > 0 { term *= mean / Double(count) }
      sum += term
    }
    return sum
  }
}
