internal import Bytes

/// A time that is spoken of: a period as conditions write it, with the days it has.
struct TimePhrase {
  /// As it stands after `in` of a condition.
  let text: String
  let days: ClosedRange<Day>
  /// Whether it is the end of a period: "the end of June".
  var isEnd = false
}

/// Reads times in the words of a question.
struct TimeReader {
  let now: Timestamp
  let zone: Zone

  /// The time that begins at a word, and how many words it takes. Of a month or weekday without a year the next one is
  /// meant where it is to come, else the last one.
  func time(_ keys: ArraySlice<String>, isToCome: Bool) -> (time: TimePhrase, length: Int)? {
    if let (words, length) = Self.articles(keys), !words.isEmpty {
      return time(words, isToCome: isToCome).map { ($0.time, $0.length + length) }
    }
    if let found = edge(keys, isToCome: isToCome) { return found }
    for length in stride(from: min(5, keys.count), through: 1, by: -1) {
      let words = Array(keys.prefix(length)).filter { $0 != "of" && $0 != "," && $0 != "the" || length == 1 }
      guard keys.prefix(length).last != ",",
        let text = expression(words) ?? calendar(words, isToCome: isToCome),
        let phrase = phrase(text)
      else { continue }
      return (phrase, length)
    }
    return nil
  }

  private static func articles(_ keys: ArraySlice<String>) -> (ArraySlice<String>, Int)? {
    let length = keys.prefix {
      ["the", "in", "during", "within", "on", "over", "throughout", "at", "for"].contains($0)
    }.count
    // "for" and "over" begin other things as well: only before "the".
    guard length > 0, let first = keys.first else { return nil }
    if ["over", "at", "for"].contains(first), keys.dropFirst().first != "the" { return nil }
    return (keys.dropFirst(length), length)
  }

  /// "the end of June", "end of this month", "the beginning of the year", "year end".
  private func edge(_ keys: ArraySlice<String>, isToCome: Bool) -> (time: TimePhrase, length: Int)? {
    let words = Array(keys.prefix(8))
    guard let first = words.first else { return nil }
    func day(_ day: Day, isEnd: Bool) -> TimePhrase {
      TimePhrase(text: day.description, days: day...day, isEnd: isEnd)
    }
    if ["end", "beginning", "start"].contains(first), words.count > 2, words[1] == "of" {
      let isEnd = first == "end"
      var rest = keys.dropFirst(2)
      var length = 2
      if rest.first == "the" || rest.first == "this" { (rest, length) = (rest.dropFirst(), length + 1) }
      if let unit = rest.first, Self.spans.contains(unit), let period = phrase("this_\(unit)") {
        return (day(isEnd ? period.days.upperBound : period.days.lowerBound, isEnd: isEnd), length + 1)
      }
      guard let (period, size) = time(rest, isToCome: isToCome) else { return nil }
      return (day(isEnd ? period.days.upperBound : period.days.lowerBound, isEnd: isEnd), length + size)
    }
    if words.count > 1, Self.spans.contains(first), words[1] == "end", let period = phrase("this_\(first)") {
      return (day(period.days.upperBound, isEnd: true), 2)
    }
    if first == "yearend", let period = phrase("this_year") {
      return (day(period.days.upperBound, isEnd: true), 1)
    }
    return nil
  }

  private func phrase(_ text: String) -> TimePhrase? {
    guard let period = try? TimeExpression(text).period(now: now, zone: zone) else { return nil }
    return TimePhrase(text: text, days: period.days)
  }

  private var today: Day { zone.localTime(of: now).day }

  // MARK: Words of the language of conditions

  private static let units: [String: String] = [
    "day": "days", "days": "days", "week": "weeks", "weeks": "weeks", "month": "months", "months": "months",
    "year": "years", "years": "years",
  ]
  private static let spans: Set<String> = ["week", "month", "quarter", "year"]
  private static let counts: [String: Int] = [
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "fifteen": 15, "an": 1, "couple": 2, "fourteen": 14,
    "thirty": 30, "sixty": 60, "ninety": 90,
  ]

  static func count(_ word: String) -> Int? { Int(word).flatMap { $0 > 0 ? $0 : nil } ?? counts[word] }

  private func expression(_ words: [String]) -> String? {
    switch words.count {
    case 1:
      switch words[0] {
      case "today", "yesterday", "tomorrow": return words[0]
      case "tonight": return "today"
      case "ytd", "yeartodate": return "this_year"
      case "mtd", "monthtodate": return "this_month"
      case "qtd", "quartertodate": return "this_quarter"
      default: return nil
      }
    case 2:
      let which =
        [
          "previous": "last", "past": "last", "coming": "next", "current": "this", "upcoming": "next",
          "following": "next",
        ][
          words[0]] ?? words[0]
      guard ["this", "last", "next"].contains(which) else { return nil }
      // "The past month" ends now, "last month" did so weeks ago.
      if words[0] == "past", let unit = Self.units[words[1]] { return "last_1_\(unit)" }
      if Self.spans.contains(words[1]) { return "\(which)_\(words[1])" }
      if Self.weekdays[words[1]] != nil { return "\(which) \(words[1])" }
      return nil
    case 3:
      if words[1] == "to", words[2] == "date", Self.spans.contains(words[0]) { return "this_\(words[0])" }
      if ["earlier", "later", "sometime"].contains(words[0]), words[1] == "this" {
        return expression(Array(words.dropFirst()))
      }
      if words[2] == "ago", let count = Self.count(words[0]), let unit = Self.letters[words[1]] {
        return ago(count, unit)
      }
      let which = [
        "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next",
        "following": "next",
        "upcoming": "next",
      ][words[0]]
      guard let which, let count = Self.count(words[1]), let unit = Self.units[words[2]] else { return nil }
      return "\(which)_\(count)_\(unit)"
    default: return nil
    }
  }

