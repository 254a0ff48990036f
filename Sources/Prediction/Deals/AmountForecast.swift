internal import Glibc

/// What deals will probably bring together, each of which is won or not.
package struct AmountForecast: Hashable, Sendable {
  /// The mean: amounts times probabilities.
  package let weighted: Double
  /// With these probabilities it is no more: 10, 50 and 90 %.
  package let p10: Double
  package let p50: Double
  package let p90: Double

  private static let draws = 4_000
  /// How far all probabilities may be off together, in log odds: seasons and markets move all deals at once.
  private static let sharedError = 0.3

  /// Draws what becomes of the deals many times, in every run the same.
  package init(_ deals: [(amount: Double, probability: Double)]) {
    weighted = deals.reduce(0) { $0 + $1.amount * $1.probability }
    var generator = Generator(seed: 4)
    let odds = deals.map { deal in
      let probability = min(max(deal.probability, 1e-6), 1 - 1e-6)
      return log(probability / (1 - probability))
    }
    var sums = (0..<Self.draws).map { _ in
      let shift = Self.sharedError * Self.normal(&generator)
      var sum = 0.0
      for (index, deal) in deals.enumerated() {
        let chance = Double.random(in: 0..<1, using: &generator)
        if chance < Calibration.probability(odds[index] + shift) { sum += deal.amount }
      }
      return sum
    }
    sums.sort()
    func quantile(_ share: Double) -> Double { sums[Int(share * Double(Self.draws - 1))] }
    (p10, p50, p90) = (quantile(0.1), quantile(0.5), quantile(0.9))
  }

  /// A number of the normal distribution (Box and Muller, 1958).
  private static func normal(_ generator: inout Generator) -> Double {
    let length = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator)
    let angle = Double.random(in: 0..<1, using: &generator)
    return (-2 * log(length)).squareRoot() * cos(2 * .pi * angle)
  }
}
