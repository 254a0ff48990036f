internal import Bytes
internal import Glibc

/// Open deals that rest, and deals that go another way than others.
struct DealAnomalies {
  let observations: Observations
  let worth: DealWorth

  func found() -> [Anomaly] {
    stale() + amounts() + moves()
  }

  private var open: [DealState] { observations.deals.filter { $0.outcome == .open } }

  // MARK: Rest

  private func stale() -> [Anomaly] {
    let open = open
    let today = observations.today
    func resting(_ deal: DealState) -> Double { Double(today - deal.lastSign) }
    let all = Spread.fence(of: open.map(resting))
    let byPipeline = Dictionary(grouping: open, by: \.pipeline).mapValues { deals in
      deals.count < Spread.fewest ? all : Spread.fence(of: deals.map(resting))
    }
    let lateFence = Spread.fence(of: open.map { Double(max(0, today - ($0.expectedClose ?? today))) })
    return open.compactMap { deal in
      let limit = max(45, 2 * Double(deal.rottingDays ?? 0), byPipeline[deal.pipeline] ?? all)
      let late = deal.expectedClose.map { today - $0 } ?? 0
      var evidence: JSONObject = [
        "days_resting": .integer(today - deal.lastSign),
        "days_in_stage": .integer(today - deal.stageEnteredAt.day),
        "last_sign": .day(deal.lastSign), "limit_days": .integer(Int(limit)),
      ]
      if let close = deal.expectedClose, late > 0 { evidence["expected_close"] = .day(close) }
      let subject = Anomaly.Subject("deal", deal.id)
      if resting(deal) > limit {
        return Anomaly(
          .restingDeal, worth.severity(deal), subject, state: "\(deal.lastSign)", evidence: evidence)
      }
      let lateLimit = max(30, lateFence)
      guard Double(late) > lateLimit else { return nil }
      evidence["days_late"] = .integer(late)
      evidence["limit_days"] = .integer(Int(lateLimit))
      return Anomaly(
        .slippedDate, min(worth.severity(deal), .high), subject, state: "\(deal.expectedClose ?? 0)",
        evidence: evidence)
    }.unlessHabit(among: open.count, share: 0.4)
  }

  // MARK: Amounts

  /// Values that are as many times the usual as chance hardly has it, among the deals of the currency, and of the owner.
  private func amounts() -> [Anomaly] {
    let valued = observations.deals.filter { $0.value ?? 0 > 0 }
    func magnitude(_ deal: DealState) -> Double { log(Double(deal.value ?? 1)) }
    func distance(_ deal: DealState, _ spread: Spread?) -> Double {
      guard let spread, spread.count >= Spread.fewest else { return 0 }
      return (magnitude(deal) - spread.median) / max(spread.deviation, 0.3)
    }
    let currencies = Dictionary(grouping: valued, by: \.currency).mapValues { Spread($0.map(magnitude)) }
    let owners = Dictionary(grouping: valued) { $0.currency + "/" + ($0.owner ?? "") }.mapValues {
      Spread($0.map(magnitude))
    }
    var openTotals: [String: Double] = [:]
    for deal in valued where deal.outcome == .open {
      openTotals[deal.currency, default: 0] += Double(deal.value ?? 0)
    }
    return valued.compactMap { deal in
      let usual = currencies[deal.currency] ?? nil
      let ofOwner = deal.owner.flatMap { owners[deal.currency + "/" + $0] ?? nil }
      let far = distance(deal, usual)
      // The low end runs out slowly where values are spread evenly.
      guard let usual, far > 4 || far < -8 || distance(deal, ofOwner) > 6 else { return nil }
      let base = far > 4 || far < -8 ? usual : ofOwner ?? usual
      // What is open and more than all the rest spoils every sum.
      let isMost =
        deal.outcome == .open && 2 * Double(deal.value ?? 0) > openTotals[deal.currency, default: 0]
      return Anomaly(
        .amount, isMost ? .critical : deal.outcome == .open && far > 0 ? .high : .medium,
        Anomaly.Subject("deal", deal.id),
        state: "\(deal.value ?? 0)",
        evidence: [
          "times_the_usual": .hundredths(exp(magnitude(deal) - base.median)),
          "deviations": .hundredths(distance(deal, base)),
        ])
    }
  }

  // MARK: Moves

  /// Jumps over stages and far steps back, where hardly any deal makes them.
  private func moves() -> [Anomaly] {
    var steps: [Step] = []
    for deal in observations.deals {
      for (from, to) in zip(deal.moves, deal.moves.dropFirst()) {
        steps.append(Step(deal: deal, from: from.place, to: to.place, day: to.day))
      }
    }
    guard steps.count >= Spread.fewest else { return [] }
    let skips = steps.filter(\.isSkip)
    let returns = steps.filter(\.isReturn)
    func rare(_ list: [Step]) -> [Step] {
      Double(list.count) <= max(1, 0.05 * Double(steps.count)) ? list : []
    }
    return rare(skips).map { anomaly($0, .skippedStages) } + rare(returns).map { anomaly($0, .movedBack) }
  }

  private struct Step {
    let deal: DealState
    let from: Int
    let to: Int
    let day: Int

    /// Whether it left out two stages or more.
    var isSkip: Bool { from >= 0 && to - from > 2 }
    /// Whether it went back two stages or more, or came back from the end.
    var isReturn: Bool { to >= 0 && (from - to >= 2 || from == deal.stageCount && to < from || from < 0) }
  }

  private func anomaly(_ step: Step, _ rule: Anomaly.Rule) -> Anomaly {
    Anomaly(
      rule, .medium, Anomaly.Subject("deal", step.deal.id), state: "\(step.from)-\(step.to)-\(step.day)",
      evidence: ["stages": .integer(abs(step.to - step.from)), "on": .day(step.day)])
  }
}
