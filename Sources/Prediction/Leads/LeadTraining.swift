/// Learns how leads end from those that have.
package struct LeadTraining: Sendable {
  /// All leads.
  let table: FeatureTable
  /// Those with an outcome, the oldest first.
  let rows: [Int]
  let outcomes: [Bool]
  /// Those without.
  let open: [Int]
  /// Features that may be used though they seem to be known only afterwards.
  let allowed: Set<String>

  /// Fewer of either outcome teach nothing.
  package static let fewest = 40
  /// More than so many, the newest, teach nothing new.
  private static let most = 20_000
  private static let heldOutShare = 0.2
  private static let mostFeatures = 60

  package init(
    _ table: FeatureTable, rows: [Int], outcomes: [Bool], open: [Int], allowed: Set<String> = []
  ) {
    self.table = table
    self.rows = rows
    self.outcomes = outcomes
    self.open = open
    self.allowed = allowed
  }

  package func train() -> LeadModel {
    let won = outcomes.count(where: { $0 })
    let lost = outcomes.count - won
    guard won >= Self.fewest, lost >= Self.fewest else { return .prior(won: won, lost: lost) }
    let leaks = LeakGuard.leaks(table, rows: rows, outcomes: outcomes, open: open)
    let left = Set(leaks.map(\.feature)).subtracting(allowed)
    let table = informative(table.without(left))
    let recent = rows.indices.suffix(Self.most)
    let (rows, outcomes) = (Array(rows[recent]), Array(outcomes[recent]))
    let order = Self.order(of: outcomes)
    let (model, probabilities) = Self.fit(
      table, rows: order.places.map { rows[$0] }, outcomes: order.places.map { outcomes[$0] },
      isInTime: order.isInTime, folds: 5)
    let sorted = probabilities.sorted(by: >)
    return LeadModel(
      kind: .learned, won: won, lost: lost, model: model,
      holdOut: holdOut(table, rows, outcomes, order), leaks: leaks,
      grades: [0.1, 0.3, 0.6].map { sorted[Int($0 * Double(sorted.count - 1))] })
  }

  /// The table with the features that by themselves say most about the outcomes, so many at most, and without those that
  /// are the same for all leads with an outcome.
  private func informative(_ table: FeatureTable) -> FeatureTable {
    let spreads = table.features.map { feature in
      let binning = Binning(feature, rows: rows, outcomes: outcomes)
      let bins = binning.bins(of: feature)
      var (won, all) = (
        [Double](repeating: 0, count: binning.count), [Double](repeating: 0, count: binning.count)
      )
      for (row, outcome) in zip(rows, outcomes) {
        all[Int(bins[row])] += 1
        if outcome { won[Int(bins[row])] += 1 }
      }
      let rate = won.reduce(0, +) / Double(rows.count)
      let isSame = all.count { $0 > 0 } < 2
      return isSame
        ? 0 : zip(won, all).reduce(1e-9) { $0 + ($1.0 - rate * $1.1) * ($1.0 - rate * $1.1) / max($1.1, 1) }
    }
    let order = spreads.indices.sorted { (spreads[$1], $0) < (spreads[$0], $1) }
    let kept = order.prefix(Self.mostFeatures).filter { spreads[$0] > 0 }.sorted()
    return FeatureTable(count: table.count, features: kept.map { table.features[$0] })
  }

  private static func fit(
    _ table: FeatureTable, rows: [Int], outcomes: [Bool], isInTime: Bool, folds: Int
  ) -> (model: AdditiveModel, probabilities: [Double]) {
    let fitted = Boosting(folds: folds).fit(table, rows: rows, outcomes: outcomes)
    var calibration = Calibration(odds: fitted.heldOdds, outcomes: outcomes)
    if isInTime { calibration = calibration.following(fitted.heldOdds, outcomes) }
    return (
      fitted.model.calibrated(by: calibration),
      fitted.heldOdds.map { Calibration.probability(calibration.odds($0)) }
    )
  }

  /// The order in which cases are held out: that of time, unless it all but is that of the outcomes, as in a file of
  /// customers that was followed by one of the lost, or the newest are all of one outcome. Then it is chance.
  private static func order(of outcomes: [Bool]) -> (places: [Int], isInTime: Bool) {
    let newest = outcomes.suffix(Int(Double(outcomes.count) * heldOutShare))
    let won = newest.count(where: { $0 })
    let places = Array(outcomes.indices)
    if let auc = Measures.auc(places.map(Double.init), outcomes), 0.1...0.9 ~= auc, won >= 5,
      newest.count - won >= 5
    {
      return (places, true)
    }
    var generator = Generator(seed: 2)
    return (places.shuffled(using: &generator), false)
  }

  /// How well a model of the older cases does on the newer ones.
  private func holdOut(
    _ table: FeatureTable, _ rows: [Int], _ outcomes: [Bool], _ order: (places: [Int], isInTime: Bool)
  ) -> LeadModel.HoldOut? {
    let cut = order.places.count - Int(Double(order.places.count) * Self.heldOutShare)
    let (older, newer) = (order.places[..<cut], order.places[cut...])
    let model = Self.fit(
      table, rows: older.map { rows[$0] }, outcomes: older.map { outcomes[$0] }, isInTime: order.isInTime,
      folds: 3
    ).model
    let reading = model.read(table)
    return Measures(
      newer.map { Calibration.probability(model.odds(rows[$0], of: reading)) }, newer.map { outcomes[$0] }
    ).map { LeadModel.HoldOut(measures: $0, isNewest: order.isInTime) }
  }
}
