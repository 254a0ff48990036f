extension CommandTree {
  /// The help on the command with this path, the program's name first, as lines of 40 to 100 columns;
  /// traps when there is no such command.
  package func help(
    for path: [String], _ length: HelpLength, width: Int = 80, isStyled: Bool = false
  ) -> String {
    guard let command = command(at: path) else {
      preconditionFailure("no command '\(path.joined(separator: " "))'")
    }
    let line = path.joined(separator: " ")
    let children = children(of: path, command)
    let isRoot = path.count == 1
    let isLong = length == .long
    var page = TextPage(width: width, isStyled: isStyled)

    page.paragraph(command.summary)
    page.heading("Usage")
    for synopsis in command.synopses(hasChildren: !children.isEmpty) { page.line(line + " " + synopsis) }
    if isLong { page.discussion(command.discussion) }

    for (title, commands) in grouped(children) {
      page.heading(title)
      page.terms(commands.map { ($0.name, $0.summary) })
    }
    page.terms("Operands", command.operands)
    page.terms("Options", command.options)
    if isRoot || isLong { page.terms(isRoot ? "Options" : "Global options", globals) }
    if isLong {
      if !command.examples.isEmpty {
        page.heading("Examples")
        page.examples(command.examples)
      }
      if isRoot {
        page.terms("Exit status", exitStatuses)
        page.terms("Environment", environment)
        page.terms("Files", files)
      }
    } else {
      page.paragraph("'\(line) --help' tells more.")
    }
    return page.text
  }

  /// The commands under their headings, in the order of first mention.
  private func grouped(_ commands: [Command<Action>]) -> [(title: String, commands: [Command<Action>])] {
    var groups: [(title: String, commands: [Command<Action>])] = []
    for command in commands {
      let title = command.group ?? "Commands"
      if let index = groups.firstIndex(where: { $0.title == title }) {
        groups[index].commands.append(command)
      } else {
        groups.append((title, [command]))
      }
    }
    return groups
  }
}

extension TextPage {
  fileprivate mutating func terms(_ title: String, _ specs: [Spec]) {
    guard !specs.isEmpty else { return }
    let hasShorts = specs.contains { $0.short != nil }
    heading(title)
    terms(
      specs.map { spec in
        let lead = spec.short.map { "-\($0), " } ?? (hasShorts ? "    " : "")
        return (lead + spec.term, spec.explanation)
      })
  }

  fileprivate mutating func terms<Action>(_ title: String, _ list: [CommandTree<Action>.Term]) {
    guard !list.isEmpty else { return }
    heading(title)
    terms(list.map { ($0.name, $0.meaning) })
  }
}
