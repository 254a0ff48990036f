internal import Bytes
internal import Models

extension CalendarItem {
  /// The activity that an event is for those who took part, and the meeting that it is; one of the two when it was
  /// written as such.
  func event() throws -> [JSONObject] {
    let people = try people()
    switch try component.text("X-CRM-TYPE").lowercased() {
    case "meeting": return [try meeting(of: people)]
    case "activity": return [try activity(of: people, externalID)]
    default:
      let id = externalID.isEmpty ? "" : CalendarWriter.meetingPrefix + externalID
      // By a number of its own the meeting finds the activity among the rows of the file.
      let number = JSON.number(JSONNumber(ContentHash.number(of: try contentHash())))
      var (activity, meeting) = (try activity(of: people, id), try meeting(of: people))
      activity["id"] = number
      meeting["activity_id"] = number
      return [activity, meeting]
    }
  }

  private func meeting(of people: [Attendee]) throws -> JSONObject {
    var record: JSONObject = ["type": "meeting", "title": .string(try title())]
    record["occurred_at"] = .string(try beginning().description)
    if let duration { record["duration_seconds"] = .number(JSONNumber(Int64(duration))) }
    if !people.isEmpty { record["participants"] = .array(people.map(\.json)) }
    record.put("source", try source())
    let hash = try component.text("X-CRM-CONTENT-HASH")
    record.put("content_hash", hash.isEmpty ? try contentHash() : hash)
    record.put("external_id", externalID)
    var fields: JSONObject = [:]
    for (field, property) in CalendarWriter.meetingFields { fields.put(field, try component.text(property)) }
    if isAllDay { fields["all_day"] = true }
    if !fields.isEmpty { record["fields"] = .object(fields) }
    return record
  }

  private func activity(of people: [Attendee], _ externalID: String) throws -> JSONObject {
    var record: JSONObject = ["type": "activity", "kind": "meeting", "subject": .string(try title())]
    let place = try component.text("LOCATION")
    let lines = [
      try component.text("DESCRIPTION"), place.isEmpty ? "" : "Location: " + place, try component.text("URL"),
    ]
    record.put("body", lines.filter { !$0.isEmpty }.joined(separator: "\n"))
    record["direction"] = "none"
    record["occurred_at"] = .string(try beginning().description)
    if let duration { record["duration_minutes"] = .number(JSONNumber(Int64(duration / 60))) }
    let emails = people.map(\.email).filter { !$0.isEmpty }
    if !emails.isEmpty { record["contacts"] = .array(emails.map { ["email": .string($0)] }) }
    record.put("source", try source())
    record.put("external_id", externalID)
    return record
  }

  /// A task of a to-do.
  func task(_ clocks: inout CalendarClocks) throws -> JSONObject {
    var record: JSONObject = ["type": "task", "title": .string(try title())]
    record.put("description", try component.text("DESCRIPTION"))
    // From 1, the highest, to 9; 0 is none (RFC 5545, section 3.8.1.9).
    switch Int(try component.text("PRIORITY")) ?? 0 {
    case 1: record["priority"] = "urgent"
    case 2...4: record["priority"] = "high"
    case 5: record["priority"] = "medium"
    case 6...9: record["priority"] = "low"
    default: break
    }
    let completed = try component.times("COMPLETED").first.map { time throws in try clocks.instant(time) }
    let stated = try component.text("STATUS").uppercased()
    let status = CalendarWriter.taskStatuses.first { $0.property == stated }?.status
    record["status"] = .string(status ?? (completed == nil ? "todo" : "completed"))
    if let due = try due(&clocks) { record["due_date"] = .string(clocks.zone.day(of: due).description) }
    if let completed, record["status"] == "completed" {
      record["completed_at"] = .string(completed.description)
    }
    let contact = try component.text("CONTACT")
    record.put("contact_email", contact.isEmailAddress ? contact : "")
    record.put("external_id", externalID)
    return record
  }

  private func due(_ clocks: inout CalendarClocks) throws -> Timestamp? {
    if let due = try component.times("DUE").first { return try clocks.instant(due) }
    guard let duration else { return nil }
    return begin?.adding(seconds: duration)
  }

  /// A note of a journal entry.
  func note() throws -> JSONObject {
    var record: JSONObject = ["type": "activity", "kind": "note"]
    record.put("subject", try component.text("SUMMARY"))
    record.put("body", try component.text("DESCRIPTION"))
    record["direction"] = "none"
    record["occurred_at"] = .string(try beginning().description)
    record.put("source", try source())
    record.put("external_id", externalID)
    return record
  }

  private func title() throws -> String {
    let title = try component.text("SUMMARY")
    return title.isEmpty ? "(no title)" : title
  }

  private func source() throws -> String {
    let source = try component.text("X-CRM-SOURCE")
    return source.isEmpty ? "calendar" : source
  }

  private func beginning() throws(Problem) -> Timestamp {
    guard let begin else { throw .noStart }
    return begin
  }

  /// What the event is recognised by: its id, or without one what it says.
  private func contentHash() throws -> String {
    var hash = ContentHash()
    if !externalID.isEmpty {
      hash.add(externalID)
      return hash.text
    }
    // Set anew each time it is written.
    let unsteady = ["DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", RejectsFormat.reasonProperty]
    for line in component.properties where !unsteady.contains(line.name) {
      hash.add(line.name)
      hash.add(try line.text())
    }
    return hash.text
  }
}

/// A number for a text, the same in every run (FNV-1a of 64 bits, Fowler, Noll and Vo).
private struct ContentHash {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    // In no UTF-8, so that what ends one text cannot begin the next.
    add(0xFF)
  }

  /// A number for a text that can be the id of a record.
  static func number(of text: String) -> Int64 {
    var hash = ContentHash()
    hash.add(text)
    return Int64(hash.value >> 1)
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  var text: String {
    let digits = String(value, radix: 16)
    return "calendar:" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

extension Attendee {
  fileprivate var json: JSON {
    var object: JSONObject = [:]
    object.put("name", name)
    object.put("email", email)
    return .object(object)
  }
}
