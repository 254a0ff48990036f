import Bytes
import Glibc
import TestSupport
import Testing

/// The program and model servers: real answers, and servers that are not there, are others, refuse, or break off.
@Suite struct ModelServerTests {
  /// A workplace whose Ollama is at an address.
  private func with(_ address: String, _ body: (Workplace) throws -> Void) throws {
    try Workplace.with { place throws in
      var place = place
      place.crm.environment["OLLAMA_HOST"] = address
      try body(place)
    }
  }

  /// What the program says went wrong, as JSON.
  private func failure(_ result: ProgramResult) throws -> (code: String, message: String, hint: String?) {
    let error = try JSONParser.parse(result.errorBytes)["error"]
    return (error?["code"]?.string ?? "", error?["message"]?.string ?? "", error?["hint"]?.string)
  }

  // MARK: Servers that work

  @Test(arguments: ["v0.9.6", "v0.24.0", "v0.32.15"]) func modelsAreListed(version: String) throws {
    let server = try LoopbackServer(
      recorded: "\(version) 012-version", "\(version) 040-tags", "\(version) 041-show-known",
      "\(version) 101-ps-loaded")
    try with(server.host) { place in
      let list = try place.crm.run(["model", "list"])
      #expect(list.status == .exited(0), "\(list.errors)")
      let models = try list.output.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8)) }
      #expect(models.count == 13)
      // The smallest one finds facts, the largest one talks, the one for vectors makes them.
      func roles(_ name: String) -> JSON? { models.first { $0["name"]?.string == name }?["roles"] }
      #expect(roles("tiny:latest") == ["extract"])
      #expect(roles("tiny-embed:latest") == ["embed"])
      #expect(models.allSatisfy { $0["digest"]?.string?.count == 64 })
      #expect(models.allSatisfy { $0["modified_at"]?.string?.hasSuffix("Z") == true })

      let shown = try JSONParser.parse(try place.crm.run(["model", "show", "chain"]).outputBytes)
      #expect(shown["context_length"] == 8192)
      #expect(shown["capabilities"] == ["completion"])
      #expect(shown["name"] == "chain:latest")

      let loaded = try JSONParser.parse(try place.crm.run(["model", "ps"]).outputBytes)
      #expect(loaded["name"] == "chain:latest")
      // Servers before 0.24 do not say how much of the context is loaded.
      #expect((loaded["context_length"] == .null) == (version == "v0.9.6"))
    }
  }

  @Test func aModelIsChosenAndTheChoiceTakenBack() throws {
    let server = try LoopbackServer(
      recorded: "v0.32.15 012-version", "v0.32.15 040-tags", "v0.32.15 041-show-known")
    try with(server.host) { place in
      let used = try place.crm.run(["model", "use", "extract", "chain"])
      #expect(
        used.output.hasPrefix(#"{"name":"model.extract","value":"chain","origin":"database""#),
        "\(used.errors)")
      let list = try place.crm.run(["model", "list"]).output.split(separator: "\n")
      #expect(
        list.contains { $0.contains(#""name":"chain:latest""#) && $0.contains(#""roles":["extract"]"#) })
      // It makes no vectors.
      let unfit = try place.crm.run(["model", "use", "embed", "chain"])
      #expect(unfit.status == .exited(5))
      #expect(try failure(unfit).message == "the model 'chain' cannot do this: embedding")
      #expect(try place.crm.run(["undo"]).status == .exited(0))
      #expect(try place.crm.run(["config", "get", "model.extract"]).output.contains(#""origin":"default""#))
      // A dry run shows the Plan.
      let plan = try place.crm.run(["model", "use", "extract", "chain", "--dry-run"])
      #expect(plan.output.hasPrefix(#"{"type":"plan""#))
    }
  }

  @Test func aHealthySetUpIsFoundHealthy() throws {
    let names = ["012-version", "040-tags", "043-show-tools-model", "042-show-embed"]
    let exchanges = try names.map { try RecordedExchange.named("v0.32.15 \($0)") }
    let server = try LoopbackServer { request in
      let fitting = exchanges.filter { $0.path == request.path }
      // Of the two that were shown the one for vectors is the last.
      return (request.text.contains("embed") ? fitting.last : fitting.first)?.reply ?? .whole(404)
    }
    try with(server.host) { place in
      #expect(try place.crm.run(["contact", "add", "Ann Lee"]).status == .exited(0))
      let result = try place.crm.run(["--engine", "ollama", "doctor"])
      #expect(result.status == .exited(0))
      let checks = try result.output.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8)) }
      #expect(
        checks.map { $0["name"]?.string } == [
          "database", "permissions", "settings", "server.ollama", "model.extract", "model.chat",
          "model.embed",
        ])
      #expect(checks.allSatisfy { $0["status"] == "ok" && $0["remedy"] == .null }, "\(result.output)")
      #expect(checks.last?["detail"]?.string?.contains("vectors of 32 numbers") == true)
    }
  }

  // MARK: Servers that do not

  @Test func nobodyAnswers() throws {
    try with("127.0.0.1:1") { place in
      let list = try place.crm.run(["model", "list"])
      #expect(list.status == .exited(6))
      let error = try failure(list)
      #expect(error.message == "no model server was reached: nothing answers at 127.0.0.1, port 1")
      #expect((error.code, error.hint) == ("model", "ollama serve"))
      // The built-in engine works; who asks for another one is told that it does not.
      let doctor = try place.crm.run(["doctor"])
      #expect(doctor.status == .exited(0))
      #expect(doctor.output.contains(#""name":"server.ollama","status":"warn""#))
      #expect(try place.crm.run(["doctor", "--engine", "ollama"]).status == .exited(6))
      // A choice can be made before there is a server.
      let used = try place.crm.run(["model", "use", "chat", "later"])
      #expect(used.status == .exited(0))
      #expect(used.errors.hasPrefix("whether there is such a model is not known: "))
    }
  }

  @Test func anotherServerIsThere() throws {
    let server = try LoopbackServer { _ in .whole(404, ["Content-Type: text/html"], "<h1>Not found</h1>") }
    try with(server.host) { place in
      let list = try place.crm.run(["model", "list"])
      #expect(list.status == .exited(6))
      #expect(try failure(list).message == "what answers is no model server: HTTP 404")
      #expect(try failure(list).hint == "unset OLLAMA_BASE_URL OLLAMA_HOST")
    }
  }

  @Test func theModelIsNotThereInWhicheverWords() throws {
    for words in ["model 'nosuch' not found", #"model \"nosuch\" not found, try pulling it first"#] {
      let server = try LoopbackServer { request in
        request.path == "/api/version"
          ? .whole(200, [], #"{"version":"0.9.6"}"#) : .whole(404, [], #"{"error":"\#(words)"}"#)
      }
      try with(server.host) { place in
        let shown = try place.crm.run(["model", "show", "nosuch"])
        #expect(shown.status == .exited(6))
        #expect(try failure(shown) == ("model", "the server has no model 'nosuch'", "crm model pull nosuch"))
      }
    }
  }

  @Test func theServerRefusesRequestsFromHere() throws {
    let refusal = try RecordedExchange.named("v0.9.6 623-host-header")
    let server = try LoopbackServer { _ in refusal.reply }
    try with(server.host) { place in
      let list = try place.crm.run(["model", "list"])
      #expect(list.status == .exited(6))
      #expect(try failure(list).message == "the server refuses requests from here (403)")
    }
  }

  @Test func anotherMachineIsNotAskedUnlessThatIsAllowed() throws {
    try with("http://192.0.2.1:11434") { place in
      let list = try place.crm.run(["model", "list"])
      #expect(list.status == .exited(6))
      let error = try failure(list)
      #expect(error.message.hasSuffix("192.0.2.1 is not this machine, and nothing is sent elsewhere"))
      #expect(error.hint == "crm config set allow_remote yes")
    }
    let server = try LoopbackServer { _ in
      .whole(302, ["Location: http://192.0.2.1:11434/api/version"], "")
    }
    try with(server.host) { place in
      let list = try place.crm.run(["model", "list"])
      #expect(list.status == .exited(6))
      #expect(
        try failure(list).message.hasSuffix("192.0.2.1 is not this machine, and nothing is sent elsewhere"))
    }
  }

  @Test func aBrokenDatabaseIsWorseThanABrokenServer() throws {
    try with("127.0.0.1:1") { place in
      try place.folder.write("no database", to: "crm.db")
      let doctor = try place.crm.run(["doctor", "--engine", "ollama"])
      #expect(doctor.status == .exited(1))
      #expect(doctor.output.contains(#""name":"database","status":"fail""#))
      #expect(doctor.output.contains(#""name":"permissions","status":"warn""#))
      #expect(doctor.output.contains("chmod 600 "))
    }
  }

  // MARK: Downloads

  private static let layer = (1...9).map {
    #"{"status":"pulling 6a0746a1ec1a","digest":"sha256:6a","total":4000000000,"completed":\#($0)00000000}"#
      + "\n"
  }

  /// A server that downloads a model in so many lines.
  private func pulling(_ lines: [String], pause: Int = 0) throws -> LoopbackServer {
    let others = try ["012-version", "040-tags", "041-show-known"].map {
      try RecordedExchange.named("v0.32.15 \($0)")
    }
    return try LoopbackServer { request in
      request.path == "/api/pull"
        ? .chunked(200, [], lines, pause: pause)
        : others.first { $0.path == request.path }?.reply ?? .whole(404)
    }
  }

  @Test func aModelIsDownloaded() throws {
    let lines = [#"{"status":"pulling manifest"}"# + "\n"] + Self.layer + [#"{"status":"success"}"# + "\n"]
    let server = try pulling(lines, pause: 230)
    try with(server.host) { place in
      let piped = try place.crm.start(["model", "pull", "chain"])
      let watched = try place.crm.run(["model", "pull", "chain"], errors: .terminal)
      let result = try piped.wait()
      #expect((result.status, result.errors) == (.exited(0), ""))
      #expect(result.output.hasPrefix(#"{"type":"model","name":"chain:latest""#))
      #expect(watched.status == .exited(0))
      #expect(
        watched.screen.contains(
          /pulling 6a0746a1ec1a \[#+ +\] \d+ %, \d+ MB of 4\.0 GB, \d+ MB\/s, \d+ s left/),
        "\(watched.screen)")
      #expect(watched.screen.hasSuffix("\r\u{1b}[K"))
    }
  }

  @Test func aDownloadThatFailsInTheMiddleIsAFailure() throws {
    let failed = try RecordedExchange.named("v0.9.6 600-pull-no-network")
    let server = try pulling([failed.body])
    try with(server.host) { place in
      let pulled = try place.crm.run(["model", "pull", "nosuch"])
      #expect(pulled.status == .exited(6))
      #expect(pulled.output == "")
      #expect(try failure(pulled).message.contains("pull model manifest: Get"))
    }
    // So is one that ends without saying that it is done.
    let cut = try pulling(Self.layer)
    try with(cut.host) { place in
      let pulled = try place.crm.run(["model", "pull", "chain"])
      #expect(pulled.status == .exited(6))
      #expect(try failure(pulled).message == "the answer broke off")
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsADownload(signal: Int32) throws {
    let server = try pulling(Self.layer + [#"{"status":"success"}"#], pause: 3_000)
    try with(server.host) { place in
      let pulling = try place.crm.start(["model", "pull", "chain"], errors: .terminal)
      try pulling.read(until: "6a0746a1ec1a", from: .screen)
      let start = ContinuousClock.now
      pulling.send(signal)
      let result = try pulling.wait()
      #expect(result.status == .killed(signal: signal))
      #expect(ContinuousClock.now - start < .seconds(2))
      #expect(result.output == "")
    }
  }

  @Test func whatAServerSaysCannotControlTheTerminal() throws {
    let server = try pulling([#"{"status":"\u001b[2Jpulling"}"# + "\n", #"{"error":"\u001b]0;gone"}"# + "\n"])
    try with(server.host) { place in
      let pulled = try place.crm.run(["model", "pull", "chain"], output: .terminal, errors: .terminal)
      #expect(pulled.status == .exited(6))
      #expect(pulled.screen.contains("<U+001B>[2Jpulling"))
      #expect(!pulled.screen.contains("\u{1b}]"))
      #expect(!pulled.screen.contains("\u{1b}[2J"))
    }
  }
}
