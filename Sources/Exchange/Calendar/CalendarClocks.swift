internal import Bytes

/// The clocks that the times of a calendar go by.
struct CalendarClocks {
  /// Whose clocks show days and times without a zone.
  let zone: Zone
  private let known: (String) -> Zone?
  /// Zones found by name before; nil for those that are not known.
  private var found: [String: Zone?] = [:]
  /// Those that the calendar describes itself.
  private var own: [String: (zone: CalendarZone, source: [UInt8])] = [:]

  /// A time in a zone that neither the calendar nor the system knows.
  struct UnknownZone: Error, CustomStringConvertible {
    let name: String
    var description: String { "the time zone '\(name.excerpt)' is not known" }
  }

  init(zone: Zone, known: @escaping (String) -> Zone?) {
    self.zone = zone
    self.known = known
  }

  /// Forgets the zones of the calendar before.
  mutating func beginCalendar() {
    own = [:]
  }

  /// Takes a zone that the calendar describes.
  mutating func add(_ component: ContentComponent) {
    guard let name = component.property("TZID").flatMap({ try? $0.text() }) else { return }
    guard let zone = CalendarZone(component) else { return }
    own[name.stripped] = (zone, component.source)
  }

  /// The description of a zone as it stood in the calendar; nothing for one that is not described there.
  func source(ofZone name: String) -> [UInt8] {
    own[name]?.source ?? []
  }

  /// The instant of a time, or at which its day begins; fails when its zone is not known.
  mutating func instant(_ time: CalendarTime) throws(UnknownZone) -> Timestamp {
    switch time {
    case .day(let day): return zone.start(of: day)
    case .instant(let instant): return instant
    case .local(let day, let second, let name):
      guard let name else { return zone.instant(day, secondOfDay: second) }
      if let own = own[name] { return own.zone.instant(day, secondOfDay: second) }
      guard let zone = namedZone(name) else { throw UnknownZone(name: name) }
      return zone.instant(day, secondOfDay: second)
    }
  }

  private mutating func namedZone(_ name: String) -> Zone? {
    if let zone = found[name] { return zone }
    // Some names begin with their author: /mozilla.org/20070129_1/Europe/Berlin.
    var rest = name[...]
    var zone: Zone?
    while zone == nil, !rest.isEmpty {
      zone = rest.hasPrefix("/") ? nil : known(String(rest))
      rest = rest.hasPrefix("/") ? rest.dropFirst() : rest.drop { $0 != "/" }
    }
    found[name] = .some(zone)
    return zone
  }
}
