extension UsageError: CustomStringConvertible {
  package var description: String { message }

  /// One sentence without a full stop, to follow the program's name.
  package var message: String {
    let command = path.joined(separator: " ")
    switch problem {
    case .missingCommand(let names):
      return "'\(command)' needs a command: \(Self.list(names))"
    case .unknownCommand(let word, let nearest, let names):
      // The verbs of a noun are few; all commands are listed only where none is like the word.
      let shown = nearest.isEmpty || path.count > 1 ? names : nearest
      let isGuess = shown.count < names.count
      return "unknown command '\(word)' for '\(command)': "
        + (isGuess ? "did you mean \(Self.list(shown))?" : "expected \(Self.list(shown))")
    case .lateCommand(let word):
      return "command '\(word)' must come before the options of '\(command)'"
    case .unknownOption(let option, let nearest):
      let others = nearest.isEmpty ? "" : ": did you mean \(Self.list(nearest))?"
      return "unknown option '\(option)' for '\(command)'\(others)"
    case .missingValue(let option):
      return "'\(option)' needs a value"
    case .unexpectedValue(let option):
      return "'\(option)' takes no value"
    case .invalidValue(let word, let label, let failure):
      return "invalid value '\(word)' for '\(label)': \(Self.words(failure))"
    case .missing(let label):
      return "'\(command)' needs \(label)"
    case .unexpectedOperand(let word):
      return "unexpected operand '\(word)' for '\(command)'"
    case .refused(let sentence):
      return sentence
    }
  }

  /// A command line to paste: what was probably meant, or the one that explains the command.
  package var hint: String {
    (correction ?? path + ["--help"]).map(\.shellQuoted).joined(separator: " ")
  }

  private static func words(_ failure: ReadingFailure) -> String {
    switch failure {
    case .expected(let what): "expected \(what)"
    case .notAmong(let choices): "expected \(list(choices))"
    case .because(let reason): reason
    }
  }

  /// `a`, `a or b`, `a, b or c`.
  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
