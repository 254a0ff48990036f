/// Looks for all kinds of anomalies in what was read from the records; the same observations give the same.
package enum AnomalyScan {
  /// The worst first.
  package static func anomalies(in observations: Observations) -> [Anomaly] {
    let worth = DealWorth(observations.deals)
    let found =
      ContactAnomalies(observations: observations, worth: worth).found()
      + DealAnomalies(observations: observations, worth: worth).found()
      + Gaps(observations: observations, worth: worth).found() + Patterns(observations: observations).found()
    return found.sorted {
      ($1.severity, $0.kind.rawValue, $0.subject.type, $0.subject.id, $0.fingerprint)
        < ($0.severity, $1.kind.rawValue, $1.subject.type, $1.subject.id, $1.fingerprint)
    }
  }
}
