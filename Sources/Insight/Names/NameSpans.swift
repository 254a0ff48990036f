/// A run of capitalised words, which may be a name.
struct NameSpan {
  let turn: Int
  let range: Range<Int>
  /// As it is written, without a genitive.
  let name: String
  /// Whether it begins a sentence, where anything is capitalised.
  let isFirst: Bool
  /// Whether a genitive ends it.
  let hasGenitive: Bool
}

extension ReadTurn {
  /// The runs of capitalised words of the turn, longest first, words that only begin a sentence left out.
  func nameSpans(lowerCase: Set<String>) -> [NameSpan] {
    var spans: [NameSpan] = []
    for sentence in sentences {
      var place = sentence.lowerBound
      while place < sentence.upperBound {
        guard begins(place, sentence, lowerCase) else {
          place += 1
          continue
        }
        let end = spanEnd(from: place, sentence)
        spans.append(span(place..<end, isFirst: isFirst(place, sentence)))
        place = end
      }
    }
    return spans
  }

  private func isFirst(_ place: Int, _ sentence: Range<Int>) -> Bool {
    place == sentence.lowerBound
      || tokens[place - 1].kind == .mark && !["&", "-", "'", ","].contains(word(place - 1))
  }

  private func begins(_ place: Int, _ sentence: Range<Int>, _ lowerCase: Set<String>) -> Bool {
    let token = tokens[place]
    guard token.kind == .word, token.isCapitalised, !NameWords.others.contains(bare(token.word)),
      !NameWords.titles.contains(token.word), !token.word.hasPrefix("i'"), token.word != "i"
    else { return false }
    if !isFirst(place, sentence) { return !FunctionWords.all.contains(token.word) }
    if FunctionWords.all.contains(token.word) || lowerCase.contains(token.word) {
      // "Blue Heron agreed": a plain word that begins a sentence may begin a name when another capital follows.
      return !FunctionWords.all.contains(token.word) && place + 1 < sentence.upperBound
        && tokens[place + 1].isCapitalised
        && !NameWords.others.contains(word(place + 1)) && !lowerCase.contains(word(place + 1))
        && word(place + 1) != "i"
        && !word(place + 1).hasPrefix("i'")
    }
    return true
  }

  private func spanEnd(from start: Int, _ sentence: Range<Int>) -> Int {
    var end = start + 1
    if hasGenitive(start) { return end }
    while end < sentence.upperBound {
      if isNamePart(end) {
        end += 1
        if hasGenitive(end - 1) { break }
        continue
      }
      let joins = ["&", "-", "of", "de", "van", "von", "der", "da", "di", "and", "'"].contains(word(end))
      guard joins, end + 1 < sentence.upperBound else { break }
      if word(end) == "and" { break }
      if word(end) == "-", !tokens[end].isGlued { break }
      if word(end) == "of",
        !["port", "bank", "university", "city", "house", "school", "institute"].contains(word(end - 1))
      {
        break
      }
      guard isNamePart(end + 1) else { break }
      end += 2
      if hasGenitive(end - 1) { break }
    }
    return end
  }

  private func isNamePart(_ place: Int) -> Bool {
    let token = tokens[place]
    guard token.kind == .word, token.isCapitalised else { return false }
    let isEnding = NameWords.companyEndings.contains(token.word)
    return isEnding
      || !FunctionWords.all.contains(token.word) && !NameWords.others.contains(bare(token.word))
        && token.word != "i" && !token.word.hasPrefix("i'")
  }

  private func hasGenitive(_ place: Int) -> Bool { tokens[place].word.hasSuffix("'s") }

  private func bare(_ word: String) -> String { word.hasSuffix("'s") ? String(word.dropLast(2)) : word }

  private func span(_ range: Range<Int>, isFirst: Bool) -> NameSpan {
    var name = text(range)
    let hasGenitive = hasGenitive(range.upperBound - 1)
    if hasGenitive { name = String(name.dropLast(2)) }
    if name.hasSuffix("’") || name.hasSuffix("'") { name = String(name.dropLast()) }
    return NameSpan(turn: index, range: range, name: name, isFirst: isFirst, hasGenitive: hasGenitive)
  }
}
