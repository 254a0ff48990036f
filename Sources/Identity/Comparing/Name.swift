/// Comparing names of people, places and organisations.
enum Name {
  /// How far two folded names agree.
  static func compare(_ names: Lexicon, _ a: Lexicon.ID, _ others: Lexicon, _ b: Lexicon.ID) -> Agreement {
    let all = names.units.span
    let (first, second) = (all.extracting(names.range(a)), others.units.span.extracting(others.range(b)))
    let (short, long) = (min(first.count, second.count), max(first.count, second.count))
    guard short > 1 else {
      guard first[0] == second[0] else { return .different }
      return long == 1 ? .equal : .partial
    }
    if long - short <= 2, (names.letters[Int(a)] ^ others.letters[Int(b)]).nonzeroBitCount <= 4 {
      // One letter of a short word is another word.
      let slips = short >= 8 ? 2 : 1
      if Similarity.isWithin(0, first, second) { return .equal }
      if long >= 4, Similarity.isWithin(slips, first, second) { return .slip }
    }
    if isPart(first, second) { return .variant }
    return Similarity.jaroWinkler(first, second) >= 0.84 ? .alike : .different
  }

  /// Whether all words of the one are words of the other: "anna" of "anna maria".
  private static func isPart(_ first: Span<UInt16>, _ second: Span<UInt16>) -> Bool {
    let (part, whole) = first.count < second.count ? (first, second) : (second, first)
    guard hasSpace(whole), part.count >= 3 else { return false }
    var start = 0
    while start < part.count {
      let end = endOfWord(part, from: start)
      guard holds(whole, word: part.extracting(start..<end)) else { return false }
      start = end + 1
    }
    return true
  }

  private static func holds(_ text: Span<UInt16>, word: Span<UInt16>) -> Bool {
    var start = 0
    while start < text.count {
      let end = endOfWord(text, from: start)
      if end - start == word.count {
        var index = 0
        while index < word.count, text[start + index] == word[index] { index += 1 }
        if index == word.count { return true }
      }
      start = end + 1
    }
    return false
  }

  private static let space = UInt16(UInt8(ascii: " "))

  private static func hasSpace(_ text: Span<UInt16>) -> Bool { endOfWord(text, from: 0) < text.count }

  private static func endOfWord(_ text: Span<UInt16>, from start: Int) -> Int {
    var end = start
    while end < text.count, text[end] != space { end += 1 }
    return end
  }
}

extension Lexicon {
  /// Whether no more than `limit` keystrokes lie between two of these texts.
  func isWithin(_ limit: Int, _ a: ID, _ b: ID) -> Bool {
    let all = units.span
    return Similarity.isWithin(limit, all.extracting(range(a)), all.extracting(range(b)))
  }

  /// The likeness of a text to one of a lexicon, 0 to 1.
  func likeness(_ a: ID, _ others: Lexicon, _ b: ID) -> Double {
    Similarity.jaroWinkler(units.span.extracting(range(a)), others.units.span.extracting(others.range(b)))
  }
}
