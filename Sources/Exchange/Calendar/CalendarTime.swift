internal import Bytes

/// A time as iCalendar writes it (RFC 5545, sections 3.3.4 and 3.3.5).
enum CalendarTime {
  case day(Day)
  case instant(Timestamp)
  /// What clocks show: those of the named zone, else those of whoever looks at them.
  case local(Day, second: Int, zone: String?)

  /// Nil when the text is no time.
  init?(_ text: String, zone: String?) {
    let text = text.stripped
    // Against the rule, some write times as RFC 3339 does.
    if let instant = Timestamp(rfc3339: text) {
      self = .instant(instant)
      return
    }
    let parts = text.split(separator: "T", maxSplits: 1)
    guard let date = parts.first, let day = Day(written: date) else { return nil }
    guard parts.count == 2 else {
      self = .day(day)
      return
    }
    let isUTC = parts[1].hasSuffix("Z")
    let digits = parts[1].utf8.filter { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "Z") }
    guard digits.count == 6 || digits.count == 4, digits.allSatisfy(\.isDigit) else { return nil }
    func number(_ index: Int) -> Int {
      index < digits.count ? Int(digits[index] & 0x0F) * 10 + Int(digits[index + 1] & 0x0F) : 0
    }
    guard number(0) < 24, number(2) < 60, number(4) <= 60 else { return nil }
    let second = number(0) * 3600 + number(2) * 60 + number(4)
    self =
      isUTC ? .instant(Zone.utc.instant(day, secondOfDay: second)) : .local(day, second: second, zone: zone)
  }
}

/// A stretch of time (RFC 5545, section 3.3.6), such as `PT1H30M`, in seconds.
func calendarDuration(_ text: String) -> Int? {
  var bytes = text.stripped.uppercased().utf8[...]
  let isNegative = bytes.first == UInt8(ascii: "-")
  if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
  guard bytes.popFirst() == UInt8(ascii: "P"), !bytes.isEmpty else { return nil }
  var seconds = 0
  while !bytes.isEmpty {
    if bytes.first == UInt8(ascii: "T") { bytes.removeFirst() }
    let digits = bytes.prefix(while: \.isDigit)
    // Nine digits of weeks do not overflow.
    guard 1...9 ~= digits.count, let number = Int(String(Substring(digits))) else { return nil }
    bytes = bytes[digits.endIndex...]
    switch bytes.popFirst() {
    case UInt8(ascii: "W"): seconds += number * 7 * 86_400
    case UInt8(ascii: "D"): seconds += number * 86_400
    case UInt8(ascii: "H"): seconds += number * 3600
    case UInt8(ascii: "M"): seconds += number * 60
    case UInt8(ascii: "S"): seconds += number
    default: return nil
    }
  }
  return isNegative ? -seconds : seconds
}

extension Day {
  /// Reads `20260412` and `2026-04-12`; fails for anything else and for a day that does not exist.
  init?(written text: some StringProtocol) {
    let digits = Array(text.utf8.filter { $0 != UInt8(ascii: "-") })
    guard digits.count == 8, digits.allSatisfy(\.isDigit) else { return nil }
    guard text.utf8.count == 8 || Day(iso: String(text)) != nil else { return nil }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 & 0x0F) } }
    self.init(year: number(0..<4), month: number(4..<6), day: number(6..<8))
  }
}
