/// Divides an instruction into its steps: "move Acme to proposal and assign it to ana".
enum StepDivider {
  /// What may stand between two steps, the longest first.
  private static let joints = [
    ", and then ", "; and then ", " and then ", ", then ", "; then ", ". then ", " and also ", ", and ",
    ", also ",
    "; and ", " then ", " and ", "; ", ". ", ", ", " & ", "\n",
  ]

  /// The parts of a text that begin with verbs. What stands behind a colon is somebody's words, and so is what stands in
  /// quotes.
  static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var begin = text.startIndex
    var place = text.startIndex
    var isQuoted = false
    // A verb that is said once for two steps.
    var elided = ""
    while place < text.endIndex {
      let character = text[place]
      if character == "\"" || character == "“" || character == "”" { isQuoted.toggle() }
      if character == ":", !isQuoted, isColon(place, text) { break }
      if !isQuoted, let joint = joints.first(where: { text[place...].prefix(12).lowercased().hasPrefix($0) })
      {
        let end = text.index(place, offsetBy: joint.count)
        if beginsStep(text[end...], after: text[begin..<place]) {
          parts.append(elided + text[begin..<place])
          elided = isVerb(text[end...]) ? "" : "create "
          begin = end
          place = end
          continue
        }
      }
      place = text.index(after: place)
    }
    parts.append(elided + text[begin...])
    return parts.filter { $0.contains { $0.isLetter || $0.isNumber } }
  }

  private static func isVerb(_ text: Substring) -> Bool {
    let words = Tokens(String(text.prefix(80))).all.map(\.key)
    return Verb.find(words.drop { ["also", "please", "then", "finally"].contains($0) }) != nil
  }

  private static func isColon(_ place: String.Index, _ text: String) -> Bool {
    let next = text.index(after: place)
    guard place > text.startIndex, next < text.endIndex else { return true }
    return !(text[text.index(before: place)].isNumber && text[next].isNumber) && text[next] != "/"
  }

  /// The ways in which a step may be two with one verb: "assign Acme to bo and Globex to chen".
  static func halves(of text: String) -> [(String, String)] {
    let phrase = Phrase(text)
    let start = phrase.keys.firstIndex { $0 != "please" } ?? 0
    guard start < phrase.count, let (verb, own) = Verb.find(phrase.keys[start...]) else { return [] }
    var length = own
    // "create contacts A and B".
    if case .create = verb, let (_, more) = Noun.find(phrase.keys[(start + length)...]) { length += more }
    let words = phrase.words(start..<(start + length))
    return (start..<phrase.colon).compactMap { place in
      guard phrase.isAny(place, ["and", ","]) else { return nil }
      let next = phrase.skip(["and", ","], place)
      guard next < phrase.colon, place > start + length, !phrase.isAny(place - 1, ["and", ","]) else {
        return nil
      }
      return (phrase.words(0..<place), words + " " + phrase.rest(from: next))
    }
  }

  /// Whether words say in free words what somebody is to do.
  private static func isErrand(_ text: Substring) -> Bool {
    let words = Tokens(String(text)).all.map(\.key)
    return words.contains("remind") || words.contains("remember")
      || words.contains { ["task", "todo", "reminder"].contains($0) } && words.contains("to")
  }

  private static let articles: Set<String> = ["a", "an", "another", "one"]

  /// Whether words begin a step of their own.
  private static func beginsStep(_ text: Substring, after first: Substring) -> Bool {
    let words = Tokens(String(text.prefix(80))).all.map(\.key)
    let start = words.firstIndex { !["also", "please", "then", "finally"].contains($0) } ?? 0
    guard start < words.count else { return false }
    if let (verb, _) = Verb.find(words[start...]) {
      if isErrand(first), !verb.isAboutRecords { return false }
      switch verb {
      // "Ann and up to three others", "add a new contact, new": words that are mostly something else.
      case .happened,
        .complete where !["complete", "finish", "check", "tick"].contains(words[start]):
        return false
      case .win where words[start] == "won", .lose where words[start] == "lost": return false
      case .raise where words[start] == "up", .log where words[start] == "had": return false
      case .close where start + 1 < words.count && ["date", "day"].contains(words[start + 1]): return false
      case .create where ["new", "open"].contains(words[start]): return false
      default: return start + 1 < words.count
      }
    }
    // "add the company Initrode and a contact Jane Roe".
    let verb = Tokens(String(first)).all.map(\.key).first { $0 != "please" } ?? ""
    return ["create", "add", "register"].contains(verb) && articles.contains(words[start])
      && Noun.find(words[min(start + 1, words.count)...].drop { $0 == "new" }) != nil
  }
}
