internal import Bytes

/// What stands before a colon or beside a time, as far as it can be a name.
struct SpeakerName: Hashable {
  let text: String
  /// The same for all ways of writing the name.
  let key: String
  /// Whether it is written as names are: "Ann Smith", "Femke de Wit", "Speaker 2", "J. Doe (Acme)".
  let isTitled: Bool
  let wordCount: Int

  /// Nil for what cannot be one.
  init?(_ text: some StringProtocol) {
    guard let name = String(text).asName, name.utf8.count <= 80 else { return nil }
    let words = name.split(separator: " ")
    guard words.count <= 6, name.contains(where: \.isLetter), let first = name.first,
      first.isLetter || first.isNumber || first == "(", words.allSatisfy(Self.mayBeOfName),
      words.count > 1 || name.last != "."
    else { return nil }
    self.text = name
    key = SearchKey.fold(name)
    wordCount = words.count
    isTitled =
      words.first.map(Self.isCapital) == true
      && words.allSatisfy { Self.isCapital($0) || Self.particles.contains($0) }
  }

  private static func mayBeOfName(_ word: Substring) -> Bool {
    if word.contains(where: { "!?;:\"“”=<>{}…*".contains($0) }) { return false }
    // "Dr." and "J." end in one, and addresses have some.
    return word.last != "." || word.count <= 5
  }

  /// Whether a word begins with a capital, a digit, or a letter of a script without capitals.
  private static func isCapital(_ word: Substring) -> Bool {
    guard let first = word.drop(while: { "([@#&-–/".contains($0) }).first else { return true }
    return !first.isLowercase
  }

  private static let particles: Set<Substring> = [
    "van", "de", "der", "den", "von", "zu", "da", "do", "dos", "di", "del", "della", "la", "le", "du", "bin",
    "ibn",
    "al", "el", "y", "e", "und", "and", "of", "from", "at",
  ]
}

extension SpeakerName {
  /// Whether people begin lines of notes with it, so that it names no speaker.
  var isHeading: Bool { Self.headings.contains(key) }

  private static let headings: Set<String> = [
    "action", "action item", "action items", "actions", "address", "agenda", "also", "amount", "and",
    "answer",
    "attendees", "background", "bcc", "because", "budget", "but", "cc", "company", "conclusion", "contact",
    "context",
    "cost",
    "date", "deadline", "deal", "decision", "decisions", "due", "duration", "e-mail", "email", "end",
    "example",
    "fax", "finally", "first", "follow-up", "follow up", "from", "fwd", "fyi", "goal", "goals", "http",
    "https",
    "idea", "important", "industry", "intro", "issue", "issues", "link", "location", "mailto", "meeting",
    "mobile", "name", "need", "needs", "next", "next step", "next steps", "note", "notes", "objection",
    "objections", "objective", "ok", "okay", "open questions", "options", "outcome", "owner", "pain",
    "participants",
    "phone",
    "place", "position", "plus", "present", "price", "pricing", "priority", "problem", "ps", "p.s.",
    "purpose",
    "question", "questions", "re", "recording", "reminder", "requirements", "result", "results", "risk",
    "risks",
    "second", "sent", "size", "so", "solution", "source", "stage", "start", "status", "subject", "summary",
    "tags",
    "tel", "then",
    "third", "time", "timeline", "tip", "title", "to", "todo", "to do", "topic", "topics", "total",
    "transcript",
    "update", "url", "value", "warning", "website",
  ]
}
