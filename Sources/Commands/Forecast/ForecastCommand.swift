internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm forecast`: which deals will be won, when, and what they bring together.
enum ForecastCommand {
  private static let references = RepeatedOperand(
    "deal", .text("deal").completed(by: "deal"), help: "Which deals; the pipelines as a whole without any")
  private static let all = Flag("all", help: "Print a forecast for each open deal")
  private static let horizon = DefaultedOption(
    "horizon", .days, default: "90d", help: "How far to look ahead, in days or weeks")

  static let command = Command<Action>(
    "forecast", "Tell which deals will be won, and what they will bring",
    discussion: """
      Without operands: for each pipeline and currency what its open deals will probably bring within the horizon. \
      weighted is the mean, amounts times probabilities; with a probability of 10, 50 and 90 % it is no more than p10, \
      p50 and p90. Currencies are never added up.

      With deals, or --all: the probability that each is won, its amount, the day it will probably be won, with the \
      earliest and the latest of four in five, and what speaks for and against it. Probabilities are learned from your \
      own deals that were won or lost, each as it stood at some moment of its life; with fewer than 40 of either, or \
      stages that are not known, those of the stages stand in, and confidence is low. Days are those that deals took \
      from the same stage.

      Forecasts of single deals are stored. crm forecast backtest compares forecasts of before with what came of them.
      """,
    group: "Predictions",
    arguments: [references, all, horizon, ListOptions.condition, ListOptions.excelSafe],
    examples: [
      Example("crm forecast", "What the quarter will bring"),
      Example("crm forecast 'Acme renewal'", "One deal, with reasons"),
      Example(
        "crm forecast --all --where 'owner = ann' -o csv", "The deals of one person, for a spreadsheet"),
      Example("crm forecast --horizon 4w | jq '[.p10, .p50, .p90]'", "The next four weeks"),
    ],
    action: .maintains(run),
    children: { [backtest] })

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let condition = try ListOptions.condition(call, filters: [])
    if call[all] || condition != nil, !call[references].isEmpty {
      throw call.refusal("'forecast' takes deals, or --all or --where")
    }
    let forecasting = try DealForecasting(session, horizonDays: call[horizon])
    if call[references].isEmpty, !call[all] {
      return try forecasting.printPipelines(
        where: condition, isExcelSafe: call[ListOptions.excelSafe])
    }
    let rows =
      call[references].isEmpty
      ? try forecasting.rows(where: condition)
      : try call[references].map { try forecasting.row(try session.find(.deal, $0), named: $0) }
    return try forecasting.printDeals(
      rows, isSingle: call[references].count == 1, isExcelSafe: call[ListOptions.excelSafe])
  }

  /// `crm forecast backtest`.
  private static var backtest: Command<Action> {
    Command(
      "backtest", "Compare forecasts of before with what came of them",
      discussion: """
        Goes back by one horizon up to six times, forecasts from what was known then, and prints it beside what was \
        won within the horizon after. within is whether that lies between p10 and p90, as four in five should.
        """,
      arguments: [horizon],
      examples: [
        Example("crm forecast backtest", "The last six quarters"),
        Example("crm forecast backtest --horizon 30d -o table", "The last six months"),
      ],
      action: .reads { call, session in try Backtest(session, horizonDays: call[horizon]).print() })
  }
}

extension Reading where Value == Int {
  /// Days, or weeks: `90d`, `12w`.
  static var days: Reading {
    Reading("90d") { word throws(ReadingFailure) in
      let (digits, factor) =
        switch word.last {
        case "d": (word.dropLast(), 1)
        case "w": (word.dropLast(), 7)
        default: (word[...], 1)
        }
      guard let number = Int(digits), number <= 3650, 1...3650 ~= number * factor else {
        throw .expected("days or weeks, as 90d or 12w, up to ten years")
      }
      return number * factor
    }
  }
}
