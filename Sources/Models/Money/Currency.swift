/// A currency of ISO 4217.
public struct Currency: Hashable, Sendable {
  /// Three capital letters.
  public let code: String

  /// How many decimal places amounts have: 2 for the euro, none for the yen.
  public let digits: Int

  private init(code: String, digits: Int) {
    self.code = code
    self.digits = digits
  }

  /// The currency with the code, written in any case; nil when there is none.
  public init?(code: String) {
    // Only letters of one byte: an upper case of another letter could be one of them.
    guard code.utf8.count == 3, let currency = Self.byCode[code] ?? Self.byCode[code.uppercased()] else {
      return nil
    }
    self = currency
  }

  /// The currency with the code, written in any case. Fails with the nearest ones when there is none.
  package static func named(_ code: String) throws(MoneyError) -> Currency {
    guard let currency = Currency(code: code) else {
      throw .unknownCurrency(code, nearest: nearest(to: code))
    }
    return currency
  }

  /// Every currency, by code.
  package static let all = byCode.values.sorted { $0.code < $1.code }

  private static let byCode: [String: Currency] = {
    var currencies: [String: Currency] = [:]
    for (digits, codes) in codesByDigits {
      for code in codes.split(whereSeparator: \.isWhitespace) {
        currencies[String(code)] = Currency(code: String(code), digits: digits)
      }
    }
    return currencies
  }()
}

extension Currency: CustomStringConvertible {
  public var description: String { code }
}
