internal import Models

/// Finds the sums of money that a turn speaks of.
struct AmountReader {
  let turn: ReadTurn
  /// What a bare sum is in; nil when nothing tells.
  let usual: Currency?
  /// Sums that were spoken of in the turns before: "sixty" may be the sixty thousand of the last one.
  let recent: [Amount]
  /// Those of all earlier turns.
  let earlier: [Amount]

  struct Amount {
    let value: Double
    /// The factor that was said with it: 1000 for "sixty thousand".
    let scale: Double
    let currency: String?
    let range: Range<Int>

    var figure: Double { value / scale }
  }

  /// The sums in their order, each value once.
  func amounts() -> [Amount] {
    var found: [Amount] = []
    var place = 0
    while place < turn.tokens.count {
      if let amount = amount(at: place, found) {
        if !found.contains(where: { $0.value == amount.value && $0.currency == amount.currency }) {
          found.append(amount)
        }
        place = amount.range.upperBound
      } else if let number = turn.number(at: place) {
        place = number.end
      } else {
        place += 1
      }
    }
    return found
  }

  private func amount(at place: Int, _ found: [Amount]) -> Amount? {
    let token = turn.tokens[place]
    if token.kind == .email || token.kind == .url { return nil }
    if let (currency, next) = currencyBefore(at: place), let number = turn.number(at: next) {
      return signed(currency, number, from: place)
    }
    guard let number = turn.number(at: place), number.value > 0, !isPartOfCode(place, number.end) else {
      return nil
    }
    return named(number, from: place) ?? bare(number, from: place, found)
  }

  // MARK: With a currency

  private func currencyBefore(at place: Int) -> (currency: String, next: Int)? {
    let word = word(place)
    if word == "$" { return (MoneyWords.dollar(usual), place + 1) }
    if let code = MoneyWords.signs[word] { return (code, place + 1) }
    if let code = MoneyWords.dollars[word], self.word(place + 1) == "$",
      turn.tokens[place + 1].isGlued || word == "us" || word.utf8.count > 2
    {
      return (code, place + 2)
    }
    if let code = MoneyWords.code(word) {
      return (code, self.word(place + 1) == "." || self.word(place + 1) == "$" ? place + 2 : place + 1)
    }
    if word == "rs" || word == "inr" { return ("INR", self.word(place + 1) == "." ? place + 2 : place + 1) }
    if word == "dollar" { return (MoneyWords.dollar(usual), place + 1) }
    return nil
  }

  /// "$12k", "S$ 180,000", "USD 200 million", "$ 10 dollars".
  private func signed(_ currency: String, _ number: NumberPhrase, from start: Int) -> Amount? {
    var (value, scale, end) = (number.value, number.scale, number.end)
    if word(start) == "dollar", number.isInWords { return nil }
    if scale == 1, word(end) == "m" || word(end) == "k" { (value, scale, end) = scaled(value, end) }
    var currency = currency
    if let name = MoneyWords.names[word(end)], name == "$" || name == currency {
      end += 1
    } else if let code = MoneyWords.code(word(end)) {
      (currency, end) = (code, end + 1)
    } else if let code = MoneyWords.dollars[word(end)], word(start) == "$", word(end).utf8.count > 2 {
      (currency, end) = (code, end + 1)
    }
    return Amount(value: value, scale: scale, currency: currency, range: start..<end)
  }

  private func scaled(_ value: Double, _ end: Int) -> (Double, Double, Int) {
    let scale = Numerals.letterScales[word(end)] ?? 1
    return (value * scale, scale, end + 1)
  }

