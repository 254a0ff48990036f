internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm churn`: who will probably not be heard of again.
enum ChurnCommand {
  private static let references = RepeatedOperand(
    "contact", .text("contact").completed(by: "contact"), help: "Which contacts, by e-mail, name or id")
  private static let all = Flag("all", help: "Rate all contacts with whom something has happened")
  private static let horizon = DefaultedOption(
    "horizon", .days, default: "90d", help: "How far to look ahead, in days or weeks")
  private static let minimum = Option(
    "min-risk", .probability("p"), help: "Print only those whose risk is as high or higher")

  static let command = Command<Action>(
    "churn", "Tell who will probably not be heard of again",
    discussion: """
      Prints for each contact the probability that nothing happens with them within the horizon: no call, mail, meeting \
      or other activity; notes do not count. It comes from each contact's own rhythm: how often something happened, how \
      regularly, and how long they have been quiet compared with that.

      What that means is learned from your own past: how it went with those who were known one horizon ago, and for \
      model.auc and model.calibration_error one horizon before that. Where the past is too short, what is usual stands \
      in, and model.kind is prior. A risk under 0.3 is low, under 0.6 medium, under 0.8 high, else critical.

      Ratings are stored with their reasons. It learns anew when the last model is a week old.
      """,
    group: "Predictions",
    arguments: [references, all, horizon, minimum, ListOptions.condition, ListOptions.excelSafe],
    examples: [
      Example("crm churn ann@acme.example", "One contact, with reasons"),
      Example("crm churn --all --min-risk 0.8 --where 'status = customer'", "Customers about to be lost"),
      Example("crm churn --all --horizon 26w -o csv", "Half a year ahead, for a spreadsheet"),
    ],
    action: .maintains(run))

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let condition = try ListOptions.condition(call, filters: [])
    guard call[references].isEmpty == (call[all] || condition != nil) else {
      throw call.refusal("'churn' takes contacts, or --all or --where")
    }
    let rating = try ChurnRating(session, horizonDays: call[horizon])
    let places: [Int]
    if call[references].isEmpty {
      places = try rating.places(where: condition)
    } else {
      places = try call[references].map { try rating.place(try session.find(.contact, $0), named: $0) }
    }
    return try rating.run(
      places, isSingle: call[references].count == 1, minimum: call[minimum] ?? 0,
      isExcelSafe: call[ListOptions.excelSafe])
  }
}
