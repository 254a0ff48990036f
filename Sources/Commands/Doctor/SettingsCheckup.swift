internal import Arguments

/// Looks whether each setting has a value that is good for it.
struct SettingsCheckup {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  func check() throws -> Check {
    var wrong: [String] = []
    var remedy: Hint?
    for setting in Settings.Setting.all {
      let (value, origin) = try session.find(setting)
      if value.isEmpty, origin == .default { continue }
      do {
        _ = try setting.checked(value)
      } catch let error as BadSetting {
        wrong.append("\(error.sentence) (\(origin.rawValue))")
        remedy = remedy ?? self.remedy(setting, origin)
      }
    }
    if wrong.isEmpty { return .ok("settings", "each has a value that is good for it") }
    return .fail("settings", wrong.joined(separator: "; "), .usage, remedy: remedy)
  }

  private func remedy(_ setting: Settings.Setting, _ origin: Settings.Origin) -> Hint? {
    switch origin {
    case .database: .command("config unset \(setting.name)")
    case .environment: .line("unset \(setting.variables.joined(separator: " "))")
    case .option, .file, .default: nil
    }
  }
}
