internal import CCurl
internal import Glibc

/// One request on its way and the answer as it comes in, redirections included.
final class Transfer {
  private let request: HTTPRequest
  private(set) var url: URL
  private var method: HTTPRequest.Method
  private var headers: [(name: String, value: String)]
  private(set) var error: (any Error)?
  private(set) var isFinished = false
  /// Set when the answer sends elsewhere; the body of such an answer is nobody's.
  private var location: String?
  private var head: HTTPHead?

  private let library: Library
  let handle: UnsafeMutableRawPointer
  /// What libcurl reads while the transfer runs.
  private let body: UnsafeMutableBufferPointer<UInt8>
  private var lists: [UnsafeMutablePointer<curl_slist>] = []
  private var redirects = 0
  private var received = 0
  private var status = 0
  private var fields: [(name: String, value: String)] = []
  /// Whether the receiver waits with the rest of the answer.
  private var isHeldBack = false
  private var lastSign = Transfer.milliseconds()

  private let begin: (HTTPHead) throws -> Void
  private let take: (UnsafeBufferPointer<UInt8>) throws -> Bool
  private let end: () throws -> Void

  /// A transfer on a handle of the library; `take` returns false to be given the same bytes later.
  init(
    _ request: HTTPRequest, _ url: URL, library: Library, handle: UnsafeMutableRawPointer,
    begin: @escaping (HTTPHead) throws -> Void,
    take: @escaping (UnsafeBufferPointer<UInt8>) throws -> Bool, end: @escaping () throws -> Void
  ) {
    self.request = request
    self.url = url
    method = request.method
    headers = request.headers
    self.library = library
    self.handle = handle
    self.begin = begin
    self.take = take
    self.end = end
    body = .allocate(capacity: request.body.count)
    _ = body.initialize(from: request.body)
  }

  deinit {
    body.deallocate()
    freeLists()
  }

  static let largestNumberOfRedirects = 5

  static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  // MARK: Setting out

  /// Prepares the handle for the address that is to be asked now.
  func prepare(at place: Location, _ proxies: Proxies) {
    library.call { ccurl_reset($0, handle) }
    freeLists()
    set(CURLOPT_URL, url.description)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    set(CURLOPT_CONNECTTIMEOUT_MS, request.timeouts.connect)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    setMethod()
    setHeaders()
    if !place.addresses.isEmpty {
      let addresses = place.addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
      set(CURLOPT_RESOLVE, ["\(url.host):\(url.port):\(addresses)"])
    }
    set(CURLOPT_PROXY, proxies.proxy(for: url, isLoopback: place.isLoopback) ?? "")
    if let exceptions = proxies.exceptions { set(CURLOPT_NOPROXY, exceptions) }
    setCallbacks()
    head = nil
    lastSign = Self.milliseconds()
  }

  private func setMethod() {
    switch method {
    case .get: set(CURLOPT_HTTPGET, 1)
    case .head: set(CURLOPT_NOBODY, 1)
    case .post, .delete:
      set(CURLOPT_POST, 1)
      _ = library.call { ccurl_set_size($0, handle, CURLOPT_POSTFIELDSIZE_LARGE, body.count) }
      _ = library.call { ccurl_set_pointer($0, handle, CURLOPT_POSTFIELDS, body.baseAddress) }
      if method == .delete { set(CURLOPT_CUSTOMREQUEST, method.rawValue) }
    }
  }

  private func setHeaders() {
    var lines = headers.map { "\($0.name): \($0.value)" }
    // Nobody is to keep a connection waiting for 100 Continue.
    lines.append("Expect:")
    set(CURLOPT_HTTPHEADER, lines)
  }

  private func setCallbacks() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = library.call { ccurl_set_pointer($0, handle, CURLOPT_HEADERDATA, context) }
    _ = library.call { ccurl_set_pointer($0, handle, CURLOPT_WRITEDATA, context) }
    _ = library.call {
      ccurl_set_callback($0, handle, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
        Transfer.of(context)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
      }
    }
    _ = library.call {
      ccurl_set_callback($0, handle, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
        Transfer.of(context)?.receiveBody(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
      }
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: The answer

  /// Takes a line of the head; anything but the count of its bytes stops the transfer.
  private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    lastSign = Self.milliseconds()
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      fields = []
      status = Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
    } else if let colon = line.firstIndex(of: ":") {
      fields.append((String(line[..<colon]), line[line.index(after: colon)...].trimmed))
    } else if line.allSatisfy(\.isNewline), status >= 200 {
      return attempt { try finishHead() } ? bytes.count : 0
    }
    return bytes.count
  }

