internal import Bytes
internal import Models
internal import Prediction
internal import Store

/// The anomalies of one run, with what is remembered of each.
struct AnomalyReport {
  let store: Store
  /// The worst first, those that were dismissed among them.
  let anomalies: [Anomaly]
  private var seen: [String: SeenAnomaly]

  init(_ session: Session) throws {
    try session.requirePredictions()
    store = try session.store()
    anomalies = AnomalyScan.anomalies(in: try store.observations())
    seen = try store.seenAnomalies()
  }

  /// Remembers that a person does not want to hear of some, or does again.
  mutating func dismiss(_ anomalies: [Anomaly], by author: Author, isTakenBack: Bool) throws {
    try store.dismiss(anomalies.map(\.fingerprint), by: author, isTakenBack: isTakenBack)
    seen = try store.seenAnomalies()
  }

  /// Whether it was told before, or dismissed.
  func isSeen(_ anomaly: Anomaly) -> Bool { seen[anomaly.fingerprint] != nil }

  func isDismissed(_ anomaly: Anomaly) -> Bool { seen[anomaly.fingerprint]?.dismissedAt != nil }

  /// The anomaly as it is printed.
  func row(_ anomaly: Anomaly) throws -> JSONObject {
    let subject = anomaly.subject
    let words = AnomalyWords(anomaly, name: try name(of: subject))
    let memory = seen[anomaly.fingerprint]
    var row: JSONObject = [
      "type": "anomaly", "kind": .string(anomaly.kind.rawValue),
      "severity": .string(anomaly.severity.rawValue),
      "entity_type": .string(subject.type), "entity_id": .number(JSONNumber(subject.id)),
      "title": .string(words.title), "description": .string(words.description),
      "suggested_action": .string(words.suggestion), "evidence": .object(anomaly.evidence),
      "fingerprint": .string(anomaly.fingerprint), "detected_at": .string(store.clock.now.description),
      "first_seen": .string((memory?.firstSeen ?? store.clock.now).description),
    ]
    if let at = memory?.dismissedAt {
      row["dismissed_at"] = .string(at.description)
      row["dismissed_by"] = memory?.dismissedBy.map(JSON.string) ?? .null
    }
    return row
  }

  /// What the record is called; by its kind and id where it has no name.
  private func name(of subject: Anomaly.Subject) throws -> String {
    let type = RecordType(rawValue: subject.type)
    return try type.flatMap { try store.name(of: $0, subject.id) } ?? "\(subject.type) \(subject.id)"
  }

  /// The one whose fingerprint begins so.
  func anomaly(named prefix: String) throws -> Anomaly {
    let found = anomalies.filter { $0.fingerprint.hasPrefix(prefix.lowercased()) }
    guard let anomaly = found.first else {
      throw Failure(
        .notFound, "no anomaly has a fingerprint that begins with '\(prefix.excerpt)'",
        hint: .command("anomalies"))
    }
    guard found.count == 1 else {
      throw Failure(
        .conflict, "\(found.count) anomalies have a fingerprint that begins with '\(prefix.excerpt)'")
    }
    return anomaly
  }
}
