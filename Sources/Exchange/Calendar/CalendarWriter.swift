package import Bytes

/// Writes meetings, activities and tasks as iCalendar, which `CalendarEntries` reads again.
package struct CalendarWriter: Sendable {
  /// What a file begins and ends with.
  package static let head = Array("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//crm//crm//EN\r\n".utf8)
  package static let tail = Array("END:VCALENDAR\r\n".utf8)

  private let zone: Zone
  private var writer = ContentLineWriter()

  /// Custom fields of a meeting that iCalendar has a property for.
  static let meetingFields: [(field: String, property: String)] = [
    ("description", "DESCRIPTION"), ("location", "LOCATION"), ("url", "URL"),
  ]

  static let taskStatuses: [(status: String, property: String)] = [
    ("todo", "NEEDS-ACTION"), ("in_progress", "IN-PROCESS"), ("completed", "COMPLETED"),
    ("cancelled", "CANCELLED"),
  ]

  /// What the id of an activity begins with that came with the meeting of an event.
  static let meetingPrefix = "calendar:"

  /// Days are those of the clocks of `zone`.
  package init(zone: Zone) {
    self.zone = zone
  }

  /// What has been written and not been taken away.
  package var bytes: [UInt8] { writer.bytes }

  /// Takes away what has been written, between two records.
  package mutating func removeAll() {
    writer.removeAll()
  }

  /// Adds a record in the shape that `list` prints: a meeting, an activity of kind meeting, or a task.
  ///
  /// Other records have no place in a calendar and are passed over, as is the activity that came with an
  /// event: the event is written for the meeting.
  package mutating func write(_ record: JSONObject) {
    switch record["type"]?.string {
    case "meeting": writeMeeting(record)
    case "activity" where record["kind"] == "meeting" && !isOfMeeting(record): writeActivity(record)
    case "task": writeTask(record)
    default: break
    }
  }

  /// Whether an id was made up for a record that had none.
  static func isOwn(_ uid: String) -> Bool {
    guard uid.hasSuffix(ownSuffix) else { return false }
    let parts = uid.dropLast(ownSuffix.count).split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && ["meeting", "activity", "task"].contains(parts[0]) && Int64(parts[1]) != nil
  }

  private static let ownSuffix = "@crm"
}

extension CalendarWriter {
  private mutating func writeMeeting(_ record: JSONObject) {
    begin("VEVENT", record)
    writer.text("SUMMARY", record["title"]?.string ?? "")
    let fields = record["fields"]?.object ?? [:]
    let duration = record["duration_seconds"]?.int64.map { Int(clamping: $0) }
    if fields["all_day"] == true, let begin = time(record["occurred_at"]) {
      let end = begin.adding(seconds: duration ?? 86_400)
      writer.plain("DTSTART", basic(zone.day(of: begin)), [("VALUE", "DATE")])
      writer.plain("DTEND", basic(zone.day(of: end)), [("VALUE", "DATE")])
    } else {
      writeTime("DTSTART", record["occurred_at"])
      if let duration { writer.plain("DURATION", "PT\(duration)S") }
    }
    for (field, property) in Self.meetingFields { write(fields[field], as: property) }
    write(people: record["participants"])
    // A meeting from a calendar comes back with its activity, any other has one of its own.
    if record["source"] != "calendar" {
      writer.plain("X-CRM-TYPE", "meeting")
      write(record["source"], as: "X-CRM-SOURCE")
    }
    write(record["content_hash"], as: "X-CRM-CONTENT-HASH")
    writer.plain("END", "VEVENT")
  }

  private mutating func writeActivity(_ record: JSONObject) {
    begin("VEVENT", record)
    write(record["subject"], as: "SUMMARY")
    writeTime("DTSTART", record["occurred_at"])
    if let minutes = record["duration_minutes"]?.int64 { writer.plain("DURATION", "PT\(minutes)M") }
    write(record["body"], as: "DESCRIPTION")
    write(people: record["contacts"])
    writer.plain("X-CRM-TYPE", "activity")
    write(record["source"], as: "X-CRM-SOURCE")
    writer.plain("END", "VEVENT")
  }

  private mutating func writeTask(_ record: JSONObject) {
    begin("VTODO", record)
    write(record["title"], as: "SUMMARY")
    write(record["description"], as: "DESCRIPTION")
    if let due = record["due_date"]?.string.flatMap({ Day(iso: $0) }) {
      writer.plain("DUE", basic(due), [("VALUE", "DATE")])
    }
    let priorities = ["urgent": "1", "high": "3", "medium": "5", "low": "9"]
    if let priority = record["priority"]?.string.flatMap({ priorities[$0] }) {
      writer.plain("PRIORITY", priority)
    }
    if let status = Self.taskStatuses.first(where: { record["status"] == .string($0.status) }) {
      writer.plain("STATUS", status.property)
    }
    writeTime("COMPLETED", record["completed_at"])
    write(record["contact_email"], as: "CONTACT")
    writer.plain("END", "VTODO")
  }

  private mutating func begin(_ component: String, _ record: JSONObject) {
    writer.plain("BEGIN", component)
    let id = record["id"]?.int64.map { "\(record["type"]?.string ?? "")-\($0)\(Self.ownSuffix)" }
    writer.text("UID", record["external_id"]?.string ?? id ?? "")
    writeTime("DTSTAMP", record["updated_at"])
  }

  private func isOfMeeting(_ record: JSONObject) -> Bool {
    record["source"] == "calendar" && record["external_id"]?.string?.hasPrefix(Self.meetingPrefix) == true
  }

  private mutating func write(people: JSON?) {
    for person in people?.array ?? [] {
      let name = person["name"]?.string.map { [("CN", $0)] } ?? []
      // An attendee is a URI, be there an address or not.
      let uri = person["email"]?.string.map(mailto) ?? "invalid:nomail"
      writer.plain("ATTENDEE", uri, name)
    }
  }

  private mutating func writeTime(_ property: String, _ value: JSON?) {
    guard let time = time(value) else { return }
    let (day, second) = Zone.utc.localTime(of: time)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    writer.plain(
      property, "\(basic(day))T\(two(second / 3600))\(two(second / 60 % 60))\(two(second % 60))Z")
  }

  private mutating func write(_ value: JSON?, as property: String) {
    if let text = value?.string, !text.isEmpty { writer.text(property, text) }
  }

  private func time(_ value: JSON?) -> Timestamp? {
    value?.string.flatMap { Timestamp(rfc3339: $0) }
  }

  private func basic(_ day: Day) -> String {
    day.description.filter { $0 != "-" }
  }
}
