internal import Bytes
internal import Models

/// An event, task or note of a calendar, with its times found and its people.
struct CalendarItem {
  let component: ContentComponent
  /// What it is called everywhere; empty when it is not said, or was made up by `CalendarWriter`.
  let uid: String
  let start: CalendarTime?
  let begin: Timestamp?
  /// In seconds; nil when it has no end.
  let duration: Int?
  /// Whether it says that it ends before it begins.
  let endsEarly: Bool
  /// Which occurrence of a series it is, where it was changed.
  let occurrence: String?
  /// What the occurrence at its start would be called.
  let firstOccurrence: String
  /// The occurrences of the series that do not take place.
  let excluded: [String]

  /// What keeps an item from being a record.
  enum Problem: Error, CustomStringConvertible {
    case badTime(property: String, text: String)
    case noStart

    var description: String {
      switch self {
      case .badTime(let property, let text): "'\(text.excerpt)' is not a time (\(property))"
      case .noStart: "it does not say when it begins (DTSTART)"
      }
    }
  }

  /// Fails when a property cannot be read, or a time zone is not known.
  init(_ component: ContentComponent, _ clocks: inout CalendarClocks) throws {
    self.component = component
    let uid = try component.text("UID")
    self.uid = CalendarWriter.isOwn(uid) ? "" : uid
    start = try component.times("DTSTART").first
    begin = try start.map { time throws in try clocks.instant(time) }
    firstOccurrence = try start.map { time throws in try clocks.occurrence(time) } ?? ""
    occurrence = try component.times("RECURRENCE-ID").first.map { time throws in try clocks.occurrence(time) }
    excluded = try component.times("EXDATE").map { time throws in try clocks.occurrence(time) }
    let length = try Self.length(component, start, begin, &clocks)
    duration = length.flatMap { $0 > 0 ? $0 : nil }
    endsEarly = length.map { $0 < 0 } ?? false
  }

  /// How many seconds its end is behind its beginning, nil where it does not say.
  private static func length(
    _ component: ContentComponent, _ start: CalendarTime?, _ begin: Timestamp?, _ clocks: inout CalendarClocks
  ) throws -> Int? {
    guard let start, let begin else { return nil }
    var end = try component.times("DTEND").first.map { time throws in try clocks.instant(time) }
    let stated = try component.text("DURATION")
    if end == nil, !stated.isEmpty {
      guard let seconds = calendarDuration(stated) else {
        throw Problem.badTime(property: "DURATION", text: stated)
      }
      end = begin.adding(seconds: seconds)
    }
    // RFC 5545, section 3.6.1: a day without an end is one day.
    if end == nil, case .day(let day) = start { end = clocks.zone.start(of: day.adding(days: 1)) }
    return end.map { $0.seconds - begin.seconds }
  }

  var isAllDay: Bool {
    if case .day = start { true } else { false }
  }

  /// Whether it is one of several; a changed occurrence stands for itself.
  var isSeries: Bool {
    occurrence == nil && component.properties.contains { $0.name == "RRULE" || $0.name == "RDATE" }
  }

  /// The id of the record, of which each occurrence has one; empty when there is none.
  var externalID: String {
    uid.isEmpty ? "" : joined([uid, occurrence ?? ""], by: "/")
  }
}

extension ContentComponent {
  /// The text of a property; empty when there is none.
  func text(_ name: String) throws(ContentLineError) -> String {
    try property(name)?.text().stripped ?? ""
  }

  /// The times of all properties of a name.
  func times(_ name: String) throws -> [CalendarTime] {
    var times: [CalendarTime] = []
    for line in properties where line.name == name {
      for text in try line.list() where !text.stripped.isEmpty {
        guard let time = CalendarTime(text, zone: line.parameter("TZID")?.stripped) else {
          throw CalendarItem.Problem.badTime(property: name, text: text)
        }
        times.append(time)
      }
    }
    return times
  }
}

extension CalendarClocks {
  /// What an occurrence of a series is called, however its time is written.
  fileprivate mutating func occurrence(_ time: CalendarTime) throws(UnknownZone) -> String {
    if case .day(let day) = time { day.description } else { try instant(time).description }
  }
}

// MARK: People

/// Somebody who takes part in an event.
struct Attendee {
  var name: String
  /// Empty when it is not known.
  let email: String
}

extension CalendarItem {
  /// Who is there: the organizer first, without rooms, equipment and those who said no.
  func people() throws(ContentLineError) -> [Attendee] {
    var people: [Attendee] = []
    let lines =
      component.properties.filter { $0.name == "ORGANIZER" }
      + component.properties.filter { $0.name == "ATTENDEE" }
    for line in lines {
      if line.parameter("PARTSTAT")?.uppercased() == "DECLINED" { continue }
      if ["ROOM", "RESOURCE"].contains(line.parameter("CUTYPE")?.uppercased()) { continue }
      let value = addressee(of: try line.text())
      let address = (line.parameter("EMAIL") ?? value).stripped
      let email = address.isEmailAddress ? address : ""
      var name = line.parameter("CN")?.stripped ?? ""
      if name.lowercased() == email.lowercased() { name = "" }
      if name.isEmpty, email.isEmpty { continue }
      if let known = people.firstIndex(where: {
        !email.isEmpty && $0.email.lowercased() == email.lowercased()
      }) {
        if people[known].name.isEmpty { people[known].name = name }
      } else {
        people.append(Attendee(name: name, email: email))
      }
    }
    return people
  }
}

extension String {
  /// Whether it has one `@` with something on both sides, as an address must.
  var isEmailAddress: Bool {
    let parts = utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
  }
}
