internal import Bytes

/// Reads days, spans and times of day in the words of an instruction.
struct DayReader {
  let phrase: Phrase
  let time: TimeReader

  var today: Day { time.zone.localTime(of: time.now).day }

  private static let prepositions: Set<String> = [
    "on", "by", "for", "to", "until", "till", "due", "the", "at", "before", "from", "of", "in", "within",
  ]

  /// The day said from a word on, and the first word behind it; fails for a day that does not exist. Without a year it is
  /// the next one, or the last one where it has been.
  func day(_ place: Int, hasBeen: Bool = false) throws -> (day: Day, end: Int)? {
    if let found = distance(place) { return found }
    let start = phrase.skip(Self.prepositions, place)
    guard start < phrase.count else { return nil }
    if start > place, let found = distance(start - 1) ?? distance(start) { return found }
    if let found = distance(start) { return found }
    if let found = try edge(start) ?? written(start, hasBeen) { return found }
    if phrase.key(start) == "day", phrase.key(start + 1) == "after", phrase.key(start + 2) == "tomorrow" {
      return (today.adding(days: 2), start + 3)
    }
    if phrase.key(start) == "day", phrase.key(start + 1) == "before", phrase.key(start + 2) == "yesterday" {
      return (today.adding(days: -2), start + 3)
    }
    if phrase.key(start) == "this", ["morning", "afternoon", "evening"].contains(phrase.key(start + 1)) {
      return (today, start + 2)
    }
    // "Monday next week", "next week Monday".
    if phrase.key(start + 1) == "next", phrase.key(start + 2) == "week",
      let (period, length) = time.time(["next", phrase.key(start)][...], isToCome: true), length == 2
    {
      return (period.days.lowerBound, start + 3)
    }
    guard let (period, length) = time.time(phrase.keys[start...], isToCome: !hasBeen) else { return nil }
    // "Next week" is its Monday; of this week and of a month the last day is meant.
    let isNext = phrase.key(start) == "next"
    let day = period.days.count == 1 || isNext ? period.days.lowerBound : period.days.upperBound
    return (day, start + length)
  }

  /// "in two weeks", "3 days ago", "a week from now", "within 5 days".
  private func distance(_ place: Int) -> (Day, Int)? {
    let isAhead = phrase.isAny(place, ["in", "within"])
    guard let (count, unit, end) = span(isAhead ? place + 1 : place) else { return nil }
    if isAhead { return (today.adding(count, unit), end) }
    if phrase.key(end) == "ago" { return (today.adding(-count, unit), end + 1) }
    if phrase.key(end) == "from", phrase.isAny(end + 1, ["now", "today"]) {
      return (today.adding(count, unit), end + 2)
    }
    return nil
  }

  /// A number of days, weeks, months: "two weeks", "a month", "another 10 days".
  func span(_ place: Int) -> (count: Int, unit: CalendarUnit, end: Int)? {
    let start = phrase.skip(["another", "about"], place)
    let units: [String: CalendarUnit] = ["d": .day, "w": .week, "m": .month, "y": .year]
    if phrase.key(start) == "fortnight" || phrase.key(start + 1) == "fortnight" {
      return (2, .week, phrase.key(start) == "fortnight" ? start + 1 : start + 2)
    }
    if ["quarter", "quarters"].contains(phrase.key(start + 1)),
      let count = TimeReader.count(phrase.key(start))
    {
      return (3 * count, .month, start + 2)
    }
    guard let count = phrase.key(start) == "an" ? 1 : TimeReader.count(phrase.key(start)), count < 1000,
      let unit = SelectionReader.unit(phrase.key(start + 1)).flatMap({ units[$0] })
    else { return nil }
    return (count, unit, start + 2)
  }

  /// "end of the month", "the end of next quarter", "the beginning of July".
  private func edge(_ start: Int) throws -> (Day, Int)? {
    let short: [String: CalendarUnit] = ["eom": .month, "eoq": .quarter, "eoy": .year, "eow": .week]
    if let unit = short[phrase.key(start)] { return (today.end(of: unit), start + 1) }
    if phrase.key(start) == "eod" { return (today, start + 1) }
    guard
      let isEnd = ["end": true, "beginning": false, "start": false, "last": true, "first": false][
        phrase.key(start)]
    else { return nil }
    var place = start + 1
    if phrase.isAny(start, ["last", "first"]) {
      // "the last day of June", but not "last week".
      guard phrase.key(place) == "day" else { return nil }
      place += 1
    }
    guard phrase.key(place) == "of" else { return nil }
    place = phrase.skip(["of", "the"], place)
    let units: [String: CalendarUnit] = [
      "week": .week, "month": .month, "quarter": .quarter, "year": .year, "day": .day,
    ]
    if let unit = units[phrase.key(place)] {
      return (isEnd ? today.end(of: unit) : today.start(of: unit), place + 1)
    }
    guard place < phrase.count, let (period, length) = time.time(phrase.keys[place...], isToCome: true) else {
      return nil
    }
    return (isEnd ? period.days.upperBound : period.days.lowerBound, place + length)
  }

