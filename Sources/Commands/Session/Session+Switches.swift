extension Session {
  /// Whether a switch is on.
  func isOn(_ setting: Settings.Setting) throws -> Bool { try value(setting) == "true" }

  /// Fails when predictions are switched off.
  func requirePredictions() throws { try requireOn(.predictions, "predictions are") }

  /// Fails when there is to be no chat.
  func requireChat() throws { try requireOn(.chat, "chat is") }

  /// Whether a person has to agree to what was planned for them.
  func requiresApproval() throws -> Bool { try isOn(.approval) }

  private func requireOn(_ setting: Settings.Setting, _ what: String) throws {
    if try isOn(setting) { return }
    let origin = try find(setting).origin
    let place = origin == .environment ? setting.variables[0] : "the setting \(setting.name)"
    throw Failure(.conflict, "\(what) switched off: \(place) is false")
  }
}
