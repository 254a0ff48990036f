internal import Bytes
internal import Models

/// Makes entries of what a calendar holds; apart from the reader so that it is compiled once, for all
/// sources.
struct CalendarIntake {
  private var clocks: CalendarClocks
  /// Whether the calendar takes its events back (RFC 5546, section 3.2.5).
  private var isCancellation = false
  /// What may depend on the rest of the calendar: series, of which an occurrence may have been changed, and
  /// what goes by a zone that may be described further down.
  private var waiting: [ContentComponent] = []
  /// What is to become entries now, from `position` on.
  private var ready: [ContentComponent] = []
  private var position = 0
  /// Whether what is ready has waited already.
  private var isReleased = false
  /// The occurrences that were changed, by the ids they would have in their series.
  private var changed = Set<String>()

  private var series = 0
  private var seriesWithoutFirst = 0
  private var cancelled = 0
  private var busyTimes = 0
  private var endingEarly = 0

  /// How many may wait: more than any person has, and few enough to hold.
  private static let mostWaiting = 10_000

  init(_ clocks: CalendarClocks) {
    self.clocks = clocks
  }

  /// Takes the next piece, once `next` gave nil.
  mutating func add(_ piece: ContentPiece) {
    switch piece {
    case .begin:
      clocks.beginCalendar()
      isCancellation = false
      changed = []
    case .property(let line):
      if line.name == "METHOD" { isCancellation = (try? line.text())?.stripped.uppercased() == "CANCEL" }
    case .component(let component):
      switch component.name {
      case "VTIMEZONE": clocks.add(component)
      case "VFREEBUSY": busyTimes += 1
      default:
        ready = [component]
        position = 0
        isReleased = false
      }
    case .end: release()
    }
  }

  /// Takes what waited for the end of the calendar.
  mutating func release() {
    ready = waiting
    position = 0
    isReleased = true
    waiting = []
  }

  /// The next entry of what was taken; nil when there is none yet.
  mutating func next() throws(BadEntry) -> Entry? {
    while position < ready.count {
      let component = ready[position]
      position += 1
      do {
        guard let made = try entry(component) else { continue }
        var entry = made
        entry.source = source(of: component)
        return entry
      } catch is Waits {
        waiting.append(component)
      } catch is CalendarClocks.UnknownZone where mayWait {
        waiting.append(component)
      } catch {
        throw BadEntry(line: component.line, reason: "\(error)", source: source(of: component))
      }
    }
    return nil
  }

  /// Thrown by what has to wait.
  private struct Waits: Error {}
}

extension CalendarIntake {
  /// Nil for what becomes no record; fails when it cannot be one, or has to wait.
  private mutating func entry(_ component: ContentComponent) throws -> Entry? {
    let item = try CalendarItem(component, &clocks)
    let records: [JSONObject]
    switch component.name {
    case "VEVENT":
      guard try isEvent(item) else { return nil }
      records = try item.event()
      if item.endsEarly { endingEarly += 1 }
    case "VTODO": records = [try item.task(&clocks)]
    case "VJOURNAL": records = [try item.note()]
    default: return nil
    }
    var entry = Entry(records, line: component.line)
    entry.strangers = .leftOut
    return entry
  }

  /// Whether an event took place, or will, of a series its first occurrence.
  private mutating func isEvent(_ item: CalendarItem) throws -> Bool {
    if let occurrence = item.occurrence, !item.uid.isEmpty { changed.insert(item.uid + "/" + occurrence) }
    if try isCancellation || item.component.text("STATUS").uppercased() == "CANCELLED" {
      cancelled += 1
      return false
    }
    guard item.isSeries else { return true }
    if mayWait { throw Waits() }
    if item.excluded.contains(item.firstOccurrence) {
      seriesWithoutFirst += 1
      return false
    }
    series += 1
    // Where the first occurrence was changed, the change is an entry of its own.
    return !changed.contains(item.uid + "/" + item.firstOccurrence)
  }

  private var mayWait: Bool { !isReleased && waiting.count < Self.mostWaiting }

  /// The text of a component with the zones that it goes by, without which it could not be read again.
  private func source(of component: ContentComponent) -> [UInt8] {
    if component.source.isEmpty { return [] }
    let zones = Set(component.properties.compactMap { $0.parameter("TZID")?.stripped }).sorted()
    return zones.flatMap { clocks.source(ofZone: $0) } + component.source
  }

  /// What was understood or left out, in sentences.
  var remarks: [String] {
    var remarks: [String] = []
    func remark(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { remarks.append(counted(count, one, many)) }
    }
    remark(
      series, "recurring event was taken as its first occurrence",
      "recurring events were taken as their first occurrence")
    remark(
      seriesWithoutFirst, "recurring event was left out, as its first occurrence does not take place",
      "recurring events were left out, as their first occurrence does not take place")
    remark(cancelled, "cancelled event was left out", "cancelled events were left out")
    remark(
      endingEarly, "event ends before it begins, and was taken without its end",
      "events end before they begin, and were taken without their end")
    remark(busyTimes, "free or busy time was left out", "free and busy times were left out")
    return remarks
  }
}
