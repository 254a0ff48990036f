extension TimeExpression.Meaning {
  init(_ text: String) throws(TimeExpressionError) {
    let words = text.split { $0.isWhitespace || $0 == "_" }
    if let first = words.first?.utf8.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first {
      self = try .dated(words.joined(separator: " "))
      return
    }
    let lowercased = words.map { $0.lowercased() }
    guard let meaning = Self.shifted(lowercased) ?? Self.named(lowercased) else { throw .unknown(text) }
    self = meaning
  }

  // MARK: Dates

  /// A date, a date and time, or a range.
  private static func dated(_ text: String) throws(TimeExpressionError) -> Self {
    let ends = text.split(separator: ".", omittingEmptySubsequences: false)
    if ends.count == 3, ends[1].isEmpty {
      let start = try fixedDays(String(ends[0])).lowerBound
      let end = try fixedDays(String(ends[2])).upperBound
      guard start <= end else { throw .reversed(text) }
      return .days(start...end)
    }
    if let day = Day(iso: text) { return .day(day) }
    if let days = FieldScanner.readAll(text, calendarDays) { return .days(days) }
    if let meaning = FieldScanner.readAll(text, localTime) { return meaning }
    if let instant = Timestamp(rfc3339: text) { return .instant(instant) }
    throw .noSuchDate(text)
  }

  /// The days of one end of a range.
  private static func fixedDays(_ text: String) throws(TimeExpressionError) -> ClosedRange<Day> {
    if let day = Day(iso: text) { return day...day }
    guard let days = FieldScanner.readAll(text, calendarDays) else { throw .noSuchDate(text) }
    return days
  }

  /// `2026`, `2026-05`, `2026-Q2` or `2026-W07`.
  private static func calendarDays(_ scanner: inout FieldScanner) -> ClosedRange<Day>? {
    guard let year = scanner.digits(4) else { return nil }
    var unit = CalendarUnit.year
    var day = Day(year: year, month: 1, day: 1)
    if scanner.skip("-") {
      if scanner.skip(letter: "q") {
        guard let quarter = scanner.digits(1) else { return nil }
        unit = .quarter
        day = Day(year: year, month: 3 * quarter - 2, day: 1)
      } else if scanner.skip(letter: "w") {
        guard let week = scanner.twoDigits(1...53) else { return nil }
        unit = .week
        // January 4 is always in week 1. A week 53 that the year does not have is of the next year.
        day = Day(year: year, month: 1, day: 4)?.start(of: .week).adding(week - 1, .week)
        guard day?.isoWeek.year == year else { return nil }
      } else {
        guard let month = scanner.digits(2) else { return nil }
        unit = .month
        day = Day(year: year, month: month, day: 1)
      }
    }
    return day.map { $0...$0.end(of: unit) }
  }

  /// `2026-01-31 14:30`, with `T` for the space or with seconds, too.
  private static func localTime(_ scanner: inout FieldScanner) -> Self? {
    guard let day = Day(scanning: &scanner),
      scanner.skip(letter: "t") || scanner.skip(" "),
      let hour = scanner.twoDigits(0...23), scanner.skip(":"),
      let minute = scanner.twoDigits(0...59)
    else { return nil }
    var second = 0
    if scanner.skip(":") {
      guard let value = scanner.twoDigits(0...59) else { return nil }
      second = value
    }
    return .local(day, secondOfDay: hour * 3600 + minute * 60 + second)
  }

  // MARK: Words

  /// `-30d`, `+2 weeks`.
  private static func shifted(_ words: [String]) -> Self? {
    guard let sign = words.first?.first, sign == "-" || sign == "+" else { return nil }
    let text = words.joined().dropFirst()
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text[digits.endIndex...]
    guard let shift = TimeShift(count: String(digits), unit: String(unit)) else { return nil }
    return .shift(sign == "-" ? shift.reversed : shift)
  }

  /// `today`, `friday`, `last friday`, `this_month`, `last_30_days`.
  private static func named(_ words: [String]) -> Self? {
    switch words.count {
    case 1: single(words[0])
    case 2: relative(words[0], words[1])
    case 3: rolling(words[0], count: words[1], unit: words[2])
    default: nil
    }
  }

  private static func single(_ word: String) -> Self? {
    switch word {
    case "now": .now
    case "today": .unit(.day, after: 0)
    case "yesterday": .unit(.day, after: -1)
    case "tomorrow": .unit(.day, after: 1)
    default: weekday(word).map { .weekday($0, .coming) }
    }
  }

  private static func relative(_ which: String, _ word: String) -> Self? {
    let count: Int
    let occurrence: TimeExpression.Occurrence
    switch which {
    case "this": (count, occurrence) = (0, .thisWeek)
    case "last": (count, occurrence) = (-1, .past)
    case "next": (count, occurrence) = (1, .nextWeek)
    default: return nil
    }
    if let weekday = weekday(word) { return .weekday(weekday, occurrence) }
    return CalendarUnit(rawValue: word).map { .unit($0, after: count) }
  }

  private static func rolling(_ which: String, count: String, unit: String) -> Self? {
    guard let shift = TimeShift(count: count, unit: unit) else { return nil }
    return switch which {
    case "last": .rolling(shift.reversed)
    case "next": .rolling(shift)
    default: nil
    }
  }

  /// The number of a weekday from its name or the first three letters of it, Monday being 1.
  private static func weekday(_ word: String) -> Int? {
    switch word {
    case "monday", "mon": 1
    case "tuesday", "tue": 2
    case "wednesday", "wed": 3
    case "thursday", "thu": 4
    case "friday", "fri": 5
    case "saturday", "sat": 6
    case "sunday", "sun": 7
    default: nil
    }
  }
}

extension TimeShift {
  /// Fails when `count` is not a number of up to nine digits, or `unit` not the name of a unit.
  fileprivate init?(count: String, unit: String) {
    let number = FieldScanner.readAll(count) { $0.number(upTo: 9)?.value }
    guard let number, let unit = Unit(unit) else { return nil }
    self.init(count: number, unit: unit)
  }

  fileprivate var reversed: TimeShift {
    TimeShift(count: -count, unit: unit)
  }
}
