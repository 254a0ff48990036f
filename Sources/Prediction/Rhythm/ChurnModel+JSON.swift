package import Bytes

extension ChurnModel {
  /// The model as it is kept.
  package var json: JSONObject {
    var object: JSONObject = [
      "kind": .string(kind.rawValue), "horizon_days": .number(JSONNumber(Int64(horizonDays))),
    ]
    if let check { object["check"] = .object(check.json) }
    object["model"] = model.json
    return object
  }

  /// A model that was kept; nil when it is none.
  package init?(_ json: JSON) {
    guard let kind = json["kind"]?.string.flatMap(Kind.init), let horizon = json["horizon_days"]?.int64,
      let model = json["model"].flatMap(AdditiveModel.init)
    else { return nil }
    self.init(
      kind: kind, horizonDays: Int(horizon), model: model, check: json["check"].flatMap(Measures.init))
  }
}
