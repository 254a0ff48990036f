package import Bytes

extension Measures {
  package var json: JSONObject {
    [
      "cases": .number(JSONNumber(Int64(cases))), "base_rate": .decimal(baseRate), "auc": .decimal(auc),
      "brier": .decimal(brier), "calibration_error": .decimal(calibrationError),
      "first_decile_lift": .decimal(firstDecileLift),
      "calibration": .array(
        table.map { tenth in
          [
            "cases": .number(JSONNumber(Int64(tenth.cases))), "predicted": .decimal(tenth.predicted),
            "actual": .decimal(tenth.actual),
          ]
        }),
    ]
  }

  package init?(_ json: JSON) {
    guard let cases = json["cases"]?.int64, let baseRate = json["base_rate"]?.double,
      let auc = json["auc"]?.double, let brier = json["brier"]?.double,
      let calibrationError = json["calibration_error"]?.double,
      let lift = json["first_decile_lift"]?.double, let table = json["calibration"]?.array
    else { return nil }
    self.cases = Int(cases)
    self.baseRate = baseRate
    self.auc = auc
    self.brier = brier
    self.calibrationError = calibrationError
    firstDecileLift = lift
    self.table = table.compactMap { tenth in
      guard let cases = tenth["cases"]?.int64, let predicted = tenth["predicted"]?.double,
        let actual = tenth["actual"]?.double
      else { return nil }
      return Tenth(cases: Int(cases), predicted: predicted, actual: actual)
    }
  }
}
