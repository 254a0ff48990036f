internal import Bytes
internal import Prediction

/// What is usually taken for a good or a bad sign of a deal, where nothing was learned yet.
struct DealSigns {
  private(set) var risks: [Sign] = []
  private(set) var drivers: [Sign] = []

  struct Sign {
    let name: String
    let value: Double
    let text: String

    /// As a factor; how much it weighs is not known.
    var json: JSON {
      [
        "name": .string(name), "value": JSONNumber((value * 10).rounded() / 10).map(JSON.number) ?? .null,
        "contribution": .null, "text": .string(text),
      ]
    }
  }

  init(_ row: Int, _ table: FeatureTable) {
    func value(_ name: String) -> Double? {
      guard let feature = table.features.first(where: { $0.name == name }),
        case .numbers(let numbers) = feature.values, !numbers[row].isNaN
      else { return nil }
      return Double(numbers[row])
    }
    func risk(_ name: String, _ text: String, if condition: (Double) -> Bool) {
      if let value = value(name), condition(value) {
        risks.append(Sign(name: name, value: value, text: text))
      }
    }
    func driver(_ name: String, _ text: String, if condition: (Double) -> Bool) {
      if let value = value(name), condition(value) {
        drivers.append(Sign(name: name, value: value, text: text))
      }
    }
    risk("days_to_expected_close", "it was expected to close by now") { $0 < -1 }
    risk("days_quiet", "nothing has happened for a month") { $0 > 30 }
    risk("days_in_stage", "it has been in its stage for two months") { $0 > 60 }
    risk("contacts", "nobody is known who decides") { $0 == 0 }
    driver("activities_in_30_days", "something has happened in the last month") { $0 > 0 }
    driver("meetings", "there was a meeting") { $0 > 0 }
  }
}
