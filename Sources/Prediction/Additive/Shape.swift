/// The effect of one feature, or of two together: a number for each bin or pair of bins, in log odds.
struct Shape: Hashable, Sendable {
  var effects: [Double]

  init(count: Int) {
    effects = [Double](repeating: 0, count: count)
  }

  init(_ effects: [Double]) {
    self.effects = effects
  }

  /// Adds the effects of another one of as many bins.
  static func += (left: inout Shape, right: Shape) {
    for bin in left.effects.indices { left.effects[bin] += right.effects[bin] }
  }

  func scaled(by factor: Double) -> Shape {
    Shape(effects.map { $0 * factor })
  }

  /// Makes the effects such that they are 0 on average over so many cases in each bin, and returns what they were.
  mutating func centre(over counts: [Int]) -> Double {
    let cases = counts.reduce(0, +)
    guard cases > 0 else { return 0 }
    let mean = zip(effects, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(cases)
    for bin in effects.indices { effects[bin] -= mean }
    // That nothing is known was never seen, so it says nothing.
    if counts[0] == 0 { effects[0] = 0 }
    return mean
  }
}
