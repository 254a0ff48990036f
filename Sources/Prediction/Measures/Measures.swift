/// How good probabilities are, on cases whose outcome is known and that they were not learned from.
package struct Measures: Hashable, Sendable {
  package var cases: Int
  package var baseRate: Double
  /// The chance that of one that ended well and one that did not the first has the higher probability.
  package var auc: Double
  /// The mean square of the difference between probability and outcome.
  package var brier: Double
  /// How far probabilities are from what happened, on average over tenths of the cases.
  package var calibrationError: Double
  /// How many times as often the tenth with the highest probabilities ends well as all do.
  package var firstDecileLift: Double
  package var table: [Tenth]

  /// A tenth of the cases, by probability.
  package struct Tenth: Hashable, Sendable {
    package var cases: Int
    package var predicted: Double
    package var actual: Double

    package init(cases: Int, predicted: Double, actual: Double) {
      self.cases = cases
      self.predicted = predicted
      self.actual = actual
    }
  }

  /// Measures probabilities; nil when not both outcomes occur.
  package init?(_ probabilities: [Double], _ outcomes: [Bool]) {
    guard let auc = Self.auc(probabilities, outcomes) else { return nil }
    self.auc = auc
    cases = outcomes.count
    let count = Double(cases)
    baseRate = Double(outcomes.count(where: { $0 })) / count
    brier =
      zip(probabilities, outcomes).reduce(0) { sum, pair in
        let error = pair.0 - (pair.1 ? 1 : 0)
        return sum + error * error
      } / count
    let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    let tenths = (0..<10).map { order[$0 * order.count / 10..<($0 + 1) * order.count / 10] }
    table = tenths.filter { !$0.isEmpty }.map { part in
      Tenth(
        cases: part.count, predicted: part.reduce(0) { $0 + probabilities[$1] } / Double(part.count),
        actual: Double(part.count(where: { outcomes[$0] })) / Double(part.count))
    }
    calibrationError = table.reduce(0) {
      $0 + Double($1.cases) / count * abs($1.predicted - $1.actual)
    }
    firstDecileLift = (table.last?.actual ?? baseRate) / baseRate
  }

  /// The area under the curve, ties counted half; nil when not both outcomes occur.
  package static func auc(_ values: [Double], _ outcomes: [Bool]) -> Double? {
    let won = outcomes.count(where: { $0 })
    guard won > 0, won < outcomes.count else { return nil }
    let order = values.indices.sorted { values[$0] < values[$1] }
    var (ranks, start) = (0.0, 0)
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let rank = Double(start + end + 1) / 2
      ranks += rank * Double(order[start..<end].count(where: { outcomes[$0] }))
      start = end
    }
    let (ones, zeros) = (Double(won), Double(outcomes.count - won))
    return (ranks - ones * (ones + 1) / 2) / (ones * zeros)
  }
}
