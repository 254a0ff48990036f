import Foundation
import HTTP
import TestSupport
import Testing

@testable import Language

/// What the client costs besides the server, measured by `Scripts/bench-models` on an optimised build.
///
/// The same requests go to the same server through a bare socket, whose time is the server's own.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["CRM_BENCH"] != nil))
struct FigureTests {
  private static let answer: [String] = {
    let pieces = (0..<49).map {
      #"{"model":"m","message":{"role":"assistant","content":"word \#($0) "},"done":false}"#
    }
    let end = #"{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}"#
    return (pieces + [end]).map { $0 + "\n" }
  }()

  private static let request = ChatRequest("m", [Message(.user, "hi")], GenerationOptions())

  private func client(_ server: LoopbackServer) -> OllamaServer {
    OllamaServer(
      Connection(
        address: server.url("").withoutSlash, key: nil,
        client: HTTPClient(policy: .loopback, isCancelled: { false }), patience: Patience { _ in }))
  }

  @Test func aRequestCostsLittle() throws {
    let reply = ServerReply.chunked(200, [], Self.answer)
    let server = try LoopbackServer { _ in reply }
    let client = client(server)
    _ = try client.chat(Self.request) { _ in }
    let bare = try BareClient(server.port, repeating: try #require(server.requests.first), reply.byteCount)
    // The best of many rounds: what else the machine does adds to each, and never takes from it.
    var bareTime = Double.infinity
    var time = Double.infinity
    for _ in 0..<100 {
      bareTime = min(bareTime, try seconds { for _ in 0..<20 { try bare.ask() } } / 20)
      time = min(time, try seconds { for _ in 0..<20 { _ = try client.chat(Self.request) { _ in } } } / 20)
    }
    report("a chat of 50 lines, by a bare socket", bareTime * 1000, "ms")
    report("the client's share of it", (time - bareTime) * 1000, "ms", most: 1)
  }

  @Test func manyAtOnceDoNotWaitForEachOther() throws {
    let reply = ServerReply.chunked(200, [], Self.answer, pause: 10)
    let server = try LoopbackServer { _ in reply }
    let client = client(server)
    _ = try client.chat(Self.request) { _ in }
    let bare = try BareClient(server.port, repeating: try #require(server.requests.first), reply.byteCount)
    let alone = try (0..<5).reduce(Double.infinity) { best, _ in min(best, try seconds { try bare.ask() }) }
    let spent = try seconds {
      try client.chats(Array(repeating: Self.request, count: 64), atOnce: 8) { _, result in
        let text = try result.get().text
        #expect(text.hasPrefix("word 0 word 1 "))
      }
    }
    report("one answer, streamed in half a second", alone, "s")
    report("64 of them, 8 at a time", spent, "s")
    report("  times the ideal", spent / (alone * 8), "", most: 1.1)
  }

  @Test func memoryStaysTheSame() throws {
    let chat = ServerReply.chunked(200, [], Self.answer)
    let vectors = ServerReply.whole(200, [], #"{"embeddings":[[3,4],[0,2]]}"#)
    let missing = ServerReply.whole(404, [], #"{"error":"model 'x' not found"}"#)
    let server = try LoopbackServer(remembering: false) { request in
      if request.path == "/api/embed" { return vectors }
      return request.path == "/api/show" ? missing : chat
    }
    let client = client(server)
    func ask(_ number: Int) throws {
      switch number % 4 {
      case 0: _ = try client.embed(["a", "b"], model: "m", options: GenerationOptions())
      case 1: #expect(throws: LanguageError.modelMissing("x")) { try client.model("x") }
      default: _ = try client.chat(Self.request) { _ in }
      }
    }
    for number in 0..<1_000 { try ask(number) }
    let before = try memory()
    for number in 0..<10_000 { try ask(number) }
    report("memory after 1,000 requests", before, "MB")
    report("  more after another 10,000", try memory() - before, "MB", most: 1)
    #expect(server.connectionCount == 1)
  }

  // MARK: Measuring

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(body) / Duration.seconds(1)
  }

  /// What this process holds in memory, in MB.
  private func memory() throws -> Double {
    let numbers = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return Double(try #require(Int(numbers[1])) * sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
  }

  /// Prints a figure beside its bar, as `Scripts/bench` does, and fails when it does not meet it.
  private func report(_ what: String, _ value: Double, _ unit: String, most bar: Double? = nil) {
    let figure = String(format: "%.2f", value)
    let left =
      what.padding(toLength: 52, withPad: " ", startingAt: 0)
      + String(repeating: " ", count: max(0, 12 - figure.count)) + figure + " " + unit
    guard let bar else {
      print(left)
      return
    }
    print(left, "  at most \(bar)  \(value <= bar ? "met" : "NOT MET")")
    #expect(value <= bar, "\(what)")
  }
}

/// Sends the same bytes again and again over one connection, and waits for as many as are known to come back.
private final class BareClient {
  private let connection: Int32
  private let request: [UInt8]
  private let length: Int

  init(_ port: Int, repeating request: LoopbackServer.Request, _ length: Int) throws {
    let headers = request.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    self.request = Array("\(request.method) \(request.path) HTTP/1.1\r\n\(headers)\r\n".utf8) + request.body
    self.length = length
    connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
  }

  deinit {
    close(connection)
  }

  func ask() throws {
    try #require(send(connection, request, request.count, 0) == request.count)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var received = 0
    while received < length {
      let count = recv(connection, &buffer, buffer.count, 0)
      try #require(count > 0)
      received += count
    }
  }
}
