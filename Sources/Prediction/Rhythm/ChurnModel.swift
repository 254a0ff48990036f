/// A model of who will not be heard of again for a while: what it was learned from, and how well it did on its own past.
package struct ChurnModel: Sendable {
  package enum Kind: String, Sendable {
    case learned, prior
  }

  package let kind: Kind
  package let horizonDays: Int
  package let model: AdditiveModel
  /// One horizon ago, by a model of what was known then; nil where the past is too short.
  package let check: Measures?

  package init(kind: Kind, horizonDays: Int, model: AdditiveModel, check: Measures?) {
    self.kind = kind
    self.horizonDays = horizonDays
    // What is predicted now and from what was kept is the same.
    self.model = model.asKept
    self.check = check
  }

  // MARK: Learning

  /// Fewer people of either sort teach nothing.
  private static let fewest = 40
  private static let mostPeople = 6_000

  /// Learns from how it went with those who were known one horizon ago and a third of it more, and does the same a
  /// horizon earlier to see how well that would have foretold.
  package init(_ history: EventHistory, horizonDays: Int) {
    let horizon = Int32(horizonDays)
    guard let model = Self.learn(history, until: 0, horizon) else {
      self.init(
        kind: .prior, horizonDays: horizonDays, model: .usualRhythm(horizon: Float(horizonDays)), check: nil)
      return
    }
    self.init(
      kind: .learned, horizonDays: horizonDays, model: model, check: Self.check(history, horizon))
  }

  /// A model of what was known so many days ago; nil where that is too little.
  private static func learn(_ history: EventHistory, until end: Int32, _ horizon: Int32) -> AdditiveModel? {
    var cases: [(person: Int, moment: Int32)] = []
    for moment in [end + horizon + horizon / 3, end + horizon] {
      cases += people(history, at: moment).map { ($0, moment) }
    }
    let outcomes = cases.map { history.isQuiet($0.person, from: $0.moment, for: horizon) }
    let quiet = outcomes.count { $0 }
    guard quiet >= fewest, outcomes.count - quiet >= fewest else { return nil }
    let table = Rhythm.table(cases, of: history)
    // Both moments of a person are learned from or neither, or a fold would know those that it is measured on.
    let fitted = Boosting(folds: 10, steps: [.shapes]).fit(
      table, rows: Array(cases.indices), outcomes: outcomes, groups: cases.map(\.person))
    return fitted.model.calibrated(by: Calibration(odds: fitted.heldOdds, outcomes: outcomes))
  }

  private static func check(_ history: EventHistory, _ horizon: Int32) -> Measures? {
    guard let model = learn(history, until: horizon, horizon) else { return nil }
    let cases = people(history, at: horizon).map { (person: $0, moment: horizon) }
    let reading = model.read(Rhythm.table(cases, of: history))
    return Measures(
      cases.indices.map { Calibration.probability(model.odds($0, of: reading)) },
      cases.map { history.isQuiet($0.person, from: horizon, for: horizon) })
  }

  /// Those of whom something was known so many days ago, spread evenly where they are very many.
  private static func people(_ history: EventHistory, at moment: Int32) -> [Int] {
    let known = (0..<history.people).filter { !history.days(of: $0, before: moment).isEmpty }
    if known.count <= mostPeople { return known }
    return (0..<mostPeople).map { known[$0 * known.count / mostPeople] }
  }
}

extension AdditiveModel {
  /// What is usual, where the past is too short: who was heard of more often than once a horizon will be again, unless
  /// they have been quiet for much longer than they ever were.
  fileprivate static func usualRhythm(horizon: Float) -> AdditiveModel {
    func effect(_ name: String, cuts: [Float], unknown: Double, _ values: [Double]) -> Effect {
      Effect(name: name, binning: .numbers(cuts: cuts), shape: Shape([unknown] + values))
    }
    return AdditiveModel(
      intercept: 0,
      effects: [
        effect(
          "usual_gap_days", cuts: [horizon / 4, horizon / 2, horizon, horizon * 2], unknown: 0.8,
          [-1.5, -0.8, -0.1, 0.6, 1.2]),
        effect(
          "quiet_per_usual_gap", cuts: [1, 2, 4, 8], unknown: 0, [-0.5, 0, 0.6, 1.2, 2]),
        effect("days_quiet", cuts: [horizon / 2, horizon, horizon * 2], unknown: 0, [-0.3, 0, 0.5, 1]),
      ], trees: [])
  }
}
