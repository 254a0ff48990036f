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

      crm config list shows all of them. Models have three roles: extract finds facts in text, chat talks and chooses \
      among tools, embed makes vectors; what is set for each ends in its name. Where the model of a role is not set and \
      the server has not the default one, the model of the server that fits best works. Keys of servers are no settings: \
      OPENAI_API_KEY is read from the environment alone.

      The variables that count, the first before the next:

      \(variables)
      """,
    group: "Administration",
    children: { [list, get, set, unset] })

  /// The settings that variables decide, a line each.
  private static let variables = Settings.Setting.all.filter { !$0.variables.isEmpty }.map { setting in
    "  \(DisplayWidth.padded(setting.name, to: 21))\(setting.variables.joined(separator: ", "))"
  }.joined(separator: "\n")

  // MARK: For all of them

  static let setting = Operand("name", reading, help: "Which setting")

  private static let reading: Reading<Settings.Setting> = {
    let names = Settings.Setting.all.map(\.name)
    return Reading("name", choices: names) { word throws(ReadingFailure) in
      guard let index = names.firstIndex(of: word) else { throw .notAmong(names) }
      return Settings.Setting.all[index]
    }
  }()

  /// A setting as it is printed.
  static func describe(_ setting: Settings.Setting, _ session: Session) throws -> JSONObject {
    let (value, origin) = try session.find(setting)
    return [
      "name": .string(setting.name), "value": .string(value), "origin": .string(origin.rawValue),
      "help": .string(setting.help),
    ]
  }

  /// The row of the database that holds a setting.
  static func stored(_ setting: Settings.Setting, _ session: Session) throws -> Int64? {
    try session.store().rows(
      Query(from: .setting, condition: .compare(Path(["name"]), .equal, .text(setting.name)))
    ).first?["id"]?.int64
  }

  /// Applies the step, and prints the setting as it is then.
  static func write(
    _ step: Plan.Step, _ summary: String, _ setting: Settings.Setting, _ session: Session
  ) throws -> ExitStatus {
    let plan = Plan(summary: summary, steps: [step])
    if session.isDryRun { return try session.rehearse(plan) }
    _ = try session.store().apply(plan, by: try session.author())
    session.settingsChanged()
    return try session.printOne(try describe(setting, session))
  }
}
