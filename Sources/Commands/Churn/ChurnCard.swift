internal import Bytes
internal import Prediction
internal import Store

/// The churn risk of one contact in words and as JSON.
struct ChurnCard {
  private let rating: ChurnRater.Rating
  private let contact: Int64
  private let name: String
  private let horizonDays: Int
  /// What is told of the model, as JSON.
  private let model: String
  private let calculatedAt: String

  static let columns = [
    "type", "contact_id", "name", "risk", "horizon_days", "level", "days_quiet", "usual_gap_days", "factors",
    "recommendation", "model", "calculated_at",
  ]

  init(
    _ rating: ChurnRater.Rating, contact: Int64, name: String, horizonDays: Int, model: String,
    calculatedAt: String
  ) {
    self.rating = rating
    self.contact = contact
    self.name = name
    self.horizonDays = horizonDays
    self.model = model
    self.calculatedAt = calculatedAt
  }

  /// The rating as it is kept.
  func prediction(_ writer: inout JSONWriter) -> NewPrediction {
    writer.removeAll()
    writer.beginObject()
    writeReasons(to: &writer)
    writer.endObject()
    writer.endLine()
    return NewPrediction(
      record: contact, probability: rating.risk, inputs: rating.inputs,
      detail: writer.withBytes { String(decoding: $0.dropLast(), as: UTF8.self) })
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key(Keys.type)
    writer.string("churn")
    writer.key(Keys.contact)
    writer.int(contact)
    writer.key(Keys.name)
    writer.string(name)
    writer.key(Keys.risk)
    writer.decimal(rating.risk)
    writeReasons(to: &writer)
    writer.key(Keys.model)
    writer.raw(model)
    writer.key(Keys.calculatedAt)
    writer.string(calculatedAt)
    writer.endObject()
  }

  private func writeReasons(to writer: inout JSONWriter) {
    writer.key(Keys.horizon)
    writer.int(Int64(horizonDays))
    writer.key(Keys.level)
    writer.string(rating.level.rawValue)
    writer.key(Keys.quiet)
    writer.int(Int64(rating.daysQuiet))
    writer.key(Keys.usualGap)
    write(rating.usualGap, to: &writer)
    writer.key(Keys.factors)
    writer.beginArray()
    for factor in rating.factors {
      writer.beginObject()
      writer.key(Keys.name)
      writer.string(factor.name)
      writer.key(Keys.value)
      write(factor.value, to: &writer)
      writer.key(Keys.contribution)
      writer.decimal(factor.contribution)
      writer.key(Keys.text)
      writer.string(factor.words)
      writer.endObject()
    }
    writer.endArray()
    writer.key(Keys.recommendation)
    writer.string(rating.recommendation)
  }

  private func write(_ number: Double?, to writer: inout JSONWriter) {
    if let number { writer.number(.tenths(number)) } else { writer.null() }
  }

  /// Keys that are written for every contact of many.
  private enum Keys {
    static let type = JSONKey("type")
    static let contact = JSONKey("contact_id")
    static let name = JSONKey("name")
    static let risk = JSONKey("risk")
    static let horizon = JSONKey("horizon_days")
    static let level = JSONKey("level")
    static let quiet = JSONKey("days_quiet")
    static let usualGap = JSONKey("usual_gap_days")
    static let factors = JSONKey("factors")
    static let value = JSONKey("value")
    static let contribution = JSONKey("contribution")
    static let text = JSONKey("text")
    static let recommendation = JSONKey("recommendation")
    static let model = JSONKey("model")
    static let calculatedAt = JSONKey("calculated_at")
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
