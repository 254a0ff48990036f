internal import Bytes
internal import Prediction
internal import Store

/// Forecasts as they would have been before, beside what came of them.
struct Backtest {
  private let session: Session
  private let store: Store
  private let horizonDays: Int

  private static let most = 6

  init(_ session: Session, horizonDays: Int) throws {
    try session.requirePredictions()
    self.session = session
    self.horizonDays = horizonDays
    store = try session.store()
  }

  func print() throws -> ExitStatus {
    let printer = try RowPrinter(
      session,
      columns: [
        "type", "at", "currency", "horizon", "kind", "open", "weighted", "p10", "p50", "p90", "actual",
        "within",
      ], preferred: ["at", "currency", "open", "weighted", "p10", "p50", "p90", "actual", "within"])
    let present = try store.deals()
    let ends = Dictionary(
      present.deals.map { ($0.id, (isWon: $0.outcome == true, closedAt: $0.closedAt)) },
      uniquingKeysWith: { first, _ in first })
    for step in (1...Self.most).reversed() {
      try Interruption.check()
      let length = Int64(horizonDays) * 86_400_000_000
      let moment = Timestamp(microseconds: store.clock.now.microseconds - Int64(step) * length)
      let forecasts = DealForecasts(try store.deals(asOf: moment), at: moment)
      let groups = Dictionary(grouping: forecasts.table.open) { forecasts.table.deals[$0].currency }
      for (currency, rows) in groups.sorted(by: { $0.key < $1.key }) {
        let amount = forecasts.amount(rows, within: Double(horizonDays))
        let actual = rows.reduce(0) { sum, row in
          let deal = forecasts.table.deals[row]
          guard let end = ends[deal.id], end.isWon, let closed = end.closedAt,
            closed.microseconds <= moment.microseconds + length
          else { return sum }
          return sum + (deal.value ?? 0)
        }
        try printer.row([
          "type": "forecast_backtest", "at": .string(store.clock.zone.day(of: moment).description),
          "currency": .string(currency), "horizon": .number(JSONNumber(Int64(horizonDays))),
          "kind": .string(forecasts.model.kind.rawValue), "open": .number(JSONNumber(Int64(rows.count))),
          "weighted": .amount(amount.weighted), "p10": .amount(amount.p10), "p50": .amount(amount.p50),
          "p90": .amount(amount.p90), "actual": .amount(actual),
          "within": .bool(amount.p10...amount.p90 ~= actual),
        ])
      }
    }
    try session.finish(printer)
    return .ok
  }
}
