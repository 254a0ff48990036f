/// Where numbers lie and how far apart, in terms that a few wild ones do not move.
package struct Spread: Sendable {
  package let count: Int
  package let lowerQuartile: Double
  package let median: Double
  package let upperQuartile: Double
  /// The median distance from the median, scaled to be the standard deviation of what is normally distributed.
  package let deviation: Double

  /// Nil when there are no numbers.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    count = sorted.count
    lowerQuartile = Self.quantile(0.25, of: sorted)
    let median = Self.quantile(0.5, of: sorted)
    self.median = median
    upperQuartile = Self.quantile(0.75, of: sorted)
    deviation = 1.4826 * Self.quantile(0.5, of: sorted.map { abs($0 - median) }.sorted())
  }

  /// Above it a number is far out (Tukey, 1977): three times the distance of the quartiles above the upper one.
  package var fence: Double { upperQuartile + 3 * (upperQuartile - lowerQuartile) }

  /// Of fewer numbers nobody knows what is usual.
  package static let fewest = 20

  /// The fence of numbers, or 0 where these are too few.
  package static func fence(of values: [Double]) -> Double {
    guard values.count >= fewest, let spread = Spread(values) else { return 0 }
    return spread.fence
  }

  /// The value below which a share of sorted numbers lies, between two of them in proportion.
  package static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
