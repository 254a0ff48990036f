/// A zone in the form of the TZ variable of POSIX, as `CET-1CEST,M3.5.0,M10.5.0/3`: a standard
/// offset and, where clocks change, the dates they do each year.
struct ZoneRule: Hashable, Sendable {
  /// Seconds east of UTC in standard time.
  let standardOffset: Int
  /// Nil where clocks do not change.
  let daylight: Daylight?

  struct Daylight: Hashable, Sendable {
    /// Seconds east of UTC in daylight saving time.
    let offset: Int
    /// When it begins, by the clock of standard time.
    let start: Change
    /// When it ends, by the clock of daylight saving time.
    let end: Change
  }

  /// A moment of every year.
  struct Change: Hashable, Sendable {
    let date: Date
    /// Seconds from midnight of the date; may be negative or beyond a day.
    let time: Int

    enum Date: Hashable, Sendable {
      /// `Jn`: 1 to 365, February 29 never counted.
      case dayWithoutLeap(Int)
      /// `n`: 0 to 365, February 29 counted.
      case day(Int)
      /// `Mm.w.d`: the week 5 is the last one; the weekday 0 is Sunday.
      case weekday(month: Int, week: Int, weekday: Int)
    }
  }

  /// Seconds east of UTC at an instant, given in seconds since 1970.
  func offset(at instant: Int) -> Int {
    guard let daylight else { return standardOffset }
    let localDay = (instant + standardOffset).dividedFlooring(by: 86_400).quotient
    let year = Day(daysSince1970: localDay).components.year

    // The change that came last is what holds. Its time may lie in a neighbouring year, since RFC 9636
    // (section 3.3.1) lets changes happen up to a week off their date. Of two changes at one instant
    // the later in order holds: daylight saving time all year ends where that of the next year starts.
    var latest = Int.min
    var offset = standardOffset
    for year in year - 1...year + 1 {
      let start = daylight.start.seconds(in: year) - standardOffset
      if start <= instant, start >= latest {
        latest = start
        offset = daylight.offset
      }
      let end = daylight.end.seconds(in: year) - daylight.offset
      if end <= instant, end >= latest {
        latest = end
        offset = standardOffset
      }
    }
    return offset
  }
}

extension ZoneRule.Change {
  /// The moment in a year, in seconds since 1970 on the clock it is given by.
  fileprivate func seconds(in year: Int) -> Int {
    let dayNumber: Int
    switch date {
    case .dayWithoutLeap(let day):
      let isAfterLeapDay = day >= 60 && Day.isLeap(year)
      dayNumber = Day.number(year: year, month: 1, day: day) + (isAfterLeapDay ? 1 : 0)
    case .day(let day):
      dayNumber = Day.number(year: year, month: 1, day: 1) + day
    case .weekday(let month, let week, let weekday):
      let first = Day.number(year: year, month: month, day: 1)
      // 1970-01-01 was a Thursday, 4 days after a Sunday.
      let weekdayOfFirst = (first + 4).dividedFlooring(by: 7).remainder
      let day = (weekday - weekdayOfFirst + 7) % 7 + 7 * (week - 1)
      dayNumber = first + (day < Day.length(ofMonth: month, year: year) ? day : day - 7)
    }
    return dayNumber * 86_400 + time
  }
}

extension ZoneRule {
  /// Fails when `text` is not a zone as POSIX writes it (Base Definitions, section 8.3), with the
  /// `<+03>` names POSIX has and the times of -167 to 167 hours RFC 9636 adds.
  init?(_ text: String) {
    guard let rule = FieldScanner.readAll(text, ZoneRule.init(scanning:)) else { return nil }
    self = rule
  }

  private init?(scanning scanner: inout FieldScanner) {
    guard scanner.skipZoneName(), let west = scanner.clockTime(hours: 0...24) else { return nil }
    standardOffset = -west
    guard scanner.next != nil else {
      daylight = nil
      return
    }

    guard scanner.skipZoneName() else { return nil }
    var daylightOffset = standardOffset + 3600
    if scanner.next != nil, scanner.next != UInt8(ascii: ",") {
      guard let west = scanner.clockTime(hours: 0...24) else { return nil }
      daylightOffset = -west
    }
    guard scanner.next != nil else {
      // Without dates POSIX leaves them to the implementation; those of the United States since 2007
      // are the custom (TZDEFRULESTRING of the reference code).
      daylight = Daylight(
        offset: daylightOffset,
        start: Change(date: .weekday(month: 3, week: 2, weekday: 0), time: 7200),
        end: Change(date: .weekday(month: 11, week: 1, weekday: 0), time: 7200))
      return
    }
    guard scanner.skip(","), let start = Change(scanning: &scanner),
      scanner.skip(","), let end = Change(scanning: &scanner)
    else { return nil }
    daylight = Daylight(offset: daylightOffset, start: start, end: end)
  }
}

extension ZoneRule.Change {
  fileprivate init?(scanning scanner: inout FieldScanner) {
    if scanner.skip("J") {
      guard let day = scanner.number(upTo: 3)?.value, 1...365 ~= day else { return nil }
      date = .dayWithoutLeap(day)
    } else if scanner.skip("M") {
      guard let month = scanner.number(upTo: 2)?.value, 1...12 ~= month, scanner.skip("."),
        let week = scanner.digits(1), 1...5 ~= week, scanner.skip("."),
        let weekday = scanner.digits(1), 0...6 ~= weekday
      else { return nil }
      date = .weekday(month: month, week: week, weekday: weekday)
    } else {
      guard let day = scanner.number(upTo: 3)?.value, 0...365 ~= day else { return nil }
      date = .day(day)
    }

    if scanner.skip("/") {
      guard let time = scanner.clockTime(hours: 0...167) else { return nil }
      self.time = time
    } else {
      time = 7200
    }
  }
}

extension FieldScanner {
  /// Goes past a zone's abbreviation: three letters or more, or any name in angle brackets.
  fileprivate mutating func skipZoneName() -> Bool {
    let isLetter = { (byte: UInt8) in UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
    var length = 0
    if skip("<") {
      let isDigitOrSign = { (byte: UInt8) in
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      }
      while skip(where: { isLetter($0) || isDigitOrSign($0) }) { length += 1 }
      return skip(">") && length > 0
    }
    while skip(where: isLetter) { length += 1 }
    return length >= 3
  }

  /// Seconds of `[+-]hh[:mm[:ss]]`.
  fileprivate mutating func clockTime(hours: ClosedRange<Int>) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hour = number(upTo: 3)?.value, hours.contains(hour) else { return nil }
    var seconds = hour * 3600
    if skip(":") {
      guard let minute = twoDigits(0...59) else { return nil }
      seconds += minute * 60
      if skip(":") {
        guard let second = twoDigits(0...59) else { return nil }
        seconds += second
      }
    }
    return isNegative ? -seconds : seconds
  }
}
