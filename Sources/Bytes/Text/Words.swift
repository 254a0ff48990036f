/// The words of a text.
package enum Words {
  /// The words as search keys, in their order: runs of letters, digits and private-use characters, as SQLite's
  /// `unicode61` tokeniser takes them, together with the marks that belong to them (which that tokeniser
  /// takes for gaps outside the European scripts, so that it cuts Hindi words to pieces).
  package static func split(_ text: String) -> [String] {
    SearchKey.fold(text).unicodeScalars.split { !isPartOfWord($0) }.map { String($0) }
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    // What a scalar is takes long to find out; a fold has no capitals.
    if scalar.isASCII { return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .privateUse,
      .nonspacingMark, .spacingMark:
      true
    default:
      false
    }
  }
}
