internal import Bytes

/// Days by their numbers: with a month, in digits, or alone.
extension DayReader {
  /// "22 June 2026", "the 22nd of June", "June 22", "05-Aug-2016".
  func monthDay(at start: Int) -> Match? {
    if MoneyWords.signs[word(start - 1)] != nil || word(start - 1) == "$" { return nil }
    let first = word(start) == "the" ? start + 1 : start
    if let (number, end) = dayNumber(at: first) {
      let next = skip(end, ["of", "-", ".", ","], most: 1)
      if let month = CalendarWords.months[word(next)], next > end || next == end, word(end) != "," {
        let after = skip(next + 1, [".", "-", ",", "of", "in", "de"], most: 1)
        if let year = year(at: after) {
          return Day(year: year.value, month: month, day: number).map { ($0, year.end) }
        }
        return nearest(month, number, start).map { ($0, next + 1) }
      }
    }
    guard start == first, let month = CalendarWords.months[word(start)] else { return nil }
    let next = skip(start + 1, [".", "-", "the"], most: 1)
    guard let (number, end) = dayNumber(at: next), 1...31 ~= number else { return nil }
    if isQuantity(end - 1), turn.tokens[end - 1].kind == .number, !isEnd(end),
      !FunctionWords.all.contains(word(end))
    {
      return nil
    }
    let after = skip(end, [",", "-"], most: 1)
    if let year = year(at: after) {
      return Day(year: year.value, month: month, day: number).map { ($0, year.end) }
    }
    return nearest(month, number, start).map { ($0, end) }
  }

  private func dayNumber(at place: Int) -> (Int, Int)? {
    if let ordinal = turn.ordinal(at: place), 1...31 ~= ordinal.value { return ordinal }
    guard turn.tokens.indices.contains(place), turn.tokens[place].word.utf8.count <= 2,
      let number = turn.tokens[place].integer, 1...31 ~= number
    else { return nil }
    return (number, place + 1)
  }

  func year(at place: Int) -> (value: Int, end: Int)? {
    guard turn.tokens.indices.contains(place), turn.tokens[place].word.utf8.count == 4,
      let number = turn.tokens[place].integer, 1900...2100 ~= number
    else { return nil }
    return (number, place + 1)
  }

  /// The day of such a month that is meant where no year is named.
  func nearest(_ month: Int, _ number: Int, _ place: Int) -> Day? {
    let year = today.components.year
    let isPast = isPast(at: place)
    for candidate in isPast ? [year, year - 1] : [year, year + 1] {
      guard let day = Day(year: candidate, month: month, day: number) else { continue }
      if isPast ? day <= today : day >= today { return day }
    }
    return nil
  }

  /// "2026-06-22", "22/06/2026", "6/22", "22.06.2026".
  func numeric(at place: Int, isAfterWeekday: Bool = false) -> Match? {
    let tokens = turn.tokens
    let parts = tokens[place].word.split(separator: ".")
    if tokens[place].word.utf8.contains(UInt8(ascii: ".")), parts.allSatisfy({ Int($0) != nil }) {
      if parts.count == 3, let year = fullYear(parts[2]) {
        return day(Int(parts[0]) ?? 0, Int(parts[1]) ?? 0, year, dayFirst: true).map { ($0, place + 1) }
      }
      let isDate = isAfterWeekday || ["on", "by", "until", "before", "till"].contains(word(place - 1))
      guard parts.count == 2, isDate, parts.allSatisfy({ $0.utf8.count <= 2 }) else { return nil }
      return short(Int(parts[0]) ?? 0, Int(parts[1]) ?? 0, place).map { ($0, place + 1) }
    }
    guard place + 2 < tokens.count, let first = tokens[place].integer, let second = tokens[place + 2].integer,
      tokens[place + 1].isGlued, tokens[place + 2].isGlued
    else { return nil }
    let mark = tokens[place + 1].word
    guard mark == "/" || mark == "-" else { return nil }
    if place + 4 < tokens.count, tokens[place + 3].word == mark, tokens[place + 4].isGlued,
      let third = tokens[place + 4].integer
    {
      if tokens[place].word.utf8.count == 4 {
        return Day(year: first, month: second, day: third).map { ($0, place + 5) }
      }
      guard let year = fullYear(Substring(tokens[place + 4].word)) else { return nil }
      return day(first, second, year, dayFirst: isDayFirst).map { ($0, place + 5) }
    }
    guard mark == "/" || isAfterWeekday, first != 24 || second != 7, place == 0 || word(place - 1) != "/"
    else { return nil }
    return short(first, second, place).map { ($0, place + 3) }
  }

  private func fullYear(_ text: Substring) -> Int? {
    guard let number = Int(text) else { return nil }
    if text.utf8.count == 4 { return 1900...2100 ~= number ? number : nil }
    return text.utf8.count == 2 ? 2000 + number : nil
  }

  func day(_ first: Int, _ second: Int, _ year: Int, dayFirst: Bool) -> Day? {
    let written =
      dayFirst ? Day(year: year, month: second, day: first) : Day(year: year, month: first, day: second)
    return written
      ?? (dayFirst ? Day(year: year, month: first, day: second) : Day(year: year, month: second, day: first))
  }

  private func short(_ first: Int, _ second: Int, _ place: Int) -> Day? {
    let (day, month) = isDayFirst && second <= 12 || first > 12 ? (first, second) : (second, first)
    guard 1...12 ~= month, 1...31 ~= day else { return nil }
    return nearest(month, day, place)
  }

  /// "the 14th", "on the 9", "twenty-eighth".
  func dayOfMonth(at start: Int) -> Match? {
    let hasArticle = word(start) == "the"
    let place = hasArticle ? start + 1 : start
    guard turn.tokens.indices.contains(place) else { return nil }
    let number: Int
    let end: Int
    if let ordinal = turn.ordinal(at: place) {
      (number, end) = ordinal
      let isCount = number < 10 && turn.tokens[place].kind == .word
      let isSaid = Self.prepositions.contains(word(start - 1))
      // "the first one", "a second": ordinals that count something.
      if isCount, !(hasArticle && isSaid) { return nil }
      if !hasArticle, !isSaid, turn.sentence(at: place).lowerBound != place { return nil }
    } else if hasArticle, let integer = turn.tokens[place].integer,
      Self.prepositions.contains(word(start - 1))
    {
      (number, end) = (integer, place + 1)
    } else {
      return nil
    }
    guard 1...31 ~= number, isEnd(end) || FunctionWords.all.contains(word(end)),
      !["%", "-", "/", "'"].contains(word(end))
    else { return nil }
    if let known = recent.last(where: { $0.components.day == number }) { return (known, end) }
    let isPast = isPast(at: start)
    for months in isPast ? [0, -1, -2] : [0, 1, 2] {
      let month = today.adding(days: 1 - today.components.day).adding(months: months).components
      guard let day = Day(year: month.year, month: month.month, day: number) else { continue }
      if isPast ? day < today : day > today { return (day, end) }
    }
    return nil
  }

  private static let prepositions: Set<String> = [
    "on", "by", "until", "till", "before", "for", "since", "from", "is", "about", "around", "latest", "after",
    "or",
    "and", "to", "'s", "today's", "that's", "it's", "was",
  ]
}
