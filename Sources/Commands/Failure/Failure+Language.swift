internal import Arguments
internal import HTTP
internal import Language

extension Failure {
  /// Words what a model server did not do.
  init(language error: LanguageError) {
    self.init(.model, "\(error)", hint: .command("doctor"))
  }

  /// Words why no model server was reached.
  init(http error: HTTPError) {
    switch error {
    case .badURL: self.init(.usage, "the address of the model server is wrong: \(error)")
    default: self.init(.model, "no model server was reached: \(error)", hint: .command("doctor"))
    }
  }
}

extension Session {
  /// What a person can do when a server does not do its part; nil where nobody can tell.
  func remedy(_ error: any Error, _ engine: Engine) throws -> Hint? {
    switch error {
    case HTTPError.libraryMissing: .line("sudo apt-get install libcurl4")
    case HTTPError.remoteRefused: .command("config set allow_remote yes")
    case HTTPError.cannotConnect(let host, _) where engine == .ollama && Self.ownNames.contains(host):
      .line("ollama serve")
    case LanguageError.modelMissing(let name) where engine == .ollama:
      .command("model pull \(name.shellQuoted)")
    case LanguageError.modelMissing: .command("model list")
    case LanguageError.notAModelServer, LanguageError.forbidden, HTTPError.notHTTP, HTTPError.cannotResolve:
      try otherAddress(engine)
    default: nil
    }
  }

  /// What people write for this machine.
  private static let ownNames = ["127.0.0.1", "localhost", "::1", "[::1]"]

  /// How to ask another address than the one that is wrong.
  private func otherAddress(_ engine: Engine) throws -> Hint {
    let setting: Settings.Setting = engine == .openai ? .openAIURL : .ollamaURL
    if try find(setting).origin == .environment {
      return .line("unset \(setting.variables.joined(separator: " "))")
    }
    let example = setting.fallback.isEmpty ? "http://127.0.0.1:8080/v1" : setting.fallback
    return .command("config set \(setting.name) \(example)")
  }
}
