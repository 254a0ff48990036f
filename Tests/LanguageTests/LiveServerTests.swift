import Bytes
import Foundation
import HTTP
import Language
import TestSupport
import Testing

/// The clients against servers that really run, where the environment says that there is one.
///
/// `Scripts/check-servers` starts a llama.cpp server with a model of a few kilobytes and sets the addresses. What a model
/// says is not tested, only that it comes over whole.
struct LiveServerTests {
  /// A server that the environment names, with models for what is asked of it.
  struct Live: CustomTestStringConvertible, Sendable {
    let isOllama: Bool
    let address: String
    let key: String?
    let vectors: String?

    var testDescription: String { address }

    /// `CRM_TEST_OLLAMA_URL`, and `CRM_TEST_OPENAI_URL` with `CRM_TEST_OPENAI_KEY` and, where vectors have a server of
    /// their own, `CRM_TEST_OPENAI_VECTORS_URL`.
    static let all: [Live] = {
      let environment = ProcessInfo.processInfo.environment
      let ollama = environment["CRM_TEST_OLLAMA_URL"].map {
        Live(isOllama: true, address: $0, key: nil, vectors: $0)
      }
      let openAI = environment["CRM_TEST_OPENAI_URL"].map {
        Live(
          isOllama: false, address: $0, key: environment["CRM_TEST_OPENAI_KEY"],
          vectors: environment["CRM_TEST_OPENAI_VECTORS_URL"] ?? $0)
      }
      return [ollama, openAI].compactMap { $0 }
    }()

    func server(_ address: String? = nil, key: String? = nil) -> any LanguageServer {
      let connection = Connection(
        address: address ?? self.address, key: key ?? self.key,
        client: HTTPClient(policy: .loopback, isCancelled: { false }),
        patience: Patience { usleep(UInt32($0) * 1000) })
      return isOllama ? OllamaServer(connection) : OpenAIServer(connection)
    }

    func model(_ role: ModelRole, of server: any LanguageServer) throws -> String {
      try info(role, of: server).name
    }

    private var engine: Engine { isOllama ? .ollama : .openai }

    private func info(_ role: ModelRole, of server: any LanguageServer) throws -> ModelInfo {
      // No server has a model without a name, so the one that fits best is taken.
      let candidate = EngineChoice.Candidate(engine, server, model: "", isReplaceable: true)
      return try #require(EngineChoice.automatic(role, [candidate]).model).info
    }

    /// A model that is asked anew each time.
    func languageModel(_ role: ModelRole) throws -> LanguageModel {
      struct Forgetful: Ledger {
        func answer(under key: [UInt8]) -> JSONObject? { nil }
        func note(_ call: LanguageCall, keeping kept: (key: [UInt8], answer: JSONObject)?) {}
      }
      let server = server()
      return LanguageModel(
        try info(role, of: server), of: engine, at: server, options: options, ledger: Forgetful(),
        milliseconds: { 0 })
    }

    private var options: GenerationOptions {
      var options = GenerationOptions()
      options.contextLength = 1024
      options.answerLimit = 256
      return options
    }

    func request(_ text: String = "Say hello.") throws -> ChatRequest {
      ChatRequest(try model(.chat, of: server()), [Message(.user, text)], options)
    }
  }

  // MARK: Chat

  @Test(arguments: Live.all) func anAnswerComesInPieces(_ live: Live) throws {
    var told = ""
    let answer = try live.server().chat(try live.request()) { event in
      if case .text(let text) = event { told += text }
    }
    #expect(!told.isEmpty)
    #expect(answer.text == told)
    #expect(answer.finish == "stop")
    #expect((answer.usage.promptTokens ?? 0) > 0)
    #expect((answer.usage.answerTokens ?? 0) > 0)
  }

  @Test(arguments: Live.all) func manyAreAskedAtOnce(_ live: Live) throws {
    let request = try live.request()
    var texts: [String] = []
    try live.server().chats(Array(repeating: request, count: 12), atOnce: 4) { _, result in
      texts.append(try result.get().text)
    }
    #expect(texts.count == 12)
    #expect(Set(texts).count == 1)
  }

  @Test(arguments: Live.all) func anAnswerIsOfItsSchema(_ live: Live) throws {
    let schema = Schema(
      name: "verdict",
      [
        "type": "object",
        "properties": [
          "kind": ["type": "string", "enum": ["call", "meeting"]], "sure": ["type": "boolean"],
        ],
        "required": ["kind", "sure"], "additionalProperties": false,
      ])
    let question = Question("test", version: "1", [Message(.user, "We met. Which kind was it?")])
    let (object, _) = try live.languageModel(.chat).object(question, of: schema)
    #expect(["call", "meeting"].contains(object["kind"]?.string))
    #expect(object["sure"]?.bool != nil)
  }

  @Test(arguments: Live.all) func aPersonWhoHasReadEnoughLeavesTheServerFree(_ live: Live) throws {
    struct Enough: Error {}
    let server = live.server()
    let request = try live.request()
    #expect(throws: Enough.self) { try server.chat(request) { _ in throw Enough() } }
    #expect(try !server.chat(request) { _ in }.text.isEmpty)
  }

  // MARK: Refusals

  @Test(arguments: Live.all) func anAnswerIsNotCutUnseen(_ live: Live) throws {
    var request = try live.request()
    request.options.answerLimit = 1
    #expect(throws: LanguageError.incomplete(.tooLong)) { try live.server().chat(request) { _ in } }
  }

  @Test(arguments: Live.all) func aPromptThatIsTooLongIsRefused(_ live: Live) throws {
    var request = try live.request(String(repeating: "customer ", count: 20_000))
    // As if the context were large enough, so that it is the server that says no.
    if !live.isOllama { request.options.contextLength = 1 << 20 }
    let error = #expect(throws: LanguageError.self) { try live.server().chat(request) { _ in } }
    guard case .promptTooLong = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: Live.all.filter { $0.key != nil }) func aWrongKeyIsRefused(_ live: Live) throws {
    let request = try live.request()
    let error = #expect(throws: LanguageError.self) {
      try live.server(key: "wrong").chat(request) { _ in }
    }
    guard case .serverError(status: 401, let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!words.isEmpty)
    #expect(!words.contains("wrong"))
  }

  @Test(arguments: Live.all.filter(\.isOllama)) func aModelThatIsNotThereIsMissed(_ live: Live) throws {
    var request = try live.request()
    request.model = "no-such-model"
    #expect(throws: LanguageError.modelMissing("no-such-model")) { try live.server().chat(request) { _ in } }
  }

  // MARK: Vectors

  @Test(arguments: Live.all) func vectorsComeInOrder(_ live: Live) throws {
    let server = live.server(live.vectors)
    let texts = ["the price of the offer", "zebra", "the price of the offer"]
    let vectors = try server.embed(
      texts, model: try live.model(.embed, of: server), options: GenerationOptions())
    #expect(vectors.count == 3)
    #expect(vectors[0] == vectors[2])
    #expect(vectors[0] != vectors[1])
    for vector in vectors { #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 0.001) }
  }
}
