package import HTTP

/// Where a model server is, from the ways in which people write it.
package enum ServerAddress {
  /// Ollama's own default.
  package static let ollama = "http://127.0.0.1:11434"

  /// The address in a value of `OLLAMA_HOST`, read as Ollama's own programs do: a host alone means port 11434, a scheme
  /// without a port that of the scheme, and an address to listen on is not one to connect to.
  package static func ollama(host value: String) throws(HTTPError) -> String {
    let text = trimmed(value)
    if text.isEmpty { return ollama }
    var scheme = "http"
    var rest = Substring(text)
    var port = 11434
    if let mark = text.firstRange(of: "://") {
      scheme = text[..<mark.lowerBound].lowercased()
      rest = text[mark.upperBound...]
      port = scheme == "https" ? 443 : 80
    } else if text == "ollama.com" {
      scheme = "https"
      port = 443
    }
    guard scheme == "http" || scheme == "https" else { throw .badURL(value) }

    let authority = rest.prefix { $0 != "/" }
    var path = rest[authority.endIndex...]
    while path.last == "/" { path.removeLast() }
    var (host, own) = divided(authority)
    // A port that is none is as if it were not there.
    if let own, let number = Int(own), (0...65_535).contains(number) { port = number }
    switch host {
    case "", "0.0.0.0": host = "127.0.0.1"
    case "::": host = "::1"
    default: break
    }
    let name = host.contains(":") ? "[\(host)]" : String(host)
    return try URL("\(scheme)://\(name):\(port)\(path)").description.withoutSlash
  }

  /// The address in a value of `OLLAMA_BASE_URL`, which other programs use with and without `/v1`.
  package static func ollama(base value: String) throws(HTTPError) -> String {
    let address = try ollama(host: value)
    return address.hasSuffix("/v1") ? String(address.dropLast(3)) : address
  }

  /// The address in a value of `OPENAI_BASE_URL`.
  package static func openAI(base value: String) throws(HTTPError) -> String {
    try URL(trimmed(value)).description.withoutSlash
  }

  private static func trimmed(_ value: String) -> String {
    var text = value[...]
    while let first = text.first, first.isWhitespace || "\"'".contains(first) { text.removeFirst() }
    while let last = text.last, last.isWhitespace || "\"'".contains(last) { text.removeLast() }
    return String(text)
  }

  /// Host and port; an IPv6 address with brackets or, without a port, without.
  private static func divided(_ authority: Substring) -> (host: Substring, port: Substring?) {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      let rest = authority[authority.index(after: end)...]
      return (
        authority[authority.index(after: authority.startIndex)..<end],
        rest.hasPrefix(":") ? rest.dropFirst() : nil
      )
    }
    guard authority.count(where: { $0 == ":" }) == 1, let colon = authority.firstIndex(of: ":") else {
      return (authority, nil)
    }
    return (authority[..<colon], authority[authority.index(after: colon)...])
  }
}

extension String {
  fileprivate var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
