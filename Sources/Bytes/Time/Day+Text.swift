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
    guard let year = scanner.digits(4), scanner.skip("-"),
      let month = scanner.digits(2), scanner.skip("-"),
      let day = scanner.digits(2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Appends the day as `YYYY-MM-DD`.
  public func append(to bytes: inout [UInt8]) {
    FieldWriter.append(to: &bytes, write)
  }

  /// The day as `YYYY-MM-DD`.
  public var description: String {
    FieldWriter.text(write)
  }

  func write(to writer: inout FieldWriter) {
    let (year, month, day) = components
    writer.number(year, width: 4)
    writer.mark("-")
    writer.number(month, width: 2)
    writer.mark("-")
    writer.number(day, width: 2)
  }
}
