internal import Arguments
internal import Bytes
internal import Models

extension ConfigCommand {
  private static let value = Operand("value", .text("value"), help: "Its value")

  static let set = Command<Action>(
    "set", "Set a setting in the database",
    arguments: [setting, value],
    examples: [Example("crm config set currency EUR", "Amounts are in euros from now on")],
    action: .writes { call, session in
      let setting = call[Self.setting]
      return try set(setting, to: try session.checked(call[value], for: setting), session)
    })

  /// Puts a value that is good for it into the database, and prints the setting as it is then.
  static func set(_ setting: Settings.Setting, to value: String, _ session: Session) throws -> ExitStatus {
    let changes: JSONObject = ["name": .string(setting.name), "value": .string(value)]
    let id = try stored(setting, session)
    let step = Plan.Step(id == nil ? .create : .update, .setting, id: id, changes: changes)
    return try write(step, "set \(setting.name)", setting, session)
  }
}
