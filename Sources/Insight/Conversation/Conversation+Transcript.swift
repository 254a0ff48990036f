package import Models

extension Conversation {
  /// The turns of a transcript, with those who take part in it.
  ///
  /// Without a kind it is a meeting when a turn says who speaks, a mail when it begins with the fields of one, else a
  /// note.
  package init(_ transcript: Transcript, kind: Extraction.Kind? = nil) {
    let turns = transcript.turns.map { turn in
      Turn(speaker: turn.speaker, text: turn.text, at: turn.startMilliseconds.map { Double($0) / 1000 })
    }
    self.init(kind: kind ?? Self.kind(of: turns), turns: turns)
    participants = transcript.participants
  }

  private static func kind(of turns: [Turn]) -> Extraction.Kind {
    if turns.contains(where: { $0.speaker != nil }) { return .meeting }
    return MailFields.begin(turns.map(\.text)) ? .email : .note
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

  static func begin(_ lines: [String]) -> Bool {
    lines.prefix(6).count { field($0) != nil } >= 2
  }
}
