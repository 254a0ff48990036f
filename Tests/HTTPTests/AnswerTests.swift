import HTTP
import TestSupport
import Testing

/// What a client makes of answers, good and bad.
struct AnswerTests {
  private func client(_ policy: HostPolicy = .loopback) -> HTTPClient {
    HTTPClient(policy: policy, isCancelled: { false })
  }

  @Test func wholeAnswersComeWithTheirHead() throws {
    let server = try LoopbackServer { request in
      .whole(201, ["X-Test: one", "x-TEST: two"], "\(request.method) \(request.path) \(request.text)")
    }
    var request = HTTPRequest(.post, server.url("/a?b=c"), body: Array("body".utf8))
    request.headers = [("Content-Type", "text/plain"), ("Authorization", "Bearer key")]
    let (head, body) = try client().send(request)
    #expect(head.status == 201)
    #expect(head["X-Test"] == "one")
    #expect(String(decoding: body, as: UTF8.self) == "POST /a?b=c body")
    #expect(server.requests.first?["authorization"] == "Bearer key")
    #expect(server.requests.first?["expect"] == nil)
  }

  @Test(arguments: [HTTPRequest.Method.get, .post, .delete, .head])
  func methods(_ method: HTTPRequest.Method) throws {
    let server = try LoopbackServer { _ in
      method == .head ? ServerReply.whole(200, ["A: b"]) : .whole(200, [], "ok")
    }
    let (head, body) = try client().send(HTTPRequest(method, server.url()))
    #expect(head.isSuccess)
    #expect(String(decoding: body, as: UTF8.self) == (method == .head ? "" : "ok"))
    #expect(server.requests.map(\.method) == [method.rawValue])
  }

  @Test func oneConnectionServesManyRequests() throws {
    let server = try LoopbackServer { _ in .whole(200, [], "ok") }
    let client = client()
    for _ in 0..<20 { _ = try client.send(HTTPRequest(.get, server.url())) }
    #expect(server.connectionCount == 1)
  }

  @Test func piecesComeAsTheyAreSent() throws {
    let server = try LoopbackServer { _ in .chunked(200, [], ["one", "two", "three"], pause: 300) }
    let clock = ContinuousClock()
    let start = clock.now
    var stream = try client().stream(HTTPRequest(.get, server.url()))
    #expect(stream.head.status == 200)
    #expect(try stream.next().map { String(decoding: $0, as: UTF8.self) } == "one")
    #expect(clock.now - start < .milliseconds(550))
    #expect(try stream.next().map { String(decoding: $0, as: UTF8.self) } == "two")
    #expect(try stream.next().map { String(decoding: $0, as: UTF8.self) } == "three")
    #expect(try stream.next() == nil)
  }

  @Test func whatIsNotReadWaits() throws {
    let piece = String(repeating: "x", count: 1 << 16)
    let server = try LoopbackServer { _ in .chunked(200, [], Array(repeating: piece, count: 200)) }
    var stream = try client().stream(HTTPRequest(.get, server.url()))
    var count = 0
    while let bytes = try stream.next() {
      #expect(bytes.count <= 2 << 20)
      count += bytes.count
    }
    #expect(count == 200 << 16)
  }

  @Test(arguments: [false, true])
  func anAnswerThatIsCutIsNeverWhole(_ reset: Bool) throws {
    let whole = ServerReply.chunked(200, ["A: b"], ["{\"a\":1}\n", "{\"done\":true}\n"])
    // Without its last line feed all of it is there.
    for count in 0..<whole.byteCount - 1 {
      let server = try LoopbackServer { _ in whole.cut(after: count, reset: reset) }
      #expect(throws: HTTPError.self, "cut after \(count) bytes") {
        try client().send(HTTPRequest(.get, server.url()))
      }
    }
    let sized = ServerReply.whole(200, [], "twelve bytes")
    for count in 0..<sized.byteCount {
      let server = try LoopbackServer { _ in sized.cut(after: count) }
      #expect(throws: HTTPError.self) { try client().send(HTTPRequest(.get, server.url())) }
    }
  }

  @Test func aStreamThatIsCutFails() throws {
    let reply = ServerReply.chunked(200, [], ["first", "second"])
    let server = try LoopbackServer { _ in reply.cut(after: reply.byteCount - 8) }
    var stream = try client().stream(HTTPRequest(.get, server.url()))
    #expect(throws: HTTPError.cut(host: "127.0.0.1")) { while try stream.next() != nil {} }
  }

  @Test func tooMuchIsStopped() throws {
    let server = try LoopbackServer { _ in .whole(200, [], String(repeating: "x", count: 1000)) }
    var request = HTTPRequest(.get, server.url())
    request.bodyLimit = 999
    #expect(throws: HTTPError.tooLarge(limit: 999)) { try client().send(request) }
    request.bodyLimit = 1000
    #expect(try client().send(request).body.count == 1000)
  }

  @Test func whatIsNoHTTPIsNotUnderstood() throws {
    let server = try LoopbackServer { _ in
      ServerReply([.bytes(Array("220 mail.example ESMTP\r\n".utf8)), .close])
    }
    #expect(throws: HTTPError.notHTTP(host: "127.0.0.1")) {
      try client().send(HTTPRequest(.get, server.url()))
    }
  }

  @Test func nobodyAnswers() throws {
    let port = try LoopbackServer { _ in .whole() }.port
    #expect(throws: HTTPError.cannotConnect(host: "127.0.0.1", port: port)) {
      try client().send(HTTPRequest(.get, "http://127.0.0.1:\(port)/"))
    }
  }

  @Test func aReceiverCanStop() throws {
    struct Enough: Error {}
    struct Picky: HTTPReceiver {
      mutating func begin(_ head: HTTPHead) throws {}
      mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) throws { throw Enough() }
      mutating func end() throws {}
    }
    let server = try LoopbackServer { _ in .whole(200, [], "something") }
    var picky = Picky()
    let client = client()
    #expect(throws: Enough.self) { try client.perform(HTTPRequest(.get, server.url()), into: &picky) }
    // And the client is as good as before.
    #expect(try client.send(HTTPRequest(.get, server.url())).body.count == 9)
  }
}
