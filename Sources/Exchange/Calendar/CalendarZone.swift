internal import Bytes

/// A time zone that a calendar describes itself (VTIMEZONE: RFC 5545, section 3.6.5).
struct CalendarZone {
  private var observances: [Observance] = []

  /// A stretch of standard or daylight saving time, which may begin anew each year.
  fileprivate struct Observance {
    /// When it first begins, in seconds of the clock that was right until then.
    let start: Int
    let offsetBefore: Int
    let offset: Int
    let rule: YearlyRule?
    /// When else it begins.
    let dates: [Int]

    /// The last time it began that clocks showing `local` have passed; nil when there is none.
    func lastOnset(upTo local: Int) -> Int? {
      // Clocks that go forward never show what they skip, which is counted as before.
      let limit = local - max(0, offset - offsetBefore)
      var onsets = [start] + dates
      if let onset = rule?.lastOnset(upTo: limit, start: start, offset: offsetBefore) { onsets.append(onset) }
      return onsets.filter { $0 <= limit }.max()
    }
  }

  /// Fails when it does not tell any offset.
  init?(_ component: ContentComponent) {
    for part in component.components {
      if let observance = Observance(part) { observances.append(observance) }
    }
    if observances.isEmpty { return nil }
  }

  /// The instant at which clocks show a time; of two the first, and where clocks skip it as far later as they
  /// do.
  func instant(_ day: Day, secondOfDay: Int) -> Timestamp {
    let local = day.daysSince1970 * 86_400 + secondOfDay
    var latest: (onset: Int, offset: Int)?
    for observance in observances {
      guard let onset = observance.lastOnset(upTo: local) else { continue }
      if onset >= latest?.onset ?? onset { latest = (onset, observance.offset) }
    }
    let first = observances.min { $0.start < $1.start }
    return Timestamp(seconds: local - (latest?.offset ?? first?.offsetBefore ?? 0))
  }
}

extension CalendarZone.Observance {
  init?(_ component: ContentComponent) {
    func text(_ name: String) -> String? { component.property(name).flatMap { try? $0.text() } }
    guard let start = text("DTSTART").flatMap(localSecond),
      let offset = text("TZOFFSETTO").flatMap(utcOffset)
    else { return nil }
    self.start = start
    self.offset = offset
    offsetBefore = text("TZOFFSETFROM").flatMap(utcOffset) ?? offset
    rule = text("RRULE").flatMap { YearlyRule($0, start: start) }
    let lists = component.properties.filter { $0.name == "RDATE" }.compactMap { try? $0.list() }
    dates = lists.joined().compactMap(localSecond)
  }
}

/// A rule such as `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`, as the rules of time zones are.
private struct YearlyRule {
  private var month: Int
  private var monthDays: [Int] = []
  private var weekday: Int?
  /// Which of the weekdays: the first is 1, the last -1.
  private var ordinal = 0
  private var count = Int.max
  /// In seconds of universal time.
  private var until = Int.max
  private let firstYear: Int
  private let time: Int

  /// Nil for a rule of another kind.
  init?(_ text: String, start: Int) {
    let day = Day(daysSince1970: start.quotient(by: 86_400))
    (firstYear, month, _) = day.components
    time = start - day.daysSince1970 * 86_400
    var isYearly = false
    for part in text.stripped.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      let value = pair[1]
      switch pair[0] {
      case "FREQ": isYearly = value == "YEARLY"
      case "BYMONTH":
        guard let number = Int(value), 1...12 ~= number else { return nil }
        month = number
      case "BYMONTHDAY": monthDays = value.split(separator: ",").compactMap { Int($0) }
      case "BYDAY":
        let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        guard let index = names.firstIndex(of: String(value.suffix(2))) else { return nil }
        weekday = index + 1
        ordinal = Int(value.dropLast(2)) ?? 0
      case "COUNT": count = Int(value) ?? count
      case "UNTIL": until = CalendarTime(String(value), zone: nil)?.utcSecond ?? until
      default: break
      }
    }
    guard isYearly, -5...5 ~= ordinal else { return nil }
    if weekday == nil, monthDays.isEmpty { monthDays = [day.components.day] }
  }

  /// The last time the rule gives, up to a time of the same clock.
  func lastOnset(upTo local: Int, start: Int, offset: Int) -> Int? {
    let limit = min(local, until == .max ? local : until + offset)
    let year = Day(daysSince1970: limit.quotient(by: 86_400)).components.year
    // What a year gives may be later than the limit; the one before is not.
    for year in [year, year - 1] where year >= firstYear && year - firstYear < count {
      if let onset = onset(in: year), onset <= limit, onset >= start { return onset }
    }
    return nil
  }

  private func onset(in year: Int) -> Int? {
    guard let first = Day(year: year, month: month, day: 1) else { return nil }
    let last = first.end(of: .month)
    let days = stride(from: first, through: last, by: 1).filter { day in
      (weekday == nil || day.weekday == weekday)
        && (monthDays.isEmpty || monthDays.contains(day.components.day)
          || monthDays.contains(day.daysSince1970 - last.daysSince1970 - 1))
    }
    let index = ordinal == 0 ? 0 : ordinal > 0 ? ordinal - 1 : days.count + ordinal
    guard days.indices.contains(index) else { return nil }
    return days[index].daysSince1970 * 86_400 + time
  }
}

extension CalendarTime {
  /// The second it names, in universal time if it is one.
  fileprivate var utcSecond: Int {
    switch self {
    case .day(let day): (day.daysSince1970 + 1) * 86_400 - 1
    case .instant(let instant): instant.seconds
    case .local(let day, let second, _): day.daysSince1970 * 86_400 + second
    }
  }
}

private func localSecond(_ text: String) -> Int? {
  switch CalendarTime(text, zone: nil) {
  case .local(let day, let second, _): day.daysSince1970 * 86_400 + second
  case .day(let day): day.daysSince1970 * 86_400
  case .instant(let instant): instant.seconds
  case nil: nil
  }
}

/// Seconds east of UTC, of `+0100` or `-033000`.
private func utcOffset(_ text: String) -> Int? {
  let text = text.stripped
  let digits = text.utf8.filter(\.isDigit).map { Int($0 & 0x0F) }
  guard digits.count == 4 || digits.count == 6 else { return nil }
  var seconds = (digits[0] * 10 + digits[1]) * 3600 + (digits[2] * 10 + digits[3]) * 60
  if digits.count == 6 { seconds += digits[4] * 10 + digits[5] }
  guard seconds < 86_400 else { return nil }
  return text.hasPrefix("-") ? -seconds : seconds
}

extension Int {
  /// The quotient rounded down, so that times before 1970 fall into the day they belong to.
  fileprivate func quotient(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
