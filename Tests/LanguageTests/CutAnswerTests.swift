import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Language

/// Answers that end too early, at any byte.
struct CutAnswerTests {
  @Test func noRecordedStreamIsWholeBeforeItsEnd() throws {
    var checked = 0
    for exchange in RecordedExchange.all where (200..<300).contains(exchange.status) {
      switch exchange.path {
      case "/api/chat": try feed(exchange, OllamaChatDecoder(model: "m")) { _ = try $0.answer() }
      case "/v1/chat/completions": try feed(exchange, OpenAIChatDecoder(model: "m")) { _ = try $0.answer() }
      case "/api/pull": try feed(exchange, PullDecoder(model: "m") { _ in }) { _ in }
      default: continue
      }
      checked += 1
    }
    #expect(checked > 180)
  }

  /// Gives a decoder byte after byte and ends the answer after each; `answer` fails when there is none then.
  private func feed<Decoder: HTTPReceiver>(
    _ exchange: RecordedExchange, _ decoder: Decoder, answer: (Decoder) throws -> Void
  ) throws {
    var decoder = decoder
    let bytes = Array(exchange.body.utf8)
    try decoder.begin(HTTPHead(status: 200, headers: []))
    // White space after the last line, and the mark behind a reason to finish, take nothing from an answer.
    let text = exchange.body.trimmingSuffix { $0.isWhitespace }
    let end = text.hasSuffix("[DONE]") ? text.utf8.count : text.utf8.count + 1
    for (position, byte) in bytes.enumerated() {
      var isWhole = false
      var early = decoder
      if (try? early.end()) != nil, (try? answer(early)) != nil { isWhole = true }
      guard !isWhole || position >= end else {
        Issue.record("\(exchange.name) is whole after \(position) of \(bytes.count) bytes")
        return
      }
      do {
        try withUnsafePointer(to: byte) { try decoder.receive(UnsafeBufferPointer(start: $0, count: 1)) }
      } catch {
        return
      }
    }
  }

  @Test(arguments: ["/api/chat", "/v1/chat/completions"])
  func aConnectionThatBreaksAnywhereGivesNoAnswer(_ path: String) throws {
    let streams = RecordedExchange.all.filter {
      $0.path == path && $0.outcome.contains("get_weather") && $0.reply.steps.count > 2
    }
    let shortest = try #require(streams.min { $0.reply.byteCount < $1.reply.byteCount })
    let reply = shortest.reply
    let length = Mutex(0)
    let server = try LoopbackServer { _ in reply.cut(after: length.withLock { $0 }) }
    let connection = Connection(
      address: server.url(path.hasPrefix("/api") ? "" : "/v1"), key: nil,
      client: HTTPClient(policy: .loopback, isCancelled: { false }), patience: Patience { _ in })
    let request = ChatRequest("m", [Message(.user, "hi")], GenerationOptions())
    // Without the last line feed nothing is missing.
    for count in 0..<reply.byteCount - 1 {
      length.withLock { $0 = count }
      #expect(throws: HTTPError.self, "\(shortest.name) cut after \(count) bytes") {
        if path.hasPrefix("/api") {
          _ = try OllamaServer(connection).chat(request) { _ in }
        } else {
          _ = try OpenAIServer(connection).chat(request) { _ in }
        }
      }
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isDropped(last) { text.removeLast() }
    return String(text)
  }
}
