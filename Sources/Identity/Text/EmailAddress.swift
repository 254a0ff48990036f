internal import Bytes

/// An e-mail address as its provider understands it.
struct EmailAddress {
  /// What stands before the "@", without a tag; without dots where the provider ignores them.
  let local: String
  let domain: String
  /// Whether the address was written another way.
  let isRewritten: Bool

  /// Nil when there is nothing before or behind an "@".
  init?(_ text: String) {
    let folded = SearchKey.fold(text)
    guard let at = folded.lastIndex(of: "@") else { return nil }
    let written = folded[..<at]
    var local = written.prefix { $0 != "+" }
    // An address of a tag alone is not one of an empty name.
    if local.isEmpty { local = written }
    var domain = String(folded[folded.index(after: at)...])
    guard !local.isEmpty, !domain.isEmpty else { return nil }
    domain = Self.aliases[domain] ?? domain
    let name = Self.ignoringDots.contains(domain) ? String(local.filter { $0 != "." }) : String(local)
    self.local = name.isEmpty ? String(local) : name
    self.domain = domain
    isRewritten = self.local + "@" + domain != folded
  }

  /// The whole address.
  var address: String { local + "@" + domain }

  private static let ignoringDots: Set<String> = ["gmail.com", "proton.me"]

  /// Other domains of the same mailboxes.
  private static let aliases = [
    "googlemail.com": "gmail.com", "protonmail.com": "proton.me", "pm.me": "proton.me",
  ]
}
