/// All commands of a program under one root, with the options that every command takes.
///
/// `-h`, `--help`, `--version` and the command `help` belong to the tree itself.
package struct CommandTree<Action: Sendable>: Sendable {
  /// A name and what it means, for the lists that only the manual and the long help show.
  package struct Term: Sendable {
    package let name: String
    package let meaning: String

    package init(_ name: String, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// Named like the program.
  package let root: Command<Action>
  package let exitStatuses: [Term]
  package let environment: [Term]
  package let files: [Term]
  /// The options that work before and after the command words, the tree's own at the end.
  let globals: [Spec]

  package init(
    root: Command<Action>,
    globals: [any Declaration] = [],
    exitStatuses: [Term] = [],
    environment: [Term] = [],
    files: [Term] = []
  ) {
    self.root = root
    self.globals = globals.map(\.spec) + [Self.help, Self.version]
    self.exitStatuses = exitStatuses
    self.environment = environment
    self.files = files
  }

  static var help: Spec {
    Flag("help", short: "h", help: "Explain the command, with -h on one screen").spec
  }
  static var version: Spec { Flag("version", help: "Print the version").spec }

  /// The options of every command, but for those with a value whose place a command's own option of that name takes:
  /// before the command it is the tree's, and means the same there.
  func globals(besides command: Command<Action>) -> [Spec] {
    let own = Set(command.options.filter { $0.reading != nil }.map(\.key))
    return globals.filter { $0.reading == nil || !own.contains($0.key) }
  }

  /// The children of a command; the root has `help` besides its own.
  func children(of path: [String], _ command: Command<Action>) -> [Command<Action>] {
    guard path.count == 1 else { return command.children }
    return command.children + [helpCommand]
  }

  private var helpCommand: Command<Action> {
    Command(
      "help", "Explain a command", group: root.children.last?.group,
      arguments: [RepeatedOperand("command", .text("command"), help: "The words of the command")],
      examples: [Example("\(root.name) help", "Everything that can be done")])
  }

  /// The command that a path names, the program's name first; nil where there is none.
  package func command(at path: [String]) -> Command<Action>? {
    guard path.first == root.name else { return nil }
    var command = root
    for depth in path.indices.dropFirst() {
      let children = children(of: Array(path[..<depth]), command)
      guard let child = children.first(where: { $0.name == path[depth] }) else { return nil }
      command = child
    }
    return command
  }

  /// Calls `body` with every command and its path, parents first.
  func walk(_ body: (_ path: [String], _ command: Command<Action>) -> Void) {
    func visit(_ path: [String], _ command: Command<Action>) {
      body(path, command)
      for child in children(of: path, command) { visit(path + [child.name], child) }
    }
    visit([root.name], root)
  }
}
