@testable import Prediction

/// Made-up cases whose truth is known, the same in every run.
struct Draw {
  private var generator = Generator(seed: 7)

  mutating func uniform() -> Double { Double.random(in: 0..<1, using: &generator) }

  /// Of a normal distribution, nearly: the sum of twelve numbers.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }

  mutating func happens(_ odds: Double) -> Bool { uniform() < Calibration.probability(odds) }

  mutating func column(_ name: String, _ count: Int) -> Feature {
    Feature(name, .numbers((0..<count).map { _ in Float(normal()) }))
  }
}

extension Feature {
  func number(_ row: Int) -> Double {
    if case .numbers(let numbers) = values { Double(numbers[row]) } else { .nan }
  }
}
