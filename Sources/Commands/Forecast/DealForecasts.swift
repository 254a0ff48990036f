internal import Bytes
internal import Prediction
internal import Store

/// What becomes of the deals that were open at a moment, by what was known then.
struct DealForecasts {
  let table: DealTable
  let model: LeadModel
  let moment: Timestamp
  private let timing: DealTiming
  private let scorer: LeadScorer

  /// Of so many closed deals the stage has to be known, or nothing is learned of stages.
  private static let knownStages = 0.4
  /// Without a chance that is set.
  private static let usualChance = 0.2
  /// The days that deals take where too few were won to know.
  private static let usualDays = [0.1: 7.0, 0.5: 30, 0.9: 90]

  init(_ table: DealTable, at moment: Timestamp) {
    self.table = table
    self.moment = moment
    let closed = table.closed
    let known = closed.count { table.deals[$0].stage != nil }
    // Without stages all open deals would look alike.
    let learned = Double(known) >= Self.knownStages * Double(closed.count) ? closed : []
    model = LeadTraining(
      table.features, rows: learned, outcomes: learned.map { table.deals[$0].outcome == true },
      open: table.open
    ).train()
    scorer = LeadScorer(model, table.features)
    timing = DealTiming(
      closed.compactMap { row in
        let deal = table.deals[row]
        guard deal.outcome == true, let end = deal.closedAt else { return nil }
        return (deal.stage, end.days(since: deal.moment))
      })
  }

  var isLearned: Bool { model.kind == .learned }

  /// What is said of an open deal, and why; without reasons where nothing was learned.
  func score(_ row: Int) -> LeadScorer.Score? { isLearned ? scorer.score(row, factors: 6) : nil }

  func probability(_ row: Int) -> Double {
    score(row)?.probability ?? table.deals[row].probability ?? Self.usualChance
  }

  /// The days that such a share of deals take from where this one stands.
  func days(_ row: Int, share: Double) -> Double {
    let deal = table.deals[row]
    if let days = timing.days(from: deal.stage ?? "", share: share) { return days }
    let expected = deal.expectedClose.map {
      Double($0.daysSince1970) - Double(moment.microseconds) / 86_400_000_000
    }
    let usual = Self.usualDays[share] ?? 30
    guard let expected, expected >= 0 else { return usual }
    return share == 0.5 ? expected : share < 0.5 ? expected / 2 : expected + usual
  }

  /// The probability that a deal is won so soon.
  func probability(_ row: Int, within days: Double) -> Double {
    let share =
      timing.share(from: table.deals[row].stage ?? "", within: days)
      ?? (self.days(row, share: 0.5) <= days ? 1 : 0)
    return probability(row) * share
  }

  /// What some deals bring so soon; all are of one currency.
  func amount(_ rows: [Int], within days: Double) -> AmountForecast {
    AmountForecast(
      rows.compactMap { row in table.deals[row].value.map { ($0, probability(row, within: days)) } })
  }

  /// How far the forecast of a deal is to be trusted, 0 to 1.
  var confidence: Double {
    guard let auc = model.holdOut?.measures.auc else { return 0.3 }
    return min(0.95, max(0.1, 2 * auc - 1))
  }
}
