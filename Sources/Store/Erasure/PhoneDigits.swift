/// A phone number as its digits, to be recognised in any notation.
struct PhoneDigits: Hashable {
  /// Without zeros at its head, so that notations with and without the country end alike.
  let digits: String

  /// The digits of a number as it was written, an extension left out; nil when there are none.
  init?(_ text: String) {
    var parts = TextPart.parts(of: text)[...]
    // "Tel. 030 1234", "030 1234 ext. 5"
    while let first = parts.first, first.digits == nil { parts.removeFirst() }
    self.init(parts.prefix { $0.digits != nil })
  }

  /// The digits of numbers that stand in a row.
  init?(_ parts: ArraySlice<TextPart>) {
    var all = ""
    for (index, part) in zip(parts.indices, parts) {
      // "+49 (0)30": the zero is for those who call from within the country.
      let isOptional = part.digits == "0" && part.gap.hasSuffix("(") && index > parts.startIndex
      if let digits = part.digits, !isOptional { all += digits }
    }
    let significant = all.drop { $0 == "0" }
    guard !significant.isEmpty else { return nil }
    digits = String(significant)
  }

  /// Digits that are too few for a number of the network: an extension. It is known only as a whole.
  private static let shortest = 6
  /// A number of so many digits is one even where others stand beside it.
  private static let unmistakable = 9
  /// The longest prefix of a country.
  private static let countryPrefix = 3

  /// Whether digits that stand alone in a text are this number: with or without the country, or without the area.
  func isMeant(by other: PhoneDigits) -> Bool {
    if other.digits.count < digits.count {
      return other.digits.count >= Self.shortest && digits.hasSuffix(other.digits)
    }
    return isSame(as: other)
  }

  /// Whether digits amid others are this number.
  func isMeantAmidOthers(by other: PhoneDigits) -> Bool {
    min(digits.count, other.digits.count) >= Self.unmistakable && isSame(as: other)
  }

  /// Whether the two differ by the country at most.
  func isSame(as other: PhoneDigits) -> Bool {
    if digits == other.digits { return true }
    let (short, long) = digits.count < other.digits.count ? (digits, other.digits) : (other.digits, digits)
    return short.count >= Self.shortest && long.count - short.count <= Self.countryPrefix
      && long.hasSuffix(short)
  }

  /// Whether it is short enough to be anything else.
  var isExtension: Bool { digits.count < Self.shortest }

  /// The last digits, which every notation has in one row or the other.
  var tail: Int { Int(digits.suffix(4)) ?? 0 }

  /// The part by which two notations are the same: without country, and for a long number without the head of the
  /// area.
  var core: String { String(digits.suffix(9)) }
}
