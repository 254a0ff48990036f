/// Why there is no answer, or not all of it.
public enum HTTPError: Error, Hashable, Sendable {
  case libraryMissing
  /// An address that this client does not read, or no address of http or https.
  case badURL(String)
  /// The host is not this machine, and only this machine is allowed.
  case remoteRefused(host: String)
  case cannotResolve(host: String)
  case cannotConnect(host: String, port: Int)
  case insecure(host: String, reason: String)
  case timedOut(Phase, milliseconds: Int)
  /// The connection ended before the answer did.
  case cut(host: String)
  /// What answers does not speak HTTP.
  case notHTTP(host: String)
  case tooLarge(limit: Int)
  case tooManyRedirects(host: String)
  case cancelled
  case failed(host: String, reason: String)

  public enum Phase: Hashable, Sendable {
    case connecting, firstByte, idle
  }
}

extension HTTPError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .libraryMissing: "libcurl is not installed (Debian's package is libcurl4)"
    case .badURL(let text): "'\(text)' is no http or https address"
    case .remoteRefused(let host): "\(host) is not this machine, and nothing is sent elsewhere"
    case .cannotResolve(let host): "there is no host named \(host)"
    case .cannotConnect(let host, let port): "nothing answers at \(host), port \(port)"
    case .insecure(let host, let reason): "the connection to \(host) is not secure: \(reason)"
    case .timedOut(.connecting, let limit): "no connection within \(Self.seconds(limit))"
    case .timedOut(.firstByte, let limit): "no answer within \(Self.seconds(limit))"
    case .timedOut(.idle, let limit): "the answer stopped for \(Self.seconds(limit))"
    case .cut(let host): "\(host) closed the connection before the answer was complete"
    case .notHTTP(let host): "what answers at \(host) does not speak HTTP"
    case .tooLarge(let limit): "the answer is longer than \(limit) bytes"
    case .tooManyRedirects(let host): "\(host) sends from one address to another without end"
    case .cancelled: "interrupted"
    case .failed(let host, let reason): "the request to \(host) failed: \(reason)"
    }
  }

  private static func seconds(_ milliseconds: Int) -> String {
    milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
