/// A time zone: which offset from UTC local clocks have at every instant.
public struct Zone: Hashable, Sendable {
  /// The name it was made under, such as `Europe/Berlin`, `UTC` or `+02:00`.
  public let identifier: String
  /// When the offset changes, in seconds since 1970, ascending.
  private let transitions: [Int]
  /// Seconds east of UTC: the first before all transitions, then one after each.
  private let offsets: [Int]
  /// What holds after the last transition, where it is more than the last offset.
  private let rule: ZoneRule?

  /// Coordinated universal time.
  public static let utc = Zone(identifier: "UTC", transitions: [], offsets: [0], rule: nil)

  private init(identifier: String, transitions: [Int], offsets: [Int], rule: ZoneRule?) {
    self.identifier = identifier
    self.transitions = transitions
    self.offsets = offsets
    self.rule = rule
  }

  /// A zone that is always so many seconds east of UTC, named `+02:00`.
  ///
  /// Fails when the offset is a day or more.
  public init?(secondsFromUTC offset: Int) {
    guard -86_400 < offset, offset < 86_400 else { return nil }
    let name = FieldWriter.text { writer in
      writer.mark(offset < 0 ? "-" : "+")
      writer.number(abs(offset) / 3600, width: 2)
      writer.mark(":")
      writer.number(abs(offset) / 60 % 60, width: 2)
      if offset % 60 != 0 {
        writer.mark(":")
        writer.number(abs(offset) % 60, width: 2)
      }
    }
    self.init(identifier: name, transitions: [], offsets: [offset], rule: nil)
  }

  /// A zone as POSIX writes it in the TZ variable: `CET-1CEST,M3.5.0,M10.5.0/3`.
  ///
  /// Fails when the text is none, a name such as `Europe/Berlin` included.
  public init(posix text: String) throws(ZoneError) {
    guard let rule = ZoneRule(text) else { throw .badRule(text) }
    self.init(identifier: text, transitions: [], offsets: [rule.standardOffset], rule: rule)
  }

  /// A zone from the bytes of its file, of the format that RFC 9636 describes.
  ///
  /// Fails when they are no such file, or one that is cut off or contradicts itself.
  public init(file bytes: [UInt8], identifier: String) throws(ZoneError) {
    let file = try ZoneFile(bytes, identifier: identifier)
    self.init(
      identifier: identifier, transitions: file.transitions, offsets: file.offsets, rule: file.rule)
  }

  /// Seconds east of UTC at an instant.
  public func offset(at instant: Timestamp) -> Int {
    offset(atSecond: instant.seconds)
  }

  private func offset(atSecond second: Int) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second {
        low = middle + 1
      } else {
        high = middle
      }
    }
    if low == transitions.count, let rule { return rule.offset(at: second) }
    return offsets[low]
  }

  /// The day of local clocks at an instant.
  public func day(of instant: Timestamp) -> Day {
    localTime(of: instant).day
  }

  /// Day and second of the day, 0 to 86,399, of local clocks at an instant.
  public func localTime(of instant: Timestamp) -> (day: Day, secondOfDay: Int) {
    let second = instant.seconds
    let (day, secondOfDay) = (second + offset(atSecond: second)).dividedFlooring(by: 86_400)
    return (Day(daysSince1970: day), secondOfDay)
  }

  /// The instant at which local clocks show a time, given in seconds from midnight.
  ///
  /// A time that comes twice, when clocks go back, is the first of the two. A time that never comes,
  /// when clocks go forward, is moved forward as far as they are: 02:30 is read as 03:30.
  public func instant(_ day: Day, secondOfDay: Int) -> Timestamp {
    Timestamp(seconds: second(ofLocal: day.daysSince1970 * 86_400 + secondOfDay))
  }

  private func second(ofLocal local: Int) -> Int {
    // A day to either side is beyond every instant that could be meant. Of the two offsets found
    // there the earlier one is tried first, which gives the first of two times.
    let before = offset(atSecond: local - 86_400)
    let early = local - before
    if offset(atSecond: early) == before { return early }
    let after = offset(atSecond: local + 86_400)
    let late = local - after
    if offset(atSecond: late) == after { return late }
    return early
  }

  /// The first instant of a local day.
  ///
  /// That is not midnight where clocks go forward over it. Of a day that is left out altogether, as
  /// in Samoa in 2011, it is the first instant of the next.
  public func start(of day: Day) -> Timestamp {
    let midnight = day.daysSince1970 * 86_400
    var high = second(ofLocal: midnight)
    guard high + offset(atSecond: high) != midnight else { return Timestamp(seconds: high) }
    // Midnight is skipped: the day begins when clocks go forward, which is at or shortly before the
    // instant found, and after one that is two days earlier.
    var low = high - 2 * 86_400
    while high - low > 1 {
      let middle = (low + high) / 2
      if middle + offset(atSecond: middle) >= midnight {
        high = middle
      } else {
        low = middle
      }
    }
    return Timestamp(seconds: high)
  }

  /// The instants from the start of a range of local days to the start of the day after it.
  public func instants(of days: ClosedRange<Day>) -> Range<Timestamp> {
    let first = start(of: days.lowerBound)
    let end = days.upperBound < .last ? start(of: days.upperBound.adding(days: 1)) : .latest
    // A file can describe clocks so wild that the next day starts first.
    return first..<max(first, end)
  }
}
