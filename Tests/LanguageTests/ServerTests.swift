import Bytes
import HTTP

import Synchronization
import TestSupport
import Testing

@testable import Language

/// Conversations with servers that behave well and badly.
struct ServerTests {
  private func ollama(
    _ server: LoopbackServer, key: String? = nil, sleeps: @escaping (Int) -> Void = { _ in }
  )
    -> OllamaServer
  {
    OllamaServer(
      Connection(
        address: server.url("").withoutSlash, key: key,
        client: HTTPClient(policy: .loopback, isCancelled: { false }), patience: Patience { sleeps($0) }))
  }

  private func openAI(_ server: LoopbackServer, key: String? = nil) -> OpenAIServer {
    OpenAIServer(
      Connection(
        address: server.url("/v1"), key: key, client: HTTPClient(policy: .loopback, isCancelled: { false }),
        patience: Patience { _ in }))
  }

  private func request(_ text: String = "hi") -> ChatRequest {
    ChatRequest("m", [Message(.user, text)], GenerationOptions())
  }

  private static func line(_ text: String, done: Bool = true) -> String {
    let message = JSON.object(["role": "assistant", "content": .string(text)]).text
    return #"{"model":"m","message":\#(message),"done":\#(done)\#(done ? #","done_reason":"stop""# : "")}"#
      + "\n"
  }

  // MARK: What is sent

