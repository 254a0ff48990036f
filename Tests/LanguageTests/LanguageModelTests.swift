import Bytes
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Language

/// A model that is asked: in the shape that is wanted, nothing twice, and with a line for each call.
struct LanguageModelTests {
  /// A ledger in memory, which remembers as a database does.
  private final class Notebook: Ledger {
    var answers: [[UInt8]: JSONObject] = [:]
    var calls: [LanguageCall] = []

    func answer(under key: [UInt8]) -> JSONObject? { answers[key] }

    func note(_ call: LanguageCall, keeping kept: (key: [UInt8], answer: JSONObject)?) {
      calls.append(call)
      if let kept { answers[kept.key] = kept.answer }
    }
  }

  private let notebook = Notebook()

  private func model(
    at server: LoopbackServer, digest: String? = "d1", options: GenerationOptions = GenerationOptions()
  ) -> LanguageModel {
    var info = ModelInfo(name: "m")
    info.digest = digest
    let connection = Connection(
      address: "http://\(server.host)", key: nil,
      client: HTTPClient(policy: .loopback, isCancelled: { false }), patience: Patience { _ in })
    return LanguageModel(
      info, of: .ollama, at: OllamaServer(connection), options: options, ledger: notebook,
      milliseconds: { 0 })
  }

  private func question(_ text: String = "hi", version: String = "1") -> Question {
    Question("test", version: version, [Message(.user, text)])
  }

  private static func line(_ text: String) -> String {
    let message = JSON.object(["role": "assistant", "content": .string(text)]).text
    return #"{"model":"m","message":\#(message),"done":true,"prompt_eval_count":90,"eval_count":3}"# + "\n"
  }

  /// A server that says the same to everybody.
  private func server(_ text: String) throws -> LoopbackServer {
    try LoopbackServer { _ in .chunked(200, [], [Self.line(text)]) }
  }

  private let facts = Schema(
    name: "facts", ["type": "object", "properties": ["a": ["type": "integer"]], "required": ["a"]])

  // MARK: Shapes

