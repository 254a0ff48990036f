extension CommandTree {
  /// The manual pages of all commands by file name, `crm.1` and `crm-contact-list.1`.
  ///
  /// The date is that of the pages' contents, as `January 31, 2026`.
  package func manual(date: String) -> [(file: String, text: String)] {
    var pages: [(file: String, text: String)] = []
    walk { path, command in
      pages.append((path.joined(separator: "-") + ".1", page(path, command, date: date)))
    }
    return pages
  }

  private func page(_ path: [String], _ command: Command<Action>, date: String) -> String {
    let children = children(of: path, command)
    let isRoot = path.count == 1
    var page = MdocPage(name: path.joined(separator: "-"), summary: command.summary, date: date)

    page.section("SYNOPSIS")
    for synopsis in command.synopses(hasChildren: !children.isEmpty) {
      page.synopsis(path.joined(separator: " "), synopsis)
    }
    page.section("DESCRIPTION")
    page.text(command.summary + ".")
    page.discussion(command.discussion)
    page.list("Commands:", children.map { (.command($0.name), $0.summary) })
    page.list("Operands:", rows(command.operands))
    page.list("Options:", rows(command.options))
    if isRoot {
      page.list("Options of every command, which may stand before it too:", rows(globals))
      page.listSection("ENVIRONMENT", environment.map { (.variable($0.name), $0.meaning) })
      page.listSection("FILES", files.map { (.file($0.name), $0.meaning) })
      page.listSection("EXIT STATUS", exitStatuses.map { (.literal($0.name), $0.meaning) })
    } else {
      page.paragraph("The options of every command, the environment and the exit statuses are explained in")
      page.reference(root.name, end: ".")
    }
    page.examples(command.examples)
    page.seeAlso((isRoot ? [] : [path.dropLast()[...]]) + children.map { path[...] + [$0.name] })
    return page.source
  }

  private func rows(_ specs: [Spec]) -> [MdocPage.Row] {
    specs.map { (.argument($0), $0.explanation) }
  }
}
