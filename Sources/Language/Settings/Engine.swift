internal import HTTP

/// What does the work of language.
package enum Engine: String, CaseIterable, Sendable {
  case builtin, ollama, openai
}

/// Which engine works in a role, and why.
package struct EngineChoice {
  package let engine: Engine
  /// The model and the server that has it; nil for the built-in engine.
  package let model: (info: ModelInfo, server: any LanguageServer)?
  /// In words, for a person who wonders.
  package let reason: String
  /// Whether a model was looked for and not found.
  package let isFallback: Bool

  private init(
    _ engine: Engine, model: (ModelInfo, any LanguageServer)? = nil, reason: String, isFallback: Bool = false
  ) {
    self.engine = engine
    self.model = model
    self.reason = reason
    self.isFallback = isFallback
  }

  /// The built-in engine, because it was asked for.
  package static var builtin: EngineChoice { EngineChoice(.builtin, reason: "it was asked for") }

  /// The engine that is taken when none is asked for: a model when its server answers and has it, else what is built in.
  /// Fails when interrupted.
  package static func automatic(_ role: ModelRole, _ candidates: [Candidate]) throws -> EngineChoice {
    var reasons: [String] = []
    for candidate in candidates {
      do {
        return try candidate.choice(role)
      } catch HTTPError.cancelled {
        throw HTTPError.cancelled
      } catch {
        reasons.append("\(candidate.server.address): \(error)")
      }
    }
    return EngineChoice(.builtin, reason: reasons.joined(separator: "; "), isFallback: true)
  }

  /// A server that could be used, and the model that it should have.
  package struct Candidate {
    package let engine: Engine
    package let server: any LanguageServer
    private let model: String
    /// Whether another model of the server will do.
    private let isReplaceable: Bool

    package init(_ engine: Engine, _ server: any LanguageServer, model: String, isReplaceable: Bool) {
      self.engine = engine
      self.server = server
      self.model = model
      self.isReplaceable = isReplaceable
    }

    /// This engine with its model for a role. Fails when the server does not answer or has no such model.
    package func choice(_ role: ModelRole) throws -> EngineChoice {
      let models = try server.models()
      guard let info = role.model(among: models, named: model, isReplaceable: isReplaceable) else {
        throw LanguageError.modelMissing(model)
      }
      return EngineChoice(
        engine, model: (info, server), reason: "\(server.address) answers and has '\(info.name)'")
    }
  }
}

extension ModelRole {
  /// The model of this name, or, where another one will do, the one that fits best.
  package func model(among models: [ModelInfo], named name: String, isReplaceable: Bool) -> ModelInfo? {
    models.first { ModelName.isSame($0.name, name) } ?? (isReplaceable ? pick(models) : nil)
  }

  /// The model of a server that fits best where none is set: the smallest that can talk for extraction, the largest for
  /// conversation, the first that makes vectors.
  private func pick(_ models: [ModelInfo]) -> ModelInfo? {
    let isForVectors: (ModelInfo) -> Bool = { $0.can("embedding") ?? $0.name.contains("embed") }
    let isSmaller: (ModelInfo, ModelInfo) -> Bool = { ($0.size ?? 0) < ($1.size ?? 0) }
    return switch self {
    case .embed: models.first(where: isForVectors)
    case .extract: models.filter { !isForVectors($0) }.min(by: isSmaller)
    case .chat: models.filter { !isForVectors($0) }.max(by: isSmaller)
    }
  }

  /// What a model of the role has to be able to do, in the words of servers.
  package var capability: String { self == .embed ? "embedding" : "completion" }
}
