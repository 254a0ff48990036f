internal import Bytes
internal import Prediction
internal import Store

/// The churn risk of one contact in words and as JSON.
struct ChurnCard {
  private let rating: ChurnRater.Rating
  private let contact: Int64
  private let name: String
  private let model: ChurnModel
  private let calculatedAt: Timestamp

  static let columns = [
    "type", "contact_id", "name", "risk", "horizon_days", "level", "days_quiet", "usual_gap_days", "factors",
    "recommendation", "model", "calculated_at",
  ]

  init(
    _ rating: ChurnRater.Rating, contact: Int64, name: String, model: ChurnModel, calculatedAt: Timestamp
  ) {
    self.rating = rating
    self.contact = contact
    self.name = name
    self.model = model
    self.calculatedAt = calculatedAt
  }

  var json: JSONObject {
    var object: JSONObject = [
      "type": "churn", "contact_id": .number(JSONNumber(contact)), "name": .string(name),
      "risk": .decimal(rating.risk),
    ]
    for (key, value) in detail { object[key] = value }
    object["model"] = [
      "kind": .string(model.kind.rawValue), "auc": model.check.map { .decimal($0.auc) } ?? .null,
      "calibration_error": model.check.map { .decimal($0.calibrationError) } ?? .null,
    ]
    object["calculated_at"] = .string(calculatedAt.description)
    return object
  }

  /// The rating as it is kept.
  var prediction: ContactPrediction {
    ContactPrediction(
      contact: contact, probability: rating.risk, inputs: rating.inputs, detail: JSON.object(detail).text)
  }

  private var detail: JSONObject {
    [
      "horizon_days": .number(JSONNumber(Int64(model.horizonDays))), "level": .string(rating.level.rawValue),
      "days_quiet": .number(JSONNumber(Int64(rating.daysQuiet))),
      "usual_gap_days": rating.usualGap.map { .number(.tenths($0)) } ?? .null,
      "factors": .array(
        rating.factors.map { factor in
          [
            "name": .string(factor.name), "value": factor.value.map { .number(.tenths($0)) } ?? .null,
            "contribution": .decimal(factor.contribution), "text": .string(factor.words),
          ]
        }), "recommendation": .string(rating.recommendation),
    ]
  }
}

extension ChurnRater.Factor {
  /// The factor in words, with what it moves in the risk: `days quiet: 40 (+12 points)`.
  fileprivate var words: String {
    "\(name.featureLabel): \(value.map { JSONNumber.tenths($0).text } ?? "unknown") (\(Points(difference)))"
  }
}

extension ChurnRater.Rating {
  fileprivate var recommendation: String {
    let usual = usualGap.map { ", usually \(JSONNumber.tenths($0).text)" } ?? ""
    return switch level {
    case .low: "nothing to do: they will probably be heard of by themselves"
    case .medium: "keep in touch: quiet for \(daysQuiet) days\(usual)"
    case .high: "get in touch soon: quiet for \(daysQuiet) days\(usual)"
    case .critical: "win them back, or let go: quiet for \(daysQuiet) days\(usual)"
    }
  }
}

extension JSONNumber {
  /// A number to one decimal place.
  fileprivate static func tenths(_ value: Double) -> JSONNumber {
    JSONNumber((value * 10).rounded() / 10) ?? JSONNumber(0)
  }
}
