internal import Arguments
internal import Bytes
internal import Prediction
internal import Store

/// `crm anomalies dismiss`: silences anomalies that a person knows of.
enum AnomaliesDismiss {
  private static let fingerprints = RepeatedOperand(
    "fingerprint", .text("fingerprint"), minimum: 1, help: "Which ones; the beginning is enough")
  private static let isTakenBack = Flag("undo", help: "Take the dismissal back")

  static let command = Command<Action>(
    "dismiss", "Do not tell of an anomaly again",
    discussion: """
      It is not told any more, nor counted by --fail-on, unless it happens anew. crm anomalies --dismissed shows those \
      that were dismissed. A dismissal changes no record, so it is not in the journal; --undo takes it back.
      """,
    arguments: [fingerprints, isTakenBack],
    examples: [
      Example("crm anomalies dismiss 3f2a9c01", "Not this one again"),
      Example("crm anomalies dismiss --undo 3f2a9c01", "After all"),
      Example(
        "crm anomalies --kind data_gap | jq -r .fingerprint | xargs crm anomalies dismiss", "All of a kind"),
    ],
    action: .maintains { call, session in
      var report = try AnomalyReport(session)
      let anomalies = try call[fingerprints].map(report.anomaly(named:))
      try report.dismiss(anomalies, by: try session.author(), isTakenBack: call[isTakenBack])
      let printer = try RowPrinter(
        session, shape: anomalies.count == 1 ? .single : .list,
        columns: AnomaliesCommand.columns + ["dismissed_at", "dismissed_by"],
        preferred: ["severity", "kind", "title", "fingerprint", "dismissed_at"])
      for anomaly in anomalies { try printer.row(try report.row(anomaly)) }
      try printer.finish()
      return .ok
    })
}