  // MARK: Written out

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    if word == "sept" { return 9 }
    return months.firstIndex { $0 == word || word.count == 3 && $0.hasPrefix(word) }.map { $0 + 1 }
  }

  /// The number of a day: 3, 3rd, first.
  private static func ordinal(_ word: String, needsEnding: Bool = false) -> Int? {
    let words = ["first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10, "fifteenth": 15]
    if let number = words[word] { return number }
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let ending = String(word[digits.endIndex...])
    guard let number = Int(digits), digits.count <= 2, ["", "st", "nd", "rd", "th"].contains(ending),
      !(needsEnding && ending.isEmpty)
    else { return nil }
    return number
  }

  /// A day by its numbers: "31 July 2026", "July 31st", "the 20th", "2026-07-31", "31.07.2026".
  private func written(_ start: Int, _ hasBeen: Bool) throws -> (Day, Int)? {
    let first = phrase.key(start)
    if let numbers = Self.numbers(first) {
      guard let day = Day(year: numbers.year, month: numbers.month, day: numbers.day) else {
        throw Obstacle.refuse("there is no day \(phrase.words(start..<(start + 1)))")
      }
      return (day, start + 1)
    }
    var place = start
    let month: Int
    let number: Int
    if let found = Self.month(first), let day = Self.ordinal(phrase.key(phrase.skip(["the"], start + 1))) {
      (month, number, place) = (found, day, phrase.skip(["the"], start + 1) + 1)
    } else if let day = Self.ordinal(first),
      let found = Self.month(phrase.key(phrase.skip(["of"], start + 1)))
    {
      (month, number, place) = (found, day, phrase.skip(["of"], start + 1) + 1)
    } else if let day = Self.ordinal(first, needsEnding: true) {
      return (try coming(day, start), start + 1)
    } else {
      return nil
    }
    let named = phrase.skip([",", "of"], place)
    if let year = Int(phrase.key(named)), (1900...2100).contains(year) {
      guard let day = Day(year: year, month: month, day: number) else { throw none(start..<(named + 1)) }
      return (day, named + 1)
    }
    let year = today.components.year
    guard
      let day = Day(year: year, month: month, day: number) ?? Day(year: year + 1, month: month, day: number)
    else { throw none(start..<place) }
    if hasBeen { return (day > today ? day.adding(-1, .year) : day, place) }
    return (day < today ? day.adding(1, .year) : day, place)
  }

  /// The next day of such a number in a month.
  private func coming(_ number: Int, _ place: Int) throws -> Day {
    for months in 0..<12 {
      let (year, month, _) = today.start(of: .month).adding(months: months).components
      if let day = Day(year: year, month: month, day: number), day >= today { return day }
    }
    throw none(place..<(place + 1))
  }

  private func none(_ range: Range<Int>) -> Obstacle { .refuse("there is no day \(phrase.words(range))") }

  /// The numbers of a day written with marks; where it can be read in two ways, the way with dots is day first.
  private static func numbers(_ word: String) -> (year: Int, month: Int, day: Int)? {
    for mark in ["-", ".", "/"] as [Character] {
      let parts = word.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else { continue }
      let numbers = parts.compactMap { Int($0) }
      guard numbers.count == 3 else { return nil }
      if parts[0].count == 4 { return (numbers[0], numbers[1], numbers[2]) }
      guard parts[2].count == 4, mark != "-" else { return nil }
      if mark == "." || numbers[0] > 12 { return (numbers[2], numbers[1], numbers[0]) }
      return numbers[1] > 12 || numbers[0] == numbers[1] ? (numbers[2], numbers[0], numbers[1]) : nil
    }
    return nil
  }

  // MARK: Times of day

  /// "at 15:30", "at 3pm", "at noon": the seconds of the day.
  func clockTime(_ place: Int) -> (seconds: Int, end: Int)? {
    let start = phrase.skip(["at", "around", "about", "from"], place)
    guard start > place else { return nil }
    let word = phrase.key(start)
    if let hour = ["noon": 12, "midday": 12, "midnight": 0][word] { return (hour * 3600, start + 1) }
    var digits = word
    var half: String?
    for ending in ["am", "pm"] where word.hasSuffix(ending) && word.count > 2 {
      (digits, half) = (String(word.dropLast(2)), ending)
    }
    guard var hour = Int(digits), (0...24).contains(hour) else { return nil }
    var end = start + 1
    var minute = 0
    // A colon divides words.
    if half == nil {
      var next = phrase.key(end)
      for ending in ["am", "pm"] where next.hasSuffix(ending) && next.count > 2 {
        (next, half) = (String(next.dropLast(2)), ending)
      }
      if next.count == 2, let number = Int(next), number < 60 { (minute, end) = (number, end + 1) }
    }
    if half == nil, ["am", "pm"].contains(phrase.key(end)) { (half, end) = (phrase.key(end), end + 1) }
    if half == "pm", hour < 12 { hour += 12 }
    if half == "am", hour == 12 { hour = 0 }
    return (hour * 3600 + minute * 60, end)
  }

  /// "30 minutes", "half an hour", "1 hour": how many minutes.
  func minutes(_ place: Int) -> (count: Int, end: Int)? {
    let start = phrase.skip(["for", "lasting", "took", "a", "an", "about"], place)
    if phrase.key(start) == "half", phrase.isAny(start + 1, ["an", "a"]), phrase.key(start + 2) == "hour" {
      return (30, start + 3)
    }
    let hours: Set<String> = ["hour", "hours", "h", "hr", "hrs"]
    let short: Set<String> = ["minute", "minutes", "min", "mins"]
    if hours.contains(phrase.key(start)), start > place { return (60, start + 1) }
    // "30-minute", "30min".
    let word = phrase.key(start)
    let digits = word.prefix { $0.isNumber }
    let ending = word[digits.endIndex...].drop { $0 == "-" }
    if let count = Int(digits), !ending.isEmpty {
      if short.contains(String(ending)) { return (count, start + 1) }
      if hours.contains(String(ending)) { return (count * 60, start + 1) }
    }
    guard start < phrase.count,
      let number = phrase.tokens[start].number ?? TimeReader.count(word).map(Double.init)
    else { return nil }
    if short.contains(phrase.key(start + 1)) { return (Int(number), start + 2) }
    return hours.contains(phrase.key(start + 1)) ? (Int(number * 60), start + 2) : nil
  }
}
