/// What a model says of the people of a history, and why.
package struct ChurnRater {
  private let model: ChurnModel
  private let history: EventHistory
  private let table: FeatureTable
  private let reading: AdditiveModel.Reading

  package init(_ model: ChurnModel, _ history: EventHistory) {
    self.model = model
    self.history = history
    table = Rhythm.table((0..<history.people).map { ($0, 0) }, of: history)
    reading = model.model.read(table)
  }

  package struct Rating: Sendable {
    /// The probability that nothing happens within the horizon.
    package let risk: Double
    package let level: Level
    package let daysQuiet: Int
    package let usualGap: Double?
    /// A hash of what it was made from.
    package let inputs: Int64
    package let factors: [Factor]
  }

  package enum Level: String, Sendable {
    case low, medium, high, critical

    init(_ risk: Double) {
      self = risk < 0.3 ? .low : risk < 0.6 ? .medium : risk < 0.8 ? .high : .critical
    }
  }

  package struct Factor: Sendable {
    package let name: String
    /// Nil where it is not known.
    package let value: Double?
    /// What it adds to the log odds.
    package let contribution: Double
    /// By how much it moves the risk, all else being as it is.
    package let difference: Double
  }

  /// What is said of a person; nil of one with whom nothing ever happened.
  package func rating(_ person: Int, factors most: Int) -> Rating? {
    guard let quiet = history.quiet(person) else { return nil }
    let parts = model.model.contributions(person, of: reading)
    let odds = parts.reduce(model.model.base, +)
    let risk = Calibration.probability(odds)
    let weighty = parts.indices.filter { abs(parts[$0]) >= 0.01 }.sorted {
      (abs(parts[$1]), $0) < (abs(parts[$0]), $1)
    }
    let byName = model.model.names
    return Rating(
      risk: risk, level: Level(risk), daysQuiet: quiet, usualGap: history.usualGap(person),
      inputs: reading.hash(person),
      factors: weighty.prefix(most).map { index in
        Factor(
          name: byName[index], value: value(byName[index], person), contribution: parts[index],
          difference: risk - Calibration.probability(odds - parts[index]))
      })
  }

  private func value(_ name: String, _ person: Int) -> Double? {
    guard let index = Rhythm.names.firstIndex(of: name),
      case .numbers(let numbers) = table.features[index].values, !numbers[person].isNaN
    else { return nil }
    return Double(numbers[person])
  }
}
