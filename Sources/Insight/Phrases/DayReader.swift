internal import Bytes

/// Finds the days that a turn speaks of.
struct DayReader {
  let turn: ReadTurn
  /// The day of the conversation.
  let today: Day
  /// Whether 5/7 is the fifth of July.
  let isDayFirst: Bool
  /// Days that were spoken of shortly before: "the 9" is the 9th of the month that was named.
  let recent: [Day]

  struct Mention {
    let day: Day
    let range: Range<Int>
  }

  /// The days in their order, each with the tokens that name it.
  func mentions() -> [Mention] {
    var mentions: [Mention] = []
    var place = 0
    while place < turn.tokens.count {
      if let mention = mention(at: place) {
        mentions.append(Mention(day: mention.day, range: place..<mention.end))
        place = mention.end
      } else {
        place += 1
      }
    }
    return mentions
  }

  typealias Match = (day: Day, end: Int)

  /// The longest phrase that begins at a place.
  func mention(at place: Int) -> Match? {
    let token = turn.tokens[place]
    switch token.kind {
    case .email, .url: return nil
    case .mark: return nil
    case .number:
      return offset(at: place) ?? numeric(at: place) ?? monthDay(at: place) ?? dayOfMonth(at: place)
    case .word:
      return end(at: place) ?? offset(at: place) ?? weekday(at: place) ?? monthDay(at: place) ?? relative(
        at: place)
        ?? dayOfMonth(at: place)
    }
  }

  // MARK: Weekdays

  private func weekday(at start: Int) -> Match? {
    var place = start
    if word(place) == "the", CalendarWords.weekdays[word(place + 1)] != nil { place += 1 }
    var week: Int??
    while let named = CalendarWords.weeks[word(place)], place - start < 2 {
      week = named
      place += 1
    }
    guard let number = CalendarWords.weekdays[word(place)], !isOther(place) else { return nil }
    var end = place + 1
    if word(end) == ".", turn.word(place).utf8.count <= 4, end + 1 < turn.tokens.count { end += 1 }
    // With a date behind it the weekday says nothing more.
    let next = skip(end, [",", "-", "(", "the", "–"])
    if next < turn.tokens.count {
      if let date = monthDay(at: next) ?? numeric(at: next, isAfterWeekday: true) {
        return (onWeekday(number, date.day), word(date.end) == ")" ? date.end + 1 : date.end)
      }
      if let date = numbered(number, at: next) { return date }
    }
    if let (offset, after) = ofWeek(at: end) { return (inWeek(offset, number), after) }
    if word(end) == "week", week == nil { return (coming(number).adding(days: 7), end + 1) }
    let first = start
    if let named = week {
      return (named.map { inWeek($0, number) } ?? coming(number), end)
    }
    if let offset = weekBefore(first) { return (inWeek(offset, number), end) }
    if isRecurring(place) { return nil }
    if word(place - 1) == "the", let known = recent.last(where: { $0.weekday == number }) {
      return (known, end)
    }
    return (
      isPast(at: place) ? coming(number).adding(days: -7).before(today, orSameAs: number) : coming(number),
      end
    )
  }

  /// "sun" and "sat", "mon" and "wed" are words of their own.
  private func isOther(_ place: Int) -> Bool {
    let word = word(place)
    guard word == "sun" || word == "sat" || word == "wed" else { return false }
    return !turn.tokens[place].isCapitalised
  }

  /// The coming day that is such a weekday and has the number behind it: "Tuesday the 20th".
  private func numbered(_ weekday: Int, at place: Int) -> Match? {
    let number: Int
    let end: Int
    if let ordinal = turn.ordinal(at: place) {
      (number, end) = ordinal
    } else if let integer = turn.tokens[place].integer, !isQuantity(place) {
      (number, end) = (integer, place + 1)
    } else {
      return nil
    }
    guard 1...31 ~= number else { return nil }
    for months in 0..<14 {
      let month = today.adding(months: months).components
      if let day = Day(year: month.year, month: month.month, day: number), day >= today.adding(days: -7),
        day.weekday == weekday
      {
        return (day, end)
      }
    }
    return nil
  }

