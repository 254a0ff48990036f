internal import Bytes

/// A date as people write it, with or without a time after it: `31/01/2026 14:30`, `1.2.26`, `Jan 31, 2026`,
/// `31-Jan-26`, `20260131`, or the number that a spreadsheet keeps for it.
///
/// ISO dates are not among them: those the store reads as they are.
struct DateCell {
  enum Date {
    case day(Day)
    /// Two numbers of which either may be the month, and the year.
    case numbers(Int, Int, year: Int)
    /// Three numbers of two digits at most; the first is the year where the order says so.
    case shortNumbers(Int, Int, Int)
    /// `0/0/00`, which Outlook writes for none.
    case none
  }

  let date: Date
  /// The time of day as the store reads it after a day: ` 14:30`; empty for none.
  let time: String

  /// Reads a cell without white space around it; nil when it is not such a date.
  init?(_ cell: ArraySlice<UInt8>) {
    var scanner = DateScanner(cell)
    guard let date = scanner.date(), let time = scanner.time() else { return nil }
    self.date = date
    self.time = time
  }

  /// The day, where day and month come in this order; nil when there is none such.
  func day(_ order: DateOrder) -> Day? {
    switch date {
    case .none: nil
    case .day(let day): day
    case .numbers(let first, let second, let year):
      order == .mdy ? Day(year: year, month: first, day: second) : Day(year: year, month: second, day: first)
    case .shortNumbers(let first, let second, let third):
      switch order {
      case .ymd: Day(year: Self.year(first), month: second, day: third)
      case .dmy: Day(year: Self.year(third), month: second, day: first)
      case .mdy: Day(year: Self.year(third), month: first, day: second)
      }
    }
  }

  /// The year of two digits: 2000 to 2029 or 1930 to 1999, as spreadsheets have it.
  static func year(_ short: Int) -> Int {
    short < 30 ? 2000 + short : short < 100 ? 1900 + short : short
  }
}

/// Reads a date from front to back.
private struct DateScanner {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  /// A number of at most eight digits, and how many it has.
  private mutating func number() -> (value: Int, digits: Int)? {
    let start = position
    var value = 0
    while let byte = next, byte.isDigit, position - start < 8 {
      value = value * 10 + Int(byte & 0x0F)
      position += 1
    }
    return position > start ? (value, position - start) : nil
  }

  /// A word of ASCII letters, in lower case.
  private mutating func word() -> String {
    let start = position
    while let byte = next, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
  }

  // MARK: Date

  mutating func date() -> DateCell.Date? {
    if next?.isDigit != true { return wordFirst() }
    guard let first = number() else { return nil }
    if next == nil || first.digits > 4 { return single(first) }
    let isOrdinal = skipOrdinal()
    guard let separator = separator() else { return nil }
    if next?.isDigit != true {
      guard let month = Self.month(word()), self.separator() != nil else { return nil }
      // 31 January 2026, 31-Jan-26, 2026-Jan-31.
      guard let last = number() else { return nil }
      return first.digits == 4
        ? day(year: first.value, month, last.value) : day(year: year(last), month, first.value)
    }
    guard !isOrdinal, let second = number(), self.separator() == separator, let third = number() else {
      return nil
    }
    if first.digits == 4 { return day(year: first.value, second.value, third.value) }
    guard first.digits <= 2, second.digits <= 2 else { return nil }
    if first.value == 0, second.value == 0, third.value == 0 { return DateCell.Date.none }
    if third.digits <= 2 {
      return .shortNumbers(first.value, second.value, third.value)
    }
    return third.digits == 4
      ? .numbers(first.value, second.value, year: third.value) : nil
  }

  /// A date that is one number: the day and perhaps a fraction of it, as spreadsheets count from the end of 1899, or
  /// all digits of an ISO date.
  private mutating func single(_ number: (value: Int, digits: Int)) -> DateCell.Date? {
    switch number.digits {
    case 8: return day(year: number.value / 10_000, number.value / 100 % 100, number.value % 100)
    // Five digits are the years 1927 to 2173; fewer would be taken for years and days.
    case 5 where number.value >= 10_000: return .day(Day(daysSince1970: number.value - 25_569))
    default: return nil
    }
  }

  /// January 31, 2026; Sat, 31 Jan 2026.
  private mutating func wordFirst() -> DateCell.Date? {
    let first = word()
    guard !first.isEmpty, separator() != nil else { return nil }
    guard let month = Self.month(first) else { return Self.isWeekday(first) ? date() : nil }
    guard let day = number(), day.digits <= 2 else { return nil }
    _ = skipOrdinal()
    guard separator() != nil, let last = number() else { return nil }
    return self.day(year: year(last), month, day.value)
  }

  private func day(year: Int, _ month: Int, _ day: Int) -> DateCell.Date? {
    Day(year: year, month: month, day: day).map(DateCell.Date.day)
  }

  private func year(_ number: (value: Int, digits: Int)) -> Int {
    number.digits <= 2 ? DateCell.year(number.value) : number.value
  }

  /// What stands between the parts of a date: a mark, spaces, or a mark with spaces around it; nil when nothing does.
  private mutating func separator() -> UInt8? {
    var found: UInt8?
    while let byte = next {
      switch byte {
      case UInt8(ascii: " "): found = found ?? byte
      case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ","):
        if let found, found != UInt8(ascii: " ") { return nil }
        found = byte
      default: return found
      }
      position += 1
    }
    return found
  }

  private mutating func skipOrdinal() -> Bool {
    let start = position
    if ["st", "nd", "rd", "th"].contains(word()) { return true }
    position = start
    return false
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  /// The number of a month from its name or at least three letters of it.
  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private static func isWeekday(_ word: String) -> Bool {
    word.count >= 2 && weekdays.contains { $0.hasPrefix(word) }
  }

  // MARK: Time

  /// What follows the date, up to the end: nothing, a time of 24 hours or 12, or the fraction of a spreadsheet's day.
  mutating func time() -> String? {
    if next == nil { return "" }
    if skip(".") { return fraction() }
    guard skip("T") || separator() != nil else { return nil }
    guard let hour = number(), hour.digits <= 2, skip(":"), let minute = number(), minute.digits == 2 else {
      return nil
    }
    var second: (value: Int, digits: Int)?
    if skip(":") {
      second = number()
      guard second?.digits == 2 else { return nil }
      // No field is finer than a second here.
      if skip("."), number() == nil { return nil }
    }
    while skip(" ") {}
    var hours = hour.value
    switch word() {
    case "": break
    case "am" where (1...12).contains(hours): hours %= 12
    case "pm" where (1...12).contains(hours): hours = hours % 12 + 12
    default: return nil
    }
    guard next == nil, hours < 24, minute.value < 60, second?.value ?? 0 < 60 else { return nil }
    return Self.text(hours, minute.value, second?.value ?? 0)
  }

  private mutating func fraction() -> String? {
    let digits = bytes[position...]
    position = bytes.endIndex
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit),
      let fraction = Double("0." + String(decoding: digits, as: UTF8.self))
    else { return nil }
    let seconds = min(Int((fraction * 86_400).rounded()), 86_399)
    return seconds == 0 ? "" : Self.text(seconds / 3600, seconds / 60 % 60, seconds % 60)
  }

  private static func text(_ hour: Int, _ minute: Int, _ second: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return " \(two(hour)):\(two(minute))" + (second == 0 ? "" : ":\(two(second))")
  }
}
