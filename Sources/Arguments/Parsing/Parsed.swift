/// What a command line asks for.
package enum Parsed<Action: Sendable>: Sendable {
  /// The action of the command named, with what was given to it.
  case run(Action, Invocation)
  /// Help on the command with this path, the program's name first.
  case help(path: [String], HelpLength)
  /// The version of the program.
  case version
}

/// How much help: one screen, or all there is.
package enum HelpLength: Sendable { case short, long }

extension CommandTree {
  /// Reads the words after the program's name.
  ///
  /// A request for help or the version wins over everything wrong after it, and over what is missing.
  package func parse(_ words: [String]) throws(UsageError) -> Parsed<Action> {
    var parser = Parser(self, words)
    while !parser.isAtEnd {
      do {
        try parser.step()
      } catch {
        switch parser.request {
        case nil, .helpCommand: throw error
        case .help, .version: continue
        }
      }
    }
    return try parser.finish()
  }
}
