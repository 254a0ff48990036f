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
      let value = try setting.checked(call[value], call)
      let changes: JSONObject = ["name": .string(setting.name), "value": .string(value)]
      let action: Plan.Step
      if let id = try stored(setting, session) {
        action = Plan.Step(.update, .setting, id: id, changes: changes)
      } else {
        action = Plan.Step(.create, .setting, changes: changes)
      }
      return try write(action, "set \(setting.name)", setting, session)
    })
}

extension Settings.Setting {
  /// A value that the setting may have; fails with the good ones, so that no later command stumbles over it.
  fileprivate func checked(_ value: String, _ call: Invocation) throws -> String {
    switch name {
    case Settings.Setting.currency.name:
      do throws(MoneyError) {
        return try Currency.named(value).code
      } catch {
        throw call.refusal("\(error)")
      }
    case Settings.Setting.timezone.name:
      _ = try ZoneFiles.zone(named: value)
    default:
      if !choices.isEmpty, !choices.contains(value) {
        throw call.refusal("\(name) is one of \(choices.joined(separator: ", ")), not '\(value)'")
      }
    }
    return value
  }
}
