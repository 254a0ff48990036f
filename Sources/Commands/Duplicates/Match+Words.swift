internal import Bytes
internal import Identity
internal import Models

extension Duplicates.Match {
  /// What speaks for two records being one, the weightiest first, and then what speaks against it.
  func reasons(_ a: JSONObject, _ b: JSONObject, of type: RecordType) -> [String] {
    var b = b
    if findings.contains(where: { $0.comparison == .names && $0.agreement == .variant }) {
      // Each name was compared with the one that stands in the other's place.
      (b["first_name"], b["last_name"]) = (b["last_name"], b["first_name"])
    }
    let reasons = findings.filter(\.isFor).compactMap { $0.words(a, b, of: type) }
    let doubts = findings.reversed().filter { !$0.isFor }.compactMap { $0.words(a, b, of: type) }
    return reasons + doubts.map { "but \($0)" }
  }
}

extension Duplicates.Finding {
  /// The finding in words; nil where it is told with another one.
  fileprivate func words(_ a: JSONObject, _ b: JSONObject, of type: RecordType) -> String? {
    let isCompany = type == .company
    func quoted(_ key: String) -> String? {
      guard let one = a[key]?.string, let other = b[key]?.string else { return nil }
      return "\(one) and \(other)"
    }
    switch comparison {
    case .givenName: return name("first name", quoted("first_name"))
    case .familyName: return name("last name", quoted("last_name"))
    case .organisation:
      return isCompany
        ? name("name", quoted("name")) : name("company", plural: "companies", quoted("company"))
    case .city: return name("city", plural: "cities", quoted("city"))
    case .names: return agreement == .variant ? "first and last name are exchanged" : nil
    case .mailbox: return mailbox
    case .domain: return domain(isCompany: isCompany)
    case .phone:
      return words(
        equal: "phone numbers are equal", slip: "phone numbers differ in one digit", "phone numbers")
    case .postcode:
      return words(equal: "same postcode", slip: "postcodes differ in one place", "postcodes")
    case .birthday: return birthday
    case .address: return address
    }
  }

  private func name(_ name: String, plural: String? = nil, _ both: String?) -> String {
    let names = (plural ?? name + "s") + (both.map { " \($0)" } ?? "")
    return switch agreement {
    case .equal, .unknown: "same \(name)"
    case .variant: "\(names) are the same name"
    case .slip: "\(names) differ by a slip"
    case .partial: "\(names) begin alike"
    case .alike: "\(names) are alike"
    case .different: "\(plural ?? name + "s") differ"
    }
  }

  private var mailbox: String {
    switch agreement {
    case .equal, .unknown: "same e-mail address"
    case .variant: "two addresses of the same mailbox"
    case .slip: "e-mail addresses differ by a slip"
    case .partial, .alike: "e-mail addresses are equal before the @"
    case .different: "e-mail addresses differ"
    }
  }

  private func domain(isCompany: Bool) -> String? {
    let domain = isCompany ? "domain" : "e-mail domain"
    return switch agreement {
    case .equal: "same \(domain)"
    case .slip: "\(domain)s differ by a slip"
    case .partial: "\(domain)s differ in their endings"
    // That the addresses of people differ is said.
    default: isCompany ? "domains differ" : nil
    }
  }

  private var birthday: String {
    switch agreement {
    case .equal, .unknown: "same birthday"
    case .variant: "birthdays have day and month exchanged"
    case .slip: "birthdays differ in one digit"
    case .partial: "birthdays agree in two of day, month and year"
    case .alike: "birthdays are near each other"
    case .different: "birthdays differ"
    }
  }

  private var address: String {
    switch agreement {
    case .equal, .unknown: "same address"
    case .slip, .variant: "addresses differ by a slip"
    case .partial: "same street"
    case .alike: "street names are alike"
    case .different: "addresses differ"
    }
  }

  private func words(equal: String, slip: String, _ values: String) -> String {
    switch agreement {
    case .equal: equal
    case .slip: slip
    default: "\(values) differ"
    }
  }
}
