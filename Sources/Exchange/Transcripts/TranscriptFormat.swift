internal import Bytes

/// How a conversation is written down.
package enum TranscriptFormat: Hashable, Sendable {
  /// Text in which names, times or both may stand before what is said.
  case text
  /// Text of which every line is a turn, whatever stands in it: a note, the text of a mail.
  case lines
  case webVTT
  case subRip
  case json
  /// A message with its fields.
  case mail

  /// What the lines of a file are, which its name need not tell.
  static func detect(_ lines: [TranscriptLine]) -> TranscriptFormat {
    guard let first = lines.firstIndex(where: { !$0.isBlank }) else { return .text }
    let line = lines[first].text.onOneLine
    if line == "WEBVTT" || line.hasPrefix("WEBVTT ") { return .webVTT }
    if isJSON(lines[first...]) { return .json }
    if lines[first...].prefix(2).contains(where: { CueTimes.isLine($0.text) }) { return .subRip }
    return isMail(lines[first...]) ? .mail : .text
  }

  /// Whether an object or an array of something begins; a time or a name may stand in brackets too.
  private static func isJSON(_ lines: ArraySlice<TranscriptLine>) -> Bool {
    let marks = lines.lazy.flatMap(\.text.unicodeScalars).filter { !$0.properties.isWhitespace }.prefix(2)
    let next = marks.dropFirst().first
    return switch marks.first {
    case "{": next == "\"" || next == "}"
    case "[": next == "{" || next == "[" || next == "]" || next == "\""
    default: false
    }
  }

  /// Whether fields of a message stand over a blank line: somebody's notes may begin with "From" as well.
  private static func isMail(_ lines: ArraySlice<TranscriptLine>) -> Bool {
    var fields = 0
    for (index, line) in lines.enumerated() {
      if line.isBlank { return fields >= 2 }
      if index == 0, line.text.hasPrefix("From ") { continue }
      if line.text.first == " " || line.text.first == "\t" { continue }
      guard let colon = line.text.utf8.firstIndex(of: UInt8(ascii: ":")),
        line.text.utf8[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { return false }
      if fieldNames.contains(line.text[..<colon].lowercased()) { fields += 1 }
    }
    return false
  }

  private static let fieldNames: Set<String> = [
    "from", "to", "cc", "date", "subject", "message-id", "mime-version", "content-type", "received",
    "return-path", "reply-to", "sender",
  ]
}
