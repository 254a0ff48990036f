internal import Glibc

/// Places on a line for ordered bins: the quantiles of a normal distribution that their cases would have by rank. So
/// numbers that run over magnitudes are spread as evenly as others.
enum NormalScores {
  /// The places of so many bins by the bins of all cases; that of bin 0, of what is not known, is 0.
  static func of(bins count: Int, _ bins: [UInt8]) -> [Double] {
    var cases = [Int](repeating: 0, count: count)
    for bin in bins { cases[Int(bin)] += 1 }
    let known = Double(max(bins.count - cases[0], 1))
    var places = [0.0]
    var below = 0
    for bin in 1..<count {
      let rank = (Double(below) + Double(cases[bin]) / 2 + 0.5) / (known + 1)
      places.append(quantile(min(max(rank, 0.001), 0.999)))
      below += cases[bin]
    }
    return places
  }

  /// The inverse of the normal distribution, by bisection: it is asked for a few times only.
  private static func quantile(_ probability: Double) -> Double {
    var (low, high) = (-4.0, 4.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if erfc(-middle / 2.0.squareRoot()) / 2 < probability { low = middle } else { high = middle }
    }
    return low
  }
}
