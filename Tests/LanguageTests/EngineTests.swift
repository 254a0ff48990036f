import HTTP
import TestSupport
import Testing

@testable import Language

/// Which engine works, and which model.
struct EngineTests {
  private func server(_ address: String, isCancelled: Bool = false) -> OllamaServer {
    OllamaServer(
      Connection(
        address: address, key: nil, client: HTTPClient(policy: .loopback, isCancelled: { isCancelled }),
        patience: Patience { _ in }))
  }

  private func candidate(_ address: String, _ model: String, isReplaceable: Bool = true)
    -> EngineChoice.Candidate
  {
    EngineChoice.Candidate(.ollama, server(address), model: model, isReplaceable: isReplaceable)
  }

  /// A server with models, as a recorded one lists them.
  private func tags() throws -> LoopbackServer { try LoopbackServer(recorded: "v0.32.15 040-tags") }

  @Test func theModelThatIsSetIsTaken() throws {
    let server = try tags()
    let choice = try EngineChoice.automatic(
      .chat, [candidate("http://\(server.host)", "CHAIN", isReplaceable: false)])
    #expect(choice.engine == .ollama)
    #expect(choice.model?.info.name == "chain:latest")
    #expect(choice.model?.info.digest?.count == 64)
    #expect(choice.reason == "http://\(server.host) answers and has 'chain:latest'")
    #expect(!choice.isFallback)
  }

  @Test(arguments: [
    (ModelRole.extract, "tiny:latest"), (.chat, "chain-tool:latest"), (.embed, "tiny-embed:latest"),
  ])
  func anotherOneDoesWhereNoneIsSet(_ role: ModelRole, _ name: String) throws {
    let server = try tags()
    let choice = try EngineChoice.automatic(role, [candidate("http://\(server.host)", "nosuch")])
    #expect(choice.model?.info.name == name)
  }

  @Test func withoutTheModelTheBuiltInEngineWorks() throws {
    let server = try tags()
    let wanted = candidate("http://\(server.host)", "nosuch", isReplaceable: false)
    let choice = try EngineChoice.automatic(.chat, [wanted])
    #expect(choice.engine == .builtin)
    #expect(choice.model == nil)
    #expect(choice.isFallback)
    #expect(choice.reason == "http://\(server.host): the server has no model 'nosuch'")
    #expect(throws: LanguageError.modelMissing("nosuch")) { try wanted.choice(.chat) }
  }

  @Test func theNextServerIsTried() throws {
    let server = try tags()
    let choice = try EngineChoice.automatic(
      .chat, [candidate("http://127.0.0.1:1", "chain"), candidate("http://\(server.host)", "chain")])
    #expect(choice.model?.server.address == "http://\(server.host)")
    let none = try EngineChoice.automatic(.chat, [candidate("http://127.0.0.1:1", "chain")])
    #expect(none.reason == "http://127.0.0.1:1: nothing answers at 127.0.0.1, port 1")
  }

  @Test func anInterruptionIsNoReasonForAnotherEngine() throws {
    let server = try tags()
    let candidate = EngineChoice.Candidate(
      .ollama, self.server("http://\(server.host)", isCancelled: true), model: "chain", isReplaceable: true)
    #expect(throws: HTTPError.cancelled) { try EngineChoice.automatic(.chat, [candidate]) }
  }
}
