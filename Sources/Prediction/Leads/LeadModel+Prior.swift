internal import Glibc

extension LeadModel {
  /// What is usual, for a database with few outcomes of its own: of leads about a fifth are won, sooner those who answer
  /// and meet, who can be reached, and who came by a recommendation. Its own outcomes count beside ten supposed ones.
  static func prior(won: Int, lost: Int) -> LeadModel {
    let rate = (Double(won) + 2) / (Double(won + lost) + 10)
    let model = AdditiveModel(
      intercept: log(rate / (1 - rate)),
      effects: [
        effect("email", ["none": -0.5, "personal": -0.1, "business": 0.1]),
        effect("phone", ["no": -0.1, "yes": 0.2]),
        effect("company", ["no": -0.2, "yes": 0.2]),
        effect("do_not_contact", ["no": 0, "yes": -1.5]),
        effect("source", ["referral": 0.8, "partner": 0.5, "cold": -0.5]),
        effect("replies", cuts: [0.5, 1.5, 4.5], unknown: 0, [-0.3, 0.5, 0.8, 1]),
        effect("meetings", cuts: [0.5, 1.5], unknown: 0, [-0.1, 0.7, 1]),
        effect("calls", cuts: [0.5], unknown: 0, [-0.1, 0.3]),
        effect("days_since_reply", cuts: [7, 30, 90], unknown: 0, [0.4, 0.2, -0.2, -0.5]),
        effect("days_quiet", cuts: [14, 60, 180], unknown: -0.2, [0.2, 0, -0.3, -0.7]),
        effect("won_deals", cuts: [0.5], unknown: 0, [0, 0.8]),
      ], trees: [])
    return LeadModel(
      kind: .prior, won: won, lost: lost, model: model, holdOut: nil, leaks: [], grades: [0.5, 0.3, 0.15])
  }

  private static func effect(_ name: String, _ values: KeyValuePairs<String, Double>) -> AdditiveModel.Effect
  {
    AdditiveModel.Effect(
      name: name, binning: .categories(values.map(\.key)), shape: Shape([0, 0] + values.map(\.value)))
  }

  private static func effect(
    _ name: String, cuts: [Float], unknown: Double, _ values: [Double]
  ) -> AdditiveModel.Effect {
    AdditiveModel.Effect(name: name, binning: .numbers(cuts: cuts), shape: Shape([unknown] + values))
  }
}
