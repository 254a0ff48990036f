/// An address of http or https, in the parts that decide where a request goes (RFC 3986).
package struct URL: Hashable, Sendable {
  package enum Scheme: String, Sendable {
    case http, https

    package var port: Int { self == .http ? 80 : 443 }
  }

  package let scheme: Scheme
  /// In lower case, an IPv6 address without its brackets.
  package let host: String
  package let port: Int
  /// Path and query; begins with a slash.
  package let target: String

  package init(scheme: Scheme, host: String, port: Int, target: String) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.target = target
  }

  /// The address in a text. One with a user name in it is refused: names before an @ are for hiding hosts.
  package init(_ text: String) throws(HTTPError) {
    func bad() -> HTTPError { .badURL(text) }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
      let mark = text.firstRange(of: "://"),
      let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
    else { throw bad() }
    let rest = text[mark.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard !authority.contains("@") else { throw bad() }

    var port = scheme.port
    var host = authority
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      host = authority[..<colon]
      let digits = authority[authority.index(after: colon)...]
      if !digits.isEmpty {
        guard digits.allSatisfy(\.isASCIIDigit), let number = Int(digits), number <= 65_535 else {
          throw bad()
        }
        port = number
      }
    }
    if host.hasPrefix("[") {
      guard host.hasSuffix("]") else { throw bad() }
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw bad()
    }
    guard !host.isEmpty else { throw bad() }
    let target = rest[authority.endIndex...]
    self.init(
      scheme: scheme, host: host.lowercased(), port: port,
      target: target.hasPrefix("/") ? String(target) : "/" + target)
  }

  /// Where a redirection from here leads.
  package func following(_ location: String) throws(HTTPError) -> URL {
    if location.contains("://") { return try URL(location) }
    if location.hasPrefix("//") { return try URL("\(scheme.rawValue):\(location)") }
    if location.hasPrefix("/") { return try URL(origin + location) }
    let path = target.prefix { $0 != "?" }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return try URL(origin + folder + location)
  }

  /// Scheme, host and port, as they begin an address.
  package var origin: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(scheme.rawValue)://\(name)" + (port == scheme.port ? "" : ":\(port)")
  }
}

extension URL: CustomStringConvertible {
  package var description: String { origin + target }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
