/// The formats in which records come from elsewhere and go there.
package enum FileFormat: String, CaseIterable, Sendable {
  case json
  case csv
  case vcard
  case mail
  case calendar

  /// The format of a file, by how its name ends, else by how its text begins; nil for what looks like none.
  package static func detect(name: String, head: [UInt8]) -> FileFormat? {
    let lowercased = name.lowercased()
    for format in allCases where format.endings.contains(where: lowercased.hasSuffix) { return format }
    return detect(head)
  }

  private var endings: [String] {
    switch self {
    case .json: [".json", ".jsonl", ".ndjson"]
    case .csv: [".csv", ".tsv"]
    case .vcard: [".vcf", ".vcard"]
    case .mail: [".mbox", ".eml"]
    case .calendar: [".ics", ".ical"]
    }
  }

  private static func detect(_ head: [UInt8]) -> FileFormat? {
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    let mark = marks.first { head.starts(with: $0) }?.count ?? 0
    // Zero bytes belong to UTF-16.
    let text = String(decoding: head.dropFirst(mark).filter { $0 != 0 }, as: UTF8.self)
    guard let start = text.firstIndex(where: { !$0.isWhitespace }) else { return nil }
    let beginning = text[start...]
    if beginning.hasPrefix("{") || beginning.hasPrefix("[") { return .json }
    let line = beginning.prefix { !$0.isNewline }
    switch line.uppercased() {
    case "BEGIN:VCARD": return .vcard
    case "BEGIN:VCALENDAR": return .calendar
    default: break
    }
    if line.hasPrefix("From ") || isHeader(line) { return .mail }
    return .csv
  }

  /// Whether a line begins a message: the name of a field of RFC 5322 and a colon.
  private static func isHeader(_ line: Substring) -> Bool {
    guard let colon = line.firstIndex(of: ":") else { return false }
    let names = [
      "return-path", "received", "from", "to", "date", "subject", "message-id", "mime-version",
      "delivered-to", "dkim-signature", "content-type", "x-mailer", "reply-to", "sender",
      "authentication-results",
    ]
    return names.contains(line[..<colon].lowercased())
  }
}
