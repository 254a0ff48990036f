/// What is wrong with a command line, as facts; `message` and `hint` word them.
package struct UsageError: Error, Equatable {
  package enum Problem: Sendable, Equatable {
    case missingCommand(among: [String])
    case unknownCommand(String, nearest: [String], among: [String])
    /// A command word after options of the command before it.
    case lateCommand(String)
    case unknownOption(String, nearest: [String])
    case missingValue(of: String)
    case unexpectedValue(option: String)
    case invalidValue(String, of: String, because: ReadingFailure)
    /// A required operand or option.
    case missing(String)
    case unexpectedOperand(String)
    /// Found by the command, in its own words.
    case refused(String)
  }

  /// The command reached, the program's name first.
  package let path: [String]
  package let problem: Problem
  /// The whole command line as it was probably meant, the program's name first.
  package let correction: [String]?

  init(path: [String], problem: Problem, correction: [String]? = nil) {
    self.path = path
    self.problem = problem
    self.correction = correction
  }
}
