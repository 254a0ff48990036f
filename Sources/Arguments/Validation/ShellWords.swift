/// The commands in a line of shell, for checking examples: quotes, escapes, pipes, lists and redirections
/// are understood, expansions are left as they stand.
enum ShellWords {
  /// The words of each simple command, without redirections; nil when a quote is not closed.
  static func commands(in line: String) -> [[String]]? {
    var commands: [[String]] = [[]]
    var word: String?
    var isRedirected = false
    var rest = line[...]

    func endWord() {
      if let finished = word, !isRedirected { commands[commands.count - 1].append(finished) }
      if word != nil { isRedirected = false }
      word = nil
    }

    while let character = rest.popFirst() {
      switch character {
      case " ", "\n": endWord()
      case "|", ";", "&":
        endWord()
        if commands.last?.isEmpty == false { commands.append([]) }
      case "<", ">":
        // The number before `2>` is no word of the command.
        if word == "2" { word = nil }
        endWord()
        isRedirected = true
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        word = (word ?? "") + String(escaped)
      case "'":
        guard let end = rest.firstIndex(of: "'") else { return nil }
        word = (word ?? "") + rest[..<end]
        rest = rest[rest.index(after: end)...]
      case "\"":
        var isClosed = false
        var quoted = ""
        while !isClosed, let inner = rest.popFirst() {
          if inner == "\"" {
            isClosed = true
          } else if inner == "\\", let next = rest.first, "\"\\$`".contains(next) {
            quoted.append(rest.removeFirst())
          } else {
            quoted.append(inner)
          }
        }
        guard isClosed else { return nil }
        word = (word ?? "") + quoted
      default:
        word = (word ?? "") + String(character)
      }
    }
    endWord()
    if commands.last?.isEmpty == true { commands.removeLast() }
    return commands
  }
}
