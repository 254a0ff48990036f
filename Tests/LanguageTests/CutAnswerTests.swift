import HTTP
import TestSupport
import Testing

@testable import Language

/// Answers that end too early, at any byte.
struct CutAnswerTests {
  @Test func noRecordedStreamIsWholeBeforeItsEnd() throws {
    var checked = 0
    for exchange in RecordedExchange.all where (200..<300).contains(exchange.status) {
      switch exchange.path {
      case "/api/chat": try feed(exchange, OllamaChatDecoder(model: "m"))
      case "/v1/chat/completions": try feed(exchange, OpenAIChatDecoder(model: "m"))
      default: continue
      }
      checked += 1
    }
    #expect(checked > 150)
  }

  /// Gives a decoder byte after byte and ends the answer after each.
  private func feed(_ exchange: RecordedExchange, _ decoder: some ChatDecoder) throws {
    var decoder = decoder
    let bytes = Array(exchange.body.utf8)
    try decoder.begin(HTTPHead(status: 200, headers: []))
    // White space after the last line, and the mark behind a reason to finish, take nothing from an answer.
    let text = exchange.body.trimmingSuffix { $0.isWhitespace }
    let end = text.hasSuffix("[DONE]") ? text.utf8.count : text.utf8.count + 1
    for (position, byte) in bytes.enumerated() {
      var isWhole = false
      var early = decoder
      if (try? early.end()) != nil, (try? early.answer()) != nil { isWhole = true }
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
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isDropped(last) { text.removeLast() }
    return String(text)
  }
}
