import HTTP
import TestSupport
import Testing

/// Which hosts are asked, and which are not.
struct HostTests {
  private func client(
    _ policy: HostPolicy = .loopback, _ hosts: [String: [String]] = [:], proxy: String? = nil
  )
    -> HTTPClient
  {
    HTTPClient(
      policy: policy, environment: proxy.map { ["http_proxy": $0] } ?? [:], isCancelled: { false },
      resolve: { host in hosts[host] ?? HostPolicy.systemResolver(host) })
  }

  @Test(arguments: ["127.0.0.1", "localhost", "LOCALHOST", "model.example"])
  func thisMachineIsAsked(_ host: String) throws {
    let server = try LoopbackServer { _ in .whole(200, [], "ok") }
    let client = client(.loopback, ["model.example": ["127.0.0.1"], "localhost": ["127.0.0.1"]])
    let (_, body) = try client.send(HTTPRequest(.get, "http://\(host):\(server.port)/"))
    #expect(body == Array("ok".utf8))
  }

  @Test(arguments: [
    ["10.0.0.7"], ["127.0.0.1", "10.0.0.7"], ["::ffff:10.0.0.1"], ["fe80::1"], ["::2"], ["0.0.0.0"],
  ])
  func anotherMachineIsNot(_ addresses: [String]) throws {
    let client = client(.loopback, ["model.example": addresses])
    #expect(throws: HTTPError.remoteRefused(host: "model.example")) {
      try client.send(HTTPRequest(.get, "http://model.example/"))
    }
  }

  @Test func aNameThatNobodyKnows() {
    #expect(throws: HTTPError.cannotResolve(host: "model.example")) {
      try client(.loopback, ["model.example": []]).send(HTTPRequest(.get, "http://model.example/"))
    }
  }

  // MARK: Redirections

  @Test func aRedirectionIsFollowed() throws {
    let server = try LoopbackServer { request in
      request.path == "/a"
        ? .whole(307, ["Location: b?c"], "not this") : .whole(200, [], request.path + request.text)
    }
    let (head, body) = try client().send(HTTPRequest(.post, server.url("/a"), body: Array("!".utf8)))
    #expect(head.status == 200)
    #expect(String(decoding: body, as: UTF8.self) == "/b?c!")
  }

  @Test func aRedirectionElsewhereIsRefused() throws {
    let server = try LoopbackServer { _ in .whole(302, ["Location: http://model.example/"]) }
    #expect(throws: HTTPError.remoteRefused(host: "model.example")) {
      try client(.loopback, ["model.example": ["10.0.0.7"]]).send(HTTPRequest(.get, server.url()))
    }
  }

  @Test func aKeyStaysWithItsServer() throws {
    let other = try LoopbackServer { request in .whole(200, [], request["authorization"] ?? "none") }
    let server = try LoopbackServer { [url = other.url("/x")] request in
      request.path == "/out"
        ? .whole(308, ["Location: \(url)"]) : .whole(200, [], request["authorization"] ?? "")
    }
    var request = HTTPRequest(.get, server.url("/out"))
    request.headers = [("Authorization", "Bearer key")]
    #expect(try client().send(request).body == Array("none".utf8))
  }

  @Test func aCircleEnds() throws {
    let server = try LoopbackServer { _ in .whole(302, ["Location: /again"]) }
    #expect(throws: HTTPError.tooManyRedirects(host: "127.0.0.1")) {
      try client().send(HTTPRequest(.get, server.url()))
    }
    #expect(server.requests.count == 6)
  }

  // MARK: Proxies

  @Test func noProxyComesBetweenUsAndThisMachine() throws {
    let proxy = try LoopbackServer { _ in .whole(200, [], "proxy") }
    let server = try LoopbackServer { _ in .whole(200, [], "server") }
    let client = client(.anywhere, ["far.example": ["10.0.0.7"]], proxy: proxy.url())
    #expect(try client.send(HTTPRequest(.get, server.url())).body == Array("server".utf8))
    #expect(try client.send(HTTPRequest(.get, "http://far.example/")).body == Array("proxy".utf8))
    #expect(proxy.requests.map(\.path) == ["http://far.example/"])
  }

  // MARK: Addresses

  @Test(arguments: [
    ("http://a", "http://a/"), ("HTTPS://A.b:443/x?y#z", "https://a.b/x?y"),
    ("http://[::1]:8/p", "http://[::1]:8/p"),
    ("http://a?b", "http://a/?b"), ("http://a:80", "http://a/"), ("http://a:/b", "http://a/b"),
  ])
  func addressesAreRead(_ text: String, _ canonical: String) throws {
    #expect(try URL(text).description == canonical)
  }

  @Test(arguments: [
    "", "a", "ftp://a", "http://", "http:///x", "http://u@a/", "http://a b/", "http://a:b/",
    "http://a:70000/",
    "http://[::1/", "http://a\\@b/", "http://a\n/", "http://::1/",
  ])
  func badAddressesAreRefused(_ text: String) {
    #expect(throws: HTTPError.badURL(text)) { try URL(text) }
  }

  @Test(arguments: [
    ("http://a/b/c?d", "e", "http://a/b/e"), ("http://a/b", "/c", "http://a/c"),
    ("https://a/b", "//c/d", "https://c/d"),
    ("http://a:8/", "https://b/", "https://b/"),
  ])
  func redirectionsAreResolved(_ from: String, _ location: String, _ to: String) throws {
    #expect(try URL(from).following(location).description == to)
  }

  @Test func aMissingLibraryHasASentence() {
    let client = HTTPClient(policy: .loopback, isCancelled: { false }, libraryNames: ["libnothing.so.1"])
    let error = #expect(throws: HTTPError.libraryMissing) {
      try client.send(HTTPRequest(.get, "http://127.0.0.1/"))
    }
    #expect(error?.description == "libcurl is not installed (Debian's package is libcurl4)")
  }
}
