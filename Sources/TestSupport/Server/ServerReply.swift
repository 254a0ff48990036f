/// What the server does for one request, step by step; the connection stays open unless a step ends it.
package struct ServerReply: Sendable {
  package enum Step: Sendable {
    case bytes([UInt8])
    case pause(milliseconds: Int)
    case close
    /// Closes so that what was sent last may be lost.
    case reset
  }

  package var steps: [Step]

  package init(_ steps: [Step]) {
    self.steps = steps
  }

  /// A whole answer with its length.
  package static func whole(
    _ status: Int = 200, _ headers: [String] = ["Content-Type: application/json"], _ body: String = ""
  ) -> ServerReply {
    let lines = ["HTTP/1.1 \(status) Status"] + headers + ["Content-Length: \(body.utf8.count)", "", body]
    return ServerReply([.bytes(Array(lines.joined(separator: "\r\n").utf8))])
  }

  /// An answer in pieces whose number is not known beforehand, with a pause before each.
  package static func chunked(
    _ status: Int = 200, _ headers: [String] = ["Content-Type: application/x-ndjson"], _ pieces: [String],
    pause: Int = 0
  ) -> ServerReply {
    let lines = ["HTTP/1.1 \(status) Status"] + headers + ["Transfer-Encoding: chunked", "", ""]
    var steps = [Step.bytes(Array(lines.joined(separator: "\r\n").utf8))]
    for piece in pieces where !piece.isEmpty {
      if pause > 0 { steps.append(.pause(milliseconds: pause)) }
      steps.append(.bytes(Array("\(String(piece.utf8.count, radix: 16))\r\n\(piece)\r\n".utf8)))
    }
    return ServerReply(steps + [.bytes(Array("0\r\n\r\n".utf8))])
  }

  /// The same, closed after so many bytes.
  package func cut(after count: Int, reset: Bool = false) -> ServerReply {
    var left = count
    var kept: [Step] = []
    for step in steps {
      guard case .bytes(let bytes) = step else {
        kept.append(step)
        continue
      }
      kept.append(.bytes(Array(bytes.prefix(left))))
      left -= bytes.count
      if left <= 0 { break }
    }
    return ServerReply(kept + [reset ? .reset : .close])
  }

  /// How many bytes it sends.
  package var byteCount: Int {
    var count = 0
    for case .bytes(let bytes) in steps { count += bytes.count }
    return count
  }
}
