internal import Bytes
package import HTTP

/// The way to a server: where it is, the key it wants, and how often to ask again.
package struct Connection {
  /// Without a slash at its end.
  package let address: String
  private let key: String?
  private let client: HTTPClient
  private let patience: Patience

  package init(address: String, key: String?, client: HTTPClient, patience: Patience) {
    self.address = address
    self.key = key
    self.client = client
    self.patience = patience
  }

  // MARK: Requests

  /// A question about the server itself, which it answers at once or not at all: no model is needed for it.
  func get(_ path: String) -> HTTPRequest {
    var request = HTTPRequest(.get, address + path)
    request.timeouts.firstByte = 10_000
    return prepared(request)
  }

  func post(_ path: String, _ body: JSONObject) -> HTTPRequest {
    prepared(HTTPRequest(.post, address + path, body: Array(JSON.object(body).text.utf8)))
  }

  private func prepared(_ request: HTTPRequest) -> HTTPRequest {
    var request = request
    request.headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
    if let key { request.headers.append(("Authorization", "Bearer \(key)")) }
    return request
  }

  // MARK: Answers

  /// An answer that is one object.
  func object(_ request: HTTPRequest, model: String = "") throws -> JSONObject {
    try patience.trying {
      var answer = JSONAnswer(model: model)
      try client.perform(request, into: &answer)
      return answer.object
    }
  }

  /// An answer that only its receiver understands, asked for once.
  func perform<Receiver: HTTPReceiver>(_ request: HTTPRequest, into receiver: inout Receiver) throws {
    try client.perform(request, into: &receiver)
  }

  /// An answer to a chat, told as it comes.
  func chat<Decoder: ChatDecoder>(
    _ chat: ChatRequest, _ request: HTTPRequest, tell: (ChatEvent) throws -> Void,
    decoder: (@escaping (ChatEvent) throws -> Void) -> Decoder
  ) throws -> ChatAnswer {
    try chat.requireFit()
    var hasBegun = false
    return try withoutActuallyEscaping(tell) { tell in
      try patience.trying(hasBegun: { hasBegun }) {
        var decoder = decoder { event in
          hasBegun = true
          try tell(event)
        }
        try client.perform(request, into: &decoder)
        return try chat.wholeAnswer(decoder)
      }
    }
  }

  /// Answers to many chats, `atOnce` at a time, told in order. One that is worth repeating is asked again, alone, when
  /// its turn has come.
  func chats<Decoder: ChatDecoder>(
    _ chats: some Sequence<ChatRequest>, atOnce: Int, request: (ChatRequest) -> HTTPRequest,
    decoder: (ChatRequest) -> Decoder, again: (ChatRequest) throws -> ChatAnswer,
    finished: (_ index: Int, Result<ChatAnswer, any Error>) throws -> Void
  ) throws {
    var open: [Int: ChatRequest] = [:]
    var begun = 0
    try withoutActuallyEscaping(request) { request in
      let requests = chats.lazy.map { chat in
        open[begun] = chat
        begun += 1
        // A chat that does not fit is not sent; it is told so when its turn comes.
        return (try? chat.requireFit()) == nil ? HTTPRequest(.get, "") : request(chat)
      }
      try client.performAll(requests, atOnce: atOnce, receiver: { decoder(open[$0] ?? .none) }) {
        index, result in
        guard let chat = open.removeValue(forKey: index) else { return }
        let told = Result {
          try chat.requireFit()
          do {
            return try chat.wholeAnswer(try result.get())
          } catch  where (error as? LanguageError) == .busy || Patience.isWorthRepeating(error) {
            return try again(chat)
          }
        }
        try finished(index, told)
      }
    }
  }
}

extension ChatRequest {
  /// The decoder's answer; fails when it is not about all of the prompt.
  fileprivate func wholeAnswer(_ decoder: some ChatDecoder) throws(LanguageError) -> ChatAnswer {
    let answer = try decoder.answer()
    try requireWhole(answer)
    return answer
  }

  fileprivate static let none = ChatRequest("", [], GenerationOptions())
}
