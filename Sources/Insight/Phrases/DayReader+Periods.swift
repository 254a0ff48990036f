internal import Bytes

/// Days at the ends of periods, and days that are so far away.
extension DayReader {
  // MARK: Ends of periods

  func end(at start: Int) -> Match? {
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
  func named(after place: Int) -> Match? {
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
  func offset(at start: Int) -> Match? {
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

  func count(at place: Int) -> (Int, Int)? {
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
}
