/// A command, declared once: the parser, help, manual pages and completion are all made from this.
package struct Command<Action: Sendable>: Sendable {
  package let name: String
  /// One line without a full stop.
  package let summary: String
  /// Paragraphs, a blank line apart; an indented paragraph is printed as it stands.
  package let discussion: String
  /// The heading under which the parent's help lists the command.
  package let group: String?
  /// Words that people try for the command. They are suggested and never accepted, so that scripts
  /// know one spelling.
  package let synonyms: [String]
  package let arguments: [any Declaration]
  package let examples: [Example]
  /// What to do, of the caller's own type; nil where only the children do something.
  package let action: Action?
  private let makeChildren: @Sendable () -> [Command]

  /// Children are made when they are asked for, so that a run builds only the commands on its path.
  package init(
    _ name: String,
    _ summary: String,
    discussion: String = "",
    group: String? = nil,
    synonyms: [String] = [],
    arguments: [any Declaration] = [],
    examples: [Example] = [],
    action: Action? = nil,
    children: @escaping @Sendable () -> [Command] = { [] }
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.group = group
    self.synonyms = synonyms
    self.arguments = arguments
    self.examples = examples
    self.action = action
    makeChildren = children
  }

  /// The commands below this one, in the order of the help.
  package var children: [Command] { makeChildren() }
}

/// A command line worth showing, and what it does.
package struct Example: Sendable {
  /// As typed in a shell, from the name of the program on; pipes and redirections may occur.
  package let line: String
  package let summary: String

  package init(_ line: String, _ summary: String) {
    self.line = line
    self.summary = summary
  }
}
