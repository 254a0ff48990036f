internal import Glibc

/// A line through log odds that makes probabilities true.
package struct Calibration: Hashable, Sendable {
  package var slope = 1.0
  package var intercept = 0.0

  package init() {}

  /// The line of the greatest likelihood (Platt), held near the identity by as much as a few cases weigh.
  package init(odds: [Double], outcomes: [Bool]) {
    let (slopeWeight, interceptWeight) = (20.0, 0.5)
    for _ in 0..<25 {
      var gradient = (slopeWeight * (slope - 1), interceptWeight * intercept)
      var (ss, si, ii) = (slopeWeight, 0.0, interceptWeight)
      for (value, outcome) in zip(odds, outcomes) {
        let probability = Self.probability(slope * value + intercept)
        let error = probability - (outcome ? 1 : 0)
        let curvature = max(probability * (1 - probability), 1e-9)
        gradient.0 += error * value
        gradient.1 += error
        ss += curvature * value * value
        si += curvature * value
        ii += curvature
      }
      let determinant = ss * ii - si * si
      guard determinant > 1e-12 else { break }
      let change = (
        (ii * gradient.0 - si * gradient.1) / determinant, (ss * gradient.1 - si * gradient.0) / determinant
      )
      slope -= max(-1, min(1, change.0))
      intercept -= max(-2, min(2, change.1))
      if abs(change.0) + abs(change.1) < 1e-9 { break }
    }
    slope = max(0.1, min(3, slope))
  }

  package func odds(_ odds: Double) -> Double { slope * odds + intercept }

  /// How much the newest outcomes say that the odds have moved: chosen among how far back to look by what would have
  /// foretold each part of the later half from what came before it. Cases are in the order of time.
  package func following(_ odds: [Double], _ outcomes: [Bool]) -> Calibration {
    let current = odds.map(self.odds)
    let shares = [1.0, 0.5, 0.25, 0.1, 0.05]
    let parts = 20
    let count = odds.count
    guard count >= 200 else { return self }
    var losses = [Double](repeating: 0, count: shares.count)
    for part in parts / 2..<parts {
      let rows = part * count / parts..<(part + 1) * count / parts
      for (index, share) in shares.enumerated() {
        let shift =
          share == 1 ? 0 : Self.shift(current, outcomes, Self.window(before: rows.lowerBound, share, count))
        for row in rows { losses[index] += Self.loss(current[row] + shift, outcomes[row]) }
      }
    }
    // A shorter look back has to earn it: it follows chance, too.
    var best = 0
    for index in shares.indices where losses[index] < losses[best] - 2 { best = index }
    if best == 0 { return self }
    var moved = self
    moved.intercept += Self.shift(current, outcomes, Self.window(before: count, shares[best], count))
    return moved
  }

  private static func window(before end: Int, _ share: Double, _ count: Int) -> Range<Int> {
    max(0, end - max(50, Int(share * Double(count))))..<end
  }

  /// What, added to log odds, makes them true on average.
  static func shift(_ odds: [Double], _ outcomes: [Bool], _ rows: Range<Int>) -> Double {
    var shift = 0.0
    for _ in 0..<30 {
      var (gradient, curvature) = (0.5 * shift, 0.5)
      for row in rows {
        let probability = probability(odds[row] + shift)
        gradient += probability - (outcomes[row] ? 1 : 0)
        curvature += probability * (1 - probability)
      }
      let change = gradient / curvature
      shift -= max(-2, min(2, change))
      if abs(change) < 1e-9 { break }
    }
    return shift
  }

  package static func probability(_ odds: Double) -> Double { 1 / (1 + exp(-odds)) }

  private static func loss(_ odds: Double, _ outcome: Bool) -> Double {
    max(odds, 0) - (outcome ? odds : 0) + log1p(exp(-abs(odds)))
  }
}
