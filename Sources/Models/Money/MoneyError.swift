/// Why a text is not an amount of money or not a currency.
package enum MoneyError: Error, Hashable, Sendable {
  case unknownCurrency(String, nearest: [Currency])
  case notANumber(String)

  /// More decimal places than the currency has.
  case tooPrecise(String, Currency)

  /// More minor units than an `Int64` holds.
  case outOfRange(String, Currency)
}

extension MoneyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownCurrency(let code, let nearest):
      nearest.isEmpty
        ? "unknown currency '\(code)'; a currency has a code of three letters, such as EUR"
        : "unknown currency '\(code)'; did you mean \(nearest.map(\.code).joined(separator: " or "))?"
    case .notANumber(let text):
      "'\(text)' is not a number"
    case .tooPrecise(let text, let currency):
      currency.digits == 0
        ? "\(text) has decimal places, and \(currency) has none"
        : "\(text) has more than the \(currency.digits) decimal places of \(currency)"
    case .outOfRange(let text, let currency):
      "\(text) is too large: amounts in \(currency) end at \(currency.text(minorUnits: .max))"
    }
  }
}
