internal import Bytes

/// A time that is spoken of: a period as conditions write it, with the days it has.
struct TimePhrase {
  /// As it stands after `in` of a condition.
  let text: String
  let days: ClosedRange<Day>
}

/// Reads times in the words of a question.
struct TimeReader {
  let now: Timestamp
  let zone: Zone

  /// The time that begins at a word, and how many words it takes. Of a month or weekday without a year the next one is
  /// meant where it is to come, else the last one.
  func time(_ keys: ArraySlice<String>, isToCome: Bool) -> (time: TimePhrase, length: Int)? {
    guard let first = keys.first else { return nil }
    if ["the", "in", "during", "within", "on"].contains(first) {
      return time(keys.dropFirst(), isToCome: isToCome).map { ($0.time, $0.length + 1) }
    }
    for length in stride(from: min(4, keys.count), through: 1, by: -1) {
      let words = Array(keys.prefix(length))
      guard let text = Self.expression(words) ?? calendar(words, isToCome: isToCome),
        let phrase = phrase(text)
      else { continue }
      return (phrase, length)
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
    "ten": 10, "twelve": 12, "fourteen": 14, "thirty": 30, "sixty": 60, "ninety": 90,
  ]

  static func count(_ word: String) -> Int? { Int(word) ?? counts[word] }

  private static func expression(_ words: [String]) -> String? {
    switch words.count {
    case 1:
      switch words[0] {
      case "today", "yesterday", "tomorrow": return words[0]
      case "tonight": return "today"
      default: return nil
      }
    case 2:
      let which =
        ["previous": "last", "past": "last", "coming": "next", "current": "this", "upcoming": "next"][
          words[0]]
        ?? words[0]
      guard ["this", "last", "next"].contains(which) else { return nil }
      if spans.contains(words[1]) { return "\(which)_\(words[1])" }
      if weekdays[words[1]] != nil { return "\(which) \(words[1])" }
      return nil
    case 3:
      let which = ["last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next"][
        words[0]]
      guard let which, let count = count(words[1]), let unit = units[words[2]] else { return nil }
      return "\(which)_\(count)_\(unit)"
    default: return nil
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
    func nearest(_ place: Int, now: Int) -> Int {
      isToCome ? (place < now ? year + 1 : year) : (place > now ? year - 1 : year)
    }
    switch words.count {
    case 1:
      if let year = namedYear(words[0]) { return String(year) }
      if Day(iso: words[0]) != nil { return words[0] }
      if let month = Self.months[words[0]] {
        return "\(nearest(month, now: today.components.month))-\(pad(month))"
      }
      if let quarter = Self.quarter(words[0]) {
        return "\(nearest(quarter, now: (month + 2) / 3))-Q\(quarter)"
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
        let which = year ?? nearest(place, now: other)
        return "\(which)-\(pad(month))-\(pad(day))"
      }
      return nil
    default: return nil
    }
  }

  private static func quarter(_ word: String) -> Int? {
    guard word.count == 2, word.first == "q", let number = word.last?.wholeNumberValue,
      (1...4).contains(number)
    else { return nil }
    return number
  }
}
