/// How long deals took from a stage until they were won.
package struct DealTiming: Sendable {
  /// The days, in order, by stage; those of all stages under an empty name.
  private let days: [String: [Double]]

  /// Fewer deals do not say how long it takes.
  private static let fewest = 10

  /// Learns from deals that were won: the stage that each was in, if that is known, and the days it took from then.
  package init(_ won: [(stage: String?, days: Double)]) {
    var days: [String: [Double]] = ["": won.map(\.days)]
    for (stage, length) in won where stage != nil { days[stage ?? "", default: []].append(length) }
    self.days = days.filter { $0.value.count >= Self.fewest }.mapValues { $0.sorted() }
  }

  /// The days that such a share of deals took from a stage; nil where too few were won.
  package func days(from stage: String, share: Double) -> Double? {
    guard let sorted = days[stage] ?? days[""] else { return nil }
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }

  /// The share of deals that took so many days from a stage, or fewer; nil where too few were won.
  package func share(from stage: String, within days: Double) -> Double? {
    guard let sorted = self.days[stage] ?? self.days[""] else { return nil }
    return Double(sorted.count { $0 <= days }) / Double(sorted.count)
  }
}
