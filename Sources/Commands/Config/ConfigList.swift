internal import Arguments

extension ConfigCommand {
  static let list = Command<Action>(
    "list", "Show all settings and where they come from",
    examples: [Example("crm config list", "All")],
    action: .nothing { _, session in
      let printer = try RowPrinter(session, columns: ["name", "value", "origin", "help"])
      for setting in Settings.Setting.all { try printer.row(try describe(setting, session)) }
      try printer.finish()
      return .ok
    })
}
