package import Bytes
package import Models

/// The events and tasks of iCalendar files (RFC 5545).
///
/// An event is a meeting and the activity that counts for the people who took part. A series is taken as its
/// first occurrence, and those of its occurrences that were changed; the others are records of nothing that
/// happened.
package struct CalendarEntries<Source: ByteSource>: EntryReader {
  private var components: ContentComponentReader<Source>
  private var intake: CalendarIntake

  /// Days and times without a zone are those of `zone`; `zones` finds others by name. With `keepsSource` each
  /// entry carries its text.
  package init(_ source: Source, zone: Zone, zones: @escaping (String) -> Zone?, keepsSource: Bool) {
    components = ContentComponentReader(
      source, entries: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"], container: "VCALENDAR",
      keepsSource: keepsSource)
    intake = CalendarIntake(CalendarClocks(zone: zone, known: zones))
  }

  package mutating func next() throws -> Entry? {
    do {
      while true {
        if let entry = try intake.next() { return entry }
        guard let piece = try components.next() else {
          // Events need no calendar around them.
          intake.release()
          return try intake.next()
        }
        intake.add(piece)
      }
    } catch let error as BadComponent {
      throw BadEntry(error)
    }
  }

  package var remarks: [String] { intake.remarks }

  package var rejects: RejectsFormat {
    .components(head: CalendarWriter.head, tail: CalendarWriter.tail)
  }
}
