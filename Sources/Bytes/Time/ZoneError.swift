/// What is wrong with the description of a time zone.
public enum ZoneError: Error, Hashable, CustomStringConvertible {
  /// The bytes do not begin as a time zone file does.
  case notZoneFile(identifier: String)
  /// A time zone file ends too early.
  case truncated(identifier: String)
  /// A time zone file contradicts itself.
  case damaged(identifier: String, Damage)
  /// A text is no zone in the form of POSIX.
  case badRule(String)

  /// How a time zone file contradicts itself.
  public enum Damage: Hashable, Sendable {
    /// It has no local time type at all.
    case noLocalTime
    /// An offset is a day or more.
    case offsetOutOfRange
    /// Transition times do not ascend.
    case unordered
    /// A transition leads to a local time type that is not there.
    case unknownLocalTime
    /// The rule for the time after the last transition is not a rule.
    case badRule
  }

  public var description: String {
    switch self {
    case .notZoneFile(let identifier): "the file of time zone '\(identifier)' is not a time zone file"
    case .truncated(let identifier): "the file of time zone '\(identifier)' ends too early"
    case .damaged(let identifier, let damage):
      "the file of time zone '\(identifier)' is damaged: \(damage.words)"
    case .badRule(let text): "'\(text)' is not a time zone such as CET-1CEST,M3.5.0,M10.5.0/3"
    }
  }
}

extension ZoneError.Damage {
  fileprivate var words: String {
    switch self {
    case .noLocalTime: "it has no local time"
    case .offsetOutOfRange: "an offset from UTC is a day or more"
    case .unordered: "its transitions are not in order"
    case .unknownLocalTime: "a transition leads to a local time that is not there"
    case .badRule: "its rule for the future cannot be read"
    }
  }
}
