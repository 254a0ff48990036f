internal import Bytes

/// A word of a text and where it stands, for finding names whatever their case, accents and the signs between them.
struct TextPart {
  /// The word as a search key.
  let word: String
  /// Its bytes in the text.
  let range: Range<Int>
  /// What stands between the word before, or the beginning, and this one.
  let gap: String
  /// Its digits, when it is a number.
  let digits: String?

  /// The words of a text in their order.
  ///
  /// Scripts that put no space between words are taken letter by letter, so that a name is found inside a sentence.
  static func parts(of text: String) -> [TextPart] {
    var parts: [TextPart] = []
    var word = ""
    var gap = ""
    var start = 0
    var position = 0
    func finish() {
      guard !word.isEmpty else { return }
      parts.append(TextPart(word, range: start..<position, gap: gap))
      word = ""
      gap = ""
    }
    for scalar in text.unicodeScalars {
      switch Kind(scalar) {
      case .letter:
        if word.isEmpty { start = position }
        word.unicodeScalars.append(scalar)
      case .wholeWord:
        finish()
        start = position
        word.unicodeScalars.append(scalar)
      case .invisible where !word.isEmpty:
        word.unicodeScalars.append(scalar)
      case .sign, .invisible:
        finish()
        gap.unicodeScalars.append(scalar)
      }
      position += scalar.utf8.count
      if Kind(scalar) == .wholeWord { finish() }
    }
    finish()
    return parts
  }

  private init(_ text: String, range: Range<Int>, gap: String) {
    word = SearchKey.fold(text)
    self.range = range
    self.gap = gap
    var digits = ""
    for scalar in word.unicodeScalars {
      guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else {
        self.digits = nil
        return
      }
      digits += String(Int(value))
    }
    self.digits = digits.isEmpty ? nil : digits
  }

  private enum Kind {
    case letter, wholeWord, invisible, sign

    init(_ scalar: Unicode.Scalar) {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .privateUse, .nonspacingMark, .spacingMark:
        self = Self.isUnspaced(scalar) ? .wholeWord : .letter
      case .format, .enclosingMark:
        self = .invisible
      default:
        self = .sign
      }
    }

    /// Kana, Han, Thai, Lao, Myanmar, Khmer.
    private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3400...0x9FFF,
        0xF900...0xFAFF, 0x20000...0x3FFFF:
        true
      default: false
      }
    }
  }
}
