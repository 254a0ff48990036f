internal import Models

/// The words and signs of currencies.
enum MoneyWords {
  static let signs: [String: String] = ["€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"]

  /// What stands before a dollar sign: "S$".
  static let dollars: [String: String] = [
    "us": "USD", "u.s": "USD", "s": "SGD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD",
    "hk": "HKD",
    "canadian": "CAD", "australian": "AUD", "american": "USD", "singapore": "SGD", "aussie": "AUD",
    "kiwi": "NZD",
  ]

  static let names: [String: String] = [
    "euro": "EUR", "euros": "EUR", "quid": "GBP", "sterling": "GBP", "pound": "GBP", "pounds": "GBP",
    "pence": "GBP",
    "yen": "JPY", "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "rupee": "INR", "rupees": "INR",
    "rs": "INR",
    "franc": "CHF", "francs": "CHF", "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "zloty": "PLN",
    "rand": "ZAR", "dirham": "AED", "dirhams": "AED", "peso": "MXN", "pesos": "MXN",
  ]

  /// Whether a token may name a currency: a sign, which is no letter of ASCII, or a word.
  static func isCurrency(_ token: Token) -> Bool {
    guard let first = token.word.utf8.first else { return false }
    return first >= 0x80 || first == UInt8(ascii: "$") || names[token.word] != nil || code(token.word) != nil
      || scaledCode(token.word) != nil
  }

  /// The dollar that is meant where only "dollar" is said.
  static func dollar(_ usual: Currency?) -> String {
    guard let usual, usual.code.hasSuffix("D"), dollars.values.contains(usual.code) else { return "USD" }
    return usual.code
  }

  /// The currency of a code such as "usd"; words that only look like one are none.
  static func code(_ word: String) -> String? {
    guard word.utf8.count == 3, codes.contains(word) else { return nil }
    return word.uppercased()
  }

  /// Codes that are no English words.
  private static let codes: Set<String> = [
    "usd", "eur", "gbp", "inr", "cad", "aud", "sgd", "nzd", "hkd", "chf", "jpy", "cny", "sek", "nok", "dkk",
    "pln", "czk",
    "huf", "zar", "aed", "brl", "mxn", "krw", "thb", "myr", "php", "ils",
  ]

  /// "musd", "meur": millions of a currency; "keur": thousands.
  static func scaledCode(_ word: String) -> (code: String, scale: Double)? {
    guard let code = code(String(word.dropFirst())) else { return nil }
    switch word.first {
    case "m": return (code, 1e6)
    case "k", "t": return (code, 1e3)
    default: return nil
    }
  }
}
