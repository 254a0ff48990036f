extension Currency {
  /// What may have been meant by a code that no currency has: three of the likeliest at most.
  static func nearest(to text: String) -> [Currency] {
    let letters = Array(text.uppercased().utf8)
    var found: [Currency] = []
    var least = Int.max
    for currency in all {
      guard let unlikeness = unlikeness(Array(currency.code.utf8), letters), unlikeness <= least else {
        continue
      }
      if unlikeness < least {
        found.removeAll()
        least = unlikeness
      }
      found.append(currency)
    }
    return Array(found.prefix(3))
  }

  /// Letters swapped, letters too many or too few at the end, one wrong letter; nil for anything else.
  private static func unlikeness(_ code: [UInt8], _ text: [UInt8]) -> Int? {
    if text.sorted() == code.sorted() { return 0 }
    if text.starts(with: code) || (text.count == 2 && code.starts(with: text)) { return 1 }
    return text.count == 3 && zip(code, text).count { $0 != $1 } == 1 ? 2 : nil
  }
}
