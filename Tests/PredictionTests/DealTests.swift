import Testing

@testable import Prediction

/// When deals are won, and what they bring together.
@Suite struct DealTests {
  @Test func daysAreThoseOfTheStage() {
    let won = (0..<20).map { (stage: "proposal" as String?, days: Double($0)) }
    let others = (0..<20).map { (stage: nil as String?, days: Double($0 * 10)) }
    let timing = DealTiming(won + others + [("lead", 500)])
    #expect(timing.days(from: "proposal", share: 0.5) == 9.5)
    #expect(timing.days(from: "proposal", share: 1) == 19)
    #expect(timing.share(from: "proposal", within: 4) == 0.25)
    // Of a stage that few were won from nothing is known but what is of all.
    #expect(timing.days(from: "lead", share: 0) == 0)
    #expect(timing.days(from: "lead", share: 1) == 500)
    #expect(DealTiming([("lead", 5)]).days(from: "lead", share: 0.5) == nil)
    #expect(DealTiming([]).share(from: "", within: 5) == nil)
  }

  @Test func theSumOfManyDealsIsNearItsMean() {
    let forecast = AmountForecast((0..<200).map { _ in (100, 0.3) })
    #expect(abs(forecast.weighted - 6000) < 1e-6)
    #expect(abs(forecast.p50 - 6000) < 400)
    #expect(forecast.p10 < 5200 && forecast.p10 > 3500)
    #expect(forecast.p90 > 6800 && forecast.p90 < 8500)
    #expect(forecast == AmountForecast((0..<200).map { _ in (100, 0.3) }))
  }

  @Test func oneLargeDealIsAllOrNothing() {
    let forecast = AmountForecast([(1000, 0.3), (10, 1)])
    #expect(forecast.p10 == 10)
    #expect(forecast.p50 == 10)
    #expect(forecast.p90 == 1010)
  }

  @Test func nothingBringsNothing() {
    let forecast = AmountForecast([])
    #expect((forecast.weighted, forecast.p10, forecast.p90) == (0, 0, 0))
  }
}
