import Bytes
import Synchronization
import TestSupport

/// A server of one model, `m:latest`, that answers about conversations as a test says.
final class ScriptedModel: Sendable {
  /// What becomes of a question.
  enum Reply: Sendable {
    case object(JSONObject)
    /// Words that are no object.
    case words(String)
    /// An answer that the limit of tokens ended.
    case tooLong
    case failure(Int, String)
    /// The stream ends in the middle.
    case cut
  }

  private let listening: Mutex<LoopbackServer?> = Mutex(nil)

  /// Asks `reply` about the lines of a conversation, each a turn with its number.
  init(_ reply: @escaping @Sendable (_ lines: [Substring]) -> Reply) throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/api/tags":
        return .whole(
          200, [], #"{"models":[{"name":"m:latest","digest":"d1","capabilities":["completion"]}]}"#)
      case "/api/chat": return Self.answer(reply(Self.lines(of: request)))
      default: return .whole(404, [], "404 page not found")
      }
    }
    listening.withLock { $0 = server }
  }

  var host: String { listening.withLock { $0?.host ?? "" } }

  /// The lines of each conversation it was asked about.
  var asked: [[Substring]] {
    listening.withLock { server in
      (server?.requests ?? []).filter { $0.path == "/api/chat" }.map(Self.lines)
    }
  }

  /// What stands between the marks of a conversation.
  private static func lines(of request: LoopbackServer.Request) -> [Substring] {
    let messages = (try? JSONParser.parse(request.body))?["messages"]?.array ?? []
    let text = messages.first { $0["role"] == "user" }?["content"]?.string ?? ""
    return text.split(separator: "\n").drop { $0 != "<conversation>" }.dropFirst().dropLast()
  }

  private static func answer(_ reply: Reply) -> ServerReply {
    func done(_ text: String, _ reason: String = "stop") -> ServerReply {
      let line: JSONObject = [
        "message": ["content": .string(text)], "done": true, "done_reason": .string(reason),
        "prompt_eval_count": 1500, "eval_count": 100,
      ]
      return .chunked(200, [], [JSON.object(line).text + "\n"])
    }
    switch reply {
    case .object(let object): return done(JSON.object(object).text)
    case .words(let words): return done(words)
    case .tooLong: return done(#"{"summary":"It goes on"#, "length")
    case .failure(let status, let body): return .whole(status, [], body)
    case .cut: return done(#"{"summary":"It ends here"}"#).cut(after: 120)
    }
  }

  /// A whole answer in which these lists have items.
  static func found(
    _ lists: [(String, [JSON])], summary: String = "",
    stage: JSON = ["stage": "none", "turn": 0, "quote": ""]
  ) -> Reply {
    var object: JSONObject = ["summary": .string(summary), "sentiment": "neutral", "deal": stage]
    for list in [
      "key_points", "action_items", "decisions", "objections", "requests", "questions", "competitors",
    ] {
      object[list] = .array(lists.filter { $0.0 == list }.flatMap(\.1))
    }
    return .object(object)
  }

  /// An item with its place, and whatever more its kind has.
  static func item(_ turn: Int, _ quote: String, text: String = "", _ more: [(String, String)] = []) -> JSON {
    var object: JSONObject = [
      "turn": .number(JSONNumber(Int64(turn))), "quote": .string(quote), "text": .string(text),
    ]
    for (key, value) in more { object[key] = .string(value) }
    return .object(object)
  }

  static func act(_ turn: Int, _ quote: String, text: String = "", owner: String = "", due: String = "")
    -> JSON
  {
    item(turn, quote, text: text, [("owner", owner), ("due", due)])
  }
}
