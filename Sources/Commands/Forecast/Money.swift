internal import Bytes
internal import Models

/// Amounts of one currency as JSON.
struct Money {
  private let currency: Currency?

  init(_ code: String) {
    currency = Currency(code: code)
  }

  /// An amount in minor units, which may be between two.
  func json(_ minorUnits: Double) -> JSON {
    guard let currency, let units = Int64(exactly: minorUnits.rounded()),
      let number = JSONNumber(currency.text(minorUnits: units))
    else { return .null }
    return .number(number)
  }
}