  /// The same date in the year in which it is such a weekday, of the years around this one; else in this one.
  private func onWeekday(_ weekday: Int, _ day: Day) -> Day {
    if day.weekday == weekday || day.components.year - today.components.year > 1 { return day }
    let years = [0, -1, 1].compactMap { offset in
      Day(
        year: today.components.year + offset, month: day.components.month, day: day.components.day)
    }
    return years.first { $0.weekday == weekday && $0 > today.adding(days: -60) } ?? years.first ?? day
  }

  private func ofWeek(at place: Int) -> (Int, Int)? {
    guard word(place) == "of" || word(place) == "in" else { return nil }
    let next = word(place + 1) == "the" ? place + 2 : place + 1
    guard let week = CalendarWords.weeks[word(next)], let offset = week, word(next + 1) == "week" else {
      return nil
    }
    return (offset, next + 2)
  }

  /// "next week, preferably on Tuesday": the week that was named shortly before in the sentence.
  private func weekBefore(_ place: Int) -> Int? {
    let sentence = turn.sentence(at: place)
    for before in stride(from: place - 1, through: max(sentence.lowerBound + 1, place - 6), by: -1)
    where word(before) == "week" {
      if let week = CalendarWords.weeks[word(before - 1)] { return week }
    }
    return nil
  }

  private func isRecurring(_ place: Int) -> Bool {
    let before = word(place - 1)
    if ["every", "each", "a", "any", "most"].contains(before) {
      // "a Tuesday", "a week from a Monday": the weekday of a day that is named elsewhere.
      return true
    }
    guard before == "the", let next = turn.tokens.indices.contains(place + 1) ? turn.tokens[place + 1] : nil
    else { return false }
    return next.kind == .word && !FunctionWords.all.contains(next.word)
      && !CalendarWords.timesOfDay.contains(next.word)
  }

  private func coming(_ weekday: Int) -> Day {
    let days = (weekday - today.weekday + 7) % 7
    return today.adding(days: days == 0 ? 7 : days)
  }

  private func inWeek(_ offset: Int, _ weekday: Int) -> Day {
    today.adding(days: 1 - today.weekday + 7 * offset + weekday - 1)
  }

  // MARK: Days near today

  private func relative(at place: Int) -> Match? {
    let word = word(place)
    if let days = CalendarWords.days[word] {
      if word == "yesterday",
        self.word(place - 1) == "like" || self.word(place - 2) == "like" && self.word(place - 1) == ","
      {
        return nil
      }
      let end = CalendarWords.timesOfDay.contains(self.word(place + 1)) ? place + 2 : place + 1
      return (today.adding(days: days), end)
    }
    switch (word, self.word(place + 1)) {
    case ("this", "morning"), ("this", "afternoon"), ("this", "evening"), ("this", "night"):
      return (today, place + 2)
    case ("last", "night"): return (today.adding(days: -1), place + 2)
    case ("the", "day"):
      // "What happened the day before", and nothing behind it.
      guard self.word(place + 2) == "before" || self.word(place + 2) == "after", isEnd(place + 3) else {
        return nil
      }
      return (today.adding(days: self.word(place + 2) == "after" ? 1 : -1), place + 3)
    case ("for", "the") where self.word(place + 2) == "day" && isEnd(place + 3): return (today, place + 3)
    default: return nil
    }
  }

  // MARK: Ends of periods

