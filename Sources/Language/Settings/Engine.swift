/// What does the work of language.
package enum Engine: String, CaseIterable, Sendable {
  case builtin, ollama, openai
}

/// Which engine works, and why.
package struct EngineChoice: Hashable, Sendable {
  package let engine: Engine
  /// The model for the role it was chosen for; nil for the built-in engine.
  package let model: String?
  /// In words, for a person who wonders.
  package let reason: String
  /// Whether another engine was wished for, or could have been had.
  package let isFallback: Bool

  package init(_ engine: Engine, model: String? = nil, reason: String, isFallback: Bool = false) {
    self.engine = engine
    self.model = model
    self.reason = reason
    self.isFallback = isFallback
  }
}

extension EngineChoice {
  /// The engine that is taken when none is asked for: a model when its server answers and has it, else what is built in.
  package static func automatic(_ role: ModelRole, _ candidates: [Candidate]) -> EngineChoice {
    var reasons: [String] = []
    for candidate in candidates {
      do {
        let models = try candidate.server.models()
        if let name = candidate.model ?? candidate.pick(models) {
          guard models.contains(where: { ModelName.isSame($0.name, name) }) else {
            reasons.append("\(candidate.server.address) has no model '\(name)'")
            continue
          }
          return EngineChoice(
            candidate.engine, model: name, reason: "\(candidate.server.address) answers and has '\(name)'")
        }
        reasons.append("\(candidate.server.address) has no model for this")
      } catch {
        reasons.append("\(error)")
      }
    }
    return EngineChoice(
      .builtin, reason: reasons.isEmpty ? "no model server is set" : reasons.joined(separator: "; "),
      isFallback: true)
  }

  /// A server that could be used, and the model that is set for the role.
  package struct Candidate {
    package let engine: Engine
    package let server: any LanguageServer
    package let model: String?
    private let role: ModelRole

    package init(_ engine: Engine, _ server: any LanguageServer, _ role: ModelRole, model: String?) {
      self.engine = engine
      self.server = server
      self.role = role
      self.model = model
    }

    /// The model of a server that fits a role best, where none is set: the smallest that can talk for extraction, the
    /// largest for conversation, the first that makes vectors.
    func pick(_ models: [ModelInfo]) -> String? {
      let isForVectors: (ModelInfo) -> Bool = { $0.can("embedding") ?? $0.name.contains("embed") }
      switch role {
      case .embed: return models.first(where: isForVectors)?.name
      case .extract: return models.filter { !isForVectors($0) }.min { ($0.size ?? 0) < ($1.size ?? 0) }?.name
      case .chat: return models.filter { !isForVectors($0) }.max { ($0.size ?? 0) < ($1.size ?? 0) }?.name
      }
    }
  }
}
