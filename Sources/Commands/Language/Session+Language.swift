internal import Glibc
internal import HTTP
internal import Language

/// What does the work of language in a role: the choice, which names the engine for a result, and the model to ask.
struct LanguageEngine {
  let choice: EngineChoice
  /// Nil where the built-in engine works.
  let model: LanguageModel?
}

extension Session {
  /// The engine for a role: a model where one is to be had, or the built-in one. The first who asks for it looks for the
  /// server, and has it said which engine it is and why. With `asksAnew` nothing that was answered before is used again.
  ///
  /// Fails with status 6 when an engine was asked for and cannot work.
  func language(for role: ModelRole, asksAnew: Bool = false) throws -> LanguageEngine {
    let choice = try engineChoice(role)
    return LanguageEngine(
      choice: choice, model: try choice.model == nil ? nil : languageModel(choice, role, asksAnew: asksAnew))
  }

  /// The model of a choice that has one.
  private func languageModel(
    _ choice: EngineChoice, _ role: ModelRole, asksAnew: Bool
  ) throws -> LanguageModel {
    guard let (info, server) = choice.model else { throw Failure(.model, choice.reason) }
    return LanguageModel(
      info, of: choice.engine, at: server, options: try options(of: role),
      ledger: try AnswerBook(self, asksAnew: asksAnew), milliseconds: Stopwatch.milliseconds)
  }

  /// Which engine works in a role, found out once a run.
  func engineChoice(_ role: ModelRole) throws -> EngineChoice {
    if let known = language.choices[role] { return known }
    let asked = try askedEngine()
    let choice: EngineChoice
    do {
      choice =
        try asked.map { engine in try advising(engine) { try self.choice(of: engine, for: role) } }
        ?? self.choice(of: nil, for: role)
    } catch {
      let cause = Failure(error)
      guard let asked, cause.status == .model else { throw error }
      throw Failure(
        .model, "the engine \(asked.rawValue) cannot work: \(cause.message)", hint: cause.hint)
    }
    language.choices[role] = choice
    // Who names an engine knows which one it is.
    if asked == nil || isVerbose {
      let model = choice.model.map { " with \($0.info.name)" } ?? ""
      remark("\(role.rawValue): \(choice.engine.rawValue)\(model): \(choice.reason)")
    }
    return choice
  }

  /// An engine with its model for a role, or, for nil, whichever can work. Fails when the one that is named cannot.
  func choice(of engine: Engine?, for role: ModelRole) throws -> EngineChoice {
    switch engine {
    case nil: try EngineChoice.automatic(role, try serverEngines().map { try candidate($0, role) })
    case .builtin?: .builtin
    case let engine?: try candidate(engine, role).choice(role)
    }
  }

  /// The engine that the settings ask for; nil for whichever can work.
  func askedEngine() throws -> Engine? { Engine(rawValue: try value(.engine)) }

  /// The options with which a model answers in a role.
  func options(of role: ModelRole) throws -> GenerationOptions {
    var options = GenerationOptions()
    options.contextLength = try whole(.context(role))
    options.keepAlive = try value(.keepAlive)
    if role == .embed { return options }
    options.answerLimit = min(try whole(.answerLimit), options.contextLength / 2)
    options.temperature = Double(try value(.temperature(role))) ?? 0
    switch try value(.thinking(role)) {
    case "on": options.thinking = true
    case "off": options.thinking = false
    default: options.thinking = nil
    }
    return options
  }

  /// The value of a setting that is a whole number, which `checked` has seen to.
  func whole(_ setting: Settings.Setting) throws -> Int { Int(try value(setting)) ?? 0 }

  /// A model of an engine that makes vectors, by its very name.
  func embeddingModel(_ name: String, of engine: Engine) throws -> LanguageModel {
    let candidate = EngineChoice.Candidate(engine, try server(engine), model: name, isReplaceable: false)
    return try languageModel(try candidate.choice(.embed), .embed, asksAnew: false)
  }

  // MARK: Servers

  /// The engines that are servers and have an address, in the order in which they are tried.
  func serverEngines() throws -> [Engine] {
    try value(.openAIURL).isEmpty ? [.ollama] : [.ollama, .openai]
  }

  private func candidate(_ engine: Engine, _ role: ModelRole) throws -> EngineChoice.Candidate {
    let model = try find(.model(role))
    return EngineChoice.Candidate(
      engine, try server(engine), model: model.value, isReplaceable: model.origin == .default)
  }

  /// The server of an engine. Fails when it has no address.
  func server(_ engine: Engine) throws -> any LanguageServer {
    switch engine {
    case .ollama:
      return OllamaServer(try connection(ServerAddress.ollama(base: try value(.ollamaURL)), key: nil))
    case .openai:
      let url = try value(.openAIURL)
      guard !url.isEmpty else {
        throw Failure(
          .model,
          "no server of OpenAI's protocol is set; OPENAI_BASE_URL or the setting openai.url says where it is",
          hint: .command("config set openai.url http://127.0.0.1:8080/v1"))
      }
      // The key is in the environment alone: what is not stored cannot be read by others.
      return OpenAIServer(
        try connection(ServerAddress.openAI(base: url), key: variable("OPENAI_API_KEY")))
    case .builtin:
      throw Failure(.model, "the built-in engine has no models; --engine ollama asks a server that has")
    }
  }

  private func connection(_ address: String, key: String?) throws -> Connection {
    Connection(address: address, key: key, client: try client(), patience: Patience(sleep: Self.sleep))
  }

  private func client() throws -> HTTPClient {
    if let client = language.client { return client }
    let client = HTTPClient(
      policy: try value(.allowRemote) == "yes" ? .anywhere : .loopback, environment: world.environment,
      isCancelled: { Interruption.isRequested })
    language.client = client
    return client
  }

  /// Waits, unless a signal comes.
  private static func sleep(milliseconds: Int) throws {
    let end = Stopwatch.milliseconds() + milliseconds
    while case let left = end - Stopwatch.milliseconds(), left > 0 {
      poll(nil, 0, Int32(min(left, 100)))
      try Interruption.check()
    }
  }

  /// Asks the server of an engine; when that fails, the failure says what to do about it.
  func advising<Value>(_ engine: Engine, _ ask: () throws -> Value) throws -> Value {
    do {
      return try ask()
    } catch {
      guard let remedy = try remedy(error, engine) else { throw error }
      var failure = Failure(error)
      failure.hint = remedy
      throw failure
    }
  }
}
