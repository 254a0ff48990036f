internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm config`: settings, and where each comes from.
enum ConfigCommand {
  static let command = Command<Action>(
    "config", "Settings",
    discussion: """
      A setting is taken from an option, else from an environment variable, else from the database, else from \
      $XDG_CONFIG_HOME/crm/config (lines of name = value), else it has its default.
      """,
    group: "Administration",
    children: { [list, get, set, unset] })

  private static let name = Operand(
    "name", .choice("name", Settings.Setting.all.map(\.name)), help: "Which setting")
  private static let value = Operand("value", .text("value"), help: "Its value")

  private static let list = Command<Action>(
    "list", "Show all settings and where they come from",
    examples: [Example("crm config list", "All")],
    action: .nothing { _, session in
      var printer = try RowPrinter(session, columns: ["name", "value", "origin", "help"])
      for setting in Settings.Setting.all { try printer.row(try describe(setting, session)) }
      try printer.finish()
      return .ok
    })

  private static let get = Command<Action>(
    "get", "Show a setting",
    arguments: [name],
    examples: [Example("crm config get currency", "The currency of a bare amount")],
    action: .nothing { call, session in
      try session.printOne(try describe(try setting(call), session))
    })

  private static let set = Command<Action>(
    "set", "Set a setting in the database",
    arguments: [name, value],
    examples: [Example("crm config set currency EUR", "Amounts are in euros from now on")],
    action: .writes { call, session in
      let setting = try setting(call)
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

  private static let unset = Command<Action>(
    "unset", "Take a setting out of the database",
    arguments: [name],
    examples: [Example("crm config unset currency", "Back to the file or the default")],
    action: .writes { call, session in
      let setting = try setting(call)
      guard let id = try stored(setting, session) else {
        throw Failure(.notFound, "the database has no setting \(setting.name)", hint: .command("config list"))
      }
      return try write(Plan.Step(.delete, .setting, id: id), "unset \(setting.name)", setting, session)
    })

  private static func setting(_ call: Invocation) throws -> Settings.Setting {
    guard let setting = Settings.Setting.all.first(where: { $0.name == call[name] }) else {
      throw call.refusal("there is no setting '\(call[name])'")
    }
    return setting
  }

  private static func write(
    _ step: Plan.Step, _ summary: String, _ setting: Settings.Setting, _ session: Session
  ) throws -> ExitStatus {
    let plan = Plan(summary: summary, steps: [step])
    if session.isDryRun { return try session.rehearse(plan) }
    _ = try session.store().apply(plan, by: try session.author())
    session.settingsChanged()
    return try session.printOne(try describe(setting, session))
  }

  private static func describe(_ setting: Settings.Setting, _ session: Session) throws -> JSONObject {
    let (value, origin) = try session.find(setting)
    return [
      "name": .string(setting.name), "value": .string(value), "origin": .string(origin.rawValue),
      "help": .string(setting.help),
    ]
  }

  /// The row of the database that holds a setting.
  private static func stored(_ setting: Settings.Setting, _ session: Session) throws -> Int64? {
    try session.store().rows(
      Query(from: .setting, condition: .compare(Path(["name"]), .equal, .text(setting.name)))
    ).first?["id"]?.int64
  }
}

extension Settings.Setting {
  /// A value that the setting may have; fails with the good ones.
  fileprivate func checked(_ value: String, _ call: Invocation) throws -> String {
    if !choices.isEmpty, !choices.contains(value) {
      throw call.refusal("\(name) is one of \(choices.joined(separator: ", ")), not '\(value)'")
    }
    guard name == Settings.Setting.currency.name else { return value }
    do throws(MoneyError) {
      return try Currency.named(value).code
    } catch {
      throw call.refusal("\(error)")
    }
  }
}
