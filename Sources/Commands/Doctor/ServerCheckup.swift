internal import Arguments
internal import HTTP
internal import Language

/// Looks at the model servers that may work, and at the model of each role.
struct ServerCheckup {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  func checks() throws -> [Check] {
    let asked = try session.askedEngine()
    if asked == .builtin { return [.ok("engine", "builtin: it was asked for")] }
    var checks: [Check] = []
    for engine in try asked.map({ [$0] }) ?? session.serverEngines() {
      checks.append(
        try finding("server.\(engine.rawValue)", engine, isNeeded: asked != nil) {
          let server = try session.server(engine)
          return .ok("server.\(engine.rawValue)", "\(try server.version()) at \(server.address)")
        })
    }
    // Without a server there is nothing to say of models.
    if checks.allSatisfy({ $0.status != .ok }) {
      return asked == nil ? checks + [.ok("engine", "builtin: it needs no server")] : checks
    }
    for role in ModelRole.allCases { checks.append(try model(role, asked)) }
    return checks
  }

  /// What was found, or what went wrong: for an engine that was asked for a failure, else a warning.
  private func finding(
    _ name: String, _ engine: Engine, isNeeded: Bool, _ look: () throws -> Check
  ) throws -> Check {
    do {
      return try look()
    } catch {
      try Interruption.check()
      let failure = Failure(error)
      let remedy = try session.remedy(error, engine) ?? failure.hint
      return isNeeded
        ? .fail(name, failure.message, .model, remedy: remedy) : .warn(name, failure.message, remedy: remedy)
    }
  }

  // MARK: Models

  private func model(_ role: ModelRole, _ asked: Engine?) throws -> Check {
    let name = "model.\(role.rawValue)"
    return try finding(name, asked ?? .ollama, isNeeded: asked != nil) {
      let choice = try session.choice(of: asked, for: role)
      guard let (listed, server) = choice.model else {
        let model = try session.find(.model(role)).value
        return .warn(
          name, "builtin: \(choice.reason)", remedy: .command("model pull \(model.shellQuoted)"))
      }
      return try look(at: try server.model(listed.name), role, name, isNeeded: asked != nil)
    }
  }

  /// Looks whether a model can do what its role needs, and takes as much as the settings say.
  private func look(at model: ModelInfo, _ role: ModelRole, _ name: String, isNeeded: Bool) throws -> Check {
    let detail = words(model)
    if model.can(role.capability) == false {
      let detail = "\(detail): it has no \(role.capability)"
      return isNeeded
        ? .fail(name, detail, .model, remedy: .command("model list"))
        : .warn(name, detail, remedy: .command("model list"))
    }
    if role == .chat, model.can("tools") == false {
      return .warn(name, "\(detail): it cannot use tools", remedy: .command("model list"))
    }
    let context = Settings.Setting.context(role)
    let wanted = try session.whole(context)
    // More than a model knows is lowered by the server without a word.
    if role != .embed, let most = model.contextLength, most < wanted {
      return .warn(
        name, "\(detail): \(context.name) is \(wanted)",
        remedy: .command("config set \(context.name) \(most)"))
    }
    return .ok(name, detail)
  }

  /// `qwen3:8b, 8.2B, Q4_K_M, context 40960, completion tools`.
  private func words(_ model: ModelInfo) -> String {
    [
      model.name, model.parameters, model.quantization, model.contextLength.map { "context \($0)" },
      model.embeddingWidth.flatMap { model.can("embedding") == true ? "vectors of \($0) numbers" : nil },
      model.capabilities?.joined(separator: " "),
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
