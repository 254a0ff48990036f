internal import Arguments
internal import Bytes
internal import Prediction
internal import Store

/// `crm anomalies`: what is unlike the rest of the records, or unlike itself before.
enum AnomaliesCommand {
  private static let new = Flag("new", help: "Only what was not told with --new before")
  private static let kinds = RepeatedOption(
    "kind", .choice("kind", Anomaly.Kind.allCases.map(\.rawValue)), help: "Only anomalies of this kind")
  private static let minimum = Option(
    "min-severity", .choice("severity", Anomaly.Severity.self), help: "Only those that are as bad or worse")
  private static let failOn = Option(
    "fail-on", .choice("severity", Anomaly.Severity.self),
    help: "End with status 1 when one is as bad or worse")
  private static let notify = Option(
    "notify", .text("command"), help: "Give the critical ones to a command, as JSON Lines on its input")
  private static let dismissed = Flag("dismissed", help: "Show those that were dismissed instead")

  static let command = Command<Action>(
    "anomalies", "Find what is unusual among the records",
    discussion: """
      Looks for contacts who fall silent against their own rhythm (churn_risk) or are heard of far less \
      (engagement_drop), open deals that rest or whose day has passed (stale_deal), records that lack what nearly all \
      others have, and addresses that no mail reaches (data_gap), and what is otherwise unlike the rest \
      (unusual_pattern): amounts, skipped stages, times in no good order, what was written down long after, changes of \
      many records, keys of several records, forgotten tasks.

      What is usual is learned from the records themselves, by medians and quartiles that a few wild ones do not move. \
      What most records do is a habit and no anomaly: a field that few fill is no gap, and an import of many records \
      at one moment is no change of many. The same database gives the same at the same time (--now).

      Severity goes by what is at stake, such as the value of a deal among those of its currency. The fingerprint of \
      an anomaly is the same in every run, and another one when it happens anew. With --new each is told once; \
      crm anomalies dismiss silences one for good.

      The command of --notify is run by /bin/sh when there is a critical one, and what it writes goes to standard \
      error. When it fails, so does this (status 1), and with --new all is told again the next time.
      """,
    group: "Predictions",
    arguments: [new, kinds, minimum, failOn, notify, dismissed, ListOptions.excelSafe],
    examples: [
      Example("crm anomalies --min-severity high", "What to look at first"),
      Example("crm anomalies --new --notify 'mail -s Alarm ann'", "From cron: each once, the worst by mail"),
      Example("crm anomalies --kind data_gap -o csv", "What to fill in, for a spreadsheet"),
      Example("crm anomalies --fail-on critical > /dev/null || echo look", "In a script"),
      Example("crm anomalies dismiss 3f2a", "Not this one again"),
    ],
    action: .reads(maintainingWhen: { $0[new] }, run),
    children: { [AnomaliesDismiss.command] })

  static let columns = [
    "type", "kind", "severity", "entity_type", "entity_id", "title", "description", "suggested_action",
    "evidence", "fingerprint", "detected_at", "first_seen",
  ]

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let report = try AnomalyReport(session)
    let kinds = call[kinds]
    let chosen = report.anomalies.filter { anomaly in
      report.isDismissed(anomaly) == call[dismissed] && !(call[new] && report.isSeen(anomaly))
        && (kinds.isEmpty || kinds.contains(anomaly.kind.rawValue))
        && call[minimum].map { anomaly.severity >= $0 } ?? true
    }
    let printer = try RowPrinter(
      session, columns: columns + (call[dismissed] ? ["dismissed_at", "dismissed_by"] : []),
      preferred: ["severity", "kind", "title", "suggested_action", "fingerprint"],
      isExcelSafe: call[ListOptions.excelSafe])
    for anomaly in chosen { try printer.row(try report.row(anomaly)) }
    try session.finish(printer)
    if let command = call[notify] {
      try tell(chosen.filter { $0.severity == .critical }, command, report, session)
    }
    if call[new] { try report.store.remember(chosen.map(\.fingerprint)) }
    guard let limit = call[failOn], chosen.contains(where: { $0.severity >= limit }) else { return .ok }
    return .failure
  }

  private static func tell(
    _ anomalies: [Anomaly], _ command: String, _ report: AnomalyReport, _ session: Session
  ) throws {
    if anomalies.isEmpty { return }
    let lines = try anomalies.map { JSON.object(try report.row($0)).text + "\n" }.joined()
    let status = try Subprocess(["/bin/sh", "-c", command], environment: session.world.environment)
      .run(reading: Array(lines.utf8))
    try Interruption.check()
    guard status == 0 else {
      throw Failure(.failure, "the command of --notify failed, so nobody was told: \(command)")
    }
  }
}
