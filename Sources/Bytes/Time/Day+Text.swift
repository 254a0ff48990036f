extension Day: CustomStringConvertible {
  /// Reads `YYYY-MM-DD` and nothing else; fails when the day does not exist.
  public init?(iso text: String) {
    guard let day = FieldScanner.readAll(text, Day.init(scanning:)) else { return nil }
    self = day
  }

  /// Reads `YYYY-MM-DD` and nothing else; fails when the day does not exist.
  public init?(iso utf8: UnsafeBufferPointer<UInt8>) {
    guard let day = FieldScanner.readAll(utf8, Day.init(scanning:)) else { return nil }
    self = day
  }

  init?(scanning scanner: inout FieldScanner) {
    guard let year = scanner.number(digits: 4...4)?.value, scanner.skip("-"),
      let month = scanner.number(digits: 2...2)?.value, scanner.skip("-"),
      let day = scanner.number(digits: 2...2)?.value
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Appends the day as `YYYY-MM-DD`.
  public func append(to bytes: inout [UInt8]) {
    let (year, month, day) = components
    bytes.appendPadded(year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendPadded(month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendPadded(day, width: 2)
  }

  /// The day as `YYYY-MM-DD`.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
