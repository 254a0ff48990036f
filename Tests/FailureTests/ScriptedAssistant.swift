import Bytes
import Synchronization
import TestSupport

/// A server of one model, `m:latest`, that talks and calls tools as a test says.
final class ScriptedAssistant: Sendable {
  /// What becomes of a question.
  enum Reply: Sendable {
    case words(String)
    case call(String, JSONObject)
    /// A call whose arguments are a text that is no object.
    case badCall(String)
    case failure(Int, String)
    /// The stream ends in the middle of the words.
    case cut(String)
    /// Words that come one by one.
    case slow(String)

    static func step(_ tool: String, _ arguments: JSONObject) -> Reply {
      let object: JSONObject = [
        "thought": "so", "tool": .string(tool), "arguments": .object(arguments),
      ]
      return .words(JSON.object(object).text)
    }
  }

  /// A question as the model sees it.
  struct Asked: Sendable {
    /// How many questions there were before.
    let index: Int
    let body: JSON

    var messages: [JSON] { body["messages"]?.array ?? [] }
    /// The names of the tools that are offered.
    var tools: [String] { (body["tools"]?.array ?? []).compactMap { $0["function"]?["name"]?.string } }
    /// What was said last, by whomever.
    var last: String { messages.last?["content"]?.string ?? "" }
  }

  private let listening: Mutex<LoopbackServer?> = Mutex(nil)
  private let count = Mutex(0)

  init(capabilities: [String] = ["completion", "tools"], _ reply: @escaping @Sendable (Asked) -> Reply) throws
  {
    let names = capabilities.map { "\"\($0)\"" }.joined(separator: ",")
    let server = try LoopbackServer { [weak self] request in
      switch request.path {
      case "/api/tags":
        return .whole(
          200, [], #"{"models":[{"name":"m:latest","digest":"d1","capabilities":[\#(names)]}]}"#)
      case "/api/show": return .whole(200, [], #"{"capabilities":[\#(names)]}"#)
      case "/api/chat":
        let index = self?.next() ?? 0
        return Self.answer(reply(Asked(index: index, body: (try? JSONParser.parse(request.body)) ?? .null)))
      default: return .whole(404, [], "404 page not found")
      }
    }
    listening.withLock { $0 = server }
  }

  /// Replies in this order, and the last one ever after.
  convenience init(capabilities: [String] = ["completion", "tools"], _ replies: [Reply]) throws {
    try self.init(capabilities: capabilities) { replies[min($0.index, replies.count - 1)] }
  }

  private func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }

  var host: String { listening.withLock { $0?.host ?? "" } }

  var asked: [Asked] {
    listening.withLock { server in
      (server?.requests ?? []).filter { $0.path == "/api/chat" }.enumerated().map { index, request in
        Asked(index: index, body: (try? JSONParser.parse(request.body)) ?? .null)
      }
    }
  }

  private static func answer(_ reply: Reply) -> ServerReply {
    func piece(_ text: String) -> String {
      JSON.object(["message": ["role": "assistant", "content": .string(text)], "done": false]).text + "\n"
    }
    let end =
      #"{"message":{"content":""},"done":true,"done_reason":"stop","prompt_eval_count":1500,"eval_count":100}"#
      + "\n"
    func call(_ name: String, _ arguments: JSON) -> ServerReply {
      let call: JSONObject = ["function": ["name": .string(name), "arguments": arguments]]
      let message: JSONObject = [
        "message": ["role": "assistant", "content": "", "tool_calls": [.object(call)]], "done": false,
      ]
      return .chunked(200, [], [JSON.object(message).text + "\n", end])
    }
    switch reply {
    case .words(let text): return .chunked(200, [], [piece(text), end])
    case .call(let name, let arguments): return call(name, .object(arguments))
    case .badCall(let name): return call(name, "{from: deal")
    case .failure(let status, let body): return .whole(status, [], body)
    case .cut(let text): return .chunked(200, [], [piece(text), end]).cut(after: 150)
    case .slow(let text):
      return .chunked(200, [], text.split(separator: " ").map { piece("\($0) ") } + [end], pause: 40)
    }
  }
}
