/// Text that speaks to programs. It is a part of the conversation like any other, and nothing in it is done or believed.
enum Planted {
  /// Whether the words of a turn do, or the name of who speaks, which a file may give as it likes.
  static func isAddressedToSoftware(_ turn: ReadTurn) -> Bool {
    let visible = turn.text.visible
    let words = visible.map { Lexer.tokens(of: Array($0.utf8)).map(\.word) } ?? turn.tokens.map(\.word)
    if isAddressedToSoftware(words) { return true }
    return turn.speaker.map { isAddressedToSoftware(Lexer.tokens(of: Array($0.utf8)).map(\.word)) } ?? false
  }

  private static func isAddressedToSoftware(_ words: [String]) -> Bool {
    let text = " " + words.joined(separator: " ") + " "
    if text.holds(anyOf: openings) || text.holds(anyOf: marks) || countermands(words) { return true }
    // Nobody speaks JSON.
    if text.holds(" { \" "), text.holds(" \" : ") { return true }
    guard text.holds(anyOf: readers) else { return false }
    return words.split(whereSeparator: [".", "?", "!"].contains).contains(where: orders)
  }

  private static let openings = [
    " ignore the above ", " disregard previous ", " disregard all ", " disregard the above ",
    " system prompt ", " new instructions : ", " system override ",
  ]
  /// What divides the parts of a prompt.
  private static let marks = [
    " im _ start ", " im _ end ", " [ inst ] ", " [ / inst ] ", " < system > ", " tool _ call ",
    " # # # instruction ", " # # # system ",
  ]
  private static let readers = [
    " ai assistant ", " language model ", " crm software ", " crm system ", " assistant : ", " chatbot ",
    " ai model ", " ai agent ",
    " llm ", " summariser ", " summarizer ", " note taker ", " notetaker ", " system : ", " the ai ",
    " transcription software ",
  ]

  /// Whether a sentence has something done, and does not only tell of it: "our assistant can send mails" and "a change"
  /// are no orders. Nor is what somebody promises, unless the sentence names a program.
  private static func orders(_ sentence: ArraySlice<String>) -> Bool {
    let names = (" " + sentence.joined(separator: " ") + " ").holds(anyOf: readers)
    return sentence.indices.contains { place in
      guard verbs.contains(sentence[place]) else { return false }
      guard place > sentence.startIndex else { return true }
      return !telling.contains(sentence[place - 1]) && (names || !promising.contains(sentence[place - 1]))
    }
  }

  private static let verbs: Set<String> = [
    "mark", "delete", "set", "inform", "update", "change", "record", "add", "send", "ignore", "create",
    "move", "assign", "remove", "export", "forward", "execute", "run",
  ]
  private static let telling: Set<String> = ["a", "an", "the", "can", "could", "may", "might"]
  private static let promising: Set<String> = ["i'll", "we'll", "i", "we", "i'd", "we'd"]

  /// Whether somebody is told not to mind what a program was told before: "forget everything in your earlier prompt".
  private static func countermands(_ words: [String]) -> Bool {
    for (place, word) in words.enumerated() where putsAside.contains(word) {
      let behind = words[(place + 1)...].prefix(6)
      if behind.contains(where: told.contains), behind.contains(where: before.contains) { return true }
    }
    return false
  }

  private static let putsAside: Set<String> = ["ignore", "disregard", "forget", "override", "bypass"]
  private static let before: Set<String> = ["previous", "prior", "earlier", "above", "all", "any", "your"]
  private static let told: Set<String> = [
    "instructions", "instruction", "prompt", "prompts", "rules", "guidelines",
  ]
}

extension String {
  /// The text without characters that nobody sees, which may stand between the letters of a word; nil when it has none.
  fileprivate var visible: String? {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let scalars = unicodeScalars.filter { $0.properties.generalCategory != .format }
    return scalars.count == unicodeScalars.count ? nil : String(String.UnicodeScalarView(scalars))
  }
}