  private func finishHead() throws {
    let head = HTTPHead(status: status, headers: fields)
    self.head = head
    if [301, 302, 303, 307, 308].contains(status), let location = head["location"] {
      self.location = location
    } else {
      try begin(head)
    }
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    lastSign = Self.milliseconds()
    if location != nil { return bytes.count }
    var isTaken = false
    let goesOn = attempt {
      guard received + bytes.count <= request.bodyLimit else {
        throw HTTPError.tooLarge(limit: request.bodyLimit)
      }
      isTaken = try bytes.withMemoryRebound(to: UInt8.self) { try take($0) }
    }
    guard goesOn else { return 0 }
    isHeldBack = !isTaken
    if isHeldBack { return Int(CURL_WRITEFUNC_PAUSE) }
    received += bytes.count
    return bytes.count
  }

  /// Does something and keeps its error; false when there is one.
  private func attempt(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return true
    } catch {
      fail(error)
      return false
    }
  }

  /// Goes on with an answer that was held back.
  func resume() {
    lastSign = Self.milliseconds()
    library.call { ccurl_resume($0, handle) }
  }

  // MARK: The end

  func fail(_ error: any Error) {
    self.error = self.error ?? error
    isFinished = true
  }

  /// Takes what became of the transfer; true when it has to set out again, to where it was sent.
  func complete(_ code: CURLcode) -> Bool {
    if isFinished { return false }
    guard code == CURLE_OK else {
      fail(failure(code))
      return false
    }
    guard head != nil else {
      // The library lets a head that breaks off pass for an answer.
      fail(HTTPError.cut(host: url.host))
      return false
    }
    guard let location else {
      _ = attempt(end)
      isFinished = true
      return false
    }
    self.location = nil
    return attempt { try follow(location) }
  }

  /// Sets out for where the answer sends. The method stays but for 303 (RFC 9110, 15.4); a key that was sent with the
  /// request is for the server it was meant for.
  private func follow(_ location: String) throws {
    redirects += 1
    guard redirects <= Self.largestNumberOfRedirects else { throw HTTPError.tooManyRedirects(host: url.host) }
    let next = try url.following(location)
    if next.origin != url.origin { headers.removeAll { Self.credentials.contains($0.name.lowercased()) } }
    if status == 303, method != .head { method = .get }
    url = next
  }

  private static let credentials: Set = ["authorization", "cookie", "x-api-key", "proxy-authorization"]

  /// The time that has been waited too long, if it has.
  func overdue(at now: Int) -> HTTPError? {
    if isHeldBack { return nil }
    let limit = head == nil ? request.timeouts.firstByte : request.timeouts.idle
    guard now - lastSign >= limit else { return nil }
    return .timedOut(head == nil ? .firstByte : .idle, milliseconds: limit)
  }

  private func failure(_ code: CURLcode) -> HTTPError {
    let host = url.host
    let reason = library.call { String(cString: ccurl_words($0, code)) }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .cannotResolve(host: host)
    case CURLE_COULDNT_CONNECT: return .cannotConnect(host: host, port: url.port)
    case CURLE_OPERATION_TIMEDOUT: return .timedOut(.connecting, milliseconds: request.timeouts.connect)
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR: return .cut(host: host)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: return .notHTTP(host: host)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      return .insecure(host: host, reason: reason)
    default: return .failed(host: host, reason: reason)
    }
  }

  // MARK: Options

  private func set(_ option: CURLoption, _ value: Int) {
    _ = library.call { ccurl_set_long($0, handle, option, value) }
  }

  private func set(_ option: CURLoption, _ value: String) {
    _ = library.call { ccurl_set_text($0, handle, option, value) }
  }

  /// A list of texts, which libcurl reads until the transfer is over.
  private func set(_ option: CURLoption, _ values: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for value in values { list = library.call { ccurl_append($0, list, value) } ?? list }
    guard let list else { return }
    lists.append(list)
    _ = library.call { ccurl_set_pointer($0, handle, option, list) }
  }

  private func freeLists() {
    for list in lists { library.call { ccurl_free_list($0, list) } }
    lists = []
  }
}

extension Substring {
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
