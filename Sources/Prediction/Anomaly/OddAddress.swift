internal import Bytes

/// What is wrong with an e-mail address that no mail will ever reach.
package enum OddAddress: String, Sendable {
  case noAt = "no_at"
  case form
  case placeholder
  case misspelt
  case noReply = "no_reply"

  /// Nil for an address that may be good.
  package init?(_ address: UnsafeBufferPointer<UInt8>) {
    let bytes = address.map { 65...90 ~= $0 ? $0 | 0x20 : $0 }
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
      self = .noAt
      return
    }
    let (local, domain) = (bytes[..<at], bytes[(at + 1)...])
    if Self.isOdd(local) || Self.isOdd(domain) || !domain.contains(UInt8(ascii: "."))
      || local.contains(UInt8(ascii: "@"))
    {
      self = .form
      return
    }
    let (name, host) = (String(decoding: local, as: UTF8.self), String(decoding: domain, as: UTF8.self))
    if Self.noReplies.contains(name) {
      self = .noReply
    } else if Self.placeholders.contains(name) || Self.placeholderHosts.contains(host) {
      self = .placeholder
    } else if Self.misspeltHosts.contains(host) || Self.misspeltEndings.contains(where: host.hasSuffix) {
      self = .misspelt
    } else {
      return nil
    }
  }

  /// Whether a side of the address is empty, has white space, or dots where none may be.
  private static func isOdd(_ side: ArraySlice<UInt8>) -> Bool {
    let dot = UInt8(ascii: ".")
    guard let first = side.first, let last = side.last, first != dot, last != dot else { return true }
    var before: UInt8 = 0
    for byte in side {
      if byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") { return true }
      if byte == dot, before == dot { return true }
      before = byte
    }
    return false
  }

  private static let noReplies: Set<String> = [
    "no-reply", "noreply", "do-not-reply", "donotreply", "mailer-daemon",
  ]
  private static let placeholders: Set<String> = [
    "none", "noemail", "no-email", "nomail", "n/a", "na", "unknown", "xxx", "asdf", "test", "dummy",
    "example", "email",
  ]
  private static let placeholderHosts: Set<String> = ["test.com", "none.com", "noemail.com", "email.invalid"]
  /// Large providers as fingers miss them.
  private static let misspeltHosts: Set<String> = [
    "gmial.com", "gmai.com", "gmal.com", "gmail.co", "gamil.com", "gnail.com", "gmaill.com", "hotmial.com",
    "hotmal.com", "hotmai.com", "hotmil.com", "yaho.com", "yahooo.com", "yhaoo.com", "outlok.com",
    "outloook.com", "iclod.com", "icoud.com",
  ]
  private static let misspeltEndings = [".con", ".cmo", ".ocm", ".comm", ".cpm", ".vom", ".xom"]
}
