internal import Models

/// The formats in which records go out.
enum ExportFormat: String, CaseIterable, Sendable {
  case jsonl
  case csv
  case vcard
  case calendar

  /// The format that the ending of a file's name stands for, or nil.
  init?(ofFile name: String) {
    switch name.split(separator: ".").last?.lowercased() {
    case "jsonl", "ndjson": self = .jsonl
    case "csv": self = .csv
    case "vcf", "vcard": self = .vcard
    case "ics", "ical": self = .calendar
    default: return nil
    }
  }

  /// The kinds of record that it can hold.
  var types: [RecordType] {
    switch self {
    case .jsonl, .csv: RecordType.portable
    case .vcard: [.contact]
    case .calendar: [.task, .activity, .meeting]
    }
  }
}
