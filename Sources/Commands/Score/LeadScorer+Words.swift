internal import Arguments
internal import Bytes
internal import Prediction

extension LeadScorer.Value {
  var json: JSON {
    switch self {
    case .unknown: .null
    case .number(let number): JSONNumber((number * 100).rounded() / 100).map(JSON.number) ?? .null
    case .text(let text): .string(text)
    }
  }
}

extension LeadScorer.Factor {
  /// The factor in words, with what it moves in the probability: `source: referral (+12 points)`.
  var words: String { words(fact) }

  func words(_ fact: String) -> String { "\(fact) (\(Points(difference)))" }

  /// The factor alone: `source: referral`.
  var fact: String {
    let value = value.json
    return "\(name.featureLabel): \(value.isNull ? "unknown" : value.plain)"
  }
}

extension LeadScorer.Advice {
  var words: String {
    switch self {
    case .act(let act, let gain): "\(act.words) (\(Points(gain)))"
    case .findOut(let feature): "find out \(feature.featureLabel), which says much"
    }
  }
}

extension LeadScorer.Act {
  fileprivate var words: String {
    switch self {
    case .call: "call: those who were called once more are won more often"
    case .meet: "meet: those who were met once more are won more often"
    case .write: "write: those who were written to once more are won more often"
    case .getInTouch: "get in touch: the time without contact counts against it"
    case .askForPhone: "ask for a phone number"
    case .askForEmail: "ask for an e-mail address"
    }
  }
}

extension LeakGuard.Leak {
  /// Why a feature is not learned from.
  var words: String {
    let label = feature.featureLabel
    let why =
      switch reason {
      case .decides(let auc): "it says the outcome by itself (AUC \(JSON.decimal(auc).text))"
      case .marks(let share):
        "\(Points.percent(share)) of one outcome have values of it that the other has not"
      case .comesLate(let share):
        "\(Points.percent(share)) of those that have ended have it, and hardly any that is open"
      }
    return
      "\(label) is left out: \(why), so it is probably filled in afterwards; --allow \(feature.shellQuoted) has it used"
  }
}

/// A part of 1 as points of a hundred.
struct Points: CustomStringConvertible {
  private let difference: Double

  init(_ difference: Double) {
    self.difference = difference
  }

  var description: String {
    let points = Int((abs(difference) * 100).rounded())
    let sign = difference < 0 ? "-" : "+"
    return points == 0 ? "\(sign) under 1 point" : "\(sign)\(points) point\(points == 1 ? "" : "s")"
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

extension String {
  /// A feature as a person calls it: `fields.budget` is the budget, `emails_sent` are e-mails sent.
  var featureLabel: String {
    if hasPrefix("fields.") { return String(dropFirst("fields.".count)) }
    if hasPrefix("tag ") { return self }
    // By bytes: it is done for every factor of every lead.
    let separators = [UInt8(ascii: "_"), UInt8(ascii: ".")]
    let words = String(decoding: utf8.map { separators.contains($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    return words.hasPrefix("email") ? "e-mail" + words.dropFirst("email".count) : words
  }
}

extension JSON {
  /// A value without quotes.
  fileprivate var plain: String { string ?? text }
}
