/// Finds features that nobody can have known before the outcome: in the past they all but say it.
package struct LeakGuard {
  /// A feature that gives itself away, and by what.
  package struct Leak: Hashable, Sendable {
    package let feature: String
    package let reason: Reason
  }

  package enum Reason: Hashable, Sendable {
    /// It alone tells the outcomes apart, as well as this area under the curve says.
    case decides(auc: Double)
    /// Most cases of one outcome have values that none of the other have: this share of them.
    case marks(share: Double)
    /// It is known of this share of the cases that ended, and of hardly any that is open.
    case comesLate(share: Double)
  }

  /// Honest features do not come near it: the best of all together seldom do.
  private static let decisiveAUC = 0.95

  /// Looks at every feature of a table, in its rows with outcomes and those that are open.
  package static func leaks(
    _ table: FeatureTable, rows: [Int], outcomes: [Bool], open: [Int]
  ) -> [Leak] {
    table.features.compactMap { feature in
      reason(feature, rows: rows, outcomes: outcomes, open: open).map {
        Leak(feature: feature.name, reason: $0)
      }
    }
  }

  private static func reason(
    _ feature: Feature, rows: [Int], outcomes: [Bool], open: [Int]
  ) -> Reason? {
    let known = Double(rows.count(where: feature.isKnown)) / Double(max(rows.count, 1))
    if open.count >= 20, !feature.isDated {
      let knownOpen = Double(open.count(where: feature.isKnown)) / Double(open.count)
      if known >= 0.1, knownOpen < known / 10 { return .comesLate(share: known) }
    }
    let binning = Binning(feature, rows: rows, outcomes: outcomes)
    let all = binning.bins(of: feature)
    var won = [Double](repeating: 0, count: binning.count)
    var lost = won
    for (row, outcome) in zip(rows, outcomes) {
      if outcome { won[Int(all[row])] += 1 } else { lost[Int(all[row])] += 1 }
    }
    let (wins, losses) = (won.reduce(0, +), lost.reduce(0, +))
    guard wins > 0, losses > 0 else { return nil }
    let rates = zip(won, lost).map { ($0 + wins / (wins + losses)) / ($0 + $1 + 1) }
    if let auc = Measures.auc(rows.map { rates[Int(all[$0])] }, outcomes), auc >= decisiveAUC {
      return .decides(auc: auc)
    }
    let share = max(
      pureShare(of: won, against: lost), pureShare(of: lost, against: won))
    return share >= 0.5 ? .marks(share: share) : nil
  }

  /// The share of the cases of one outcome in bins that hardly any of the other is in, where that is no wonder only because
  /// the other is rare.
  private static func pureShare(of cases: [Double], against others: [Double]) -> Double {
    let (all, allOthers) = (cases.reduce(0, +), others.reduce(0, +))
    guard all / (all + allOthers) <= 0.8 else { return 0 }
    let pure = cases.indices.filter { (cases[$0] + 0.5) / (cases[$0] + others[$0] + 1) >= 0.95 }
    return pure.reduce(0) { $0 + cases[$1] } / all
  }
}
