extension StringProtocol {
  /// The text, or the beginning of one that is too long for a sentence which speaks of it.
  package var excerpt: String {
    let most = 80
    guard utf8.count > most, let end = index(startIndex, offsetBy: most, limitedBy: endIndex), end < endIndex
    else { return String(self) }
    // A character may have any number of marks on it.
    return String(String.UnicodeScalarView(self[..<end].unicodeScalars.prefix(2 * most))) + "…"
  }
}
