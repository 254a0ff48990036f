import Testing

@testable import Prediction

/// How good probabilities are.
@Suite struct MeasuresTests {
  @Test(arguments: [
    ([0.1, 0.2, 0.3, 0.4], [false, false, true, true], 1.0),
    ([0.4, 0.3, 0.2, 0.1], [false, false, true, true], 0.0),
    ([0.5, 0.5, 0.5, 0.5], [false, true, false, true], 0.5),
    ([0.1, 0.3, 0.3, 0.4], [false, false, true, true], 0.875),
  ])
  func areasCountTiesHalf(values: [Double], outcomes: [Bool], area: Double) {
    #expect(Measures.auc(values, outcomes) == area)
  }

  @Test func oneOutcomeHasNoMeasures() {
    #expect(Measures([0.1, 0.2], [true, true]) == nil)
    #expect(Measures([], []) == nil)
  }

  @Test func aPerfectForecastHasNoError() throws {
    let outcomes = (0..<100).map { $0 % 10 == 0 }
    let measures = try #require(Measures(outcomes.map { $0 ? 1 : 0 }, outcomes))
    #expect(measures.brier == 0)
    #expect(measures.calibrationError == 0)
    #expect(measures.firstDecileLift == 10)
    #expect(measures.baseRate == 0.1)
  }

  @Test func aForecastThatIsTooHighByAThirdSaysSo() throws {
    let outcomes = (0..<1000).map { $0 % 10 < 3 }
    let measures = try #require(Measures(outcomes.map { _ in 0.6 }, outcomes))
    #expect(abs(measures.calibrationError - 0.3) < 0.01)
  }

  @Test func aLineMakesProbabilitiesTrue() {
    var draw = Draw()
    let odds = (0..<4000).map { _ in draw.normal() }
    let outcomes = odds.map { draw.happens(0.5 * $0 + 1) }
    let line = Calibration(odds: odds, outcomes: outcomes)
    #expect(abs(line.slope - 0.5) < 0.1)
    #expect(abs(line.intercept - 1) < 0.15)
  }
}
