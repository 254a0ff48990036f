import Testing

@testable import Prediction

/// Reasons of a score, and what would raise it.
@Suite struct LeadScorerTests {
  private let model = LeadModel.prior(won: 3, lost: 5)

  private func score(_ features: [Feature]) -> LeadScorer.Score {
    LeadScorer(model, FeatureTable(count: 1, features: features)).score(0)
  }

  private func word(_ name: String, _ value: String) -> Feature {
    Feature(name, .categories([0], of: [value]))
  }

  private func number(_ name: String, _ value: Float) -> Feature { Feature(name, .numbers([value])) }

  @Test func factorsAreWhatTheScoreIsMadeOf() {
    let score = score([word("source", "referral"), number("replies", 2), word("phone", "no")])
    let odds = model.model.base + score.factors.reduce(0) { $0 + $1.contribution }
    #expect(abs(Calibration.probability(odds) - score.probability) < 1e-9)
    #expect(score.factors.map(\.name) == ["source", "replies", "days_quiet", "phone"])
    for factor in score.factors { #expect((factor.difference > 0) == (factor.contribution > 0)) }
  }

  @Test func fewFactorsAreTheWeightiest() {
    let scorer = LeadScorer(model, FeatureTable(count: 1, features: [word("source", "referral")]))
    #expect(scorer.score(0, factors: 1).factors.map(\.name) == ["source"])
  }

  @Test func adviceIsWhatWouldRaiseIt() {
    let cold = score([
      number("meetings", 0), number("calls", 1), number("days_quiet", 90), word("phone", "no"),
    ])
    let acts = cold.advice.map { advice in
      if case .act(let act, _) = advice { act.rawValue } else { "" }
    }
    #expect(acts == ["meet", "getInTouch", "askForPhone"])
    for case .act(_, let gain) in cold.advice { #expect(gain > 0) }
  }

  @Test func whatIsNotKnownAndSaysMuchIsAskedFor() {
    #expect(score([]).advice == [.findOut("source")])
    #expect(score([word("source", "web")]).advice.isEmpty)
  }

  @Test func whatIsThereNeedsNoAdvice() {
    let warm = score([
      word("source", "referral"), number("meetings", 3), number("calls", 2), number("days_quiet", 0),
      word("phone", "yes"), word("email", "business"),
    ])
    #expect(warm.advice.isEmpty)
  }

  @Test func theSameIsHashedAlikeAndOtherThingsAreNot() {
    let one = score([word("source", "referral")]).inputs
    #expect(one == score([word("source", "referral")]).inputs)
    #expect(one != score([word("source", "partner")]).inputs)
  }
}
