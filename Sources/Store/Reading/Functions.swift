internal import Bytes
internal import Models
internal import SQLite

/// The functions that our own SELECTs call; no table, index or trigger does, so that stock sqlite3 can read
/// the file.
enum Functions {
  /// Makes the functions known to a connection, with the present and the zone they speak of.
  static func register(on database: Database, clock: Clock) throws {
    try database.function("now", arguments: 0, isDeterministic: true) { _ in
      .integer(clock.now.microseconds)
    }
    try database.function("today", arguments: 0, isDeterministic: true) { _ in
      .text(clock.today.description)
    }
    // fold(text): the key of a text.
    try database.function("fold", arguments: 1, isDeterministic: true) { arguments in
      guard case .text(let text) = arguments[0] else { return .null }
      return .text(SearchKey.fold(text))
    }
    // contains(text, key): whether the folded text holds the folded key.
    try database.function("contains", arguments: 2, isDeterministic: true) { arguments in
      if arguments.isNull(0) { return .integer(0) }
      var folded: [UInt8] = []
      arguments.withUTF8(0) { SearchKey.fold(utf8: $0, into: &folded) }
      return arguments.withUTF8(1) { key in .integer(folded.contains(key) ? 1 : 0) }
    }
    // money(minor units, currency): the amount as a JSON number.
    try database.function("money", arguments: 2, isDeterministic: true) { arguments in
      guard case .integer(let units) = arguments[0], let currency = currency(arguments, 1) else {
        return .null
      }
      return .text(currency.text(minorUnits: units))
    }
    // minor_units(currency): how many make one of the currency.
    try database.function("minor_units", arguments: 1, isDeterministic: true) { arguments in
      guard let currency = currency(arguments, 0) else { return .null }
      var units: Int64 = 1
      for _ in 0..<currency.digits { units *= 10 }
      return .integer(units)
    }
    // instant(time): the time as JSON has it.
    try database.function("instant", arguments: 1, isDeterministic: true) { arguments in
      guard case .integer(let time) = arguments[0] else { return .null }
      return .text(Timestamp(microseconds: time).description)
    }
    // period(time or day, unit): the period of the calendar it falls in, such as 2026-05.
    try database.function("period", arguments: 2, isDeterministic: true) { arguments in
      guard case .text(let word) = arguments[1], let unit = CalendarUnit(rawValue: word) else { return .null }
      let day: Day?
      switch arguments[0] {
      case .integer(let time): day = clock.zone.day(of: Timestamp(microseconds: time))
      case .text(let text): day = Day(iso: text)
      default: day = nil
      }
      return day.map { .text($0.label(of: unit)) } ?? .null
    }
    // median(JSON array of numbers): SQLite has no median, and gathers the numbers for this one.
    try database.function("median", arguments: 1, isDeterministic: true) { arguments in
      guard let list = arguments.withUTF8(0, { try? JSONParser.parse($0) })?.array else { return .null }
      return median(list.compactMap(\.double))
    }
  }

  private static func currency(_ arguments: borrowing FunctionArguments, _ index: Int) -> Currency? {
    guard case .text(let code) = arguments[index] else { return nil }
    return Currency(code: code)
  }

  private static func median(_ values: [Double]) -> SQLValue {
    guard !values.isEmpty else { return .null }
    let sorted = values.sorted()
    let upper = sorted[sorted.count / 2]
    if sorted.count % 2 == 1 { return .real(upper) }
    return .real((sorted[sorted.count / 2 - 1] + upper) / 2)
  }
}

extension [UInt8] {
  /// Whether these bytes occur, in order.
  fileprivate func contains(_ needle: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = needle.first else { return true }
    guard count >= needle.count else { return false }
    for start in 0...(count - needle.count) where self[start] == first {
      var offset = 1
      while offset < needle.count, self[start + offset] == needle[offset] { offset += 1 }
      if offset == needle.count { return true }
    }
    return false
  }
}