  /// "forty thousand dollars", "12 quid", "75 USD million", "30 MUSD", "thirteen dollars forty-five".
  private func named(_ number: NumberPhrase, from start: Int) -> Amount? {
    var next = number.end
    var (value, scale) = (number.value, number.scale)
    if word(next) == "-" { next += 1 }
    if scale == 1, let (code, factor) = MoneyWords.scaledCode(word(next)) {
      return Amount(value: value * factor, scale: factor, currency: code, range: start..<next + 1)
    }
    // In "3 USD50 cards" the code belongs to what follows.
    let isTaken =
      turn.tokens.indices.contains(next + 1) && turn.tokens[next + 1].isGlued
      && turn.tokens[next + 1].kind == .number
    var currency = isTaken ? nil : MoneyWords.code(word(next))
    if currency == nil, let dollar = MoneyWords.dollars[word(next)], word(next).utf8.count >= 2 {
      let after = word(next + 1)
      if MoneyWords.names[after] == "$" || after == "$" {
        currency = dollar
        next += 1
      } else if word(next).utf8.count > 2, number.scale > 1 {
        // "five thousand Canadian"
        currency = dollar
      }
    }
    if currency == nil, word(next) == "swiss" || word(next) == "british" || word(next) == "indian",
      MoneyWords.names[word(next + 1)] != nil
    {
      next += 1
    }
    if currency == nil, let name = MoneyWords.names[word(next)] {
      currency = name == "$" ? MoneyWords.dollar(usual) : name
      if word(next) == "pence" { value /= 100 }
    }
    if currency == nil, ["cent", "cents"].contains(word(next)), number.scale == 1 {
      return Amount(value: value / 100, scale: 1, currency: usual?.code ?? "USD", range: start..<next + 1)
    }
    guard var currency else { return nil }
    var end = next + 1
    if let code = MoneyWords.dollars[word(end)], word(end).utf8.count > 2 {
      (currency, end) = (code, end + 1)
    }
    if scale == 1, let factor = Numerals.scales[word(end)] {
      (value, scale, end) = (value * factor, factor, end + 1)
    }
    if scale == 1, let (cents, after) = cents(at: end) { (value, end) = (value + cents, after) }
    return Amount(value: value, scale: scale, currency: currency, range: start..<end)
  }

  /// What follows "thirteen dollars": "forty-five (cents)", "and 50".
  private func cents(at start: Int) -> (Double, Int)? {
    let place = word(start) == "and" ? start + 1 : start
    guard let number = turn.number(at: place), number.scale == 1, number.value < 100,
      number.value == number.value.rounded()
    else { return nil }
    if word(number.end).hasPrefix("cent") { return (number.value / 100, number.end + 1) }
    guard number.value >= (place == start ? 10 : 1), isEnd(number.end) || word(number.end) == "and" else {
      return nil
    }
    return (number.value / 100, number.end)
  }

  // MARK: Without one

  /// A number that is a sum because of what was said before, or because only money is said so.
  private func bare(_ number: NumberPhrase, from start: Int, _ found: [Amount]) -> Amount? {
    let end = number.end
    if word(end) == "%" || word(end) == "percent" || word(end) == "per" && word(end + 1) == "cent" {
      return nil
    }
    if number.scale >= 100 {
      // "four grand", "thirty-eight lakhs", "12k": what is counted in these is money, unless a noun follows.
      let isMoneyWord = ["grand", "lakh", "lakhs", "crore", "crores", "lac", "lacs"].contains(word(end - 1))
      guard isMoneyWord || isAlone(start, end), usual != nil || isMoneyWord || number.hasLetterScale else {
        return nil
      }
      let isIndian = word(end - 1).hasPrefix("la") || word(end - 1).hasPrefix("cror")
      return Amount(
        value: number.value, scale: number.scale, currency: usual?.code ?? (isIndian ? "INR" : nil),
        range: start..<end)
    }
    guard isAlone(start, end), number.value >= 10 else { return elliptic(number, from: start) }
    if let known = found.last ?? nil, number.scale == 1, known.range.upperBound <= start,
      turn.sentence(at: start).contains(known.range.lowerBound),
      (0.5...2).contains(number.value / known.figure),
      number.value != known.figure,
      Self.comparing.contains(word(start - 1)) || Self.comparing.contains(word(start - 2))
    {
      // "from fifty-eight dollars to sixty-two", "ninety-two thousand, and I don't have ninety-three"
      return Amount(
        value: number.value * known.scale, scale: known.scale, currency: known.currency, range: start..<end)
    }
    if let said = elliptic(number, from: start) { return said }
    if isPerUnit(end), !(recent.isEmpty && found.isEmpty) {
      return Amount(
        value: number.value, scale: 1, currency: usual?.code ?? recent.last?.currency, range: start..<end)
    }
    let candidates = Self.pricing.contains(word(start - 1)) ? earlier : recent
    guard let known = candidates.last(where: { $0.figure == number.value || $0.value == number.value }) else {
      return nil
    }
    return Amount(value: known.value, scale: known.scale, currency: known.currency, range: start..<end)
  }

