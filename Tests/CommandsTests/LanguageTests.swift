import Arguments
import Bytes
import Glibc
import Language
import Synchronization
import TestSupport
import Testing

@testable import Commands

/// How a command comes to a model: which engine, with which options, asked once, and logged.
@Suite struct LanguageTests {
  // MARK: A server

  /// A server that has one model and says yes to everything.
  private final class Oracle: Sendable {
    private let digest: Mutex<String>
    private let listening: Mutex<LoopbackServer?> = Mutex(nil)

    init(digest: String = "d1") throws {
      self.digest = Mutex(digest)
      let server = try LoopbackServer { [self] request in
        switch request.path {
        case "/api/tags":
          let digest = self.digest.withLock { $0 }
          return .whole(
            200, [],
            #"{"models":[{"name":"m:latest","digest":"\#(digest)","capabilities":["completion"]}]}"#)
        case "/api/chat":
          let answer =
            #"{"message":{"content":"{\"yes\":true}"},"done":true,"prompt_eval_count":9,"eval_count":4}"#
          return .chunked(200, [], [answer + "\n"])
        default: return .whole(404, [], "404 page not found")
        }
      }
      listening.withLock { $0 = server }
    }

    var host: String { listening.withLock { $0?.host ?? "" } }

    /// The bodies of all chats so far.
    var chats: [JSON] {
      listening.withLock { server in
        (server?.requests ?? []).filter { $0.path == "/api/chat" }.compactMap {
          try? JSONParser.parse($0.body)
        }
      }
    }

    func change(digest: String) { self.digest.withLock { $0 = digest } }
  }

  private static let schema = Schema(name: "verdict", ["type": "object", "required": ["yes"]])

  /// Asks as a command does, in a run of its own.
  @discardableResult
  private func ask(
    _ desk: Desk, _ options: String..., version: String = "1", text: String = "Is Ann in?",
    asksAnew: Bool = false
  ) throws -> ChatAnswer {
    let session = try desk.session(options)
    let model = try #require(try session.language(for: .extract, asksAnew: asksAnew).model)
    return try model.object(Question("extract", version: version, [Message(.user, text)]), of: Self.schema)
      .answer
  }

  private func rows(_ desk: Desk, _ sql: String) throws -> [String] {
    try desk.run("sql", sql, "-o", "jsonl").lines
  }

  // MARK: Asked once

  @Test func theSameQuestionIsAskedOnce() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      desk.environment["OLLAMA_HOST"] = oracle.host
      try desk.run("contact", "add", "Ann Lee")
      #expect(try !ask(desk).isKept)
      #expect(try ask(desk).isKept)
      #expect(oracle.chats.count == 1)

