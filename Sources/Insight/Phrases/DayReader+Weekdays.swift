internal import Bytes

/// Weekdays, and days that are named by how near they are.
extension DayReader {
  // MARK: Weekdays

  func weekday(at start: Int) -> Match? {
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

  func inWeek(_ offset: Int, _ weekday: Int) -> Day {
    today.adding(days: 1 - today.weekday + 7 * offset + weekday - 1)
  }

  // MARK: Days near today

  func relative(at place: Int) -> Match? {
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
}

extension Day {
  /// A weekday that is to be over: of the same weekday as today, a week before.
  fileprivate func before(_ today: Day, orSameAs weekday: Int) -> Day {
    self < today ? self : today.adding(days: -7)
  }
}
