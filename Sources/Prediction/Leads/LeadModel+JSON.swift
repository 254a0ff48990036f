package import Bytes

extension LeadModel {
  /// The model as it is kept.
  package var json: JSON {
    var object: JSONObject = [
      "kind": .string(kind.rawValue), "won": .number(JSONNumber(Int64(won))),
      "lost": .number(JSONNumber(Int64(lost))), "grades": .array(grades.map(JSON.decimal)),
      "leaks": .array(leaks.map { .object($0.json) }),
    ]
    if let holdOut {
      object["hold_out"] = .object(holdOut.measures.json)
      object["newest"] = .bool(holdOut.isNewest)
    }
    object["model"] = model.json
    return .object(object)
  }

  /// A model that was kept; nil when it is none, as one of another version of the program may be.
  package init?(_ json: JSON) {
    guard let kind = json["kind"]?.string.flatMap(Kind.init), let won = json["won"]?.int64,
      let lost = json["lost"]?.int64, let model = json["model"].flatMap(AdditiveModel.init),
      let grades = json["grades"]?.array?.compactMap(\.double)
    else { return nil }
    let measures = json["hold_out"].flatMap(Measures.init)
    self.init(
      kind: kind, won: Int(won), lost: Int(lost), model: model,
      holdOut: measures.map { HoldOut(measures: $0, isNewest: json["newest"]?.bool ?? false) },
      leaks: (json["leaks"]?.array ?? []).compactMap(LeakGuard.Leak.init), grades: grades)
  }
}

extension LeakGuard.Leak {
  package var json: JSONObject {
    let (word, number): (String, Double) =
      switch reason {
      case .decides(let auc): ("decides", auc)
      case .marks(let share): ("marks", share)
      case .comesLate(let share): ("comes_late", share)
      }
    return ["feature": .string(feature), "reason": .string(word), "measure": .decimal(number)]
  }

  init?(_ json: JSON) {
    guard let feature = json["feature"]?.string, let number = json["measure"]?.double else { return nil }
    self.feature = feature
    switch json["reason"]?.string {
    case "decides": reason = .decides(auc: number)
    case "marks": reason = .marks(share: number)
    case "comes_late": reason = .comesLate(share: number)
    default: return nil
    }
  }
}
