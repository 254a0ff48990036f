/// What a model of leads says of those in a table, and why.
package struct LeadScorer {
  private let model: LeadModel
  private let reading: AdditiveModel.Reading
  /// The features of the model as the table has them; nil for one that it has not.
  private let features: [Feature?]
  private let advisers: [Adviser]

  package init(_ model: LeadModel, _ table: FeatureTable) {
    self.model = model
    reading = model.model.read(table)
    let byName = Dictionary(table.features.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    features = model.model.names.map { byName[$0] }
    advisers = model.model.effects.enumerated().compactMap { Adviser($1, at: $0) }
  }

  /// What is said of one lead.
  package struct Score: Sendable {
    package let probability: Double
    /// A hash of what it was made from.
    package let inputs: Int64
    /// What speaks for and against it, the weightiest first.
    package let factors: [Factor]
    /// What would raise it, the most promising first.
    package let advice: [Advice]
  }

  package struct Factor: Sendable {
    package let name: String
    package let value: Value
    /// What it adds to the log odds.
    package let contribution: Double
    /// By how much it moves the probability, all else being as it is.
    package let difference: Double
  }

  package enum Value: Sendable {
    case unknown
    case number(Double)
    case text(String)
  }

  package enum Advice: Hashable, Sendable {
    /// To do something, or have it known, which leads that end well more often have; by how much that may raise the
    /// probability.
    case act(Act, gain: Double)
    /// To find out something that says much and is not known.
    case findOut(String)
  }

  package enum Act: String, Sendable {
    case call, meet, write, getInTouch, askForPhone, askForEmail
  }

  /// What is said of the lead in a row; so many factors at most, which all count for something.
  package func score(_ row: Int, factors most: Int = .max) -> Score {
    let parts = model.model.contributions(row, of: reading)
    let odds = parts.reduce(model.model.base, +)
    let probability = Calibration.probability(odds)
    let weighty = parts.indices.filter { abs(parts[$0]) >= 0.01 }.sorted {
      (abs(parts[$1]), $0) < (abs(parts[$0]), $1)
    }
    return Score(
      probability: probability, inputs: reading.hash(row),
      factors: weighty.prefix(most).map { index in
        Factor(
          name: model.model.names[index], value: value(index, row), contribution: parts[index],
          difference: probability - Calibration.probability(odds - parts[index]))
      }, advice: advice(row, odds))
  }

  private func value(_ index: Int, _ row: Int) -> Value {
    switch features[index]?.values {
    case .numbers(let numbers)? where !numbers[row].isNaN: .number(Double(numbers[row]))
    case .categories(let places, let names)? where places[row] >= 0: .text(names[Int(places[row])])
    default: .unknown
    }
  }

  // MARK: Advice

  /// Looks at one feature for what might be done about it.
  private struct Adviser {
    let feature: Int
    let act: Act?
    let effect: AdditiveModel.Effect
    /// How much the effects of the feature differ.
    let spread: Double

    /// Nil for a feature that nothing can be done about.
    init?(_ effect: AdditiveModel.Effect, at index: Int) {
      let acts: [String: Act] = [
        "calls": .call, "meetings": .meet, "emails_sent": .write, "days_quiet": .getInTouch,
        "phone": .askForPhone, "email": .askForEmail,
      ]
      let askable = ["source", "position", "country", "company.industry", "company.size"]
      act = acts[effect.name]
      guard act != nil || effect.name.hasPrefix("fields.") || askable.contains(effect.name) else {
        return nil
      }
      feature = index
      self.effect = effect
      let known = effect.shape.effects.dropFirst()
      spread = (known.max() ?? 0) - (known.min() ?? 0)
    }

    /// What the odds gain when the act is done; nil where it is done already or nothing is known of it.
    func gain(_ bin: UInt8, _ value: Value) -> Double? {
      let wanted: Feature.Values? =
        switch (act, value) {
        case (.call?, .number(let count)), (.meet?, .number(let count)), (.write?, .number(let count)):
          .numbers([Float(count + 1)])
        case (.getInTouch?, .number(let days)) where days >= 1: .numbers([0])
        case (.askForPhone?, .text("no")): .categories([0], of: ["yes"])
        case (.askForEmail?, .text("none")): .categories([0], of: ["business"])
        default: nil
        }
      guard let wanted, let new = effect.binning.bins(of: Feature(effect.name, wanted)).first else {
        return nil
      }
      return effect.shape.effects[Int(new)] - effect.shape.effects[Int(bin)]
    }
  }

  private static let mostAdvice = 3

  private func advice(_ row: Int, _ odds: Double) -> [Advice] {
    let probability = Calibration.probability(odds)
    var acts: [(advice: Advice, gain: Double)] = []
    var questions: [(advice: Advice, gain: Double)] = []
    for adviser in advisers {
      let bin = reading.bin(adviser.feature, row)
      if let act = adviser.act {
        guard let gain = adviser.gain(bin, value(adviser.feature, row)) else { continue }
        let raised = Calibration.probability(odds + gain) - probability
        if raised >= 0.005 { acts.append((.act(act, gain: raised), raised)) }
      } else if bin == 0, adviser.spread >= 0.3 {
        questions.append((.findOut(adviser.effect.name), adviser.spread))
      }
    }
    // Stable: of equal ones the one that comes first among the features.
    func ordered(_ list: [(advice: Advice, gain: Double)]) -> [Advice] {
      list.enumerated().sorted { ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset) }.map(
        \.element.advice)
    }
    return Array((ordered(acts) + ordered(questions)).prefix(Self.mostAdvice))
  }
}
