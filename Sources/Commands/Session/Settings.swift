internal import Arguments
internal import Glibc

/// The settings of a run, each from the first place that has it: option, variable, database, file, default.
struct Settings {
  /// Where a value came from.
  enum Origin: String {
    case option, environment, database, file, `default`
  }

  private let call: Invocation
  private let environment: [String: String]
  /// The engine that was chosen while the program runs; it counts before the option.
  var chosenEngine: String?

  /// The settings of a command line and its environment.
  init(_ call: Invocation, environment: [String: String]) {
    self.call = call
    self.environment = environment
  }

  /// A variable that is set to something.
  func variable(_ name: String) -> String? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    return value
  }

  /// The value of a setting and where it is from; `stored` says what the database has, and is asked only where
  /// nothing before it decides.
  func find(_ setting: Setting, stored: () throws -> String?) throws -> (value: String, origin: Origin) {
    if let value = option(setting) { return (value, .option) }
    for name in setting.variables {
      if let value = variable(name) { return (value, .environment) }
    }
    if let value = try stored() { return (value, .database) }
    if let value = try ConfigurationFile(environment: environment).values[setting.name] {
      return (value, .file)
    }
    return (setting.fallback, .default)
  }

  private func option(_ setting: Setting) -> String? {
    switch setting.name {
    case Setting.output.name: call[Globals.output]?.rawValue
    case Setting.engine.name: chosenEngine ?? call[Globals.engine]
    case Setting.currency.name: call[Globals.currency]
    case Setting.timezone.name: call[Globals.zone]
    default: nil
    }
  }

  /// Whether writing is switched off.
  var isReadOnly: Bool {
    call[Globals.readOnly] || variable("CRM_READ_ONLY").map { $0 != "0" } ?? false
  }

  /// The name by which the system knows who runs the program.
  var loginName: String? {
    if let name = variable("LOGNAME") ?? variable("USER") { return name }
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return String(cString: entry.pw_name)
  }

  /// The database file: by option, by variable, or the one in the user's data folder.
  func databasePath() throws -> String {
    if let path = call[Globals.database] ?? variable("CRM_DB") { return path }
    if let folder = variable("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder + "/crm/crm.db" }
    guard let home = variable("HOME") else {
      throw Failure(.failure, "there is no HOME to keep the database in; --db names a file")
    }
    return home + "/.local/share/crm/crm.db"
  }
}
