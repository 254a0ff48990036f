internal import Bytes
internal import Models
internal import Prediction
internal import Store

/// The forecast of deals in one run.
struct DealForecasting {
  private let session: Session
  private let store: Store
  private let forecasts: DealForecasts
  private let horizonDays: Int
  private var table: DealTable { forecasts.table }

  init(_ session: Session, horizonDays: Int) throws {
    try session.requirePredictions()
    self.session = session
    self.horizonDays = horizonDays
    store = try session.store()
    forecasts = DealForecasts(try store.deals(), at: store.clock.now)
  }

  // MARK: Deals

  /// The open deals that satisfy a condition.
  func rows(where condition: Condition?) throws -> [Int] {
    guard let condition else { return table.open }
    let ids = Set(try store.ids(of: .deal, where: condition))
    return table.open.filter { ids.contains(table.deals[$0].id) }
  }

  func row(_ id: Int64, named name: String) throws -> Int {
    guard let row = table.deals.firstIndex(where: { $0.id == id }) else {
      throw StoreError.notFound(.deal, name)
    }
    guard table.deals[row].outcome == nil else {
      throw Failure(.invalid, "the deal '\(name.excerpt)' is closed: there is nothing to forecast")
    }
    return row
  }

  func printDeals(_ rows: [Int], isSingle: Bool, isExcelSafe: Bool) throws -> ExitStatus {
    let printer = try RowPrinter(
      session, shape: isSingle ? .single : .list,
      columns: [
        "type", "deal_id", "title", "close_probability", "predicted_amount", "currency",
        "predicted_close_date",
        "earliest", "latest", "confidence", "risk_factors", "drivers", "calculated_at",
      ],
      preferred: [
        "deal_id", "title", "close_probability", "predicted_amount", "currency", "predicted_close_date",
      ],
      isExcelSafe: isExcelSafe)
    let kept = try keptModel()
    let earlier = try store.newestPredictions(.forecast)
    var new: [NewPrediction] = []
    for row in rows {
      try Interruption.check()
      let (deal, score) = (table.deals[row], forecasts.score(row))
      let object = forecast(row, score)
      let inputs = score?.inputs ?? Int64(bitPattern: forecasts.probability(row).bitPattern)
      if earlier[deal.id]?.inputs != inputs || earlier[deal.id]?.model != kept.id {
        new.append(
          NewPrediction(
            record: deal.id, probability: forecasts.probability(row), inputs: inputs,
            detail: JSON.object(object).text))
      }
      try printer.row(object)
    }
    if !new.isEmpty { try store.keep(new, by: kept, .forecast) }
    try session.finish(printer)
    return .ok
  }

  /// The newest model, where it says the same as this one; else this one, kept.
  private func keptModel() throws -> KeptModel {
    let content = forecasts.model.json
    if let kept = try store.model(.forecast), kept.content == content { return kept }
    return try store.keep(content, .forecast)
  }

  private func forecast(_ row: Int, _ score: LeadScorer.Score?) -> JSONObject {
    let deal = table.deals[row]
    let factors = score?.factors ?? []
    let signs = DealSigns(row, table.features)
    return [
      "type": "forecast", "deal_id": .number(JSONNumber(deal.id)), "title": .string(deal.title),
      "close_probability": .decimal(forecasts.probability(row)),
      "predicted_amount": deal.value.map(JSON.amount) ?? .null, "currency": .string(deal.currency),
      "predicted_close_date": day(row, share: 0.5), "earliest": day(row, share: 0.1),
      "latest": day(row, share: 0.9),
      "confidence": .decimal(forecasts.confidence),
      "risk_factors": .array(
        score == nil ? signs.risks.map(\.json) : factors.filter { $0.contribution < 0 }.map(\.json)),
      "drivers": .array(
        score == nil ? signs.drivers.map(\.json) : factors.filter { $0.contribution > 0 }.map(\.json)),
      "calculated_at": .string(store.clock.now.description),
    ]
  }

  private func day(_ row: Int, share: Double) -> JSON {
    let days = Int(forecasts.days(row, share: share).rounded())
    return .string(Day(daysSince1970: store.clock.today.daysSince1970 + days).description)
  }

  // MARK: Pipelines

  func printPipelines(where condition: Condition?, isExcelSafe: Bool) throws -> ExitStatus {
    let printer = try RowPrinter(
      session,
      columns: [
        "type", "pipeline", "currency", "horizon", "open", "weighted", "p10", "p50", "p90", "by_stage",
        "by_month",
      ], preferred: ["pipeline", "currency", "open", "weighted", "p10", "p50", "p90"],
      isExcelSafe: isExcelSafe)
    let groups = Dictionary(grouping: try rows(where: condition)) { row in
      [table.deals[row].pipeline, table.deals[row].currency]
    }
    for (names, rows) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let amount = forecasts.amount(rows, within: Double(horizonDays))
      try printer.row([
        "type": "pipeline_forecast", "pipeline": .string(names[0]), "currency": .string(names[1]),
        "horizon": .number(JSONNumber(Int64(horizonDays))), "open": total(rows),
        "weighted": .amount(amount.weighted),
        "p10": .amount(amount.p10), "p50": .amount(amount.p50), "p90": .amount(amount.p90),
        "by_stage": .array(byStage(rows)), "by_month": .array(byMonth(rows)),
      ])
    }
    try session.finish(printer)
    return .ok
  }

  private func total(_ rows: [Int]) -> JSON {
    [
      "count": .number(JSONNumber(Int64(rows.count))),
      "value": .amount(rows.reduce(0) { $0 + (table.deals[$1].value ?? 0) }),
    ]
  }

  private func weighted(_ rows: [Int], within days: Double) -> Double {
    rows.reduce(0) { $0 + (table.deals[$1].value ?? 0) * forecasts.probability($1, within: days) }
  }

  private func byStage(_ rows: [Int]) -> [JSON] {
    Dictionary(grouping: rows) { table.deals[$0].stage ?? "" }
      .sorted {
        (table.deals[$0.value[0]].stagePosition, $0.key) < (table.deals[$1.value[0]].stagePosition, $1.key)
      }
      .map { stage, rows in
        var object: JSONObject = ["stage": .string(stage)]
        for (key, value) in total(rows).object ?? [:] { object[key] = value }
        object["weighted"] = .amount(weighted(rows, within: Double(horizonDays)))
        return .object(object)
      }
  }

  /// What comes in each month of the horizon.
  private func byMonth(_ rows: [Int]) -> [JSON] {
    let today = store.clock.today.daysSince1970
    var months: [(label: String, last: Int)] = []
    for offset in 0...horizonDays {
      let label = Day(daysSince1970: today + offset).label(of: .month)
      if months.last?.label == label {
        months[months.count - 1].last = offset
      } else {
        months.append((label, offset))
      }
    }
    var before = 0.0
    return months.map { month in
      let sum = weighted(rows, within: Double(month.last))
      defer { before = sum }
      return ["month": .string(month.label), "weighted": .amount(sum - before)]
    }
  }
}

extension LeadScorer.Factor {
  var json: JSON {
    [
      "name": .string(name), "value": value.json, "contribution": .decimal(contribution),
      "text": .string(words),
    ]
  }
}

extension JSON {
  /// An amount of money to two decimal places.
  static func amount(_ value: Double) -> JSON {
    .number(JSONNumber((value * 100).rounded() / 100) ?? JSONNumber(0))
  }
}
