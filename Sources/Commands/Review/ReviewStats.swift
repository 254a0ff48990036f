internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm review stats`: how often people agree with what is proposed, and whether confidence means anything.
enum ReviewStats {
  static let command = Command<Action>(
    "stats", "Show how often proposals are approved, and how well confidence told it",
    discussion: """
      A row for each kind of change and, without a kind, one for all: how many wait, were approved, rejected and edited \
      before, and approval_rate, the part of the decided ones that was approved. calibration counts the decided ones by \
      confidence: where it is right, as many of those at 0.8 were approved as 0.8 says.
      """,
    examples: [
      Example("crm review stats", "For each kind"),
      Example("crm review stats | jq 'select(.kind == null) | .calibration[]'", "What confidence means"),
    ],
    action: .reads { _, session in
      let store = try session.store()
      let fields = ["kind", "status", "confidence", "is_edited"].map { Path([$0]) }
      let proposals = try store.rows(Query(from: .proposal, fields: fields))
      let kinds = Set(proposals.compactMap { $0["kind"]?.string }).sorted()
      let printer = try RowPrinter(session, columns: columns, preferred: columns.dropLast())
      for kind in kinds {
        try printer.row(row(.string(kind), proposals.filter { $0["kind"]?.string == kind }))
      }
      try printer.row(row(.null, proposals))
      try printer.finish()
      return .ok
    })

  private static let columns = [
    "kind", "pending", "approved", "rejected", "edited", "approval_rate", "mean_confidence", "calibration",
  ]

  private static func row(_ kind: JSON, _ proposals: [JSONObject]) -> JSONObject {
    func count(_ status: JSON) -> Int { proposals.filter { $0["status"] == status }.count }
    let decided = proposals.filter { $0["status"] != "pending" }
    return [
      "type": "review_stats", "kind": kind, "pending": .number(JSONNumber(Int64(count("pending")))),
      "approved": .number(JSONNumber(Int64(count("approved")))),
      "rejected": .number(JSONNumber(Int64(count("rejected")))),
      "edited": .number(JSONNumber(Int64(decided.filter { $0["is_edited"] == true }.count))),
      "approval_rate": approvalRate(decided), "mean_confidence": meanConfidence(decided),
      "calibration": .array(calibration(decided)),
    ]
  }

  /// The bounds of what counts as equally sure.
  private static let bounds = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001]

  private static func calibration(_ decided: [JSONObject]) -> [JSON] {
    zip(bounds, bounds.dropFirst()).compactMap { low, high in
      let same = decided.filter { $0["confidence"]?.double.map { (low..<high).contains($0) } ?? false }
      if same.isEmpty { return nil }
      return [
        "from": rounded(low), "to": rounded(min(high, 1)),
        "decided": .number(JSONNumber(Int64(same.count))), "mean_confidence": meanConfidence(same),
        "approval_rate": approvalRate(same),
      ]
    }
  }

  private static func approvalRate(_ decided: [JSONObject]) -> JSON {
    if decided.isEmpty { return .null }
    return rounded(Double(decided.filter { $0["status"] == "approved" }.count) / Double(decided.count))
  }

  private static func meanConfidence(_ proposals: [JSONObject]) -> JSON {
    let values = proposals.compactMap { $0["confidence"]?.double }
    return values.isEmpty ? .null : rounded(values.reduce(0, +) / Double(values.count))
  }

  private static func rounded(_ value: Double) -> JSON {
    JSONNumber((value * 1000).rounded() / 1000).map(JSON.number) ?? .null
  }
}
