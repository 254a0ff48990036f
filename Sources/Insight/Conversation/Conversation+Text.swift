package import Models

extension Conversation {
  /// Reads plain text. In a meeting whose lines begin with labels ("Ann Lee: words", perhaps with a time before or
  /// behind the name) each such line begins a turn; elsewhere each line is one. Blank lines are none.
  ///
  /// Without a kind it is a mail when it begins with the fields of one, a meeting when its lines have labels, else a note.
  package init(text: String, kind: Extraction.Kind? = nil) {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let labels =
      kind == .email || kind == .note ? [] : SpeakerLabel.all(in: lines, isMeeting: kind == .meeting)
    let isMail = kind == .email || (kind == nil && MailFields.begin(lines))
    if labels.isEmpty || isMail {
      self.init(
        kind: kind ?? (isMail ? .email : .note), turns: lines.map { Turn(text: String($0)) })
      return
    }
    var turns: [Turn] = []
    for (line, label) in zip(lines, labels) {
      if let label {
        turns.append(Turn(speaker: label.name, text: String(label.rest), at: label.at))
      } else if turns.isEmpty {
        turns.append(Turn(text: String(line)))
      } else {
        turns[turns.count - 1].text += "\n" + line
      }
    }
    self.init(kind: kind ?? .meeting, turns: turns)
  }
}

/// The name at the beginning of a line, before a colon.
struct SpeakerLabel {
  let name: String
  let at: Double?
  let rest: Substring

  /// The labels of lines, nil for those without one. Empty when so few lines have one that it is chance; of a text that
  /// nobody calls a meeting somebody has to speak twice.
  static func all(in lines: [Substring], isMeeting: Bool) -> [SpeakerLabel?] {
    let labels = lines.map(SpeakerLabel.init)
    var counts: [String: Int] = [:]
    for label in labels { if let label { counts[label.name, default: 0] += 1 } }
    let labelled = labels.count { $0 != nil }
    let repeated = counts.count { $0.value > 1 }
    let isTalk = labelled * 2 >= lines.count && (isMeeting || repeated > 0)
    return isTalk || repeated >= 2 ? labels : []
  }

  private static let longest = 48

  init?(_ line: Substring) {
    var line = line.drop(while: \.isWhitespace)
    var at = Self.takeTime(from: &line)
    // A colon that words follow: one in a time is followed by digits.
    guard
      let colon = line.indices.prefix(Self.longest).first(where: { place in
        line[place] == ":" && line[line.index(after: place)...].first?.isWhitespace != false
      })
    else { return nil }
    var label = line[..<colon]
    rest = line[line.index(after: colon)...].drop(while: \.isWhitespace)
    if let open = label.firstIndex(where: { $0 == "(" || $0 == "[" }) {
      var time = label[open...]
      at = Self.takeTime(from: &time) ?? at
      label = label[..<open]
    }
    while label.last?.isWhitespace == true { label.removeLast() }
    let words = label.split(separator: " ")
    guard let first = label.first, first.isLetter, 1...5 ~= words.count, !rest.hasPrefix("//"),
      label.allSatisfy({ $0.isLetter || $0.isNumber || " .'’-_".contains($0) })
    else { return nil }
    name = String(label)
    self.at = at
  }

  /// Takes a time such as `[00:12:03]`, `(1:05)` or `00:12:03.500` from the beginning.
  private static func takeTime(from line: inout Substring) -> Double? {
    var rest = line
    let isBracketed = rest.first == "[" || rest.first == "("
    if isBracketed { rest.removeFirst() }
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ":" || $0 == ".") }
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard 2...3 ~= parts.count, !parts.contains(nil) else { return nil }
    rest = rest[digits.endIndex...]
    if isBracketed {
      guard let close = rest.first, close == "]" || close == ")" else { return nil }
      rest.removeFirst()
    }
    line = rest.drop { $0.isWhitespace || $0 == "-" }
    return parts.reduce(0) { $0 * 60 + ($1 ?? 0) }
  }
}

/// The fields above a mail, as programs and people copy them.
enum MailFields {
  static let people: Set<String> = ["from", "to", "cc", "bcc"]
  static let others: Set<String> = ["subject", "date", "sent", "reply-to"]

  /// The field that a line is, by its name in lower case.
  static func field(_ line: some StringProtocol) -> (name: String, body: Substring)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon].trimmingPrefix { $0 == "*" }.lowercased()
    guard people.contains(name) || others.contains(name) else { return nil }
    return (name, Substring(line[line.index(after: colon)...]).drop(while: \.isWhitespace))
  }

  static func begin(_ lines: [Substring]) -> Bool {
    lines.prefix(6).count { field($0) != nil } >= 2
  }
}