  private func end(at start: Int) -> Match? {
    var place = start
    switch word(place) {
    case "eod", "cob": return named(after: place + 1) ?? (today, place + 1)
    case "eow": return (inWeek(0, 5), place + 1)
    case "end", "close":
      place += 1
      guard word(place) == "of" else { return nil }
      place += 1
    case "q":
      guard let (number, end) = quarter(at: place), word(end) == "end" else { return nil }
      return (quarterEnd(number, place), end + 1)
    case let word where CalendarWords.months[word] != nil && self.word(place + 1) == "end":
      return CalendarWords.months[word].map { (monthEnd($0, place), place + 2) }
    default: return nil
    }
    var offset = 0
    while let step = ["the": 0, "this": 0, "next": 1, "last": -1, "current": 0, "following": 1][word(place)] {
      offset = step
      place += 1
    }
    switch word(place) {
    case "day", "business", "play", "today": return named(after: place + 1) ?? (today, place + 1)
    case "week": return (inWeek(offset, 5), place + 1)
    case "month": return (today.adding(months: offset).end(of: .month), place + 1)
    case "quarter": return (today.adding(months: 3 * offset).end(of: .quarter), place + 1)
    case "year": return (today.adding(months: 12 * offset).end(of: .year), place + 1)
    case let word:
      if let (number, end) = quarter(at: place) { return (quarterEnd(number, place), end) }
      if let (number, end) = turn.ordinal(at: place), 1...4 ~= number, self.word(end) == "quarter" {
        return (quarterEnd(number, place), end + 1)
      }
      if let month = CalendarWords.months[word] {
        if let year = year(at: place + 1), let first = Day(year: year.value, month: month, day: 1) {
          return (first.end(of: .month), year.end)
        }
        return (monthEnd(month, place), place + 1)
      }
      return nil
    }
  }

  /// "end of day Thursday" is Thursday.
  private func named(after place: Int) -> Match? {
    let next = skip(place, ["on"])
    guard next < turn.tokens.count else { return nil }
    return weekday(at: next) ?? relative(at: next)
  }

  private func quarter(at place: Int) -> (number: Int, end: Int)? {
    guard word(place) == "q", turn.tokens.indices.contains(place + 1), turn.tokens[place + 1].isGlued,
      let number = turn.tokens[place + 1].integer, 1...4 ~= number
    else { return nil }
    return (number, place + 2)
  }

  private func quarterEnd(_ number: Int, _ place: Int) -> Day { monthEnd(number * 3, place) }

  private func monthEnd(_ month: Int, _ place: Int) -> Day {
    let year = today.components.year
    guard let day = Day(year: year, month: month, day: 1)?.end(of: .month) else { return today }
    if day >= today || isPast(at: place) { return day }
    return Day(year: year + 1, month: month, day: 1)?.end(of: .month) ?? day
  }

  // MARK: Distances

  /// "in two weeks", "three days ago", "a week from Monday", "two days before yesterday".
  private func offset(at start: Int) -> Match? {
    var place = start
    let hasIn = word(place) == "in"
    if hasIn { place += 1 }
    if word(place) == "the", word(place + 1) == "day", word(place + 2) != "" { place += 1 }
    guard let (count, unitPlace) = count(at: place) else { return nil }
    let unit = word(unitPlace)
    let days = CalendarWords.units[unit]
    let isMonths = unit == "month" || unit == "months"
    guard days != nil || isMonths else { return nil }
    func day(_ anchor: Day, _ sign: Int) -> Day {
      if let days { return anchor.adding(days: sign * count * days) }
      return anchor.adding(months: sign * count)
    }
    let next = unitPlace + 1
    switch word(next) {
    case "ago": return isMonths ? nil : (day(today, -1), next + 1)
    case "from", "after", "before":
      let sign = word(next) == "before" ? -1 : 1
      if word(next) == "from", word(next + 1) == "now" { return isMonths ? nil : (day(today, 1), next + 2) }
      guard let (anchor, end) = anchor(at: next + 1) else { return nil }
      return (day(anchor, sign), end)
    case "later" where hasIn: return isMonths ? nil : (day(today, 1), next + 1)
    case "time" where hasIn: return isMonths ? nil : (day(today, 1), next + 1)
    case "tomorrow", "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
      guard unit == "week", !hasIn, word(place) == "a", let (anchor, end) = anchor(at: next) else {
        return nil
      }
      return (day(anchor, 1), end)
    default:
      // "in two weeks", but not "in two weeks of talks" or the hurry of "in a day".
      guard hasIn, !isMonths, isEnd(next) || FunctionWords.all.contains(word(next)), word(next) != "of" else {
        return nil
      }
      return (day(today, 1), next)
    }
  }

