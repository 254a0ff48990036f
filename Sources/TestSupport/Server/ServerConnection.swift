internal import Glibc

/// One connection to the server: requests in, replies out.
struct ServerConnection {
  let descriptor: Int32
  private var buffer: [UInt8] = []

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next request; nil when the other side has gone or speaks no HTTP.
  mutating func request() -> LoopbackServer.Request? {
    guard let end = receive(until: { Self.endOfHead(in: $0) }) else { return nil }
    let lines = String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\r\n")
    buffer.removeFirst(end)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      headers.append((String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " })))
    }
    let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
    guard receive(until: { $0.count >= length ? length : nil }) != nil else { return nil }
    let body = Array(buffer[..<length])
    buffer.removeFirst(length)
    return LoopbackServer.Request(
      method: String(words[0]), path: String(words[1]), headers: headers, body: body)
  }

  private static func endOfHead(in bytes: [UInt8]) -> Int? {
    let end = Array("\r\n\r\n".utf8)
    guard bytes.count >= end.count else { return nil }
    return (0...(bytes.count - end.count)).first { bytes[$0..<$0 + 4].elementsEqual(end) }.map { $0 + 4 }
  }

  private mutating func receive(until isComplete: ([UInt8]) -> Int?) -> Int? {
    while true {
      if let end = isComplete(buffer) { return end }
      var piece = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &piece, piece.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      buffer += piece[..<count]
    }
  }

  /// Does the steps of a reply; false when the connection is over after it.
  func send(_ reply: ServerReply) -> Bool {
    for step in reply.steps {
      switch step {
      case .bytes(let bytes): if !send(bytes) { return false }
      case .pause(let milliseconds): usleep(UInt32(milliseconds) * 1000)
      case .close: return false
      case .reset:
        // Without lingering, close drops what is unsent and tells the other side so.
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        return false
      }
    }
    return true
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
