/// An instant, to the microsecond, in the years 1 to 9999 of UTC.
///
/// Arithmetic never fails: what would fall outside those years is the first or the last instant.
public struct Timestamp: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let microseconds: Int64

  /// 0001-01-01T00:00:00Z.
  public static let earliest = Timestamp(microseconds: .min)
  /// 9999-12-31T23:59:59.999999Z.
  public static let latest = Timestamp(microseconds: .max)

  /// The instant so many microseconds after 1970-01-01T00:00:00Z, or the nearest one there is.
  public init(microseconds: Int64) {
    self.microseconds = min(max(microseconds, -62_135_596_800_000_000), 253_402_300_799_999_999)
  }

  /// The instant so many seconds after 1970-01-01T00:00:00Z, or the nearest one there is.
  public init(seconds: Int) {
    // Beyond the calendar on both sides, and far enough inside Int64 to be multiplied.
    self.init(microseconds: Int64(min(max(seconds, -1_000_000_000_000), 1_000_000_000_000)) * 1_000_000)
  }

  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public var seconds: Int {
    Int(microseconds).dividedFlooring(by: 1_000_000).quotient
  }

  /// The microseconds beyond the whole second, 0 to 999,999.
  var fraction: Int {
    Int(microseconds).dividedFlooring(by: 1_000_000).remainder
  }

  /// The instant so many microseconds later, or earlier when negative.
  public func adding(microseconds added: Int64) -> Timestamp {
    let (sum, overflow) = microseconds.addingReportingOverflow(added)
    return overflow ? (added < 0 ? .earliest : .latest) : Timestamp(microseconds: sum)
  }

  /// The instant so many seconds later, or earlier when negative.
  public func adding(seconds: Int) -> Timestamp {
    let (added, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
    return adding(microseconds: overflow ? (seconds < 0 ? .min : .max) : added)
  }

  /// The instant so many times 24 hours later, or earlier when negative.
  public func adding(days: Int) -> Timestamp {
    let (added, overflow) = days.multipliedReportingOverflow(by: 86_400)
    return adding(seconds: overflow ? (days < 0 ? .min : .max) : added)
  }

  /// The seconds from `other` to this instant, negative when `other` is later.
  public func seconds(since other: Timestamp) -> Double {
    Double(microseconds - other.microseconds) / 1_000_000
  }
}

extension Timestamp: Comparable {
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}