  private static let pricing: Set<String> = ["at", "under", "over", "below", "above", "than"]

  /// Whether a number is a price: "sixty-three a seat", "12 per user".
  private func isPerUnit(_ place: Int) -> Bool {
    (word(place) == "a" || word(place) == "per")
      && [
        "seat", "user", "head", "unit", "piece", "licence", "license", "device", "person", "item", "bottle",
        "box", "ton",
      ]
      .contains(word(place + 1)) || word(place) == "apiece"
  }

  private static let comparing: Set<String> = [
    "to", "at", "have", "than", "not", "was", "were", "is", "versus", "against", "or", "and", "for",
  ]

  /// "Thirty-six seventy-five" for the 36.75 lakhs that were spoken of.
  private func elliptic(_ number: NumberPhrase, from start: Int) -> Amount? {
    guard number.isInWords, number.scale == 1, 10...99 ~= number.value,
      let second = turn.number(at: number.end),
      second.isInWords, second.value < 100
    else { return nil }
    let known = earlier.last { known in
      known.value == number.value * known.scale + second.value * known.scale / 100
        || known.value == number.value * 1000 + second.value * (second.value < 10 ? 100 : 10)
        || known.value == number.value * 100 + second.value
    }
    return known.map {
      Amount(value: $0.value, scale: $0.scale, currency: $0.currency, range: start..<second.end)
    }
  }

  // MARK: Looking around

  private func word(_ place: Int) -> String { turn.word(place) }

  private func isEnd(_ place: Int) -> Bool {
    place >= turn.tokens.count || turn.tokens[place].kind == .mark && word(place) != "%"
  }

  /// Whether a number counts nothing that is named behind it, and is no part of a date or a time.
  private func isAlone(_ start: Int, _ end: Int) -> Bool {
    guard isEnd(end) || FunctionWords.all.contains(word(end)) else { return false }
    if ["-", "/", ":", "'"].contains(word(end)), turn.tokens[end].isGlued { return false }
    let before = word(start - 1)
    if CalendarWords.months[before] != nil && before != "may" || Self.counted.contains(before) {
      return false
    }
    return !(["/", ":", "-", "#", "."].contains(before) && turn.tokens[start].isGlued)
  }

  /// Words before a number that is a name: "row thirty", "version 4".
  private static let counted: Set<String> = [
    "row", "version", "clause", "page", "room", "unit", "number", "no", "gate", "step", "phase", "section",
    "item",
    "plan", "stage", "tier", "type", "level", "building", "line", "chapter", "article", "until", "the",
    "plus", "age",
  ]

  /// "Q-20814", "RFQ 7719", "4.2.1".
  private func isPartOfCode(_ start: Int, _ end: Int) -> Bool {
    guard turn.tokens[start].isGlued, start > 0 else { return false }
    return ["-", "_", "#", "/", ":"].contains(word(start - 1))
      && !(word(start - 1) == "-" && start > 1 && turn.number(at: start - 2) != nil)
  }
}
