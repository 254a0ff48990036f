internal import Bytes
internal import Prediction
internal import Store

/// A model of leads together with what every score says of it.
struct ScoreModel {
  let learned: LeadModel
  let trainedAt: Timestamp
  /// Nil for one that was not kept.
  let kept: KeptModel?
  /// As JSON, once for all scores.
  let text: String

  init(learned: LeadModel, trainedAt: Timestamp, kept: KeptModel?) {
    self.learned = learned
    self.trainedAt = trainedAt
    self.kept = kept
    let measures = learned.holdOut?.measures
    let json: JSON = [
      "kind": .string(learned.kind.rawValue),
      "outcomes": [
        "won": .number(JSONNumber(Int64(learned.won))), "lost": .number(JSONNumber(Int64(learned.lost))),
      ],
      "auc": measures.map { .decimal($0.auc) } ?? .null,
      "brier": measures.map { .decimal($0.brier) } ?? .null,
      "trained_at": .string(trainedAt.description),
    ]
    text = json.text
  }

  /// For a person: what it was learned from, and how good it is.
  var words: String {
    let outcomes = "\(learned.won) won and \(learned.lost) lost"
    guard let measures = learned.holdOut?.measures else {
      return "what is usual elsewhere; here are \(outcomes)"
    }
    return "learned from \(outcomes); AUC \(JSON.decimal(measures.auc).text)"
  }
}
