internal import Arguments
internal import Models

extension ConfigCommand {
  static let unset = Command<Action>(
    "unset", "Take a setting out of the database",
    arguments: [setting],
    examples: [Example("crm config unset currency", "Back to the file or the default")],
    action: .writes { call, session in
      let setting = call[Self.setting]
      guard let id = try stored(setting, session) else {
        throw Failure(.notFound, "the database has no setting \(setting.name)", hint: .command("config list"))
      }
      return try write(Plan.Step(.delete, .setting, id: id), "unset \(setting.name)", setting, session)
    })
}
