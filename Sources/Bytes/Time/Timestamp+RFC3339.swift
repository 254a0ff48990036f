extension Timestamp: CustomStringConvertible {
  /// Reads a date-time of RFC 3339, section 5.6.
  ///
  /// The `T` may be in lower case or a space. A fraction has 1 to 9 digits and is rounded down to
  /// microseconds. A leap second is the second that follows it. Fails when the text is anything
  /// else, names a time that does not exist, or lies outside the years 1 to 9999 of UTC.
  public init?(rfc3339 text: String) {
    guard let timestamp = FieldScanner.readAll(text, Timestamp.init(scanning:)) else { return nil }
    self = timestamp
  }

  /// Reads a date-time of RFC 3339, as `init(rfc3339:)` does for a string.
  public init?(rfc3339 utf8: UnsafeBufferPointer<UInt8>) {
    guard let timestamp = FieldScanner.readAll(utf8, Timestamp.init(scanning:)) else { return nil }
    self = timestamp
  }

  private init?(scanning scanner: inout FieldScanner) {
    guard let day = Day(scanning: &scanner),
      scanner.skip(letter: "t") || scanner.skip(" "),
      let hour = scanner.twoDigits(0...23), scanner.skip(":"),
      let minute = scanner.twoDigits(0...59), scanner.skip(":"),
      let second = scanner.twoDigits(0...60),
      let fraction = Timestamp.fraction(scanning: &scanner),
      let offset = Timestamp.offset(scanning: &scanner)
    else { return nil }

    let seconds = day.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
    if second == 60 {
      // RFC 3339, appendix D: a leap second is the last second of a month of UTC.
      let (dayNumber, secondOfDay) = seconds.dividedFlooring(by: 86_400)
      guard secondOfDay == 0, Day(daysSince1970: dayNumber).components.day == 1 else { return nil }
    }
    self.init(microseconds: Int64(seconds * 1_000_000 + fraction))
    // An offset can carry a time of the first or last day out of the calendar.
    guard self.seconds == seconds else { return nil }
  }

  /// Microseconds of a fraction, 0 when there is none.
  private static func fraction(scanning scanner: inout FieldScanner) -> Int? {
    guard scanner.skip(".") else { return 0 }
    guard var (value, digits) = scanner.number(upTo: 9) else { return nil }
    while digits < 6 {
      value *= 10
      digits += 1
    }
    while digits > 6 {
      value /= 10
      digits -= 1
    }
    return value
  }

  /// Seconds east of UTC.
  private static func offset(scanning scanner: inout FieldScanner) -> Int? {
    if scanner.skip(letter: "z") { return 0 }
    let isWest = scanner.skip("-")
    guard isWest || scanner.skip("+"),
      let hours = scanner.twoDigits(0...23), scanner.skip(":"), let minutes = scanner.twoDigits(0...59)
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }

  /// Appends the instant as `2026-01-31T09:30:00Z`, with three or six digits of a fraction when
  /// there is one.
  public func append(to bytes: inout [UInt8]) {
    FieldWriter.append(to: &bytes, write)
  }

  /// The instant as `2026-01-31T09:30:00Z`, with three or six digits of a fraction when there is one.
  public var description: String {
    FieldWriter.text(write)
  }

  private func write(to writer: inout FieldWriter) {
    let (dayNumber, secondOfDay) = seconds.dividedFlooring(by: 86_400)
    Day(daysSince1970: dayNumber).write(to: &writer)
    writer.mark("T")
    writer.number(secondOfDay / 3600, width: 2)
    writer.mark(":")
    writer.number(secondOfDay / 60 % 60, width: 2)
    writer.mark(":")
    writer.number(secondOfDay % 60, width: 2)
    let fraction = fraction
    if fraction != 0 {
      writer.mark(".")
      if fraction % 1000 == 0 {
        writer.number(fraction / 1000, width: 3)
      } else {
        writer.number(fraction, width: 6)
      }
    }
    writer.mark("Z")
  }
}
