/// What is wrong with a command line, as facts; `message` and `hint` word them.
package struct UsageError: Error, Equatable {
  /// The kinds of mistake, with what is to be said of each.
  package enum Problem: Sendable, Equatable {
    /// The command only holds others, which are these.
    case missingCommand(among: [String])
    /// No command of the present one; the nearest of its commands first, then all.
    case unknownCommand(String, nearest: [String], among: [String])
    /// A command word after options of the command before it.
    case lateCommand(String)
    /// An option, with its hyphens, that neither the command nor the tree declares.
    case unknownOption(String, nearest: [String])
    /// An option at the end of the line that takes a value.
    case missingValue(of: String)
    /// A flag with `=` after it.
    case unexpectedValue(option: String)
    /// A word that an option or operand does not read.
    case invalidValue(String, of: String, because: ReadingFailure)
    /// A required operand or option is not there.
    case missing(String)
    /// A word more than the command takes.
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
