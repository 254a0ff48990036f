/// The reserved words of the language, written in any case.
enum Keyword: String {
  case and, or, not, `in`, `is`, null

  init?(_ word: some StringProtocol) {
    self.init(rawValue: word.lowercased())
  }
}

extension Unicode.Scalar {
  /// Whether it may stand in a field's name without quotes.
  var standsInName: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: !isASCII && belongsToWords
    }
  }

  /// Whether it may stand in a value without quotes.
  var standsInWord: Bool {
    switch self {
    case ".", "+", ":", "@", "/", "%", "#": true
    default: standsInName
    }
  }

  /// Marks too, so that a letter written as base and accent stays one word.
  private var belongsToWords: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default:
      false
    }
  }
}

extension String {
  /// In double quotes, with a backslash before each quote and backslash.
  var quoted: String {
    var scalars = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { scalars.append("\\") }
      scalars.append(scalar)
    }
    scalars.append("\"")
    return String(scalars)
  }
}