  private func count(at place: Int) -> (Int, Int)? {
    switch word(place) {
    case "day": return word(place - 1) == "the" ? (1, place) : nil
    case "a", "one":
      if word(place + 1) == "couple" { return (2, word(place + 2) == "of" ? place + 3 : place + 2) }
      return (1, place + 1)
    default:
      guard let number = turn.number(at: place), number.scale == 1, number.value >= 1, number.value < 1000
      else { return nil }
      return (Int(number.value), number.end)
    }
  }

  private func anchor(at place: Int) -> Match? {
    guard place < turn.tokens.count else { return nil }
    if word(place) == "today's" { return (today, place + 1) }
    return mention(at: place)
  }

  // MARK: Dates

  /// "22 June 2026", "the 22nd of June", "June 22", "05-Aug-2016".
  private func monthDay(at start: Int) -> Match? {
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

  private func year(at place: Int) -> (value: Int, end: Int)? {
    guard turn.tokens.indices.contains(place), turn.tokens[place].word.utf8.count == 4,
      let number = turn.tokens[place].integer, 1900...2100 ~= number
    else { return nil }
    return (number, place + 1)
  }

  /// The day of such a month that is meant where no year is named.
  private func nearest(_ month: Int, _ number: Int, _ place: Int) -> Day? {
    let year = today.components.year
    let isPast = isPast(at: place)
    for candidate in isPast ? [year, year - 1] : [year, year + 1] {
      guard let day = Day(year: candidate, month: month, day: number) else { continue }
      if isPast ? day <= today : day >= today { return day }
    }
    return nil
  }

  /// "2026-06-22", "22/06/2026", "6/22", "22.06.2026".
  private func numeric(at place: Int, isAfterWeekday: Bool = false) -> Match? {
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

  private func day(_ first: Int, _ second: Int, _ year: Int, dayFirst: Bool) -> Day? {
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
  private func dayOfMonth(at start: Int) -> Match? {
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

  // MARK: Looking around

  private func word(_ place: Int) -> String { turn.word(place) }

  private func isEnd(_ place: Int) -> Bool {
    place >= turn.tokens.count || turn.tokens[place].kind == .mark
  }

  /// The first place from which on none of the words stands.
  private func skip(_ place: Int, _ words: [String], most: Int = 3) -> Int {
    var place = place
    var skipped = 0
    while skipped < most, words.contains(word(place)) {
      place += 1
      skipped += 1
    }
    return place
  }

  /// Whether the number counts something, as in "Monday 20 people".
  private func isQuantity(_ place: Int) -> Bool {
    let next = place + 1
    if turn.word(next) == ":" || turn.word(next) == "%"
      || turn.word(next) == "." && turn.tokens.indices.contains(next + 1) && turn.tokens[next + 1].isGlued
    {
      return true
    }
    if ["am", "pm", "a.m", "p.m", "o'clock", "percent", "hours", "h"].contains(turn.word(next)) {
      return true
    }
    return false
  }

  /// Whether the clause around a place is about what is over. The nearest verb in front of it decides, else the first
  /// behind it.
  func isPast(at place: Int) -> Bool {
    let sentence = turn.sentence(at: place)
    if Self.towards.contains(word(place - 1)) { return false }
    for before in stride(from: place - 1, through: sentence.lowerBound, by: -1) {
      if let isPast = tense(before) { return isPast }
    }
    for after in place..<sentence.upperBound {
      if let isPast = tense(after) { return isPast }
      if [",", "and", "but", ";"].contains(word(after)) { break }
    }
    return false
  }

  /// In front of a day they look ahead, whatever the verb.
  private static let towards: Set<String> = ["for", "by", "until", "till", "before", "starting"]

  private func tense(_ place: Int) -> Bool? {
    let word = word(place)
    if CalendarWords.future.contains(word) { return false }
    if CalendarWords.past.contains(word) { return true }
    if word.hasSuffix("ed"), word.utf8.count > 4, word != "need", word != "indeed" {
      // "is planned for Monday" is to come.
      return !["is", "are", "be", "it's", "that's"].contains(self.word(place - 1))
    }
    return nil
  }
}

extension Day {
  /// A weekday that is to be over: of the same weekday as today, a week before.
  fileprivate func before(_ today: Day, orSameAs weekday: Int) -> Day {
    self < today ? self : today.adding(days: -7)
  }
}
