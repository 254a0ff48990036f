import HTTP
import Synchronization
import TestSupport
import Testing

/// How long a client waits, and that it can be stopped.
struct WaitingTests {
  private func seconds(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    return Double(clock.measure(body) / .milliseconds(1)) / 1000
  }

  @Test func theFirstByteMayTakeItsTime() throws {
    let server = try LoopbackServer { _ in ServerReply([.pause(milliseconds: 2000), .close]) }
    var request = HTTPRequest(.get, server.url())
    request.timeouts.firstByte = 200
    let client = HTTPClient(policy: .loopback, isCancelled: { false })
    let spent = seconds {
      #expect(throws: HTTPError.timedOut(.firstByte, milliseconds: 200)) { try client.send(request) }
    }
    #expect(spent < 1)
  }

  @Test func anAnswerThatStallsIsGivenUp() throws {
    let server = try LoopbackServer { _ in .chunked(200, [], ["one", "two"], pause: 900) }
    var request = HTTPRequest(.get, server.url())
    request.timeouts.idle = 200
    let client = HTTPClient(policy: .loopback, isCancelled: { false })
    #expect(throws: HTTPError.timedOut(.idle, milliseconds: 200)) { try client.send(request) }
    request.timeouts.idle = 5000
    #expect(try client.send(request).body.count == 6)
  }

  @Test func cancellingEndsTheWait() throws {
    let server = try LoopbackServer { _ in ServerReply([.pause(milliseconds: 3000), .close]) }
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(150)
    let client = HTTPClient(policy: .loopback, isCancelled: { clock.now >= deadline })
    let spent = seconds {
      #expect(throws: HTTPError.cancelled) { try client.send(HTTPRequest(.get, server.url())) }
    }
    #expect(spent < 1)
  }

  // MARK: Many at once

  private struct Text: HTTPReceiver {
    var text = ""
    mutating func begin(_ head: HTTPHead) {}
    mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) {
      text += String(decoding: bytes, as: UTF8.self)
    }
    mutating func end() { text += "." }
  }

  @Test func manyAtOnceKeepTheirOrder() throws {
    let atOnce = Mutex((now: 0, most: 0))
    let server = try LoopbackServer { request in
      atOnce.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      defer { atOnce.withLock { $0.now -= 1 } }
      let number = Int(request.path.dropFirst()) ?? 0
      return .chunked(200, [], ["a\(number)", "b"], pause: number % 7 * 5)
    }
    let client = HTTPClient(policy: .loopback, isCancelled: { false })
    var told: [String] = []
    try client.performAll(
      (0..<64).lazy.map { HTTPRequest(.get, server.url("/\($0)")) }, atOnce: 8, receiver: { _ in Text() }
    ) { index, result in
      #expect(index == told.count)
      told.append(try result.get().text)
    }
    #expect(told == (0..<64).map { "a\($0)b." })
    #expect(server.connectionCount <= 8)
  }

  @Test func oneThatFailsDoesNotStopTheOthers() throws {
    let server = try LoopbackServer { request in
      request.path == "/3" ? ServerReply([.close]) : .whole(200, [], request.path)
    }
    let client = HTTPClient(policy: .loopback, isCancelled: { false })
    var good = 0
    try client.performAll(
      (0..<10).map { HTTPRequest(.get, $0 == 5 ? "ftp://x" : server.url("/\($0)")) }, atOnce: 3,
      receiver: { _ in Text() }
    ) { index, result in
      switch result {
      case .success(let answer):
        #expect(answer.text == "/\(index).")
        good += 1
      case .failure(let error):
        #expect(error is HTTPError)
        #expect(index == 3 || index == 5)
      }
    }
    #expect(good == 8)
  }

  @Test func cancellingEndsAll() throws {
    let server = try LoopbackServer { _ in ServerReply([.pause(milliseconds: 3000), .close]) }
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(150)
    let client = HTTPClient(policy: .loopback, isCancelled: { clock.now >= deadline })
    #expect(throws: HTTPError.cancelled) {
      try client.performAll(
        (0..<20).map { _ in HTTPRequest(.get, server.url()) }, atOnce: 4, receiver: { _ in Text() }
      ) { _, _ in }
    }
    #expect(clock.now < deadline + .seconds(1))
  }
}
