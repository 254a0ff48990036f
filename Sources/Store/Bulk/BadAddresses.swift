internal import Bytes

extension JSONObject {
  /// The custom field that keeps what stood where an e-mail address should.
  private static let field = "invalid_email"

  /// Whether a text was meant as an address, having an @, and is none. One without is refused as it is everywhere.
  private static func isBad(_ text: String) -> Bool {
    text.hasASCII("@") && !text.trimmed.isAddress
  }

  /// Moves addresses that are none out of the way of a contact that comes from elsewhere, where they cannot be asked
  /// about; nothing is lost, and the person is not turned away. Says whether there were any.
  mutating func setAsideBadAddresses() -> Bool {
    var bad: [String] = []
    if let email = self["email"]?.string, Self.isBad(email) {
      bad.append(email)
      self["email"] = nil
    }
    if let emails = self["emails"]?.array, emails.contains(where: { $0.string.map(Self.isBad) == true }) {
      self["emails"] = .array(
        emails.filter { email in
          guard let text = email.string, Self.isBad(text) else { return true }
          if !bad.contains(text) { bad.append(text) }
          return false
        })
    }
    if bad.isEmpty { return false }
    var fields = self["fields"]?.object ?? [:]
    fields[Self.field] = .string(bad.joined(separator: "; "))
    self["fields"] = .object(fields)
    return true
  }
}
