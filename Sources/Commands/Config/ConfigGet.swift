internal import Arguments

extension ConfigCommand {
  static let get = Command<Action>(
    "get", "Show a setting",
    arguments: [setting],
    examples: [Example("crm config get currency", "The currency of a bare amount")],
    action: .nothing { call, session in
      try session.printOne(try describe(call[setting], session))
    })
}
