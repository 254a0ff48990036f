internal import Language

/// What language work is done by, and how.
extension Settings.Setting {
  static let engine = Self(
    name: "engine", help: "What does language work", variables: ["CRM_ENGINE"], fallback: "auto",
    form: .choice(Globals.engines))

  static let ollamaURL = Self(
    name: "ollama.url", help: "Where Ollama is", variables: ["OLLAMA_BASE_URL", "OLLAMA_HOST"],
    fallback: ServerAddress.ollama, form: .address)
  static let openAIURL = Self(
    name: "openai.url", help: "Where a server of OpenAI's protocol is, as http://127.0.0.1:8080/v1",
    variables: ["OPENAI_BASE_URL"], form: .address)
  static let allowRemote = Self(
    name: "allow_remote",
    help: "Whether a model server may be another machine, which then reads what it is asked",
    fallback: "no", form: .choice(["no", "yes"]))

  /// The model of a role. Unless set, another one of the server does where it has not this one.
  static func model(_ role: ModelRole) -> Self {
    let (help, variable, fallback) =
      switch role {
      case .extract: ("Model that finds facts in text, a small one", "CRM_MODEL_EXTRACT", "qwen3:4b-instruct")
      case .chat: ("Model that talks and chooses among tools, a large one", "CRM_MODEL_CHAT", "qwen3:8b")
      case .embed: ("Model that makes vectors", "CRM_MODEL_EMBED", "nomic-embed-text")
      }
    let variables = role == .embed ? [variable, "OLLAMA_EMBEDDING_MODEL"] : [variable]
    return Self(
      name: "model.\(role.rawValue)", help: help, variables: variables + ["OLLAMA_MODEL"], fallback: fallback,
      form: .name)
  }

  /// The tokens that go in and come out.
  static func context(_ role: ModelRole) -> Self {
    let what =
      role == .embed ? "tokens of a text that becomes a vector" : "tokens of prompt and answer together"
    return Self(
      name: "context.\(role.rawValue)", help: "Most \(what)", fallback: role == .embed ? "2048" : "8192",
      form: .whole(256...4_194_304))
  }

  /// How much chance there is in an answer; vectors have none.
  static func temperature(_ role: ModelRole) -> Self {
    Self(
      name: "temperature.\(role.rawValue)", help: "How much chance there is in an answer, 0 for none",
      variables: ["AI_TEMPERATURE"], fallback: role == .chat ? "0.2" : "0", form: .number(0...2))
  }

  static func thinking(_ role: ModelRole) -> Self {
    Self(
      name: "think.\(role.rawValue)",
      help: "Whether a model that can think aloud first does; auto is its own way",
      fallback: "off", form: .choice(["off", "on", "auto"]))
  }

  static let answerLimit = Self(
    name: "max_tokens", help: "Most tokens of an answer; half the context at most",
    variables: ["AI_MAX_TOKENS"], fallback: "2048", form: .whole(1...1_048_576))
  static let keepAlive = Self(
    name: "keep_alive",
    help: "How long a server keeps a model in memory afterwards: seconds, or as 10m or 1h",
    fallback: "10m", form: .duration)
  static let cacheDays = Self(
    name: "cache.days", help: "How many days an answer is kept, so as not to ask twice; 0 keeps none",
    fallback: "30", form: .whole(0...36_500))
  static let logPrompts = Self(
    name: "log_prompts", help: "Whether the log of calls keeps what was asked and answered", fallback: "no",
    form: .choice(["no", "yes"]))

  /// Roles in which a model writes text.
  private static let writing = [ModelRole.extract, .chat]

  static let language =
    [engine, ollamaURL, openAIURL, allowRemote] + ModelRole.allCases.map(model)
    + ModelRole.allCases.map(context) + writing.map(temperature) + writing.map(thinking)
    + [answerLimit, keepAlive, cacheDays, logPrompts]
}
