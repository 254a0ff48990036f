internal import Glibc

/// Which hosts requests may go to.
public enum HostPolicy: Sendable {
  /// This machine alone.
  case loopback
  case anywhere
}

/// Where a host is, found out before anything is sent to it.
struct Location {
  /// Its addresses; empty when only a proxy could know.
  let addresses: [String]
  let isLoopback: Bool
}

/// Finds the addresses of a host; a test gives another one.
package typealias Resolver = @Sendable (_ host: String) -> [String]

extension HostPolicy {
  /// Where a host is. Fails when it may not be asked: with loopback only, every one of its addresses must be of this
  /// machine, and they are the ones that are connected to, so that a second look-up cannot differ.
  func locate(_ host: String, _ resolve: Resolver) throws(HTTPError) -> Location {
    let addresses = resolve(host)
    let isLoopback = !addresses.isEmpty && addresses.allSatisfy(Self.isLoopback)
    if case .loopback = self, !isLoopback {
      throw addresses.isEmpty ? .cannotResolve(host: host) : .remoteRefused(host: host)
    }
    return Location(addresses: addresses, isLoopback: isLoopback)
  }

  /// Whether a numeric address is of this machine: 127.0.0.0/8, ::1, or the former written as the latter.
  static func isLoopback(_ address: String) -> Bool {
    var v4 = in_addr()
    if inet_pton(AF_INET, address, &v4) == 1 { return UInt32(bigEndian: v4.s_addr) >> 24 == 127 }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, address, &v6) == 1 else { return false }
    let bytes = withUnsafeBytes(of: v6) { Array($0) }
    if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes[15] == 1 }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return isMapped && bytes[12] == 127
  }

  /// The addresses that the system knows of a host.
  package static let systemResolver: Resolver = { host in
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [String] = []
    var next = list
    while let entry = next?.pointee {
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let size = socklen_t(name.count)
      if getnameinfo(entry.ai_addr, entry.ai_addrlen, &name, size, nil, 0, NI_NUMERICHOST) == 0 {
        let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if !addresses.contains(text) { addresses.append(text) }
      }
      next = entry.ai_next
    }
    return addresses
  }
}

/// Which proxy a request goes through, by the variables that other programs use.
struct Proxies {
  let environment: [String: String]

  /// The proxy for an address; none for this machine.
  func proxy(for url: URL, isLoopback: Bool) -> String? {
    if isLoopback { return nil }
    // http_proxy in capitals can be set from outside by a header of a CGI request, and is not read.
    let names =
      switch url.scheme {
      case .http: ["http_proxy", "all_proxy", "ALL_PROXY"]
      case .https: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
      }
    return names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }

  /// Hosts that are asked without one.
  var exceptions: String? { environment["no_proxy"] ?? environment["NO_PROXY"] }
}