  private static let letters = [
    "day": "d", "days": "d", "week": "w", "weeks": "w", "month": "m", "months": "m", "year": "y",
    "years": "y",
  ]

  /// The day so long ago.
  private func ago(_ count: Int, _ unit: String) -> String? {
    (try? TimeExpression("-\(count)\(unit)").moment(now: now, zone: zone)).map {
      $0.day(in: zone).description
    }
  }

  private static let weekdays: [String: Int] = [
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
  ]

  // MARK: Words of the calendar

  private static let months: [String: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november",
      "december",
    ]
    var months: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      months[name] = index + 1
      months[String(name.prefix(3))] = index + 1
    }
    months["sept"] = 9
    return months
  }()

  private func calendar(_ words: [String], isToCome: Bool) -> String? {
    let (year, month, _) = today.components
    func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    func namedYear(_ word: String) -> Int? { Int(word).flatMap { (1990...2100).contains($0) ? $0 : nil } }
    /// The year of something of which only the place in the year is said.
    func nearest(_ place: Int, _ now: Int) -> Int {
      isToCome ? (place < now ? year + 1 : year) : (place > now ? year - 1 : year)
    }
    if let part = part(words, year: year, nearest: nearest) { return part }
    switch words.count {
    case 1:
      if let year = namedYear(words[0]) { return String(year) }
      if Day(iso: words[0]) != nil { return words[0] }
      if let month = Self.months[words[0]] {
        return "\(nearest(month, today.components.month))-\(pad(month))"
      }
      if let quarter = Self.quarter(words[0]) {
        return "\(nearest(quarter, (month + 2) / 3))-Q\(quarter)"
      }
      if Self.weekdays[words[0]] != nil {
        guard
          let day = try? TimeExpression(isToCome ? words[0] : "last \(words[0])").moment(now: now, zone: zone)
        else { return nil }
        return day.day(in: zone).description
      }
      return nil
    case 2, 3:
      if let quarter = Self.quarter(words[0]), let year = namedYear(words[1]), words.count == 2 {
        return "\(year)-Q\(quarter)"
      }
      var rest = words
      let year = rest.last.flatMap(namedYear)
      if year != nil { rest.removeLast() }
      if rest.count == 1, let month = Self.months[rest[0]], let year { return "\(year)-\(pad(month))" }
      guard rest.count == 2 else { return nil }
      let pairs = [(rest[0], rest[1]), (rest[1], rest[0])]
      for (name, number) in pairs {
        let digits = number.prefix { $0.isNumber }
        let ending = number[digits.endIndex...]
        guard let month = Self.months[name], let day = Int(digits),
          ["", "st", "nd", "rd", "th"].contains(ending)
        else { continue }
        let place = month * 31 + day
        let other = today.components.month * 31 + today.components.day
        let which = year ?? nearest(place, other)
        return "\(which)-\(pad(month))-\(pad(day))"
      }
      return nil
    default: return nil
    }
  }

  private static let ordinals = [
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
  ]

  /// "second quarter", "the first half of 2025", "H2".
  private func part(_ words: [String], year: Int, nearest: (Int, Int) -> Int) -> String? {
    let month = today.components.month
    var rest = words
    var named: Int?
    if rest.count > 1, let last = rest.last {
      named = Int(last).flatMap { (1990...2100).contains($0) ? $0 : nil }
      if named != nil {
        rest.removeLast()
      } else if ["this year", "last year", "next year"].contains(rest.suffix(2).joined(separator: " ")) {
        named = year + (rest[rest.count - 2] == "this" ? 0 : rest[rest.count - 2] == "last" ? -1 : 1)
        rest.removeLast(2)
      }
    }
    if rest == ["last", "quarter"], let named { return "\(named)-Q4" }
    if rest.count == 2, let place = Self.ordinals[rest[0]] {
      if rest[1] == "quarter" { return "\(named ?? nearest(place, (month + 2) / 3))-Q\(place)" }
      if rest[1] == "half", place < 3 { return half(place, named ?? nearest(place, (month + 5) / 6)) }
    }
    if rest.count == 1, rest[0] == "h1" || rest[0] == "h2" {
      let place = rest[0] == "h1" ? 1 : 2
      return half(place, named ?? nearest(place, (month + 5) / 6))
    }
    if rest.count == 1, named != nil, words.count == 3 {
      if let quarter = Self.quarter(rest[0]), let named { return "\(named)-Q\(quarter)" }
      if let month = Self.months[rest[0]], let named { return "\(named)-\(month < 10 ? "0" : "")\(month)" }
    }
    return nil
  }

  private func half(_ place: Int, _ year: Int) -> String {
    place == 1 ? "\(year)-01-01..\(year)-06-30" : "\(year)-07-01..\(year)-12-31"
  }

  private static func quarter(_ word: String) -> Int? {
    guard word.count == 2, word.first == "q", let number = word.last?.wholeNumberValue,
      (1...4).contains(number)
    else { return nil }
    return number
  }
}