      oracle.change(digest: "d2")
      #expect(try !ask(desk).isKept)
      #expect(try !ask(desk, version: "2").isKept)
      #expect(try !ask(desk, text: "Is Bob in?").isKept)
      try desk.run("config", "set", "temperature.extract", "0.5")
      #expect(try !ask(desk).isKept)
      #expect(oracle.chats.count == 5)
      #expect(try ask(desk).isKept)
      #expect(try !ask(desk, asksAnew: true).isKept)
      #expect(oracle.chats.count == 6)
      #expect(try rows(desk, "SELECT count(*) AS n FROM model_answer") == [#"{"n":5}"#])
    }
  }

  @Test func answersAreKeptForAsManyDaysAsAreSet() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      desk.environment["OLLAMA_HOST"] = oracle.host
      try desk.run("config", "set", "cache.days", "2")
      try ask(desk)
      #expect(try ask(desk, "--now", "2026-03-04T08:00:00Z").isKept)
      #expect(try !ask(desk, "--now", "2026-03-04T10:00:00Z").isKept)
      // What was too old went with that call.
      #expect(try rows(desk, "SELECT count(*) AS n FROM model_answer") == [#"{"n":1}"#])

      try desk.run("config", "set", "cache.days", "0")
      for _ in 0..<2 { #expect(try !ask(desk, "--now", "2026-03-04T10:00:00Z").isKept) }
      #expect(try rows(desk, "SELECT count(*) AS n FROM model_answer") == [#"{"n":0}"#])
      #expect(oracle.chats.count == 4)
    }
  }

  @Test func withoutADatabaseNothingIsKeptAndNoneIsMade() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      desk.environment["OLLAMA_HOST"] = oracle.host
      for _ in 0..<2 { #expect(try !ask(desk).isKept) }
      #expect(!Files.exists(desk.folder.file("crm.db")))
    }
  }

  @Test func whereNothingMayBeWrittenAnswersAreOnlyRead() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      desk.environment["OLLAMA_HOST"] = oracle.host
      try desk.run("contact", "add", "Ann Lee")
      for option in ["--read-only", "--dry-run"] {
        try ask(desk, option)
        #expect(try rows(desk, "SELECT count(*) AS n FROM model_call") == [#"{"n":0}"#])
      }
      try ask(desk)
      for option in ["--read-only", "--dry-run"] { #expect(try ask(desk, option).isKept) }
    }
  }

  // MARK: Logged

  @Test func wordsAreLoggedOnlyIfWanted() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      desk.environment["OLLAMA_HOST"] = oracle.host
      try desk.run("contact", "add", "Ann Lee")
      try ask(desk)
      try desk.run("config", "set", "log_prompts", "yes")
      try ask(desk, text: "Is Bob in?")
      #expect(
        try rows(
          desk,
          "SELECT purpose, engine, model, digest, prompt_tokens, answer_tokens, outcome, prompt, answer FROM model_call"
        ) == [
          #"{"purpose":"extract","engine":"ollama","model":"m:latest","digest":"d1","prompt_tokens":9,"answer_tokens":4,"outcome":"ok","prompt":null,"answer":null}"#,
          #"{"purpose":"extract","engine":"ollama","model":"m:latest","digest":"d1","prompt_tokens":9,"answer_tokens":4,"outcome":"ok","prompt":"user: Is Bob in?","answer":"{\"yes\":true}"}"#,
        ])
      // Erasing a person takes the words along, and what was answered.
      try desk.run("contact", "erase", "Ann Lee", "--yes")
      #expect(
        try rows(desk, "SELECT count(prompt) AS words, count(*) AS calls FROM model_call")
          == [#"{"words":0,"calls":2}"#])
      #expect(try !ask(desk).isKept)
    }
  }

  // MARK: Options

  @Test func optionsAreThoseOfTheRole() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      desk.environment["OLLAMA_HOST"] = oracle.host
      for (name, value) in [
        ("context.extract", "4096"), ("keep_alive", "300"), ("think.extract", "on"), ("max_tokens", "9000"),
      ] {
        #expect(try desk.run("config", "set", name, value).status == 0)
      }
      desk.environment["AI_TEMPERATURE"] = "0.7"
      try ask(desk)
      let sent = try #require(oracle.chats.first)
      #expect(sent["model"] == "m:latest")
      #expect(sent["options"]?["num_ctx"] == 4096)
      // Half the context is left for the prompt.
      #expect(sent["options"]?["num_predict"] == 2048)
      #expect(sent["options"]?["temperature"]?.double == 0.7)
      #expect(sent["keep_alive"] == 300)
      #expect(sent["think"] == true)
      desk.environment["AI_MAX_TOKENS"] = "100"
      #expect(try desk.session([]).options(of: .extract).answerLimit == 100)
      #expect(try desk.session([]).options(of: .chat).thinking == false)
      #expect(try desk.session([]).options(of: .embed).contextLength == 2048)
    }
  }

  @Test func aVariableForOneRoleComesBeforeThatForAll() throws {
    try Desk.with { desk throws in
      func model(_ role: ModelRole) throws -> String { try desk.session([]).find(.model(role)).value }
      #expect(try model(.extract) == "qwen3:4b-instruct")
      try desk.run("config", "set", "model.extract", "stored")
      #expect(try model(.extract) == "stored")
      desk.environment["OLLAMA_MODEL"] = "all"
      #expect(try ModelRole.allCases.map(model) == ["all", "all", "all"])
      desk.environment["OLLAMA_EMBEDDING_MODEL"] = "vectors"
      desk.environment["CRM_MODEL_CHAT"] = "talker"
      #expect(try ModelRole.allCases.map(model) == ["all", "talker", "vectors"])
      desk.environment["CRM_MODEL_EMBED"] = "own"
      #expect(try model(.embed) == "own")
      desk.environment["OLLAMA_HOST"] = "h:1"
      desk.environment["OLLAMA_BASE_URL"] = "http://base:2/v1"
      #expect(try desk.session([]).server(.ollama).address == "http://base:2")
    }
  }

  @Test(arguments: [
    ("context.extract", "many", "a whole number from 256 to 4194304"),
    ("temperature.chat", "3", "a number from 0 to 2"),
    ("keep_alive", "10", nil), ("keep_alive", "-1", nil), ("keep_alive", "1h30m", nil),
    ("keep_alive", "10 minutes", "a number of seconds, or a duration like 10m or 1h30m"),
    ("ollama.url", "ftp://x", "an http or https address"), ("allow_remote", "maybe", "one of no, yes"),
    ("model.chat", "", "a name"), ("cache.days", "-1", "a whole number from 0 to 36500"),
  ])
  func wrongValuesAreRefused(_ name: String, _ value: String, _ good: String?) throws {
    try Desk.with { desk throws in
      let outcome = try desk.run("config", "set", name, "--", value)
      #expect(outcome.status == (good == nil ? 0 : 2))
      if let good { #expect(outcome.errors.contains("\(name) is \(good), not '\(value)'")) }
    }
  }

  // MARK: Engines

  @Test func whichEngineAndWhyIsSaidOnceToWhoeverWonders() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      desk.environment["OLLAMA_HOST"] = oracle.host
      func said(_ options: String..., onTerminal: Bool = false) throws -> String {
        let screen = try Screen(width: onTerminal ? 80 : nil, path: desk.folder.file("errors"))
        let session = try desk.session(options, errors: screen.descriptor)
        for _ in 0..<2 { _ = try session.language(for: .chat) }
        return try screen.text()
      }
      let works = "chat: ollama with m:latest: http://\(oracle.host) answers and has 'm:latest'\n"
      #expect(try said() == "")
      #expect(try said("-v") == works)
      #expect(try said(onTerminal: true) == works)
      #expect(try said("-q", onTerminal: true) == "")
      // Who names an engine knows it.
      #expect(try said("--engine", "ollama", onTerminal: true) == "")
      #expect(try said("--engine", "builtin", "-v") == "chat: builtin: it was asked for\n")
      desk.environment["OLLAMA_HOST"] = "127.0.0.1:1"
      #expect(
        try said(onTerminal: true)
          == "chat: builtin: http://127.0.0.1:1: nothing answers at 127.0.0.1, port 1\n")
    }
  }

  @Test func anEngineThatWasAskedForMustWork() throws {
    let oracle = try Oracle()
    try Desk.with { desk throws in
      func failure(_ engine: String) throws -> Failure? {
        let session = try desk.session(["--engine", engine])
        return #expect(throws: Failure.self) { _ = try session.language(for: .chat) }
      }
      desk.environment["OLLAMA_HOST"] = "127.0.0.1:1"
      let unreached = try failure("ollama")
      #expect(unreached?.status == .model)
      #expect(
        unreached?.message
          == "the engine ollama cannot work: no model server was reached: nothing answers at 127.0.0.1, port 1"
      )
      desk.environment["OLLAMA_HOST"] = oracle.host
      desk.environment["OLLAMA_MODEL"] = "other"
      let missing = try failure("ollama")
      #expect(missing?.message == "the engine ollama cannot work: the server has no model 'other'")
      let session = try desk.session([])
      #expect(missing?.hint.flatMap(session.line) == "crm model pull other")
      #expect(try failure("openai")?.status == .model)
      // Nobody has asked for one in particular.
      let choice = try session.language(for: .chat).choice
      #expect(choice.engine == .builtin)
      #expect(choice.isFallback)
    }
  }

  /// The key goes to the server it is for, and nowhere else: it is no setting, and in no file.
  @Test func theKeyStaysWhereItIs() throws {
    let server = try LoopbackServer { request in
      request.path == "/v1/models"
        ? .whole(200, [], #"{"data":[{"id":"m"}]}"#)
        : .whole(401, [], #"{"error":{"message":"Invalid key"}}"#)
    }
    try Desk.with { desk throws in
      desk.environment["OPENAI_BASE_URL"] = "http://\(server.host)/v1"
      desk.environment["OPENAI_API_KEY"] = "sk-secret"
      desk.environment["OLLAMA_HOST"] = "127.0.0.1:1"
      try desk.run("config", "set", "log_prompts", "yes")
      let session = try desk.session([])
      let engine = try session.language(for: .chat)
      #expect(engine.choice.engine == .openai)
      let error = #expect(throws: LanguageError.self) {
        try engine.model?.answer(Question("ask", version: "1", [Message(.user, "Hi")]))
      }
      #expect(server.requests.allSatisfy { $0["authorization"] == "Bearer sk-secret" })
      #expect(!"\(String(describing: error))".contains("sk-secret"))
      #expect(try !desk.run("config", "list").output.contains("sk-secret"))
      #expect(try !Files.read(desk.folder.file("crm.db")).contains("sk-secret".utf8))
      #expect(try !Files.read(desk.folder.file("crm.db-wal")).contains("sk-secret".utf8))
    }
  }
}