  @Test func aSchemaIsSentAndShown() throws {
    let server = try server(#"{"a":1}"#)
    #expect(try model(at: server).object(question(), of: facts).object == ["a": 1])
    let sent = try JSONParser.parse(try #require(server.requests.first).body)
    #expect(sent["format"] == .object(facts.json))
    #expect(sent["messages"]?.array?.first?["content"]?.string?.contains(#""required":["a"]"#) == true)
    #expect(sent["tools"] == nil)
  }

  @Test func aWrongShapeIsAskedForOnceMore() throws {
    let server = try LoopbackServer { request in
      .chunked(200, [], [Self.line(request.text.contains("not of the shape") ? #"{"a":1}"# : #"{"a":"x"}"#)])
    }
    var options = GenerationOptions()
    options.thinking = false
    let model = model(at: server, options: options)
    #expect(try model.object(question(), of: facts).object == ["a": 1])
    #expect(server.requests.count == 2)
    #expect(server.requests[1].text.contains(#"/a should be integer, not \"x\""#))
    // Thoughts may have stood in the way.
    #expect(server.requests[0].text.contains(#""think":false"#))
    #expect(!server.requests[1].text.contains(#""think""#))
    #expect(notebook.calls.map(\.outcome) == ["wrong shape", "ok"])
    // What was right in the end is the answer to the question.
    #expect(try model.object(question(), of: facts).answer.isKept)
    #expect(server.requests.count == 2)
  }

  @Test func aShapeThatStaysWrongFailsAndIsNotKept() throws {
    let server = try server("I cannot do that.")
    #expect(
      throws: LanguageError.wrongShape(
        SchemaProblem(path: "/", expected: "a JSON object", found: "I cannot do that."))
    ) { try model(at: server).object(question(), of: facts) }
    #expect(server.requests.count == 2)
    #expect(notebook.answers.isEmpty)
    #expect(notebook.calls.map(\.outcome) == ["wrong shape", "wrong shape"])
  }

  // MARK: Nothing twice

  @Test func whatWasAskedBeforeIsToldAgain() throws {
    let server = try server("Yes.")
    var told: [ChatEvent] = []
    for _ in 0..<2 { _ = try model(at: server).answer(question()) { told.append($0) } }
    #expect(told == [.text("Yes."), .text("Yes.")])
    #expect(server.requests.count == 1)
    let call = try #require(notebook.calls.first)
    #expect((call.purpose, call.version, call.model, call.digest) == ("test", "1", "m", "d1"))
    #expect((call.usage.promptTokens, call.usage.answerTokens) == (90, 3))
    #expect((call.prompt, call.answer) == ("user: hi", "Yes."))
  }

  @Test func callsOfToolsAreKept() throws {
    let server = try LoopbackServer { _ in
      let line =
        #"{"message":{"content":"","tool_calls":[{"id":"x","function":{"name":"query","arguments":{"n":1}}}]},"done":true}"#
      return .chunked(200, [], [line + "\n"])
    }
    var asking = question()
    asking.tools = [Tool(name: "query", help: "Reads", parameters: ["type": "object"])]
    let model = model(at: server)
    let (first, second) = (try model.answer(asking), try model.answer(asking))
    #expect(first.calls == [ToolCall(id: "x", name: "query", arguments: ["n": 1])])
    #expect(second.calls == first.calls)
    #expect((first.isKept, second.isKept) == (false, true))
  }

  /// Whatever the answer depends on makes it another question; how long the model stays in memory does not.
  @Test func anotherQuestionIsAsked() throws {
    let server = try server("Yes.")
    var warm = GenerationOptions()
    warm.temperature = 0.5
    var brief = GenerationOptions()
    brief.keepAlive = "1s"
    var wide = GenerationOptions()
    wide.contextLength = 4096
    let others: [() throws -> ChatAnswer] = [
      { try model(at: server).answer(question()) },
      { try model(at: server, digest: "d2").answer(question()) },
      { try model(at: server, digest: nil).answer(question()) },
      { try model(at: server).answer(question(version: "2")) },
      { try model(at: server).answer(question("ho")) },
      { try model(at: server, options: warm).answer(question()) },
      { try model(at: server, options: wide).answer(question()) },
    ]
    for (number, ask) in others.enumerated() {
      let answer = try ask()
      #expect(!answer.isKept)
      #expect(server.requests.count == number + 1)
    }
    #expect(try model(at: server, options: brief).answer(question()).isKept)
    #expect(server.requests.count == 7)
  }

  @Test func failuresAreLoggedByTheirKindAlone() throws {
    let server = try LoopbackServer { _ in .whole(500, [], #"{"error":"secret words"}"#) }
    #expect(throws: LanguageError.self) { try model(at: server).answer(question()) }
    #expect(notebook.calls.map(\.outcome) == ["server error"])
    #expect(notebook.calls.map(\.answer) == [""])
    #expect(notebook.answers.isEmpty)
  }

  // MARK: Many

  @Test func manyAreAskedInOrderAndOnceEach() throws {
    let server = try LoopbackServer { request in
      let text = (try? JSONParser.parse(request.body))?["messages"]?.array?.last?["content"]?.string ?? ""
      // One has to be asked twice, one cannot be answered.
      if text == "13" { return .chunked(200, [], [Self.line("thirteen")]) }
      if text == "17" { return .whole(404, [], #"{"error":"model 'm' not found"}"#) }
      let number = text.contains("not of the shape") ? 13 : Int(text) ?? 0
      return .chunked(200, [], [Self.line(#"{"a":\#(number)}"#)], pause: number % 5)
    }
    let model = model(at: server)
    // Some are known, at the beginning, in the middle and at the end of what is taken at once.
    for number in [0, 1, 40, 41, 63, 64, 149] { _ = try model.object(question("\(number)"), of: facts) }
    let before = server.requests.count
    var told: [Int?] = []
    try model.objects((0..<150).lazy.map { question("\($0)") }, of: facts, atOnce: 8) { index, result in
      #expect(index == told.count)
      told.append((try? result.get().object["a"]?.int64).map { Int($0) })
    }
    #expect(told == (0..<150).map { $0 == 17 ? nil : $0 })
    #expect(server.requests.count - before == 150 - 7 + 1)
    #expect(notebook.calls.count { $0.outcome == "model missing" } == 1)

    let again = server.requests.count
    try model.objects((0..<16).lazy.map { question("\($0)") }, of: facts, atOnce: 8) { _, result in
      let answer = try result.get().answer
      #expect(answer.isKept)
    }
    #expect(server.requests.count == again)
  }

  @Test func vectorsAreLogged() throws {
    let server = try LoopbackServer { _ in .whole(200, [], #"{"embeddings":[[3,4]]}"#) }
    #expect(try model(at: server).vectors(["a"], purpose: "embed") == [[0.6, 0.8]])
    #expect(server.requests.first?.text.contains(#""num_ctx":8192"#) == true)
    #expect(throws: LanguageError.self) { try model(at: server).vectors(["a", "b"], purpose: "embed") }
    #expect(notebook.calls.map(\.outcome) == ["ok", "server error"])
  }
}
