extension Timestamp {
  /// Reads a date-time of RFC 5322, section 3.3, with the obsolete forms of section 4.3, or as `asctime`
  /// writes it.
  ///
  /// The weekday is not compared with the date. A zone that is missing or not known is UTC, as section 4.3
  /// has it. Fails when a part of the date or the time is missing or names no day or time there is.
  init?(mail text: ArraySlice<UInt8>) {
    var fields = MailDateFields()
    guard fields.read(text), let day = fields.dayOfCalendar, let time = fields.time else { return nil }
    self.init(seconds: day.daysSince1970 * 86_400 + time - fields.offset)
  }
}

/// The parts of a date in a message, wherever they stand.
private struct MailDateFields {
  private var day: Int?
  private var month: Int?
  private var year: Int?
  /// Seconds since midnight.
  private(set) var time: Int?
  /// Seconds east of UTC.
  private(set) var offset = 0
  private var rest: ArraySlice<UInt8> = []

  var dayOfCalendar: Day? {
    guard let day, let month, let year else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Takes the parts from a text; false when it has something that cannot be one.
  mutating func read(_ text: ArraySlice<UInt8>) -> Bool {
    rest = text
    while let byte = rest.first {
      if byte.digit != nil {
        guard readNumber() else { return false }
      } else if byte.isLetter {
        readWord()
      } else if byte == UInt8(ascii: "(") {
        // What stands in a comment repeats the zone.
        while let byte = rest.popFirst(), byte != UInt8(ascii: ")") {}
      } else {
        rest.removeFirst()
        if time != nil, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
          readOffset(sign: byte == UInt8(ascii: "-") ? -1 : 1)
        }
      }
    }
    return true
  }

  private mutating func readNumber() -> Bool {
    guard let (value, digits) = number() else { return false }
    if rest.first == UInt8(ascii: ":"), time == nil { return readTime(hour: value) }
    if day == nil {
      day = value
    } else if year == nil {
      switch digits {
      case 2: year = value < 50 ? 2000 + value : 1900 + value
      case 3: year = 1900 + value
      default: year = value
      }
    }
    return true
  }

  private mutating func readTime(hour: Int) -> Bool {
    rest.removeFirst()
    guard let minute = number()?.value, hour < 24, minute < 60 else { return false }
    var second = 0
    if rest.first == UInt8(ascii: ":") {
      rest.removeFirst()
      guard let value = number()?.value, value <= 60 else { return false }
      second = value
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      _ = number()
    }
    time = hour * 3600 + minute * 60 + second
    return true
  }

  private mutating func readOffset(sign: Int) {
    guard let (value, digits) = number() else { return }
    var (hours, minutes) = (value, 0)
    if digits > 2 {
      (hours, minutes) = value.quotientAndRemainder(dividingBy: 100)
    } else if rest.first == UInt8(ascii: ":") {
      rest.removeFirst()
      minutes = number()?.value ?? 0
    }
    if hours < 24, minutes < 60 { offset = sign * (hours * 3600 + minutes * 60) }
  }

  private mutating func readWord() {
    let word = rest.prefix(while: \.isLetter)
    rest = rest[word.endIndex...]
    let start = String(decoding: word.prefix(3), as: UTF8.self).lowercased()
    if month == nil, let index = Self.months.firstIndex(of: start) {
      month = index + 1
    } else if time != nil, word.count == 3, let hours = Self.zones[start] {
      offset = hours * 3600
    }
  }

  /// A number with so many digits; nil when there is none or it is longer than any part of a date.
  private mutating func number() -> (value: Int, digits: Int)? {
    let digits = rest.prefix { $0.digit != nil }
    guard 1...9 ~= digits.count else { return nil }
    rest = rest[digits.endIndex...]
    return (digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, digits.count)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Hours east of UTC; UT, GMT, the letters of the military and what is not known are UTC (section 4.3).
  private static let zones = [
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
  ]
}