  @Test func nothingIsLeftToTheServersDefaults() throws {
    let server = try LoopbackServer { _ in .chunked(200, [], [Self.line("yes")]) }
    var request = request()
    request.options.keepAlive = "300"
    request.options.thinking = false
    _ = try ollama(server, key: "secret").chat(request) { _ in }
    let sent = try #require(server.requests.first)
    #expect(sent.path == "/api/chat")
    #expect(sent["authorization"] == "Bearer secret")
    #expect(
      sent.text == """
        {"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true,"truncate":false,\
        "options":{"num_ctx":8192,"num_predict":2048,"temperature":0,"seed":0},"keep_alive":300,"think":false}
        """)
  }

  // MARK: Lengths

  @Test func aPromptThatDoesNotFitIsNotSent() throws {
    let server = try LoopbackServer { _ in .chunked(200, [], [Self.line("yes")]) }
    let text = String(repeating: "word ", count: 10_000)
    #expect(throws: LanguageError.self) { try ollama(server).chat(request(text)) { _ in } }
    #expect(server.requests.isEmpty)
  }

  @Test(arguments: [
    (4, true), (100, true), (400, false), (8192, true),
  ])
  func aPromptThatWasCutIsNoticed(_ count: Int, _ isCut: Bool) throws {
    let text = String(repeating: "customer ", count: 500)
    let server = try LoopbackServer { _ in
      let line =
        #"{"message":{"content":"ok"},"done":true,"done_reason":"stop","prompt_eval_count":\#(count)}"#
      return .chunked(200, [], [line + "\n"])
    }
    let answer = Result { try ollama(server).chat(request(text)) { _ in } }
    #expect((try? answer.get()) == nil ? isCut : !isCut)
  }

  // MARK: Bad days

  @Test func aFullQueueIsWaitedFor() throws {
    let count = Mutex(0)
    let server = try LoopbackServer { _ in
      let number = count.withLock {
        $0 += 1
        return $0
      }
      return number < 3 ? .whole(503, [], #"{"error":"server busy"}"#) : .chunked(200, [], [Self.line("yes")])
    }
    let waits = Mutex<[Int]>([])
    let answer = try ollama(server, sleeps: { wait in waits.withLock { $0.append(wait) } }).chat(request()) {
      _ in
    }
    #expect(answer.text == "yes")
    #expect(waits.withLock { $0 } == [500, 1000])
  }

  @Test func aFullQueueIsNotWaitedForForEver() throws {
    let server = try LoopbackServer { _ in .whole(503, [], #"{"error":"server busy"}"#) }
    #expect(throws: LanguageError.busy) { try ollama(server).chat(request()) { _ in } }
    #expect(server.requests.count == 6)
  }

  @Test func anAnswerThatHasBegunIsNotBegunAgain() throws {
    let reply = ServerReply.chunked(200, [], [Self.line("half", done: false), Self.line("", done: true)])
    let server = try LoopbackServer { _ in reply.cut(after: reply.byteCount - 60) }
    var told: [ChatEvent] = []
    #expect(throws: HTTPError.self) { try ollama(server).chat(request()) { told.append($0) } }
    #expect(told == [.text("half")])
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [
    ("{\"error\":\"model died\"}\n", LanguageError.serverError(status: 200, "model died")),
    ("{\"message\":{\"content\":\"x\"},\"done\":false}\n", .incomplete(.brokenOff)),
    ("not json\n", .unreadable("not json")),
    ("{\"message\":{\"content\":\"\"},\"done\":true}\n", .incomplete(.empty)),
    ("{\"message\":{\"content\":\"x\"},\"done\":true,\"done_reason\":\"length\"}\n", .incomplete(.tooLong)),
  ])
  func badStreams(_ body: String, _ error: LanguageError) throws {
    let server = try LoopbackServer { _ in .chunked(200, [], [body]) }
    #expect(throws: error) { try ollama(server).chat(request()) { _ in } }
  }

  @Test func theKeyIsInNoError() throws {
    let server = try LoopbackServer { _ in .whole(401, [], #"{"error":{"message":"Invalid API Key"}}"#) }
    let error = #expect(throws: LanguageError.self) {
      try openAI(server, key: "sk-secret").chat(request()) { _ in }
    }
    #expect(error?.description == "the server answered 401: Invalid API Key")
    #expect(server.requests.first?["authorization"] == "Bearer sk-secret")
  }

  // MARK: Tools and events

  @Test func callsComeInFragments() throws {
    let events = [
      #"data: {"choices":[{"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"a","function":{"name":"query","arguments":"{\"f"}}]}}]}"#,
      ": ping",
      #"data:{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"rom\":\"deal\"}"}},{"index":1,"function":{"name":"show","arguments":""}}]}}]}"#,
      "event: x", "",
      #"data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}"#,
      #"data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}"#, "data: [DONE]",
    ]
    let server = try LoopbackServer { _ in .chunked(200, [], events.map { $0 + "\r\n\r\n" }) }
    var asking = request()
    asking.shape = .tools([Tool(name: "query", help: "Reads", parameters: ["type": "object"])])
    let answer = try openAI(server).chat(asking) { _ in }
    #expect(
      answer.calls == [
        ToolCall(id: "a", name: "query", arguments: ["from": "deal"]),
        ToolCall(id: "call_1", name: "show", arguments: [:]),
      ])
    #expect(answer.usage.promptTokens == 3)
  }

  // MARK: Many

  @Test func manyAtOnceComeInOrder() throws {
    let tries = Mutex<[String: Int]>([:])
    let server = try LoopbackServer { request in
      let text = (try? JSONParser.parse(request.body))?["messages"]?.array?.last?["content"]?.string ?? ""
      let count = tries.withLock {
        $0[text, default: 0] += 1
        return $0[text] ?? 0
      }
      if text == "7", count == 1 { return .whole(503, [], "{}") }
      if text == "9" { return .whole(404, [], #"{"error":"model 'm' not found"}"#) }
      return .chunked(
        200, [], [Self.line("re ", done: false), Self.line(text)], pause: (Int(text) ?? 0) % 5 * 3)
    }
    var told: [String] = []
    try ollama(server).chats((0..<64).lazy.map { request("\($0)") }, atOnce: 8) { index, result in
      #expect(index == told.count)
      switch result {
      case .success(let answer): told.append(answer.text)
      case .failure(let error): told.append("\(error)")
      }
    }
    #expect(told == (0..<64).map { $0 == 9 ? "the server has no model 'm'" : "re \($0)" })
  }

  @Test func vectorsAreOfUnitLengthAndOneWidth() throws {
    let server = try LoopbackServer { _ in .whole(200, [], #"{"embeddings":[[3,4],[0,2]]}"#) }
    #expect(
      try ollama(server).embed(["a", "b"], model: "m", options: GenerationOptions()) == [
        [0.6, 0.8], [0, 1],
      ])
    #expect(throws: LanguageError.self) {
      try ollama(server).embed(["a"], model: "m", options: GenerationOptions())
    }
    let odd = try LoopbackServer { _ in .whole(200, [], #"{"embeddings":[[3,4],[1]]}"#) }
    #expect(throws: LanguageError.self) {
      try ollama(odd).embed(["a", "b"], model: "m", options: GenerationOptions())
    }
  }
}
