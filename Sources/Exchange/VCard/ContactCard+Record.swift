internal import Bytes
internal import Models

extension ContactCard {
  /// The record in the shape that `list` prints: a company where the card is no person's.
  var record: JSONObject { isOrganisation ? company : contact }

  /// Who it is, in one line.
  var summary: String {
    joined([name.isEmpty ? fullName : name.text] + emails.values + phones.values, by: ", ")
  }

  private var contact: JSONObject {
    var record: JSONObject = ["type": "contact"]
    var fields = fields
    record.put("first_name", name.given)
    record.put("last_name", name.family)
    fields.keep("prefix", name.prefix)
    fields.keep("suffix", name.suffix)
    if name.isEmpty {
      if !isMakeshift(fullName) { record.put("name", fullName) }
    } else if !isComposed(fullName) {
      fields.keep("full_name", fullName)
    }
    record.put("email", "emails", emails.values)
    record.put("phone", "phones", phones.values)
    putOrganisations(into: &record, &fields)
    if let birthday { record.put("birthday", birthday.description) }
    putAddresses(into: &record, &fields)
    putRest(into: &record, fields)
    return record
  }

  private var company: JSONObject {
    var record: JSONObject = ["type": "company"]
    var fields = fields
    record.put("name", organisations.first?.name ?? fullName)
    fields.keep("contact", name.text)
    for organisation in organisations.values { fields.keep("department", organisation.departments) }
    for organisation in organisations.values.dropFirst() { fields.keep("company", organisation.name) }
    for title in titles { fields.keep("title", title.text) }
    for role in roles { fields.keep("role", role) }
    for email in emails.values { fields.keep("email", email) }
    record.put("phone", phones.first ?? "")
    for phone in phones.values.dropFirst() { fields.keep("phone", phone) }
    if let birthday { fields.keep("birthday", birthday.description) }
    putAddresses(into: &record, &fields)
    for name in ["postcode", "region"] { fields.keep(name, record.removeValue(forKey: name)?.string ?? "") }
    if let website = fields.remove("website") { record["website"] = website }
    putRest(into: &record, fields)
    return record
  }

  /// Whether a full name only repeats something else, because a card must have one.
  private func isMakeshift(_ text: String) -> Bool {
    emails.values.contains(text) || phones.values.contains(text)
      || organisations.values.contains { $0.name == text }
  }

  /// Whether a full name says no more than its parts.
  private func isComposed(_ text: String) -> Bool {
    if text == name.text || text == joined([name.prefix, name.text, name.suffix], by: " ") { return true }
    let parts = Set(Words.split([name.given, name.family, name.prefix, name.suffix].joined(separator: " ")))
    return Words.split(text).allSatisfy(parts.contains)
  }

  /// The first company with the first title; further ones with the titles that share their group.
  private func putOrganisations(into record: inout JSONObject, _ fields: inout CustomFields) {
    let groups = Set(organisations.values.map(\.group)).subtracting([""])
    var titles = titles
    /// The title of a company's group, or the first that belongs to no company.
    func takeTitle(of group: String?) -> String? {
      let place = titles.firstIndex { group == nil ? !groups.contains($0.group) : $0.group == group }
      return place.map { titles.remove(at: $0).text }
    }

    var roles = roles
    let main = organisations.first
    var position =
      main.flatMap { $0.group.isEmpty ? nil : takeTitle(of: $0.group) } ?? takeTitle(of: nil) ?? ""
    if position.isEmpty, !roles.isEmpty { position = roles.removeFirst() }
    record.put("company", main?.name ?? "")
    record.put("position", position)

    var affiliations: [JSON] = []
    var known = Set<String>()
    for organisation in organisations.values {
      fields.keep("department", organisation.departments)
      guard known.insert(SearchKey.fold(organisation.name)).inserted else { continue }
      let isMain = affiliations.isEmpty
      let title =
        isMain ? position : organisation.group.isEmpty ? "" : takeTitle(of: organisation.group) ?? ""
      affiliations.append([
        "company": .string(organisation.name), "position": title.isEmpty ? .null : .string(title),
        "primary": .bool(isMain),
      ])
    }
    if affiliations.count > 1 { record["affiliations"] = .array(affiliations) }
    for title in titles { fields.keep("title", title.text) }
    for role in roles { fields.keep("role", role) }
  }

  private func putAddresses(into record: inout JSONObject, _ fields: inout CustomFields) {
    guard let address = addresses.first else { return }
    record.put("address", address.street)
    record.put("city", address.city)
    record.put("postcode", address.postcode)
    record.put("region", address.region)
    record.put("country", address.country)
    for (index, address) in addresses.values.dropFirst().enumerated() {
      fields.keep("address_\(index + 2)", address.text)
    }
  }

  private func putRest(into record: inout JSONObject, _ fields: CustomFields) {
    let tags = tags.filter { !$0.isEmpty }
    if !tags.isEmpty { record["tags"] = .array(tags.map(JSON.string)) }
    record.put("notes", notes.filter { !$0.stripped.isEmpty }.joined(separator: "\n\n"))
    record.put("external_id", externalID)
    for (name, value) in own where Catalog.of(isOrganisation ? .company : .contact).field(name) != nil {
      record[name] = value
    }
    if !fields.object.isEmpty { record["fields"] = .object(fields.object) }
  }
}

extension JSONObject {
  /// Sets a text that is not empty.
  mutating func put(_ name: String, _ text: String) {
    if !text.isEmpty { self[name] = .string(text) }
  }

  /// Sets a list and its first value.
  fileprivate mutating func put(_ one: String, _ many: String, _ texts: [String]) {
    var list: [JSON] = []
    for text in texts where !list.contains(.string(text)) { list.append(.string(text)) }
    self[one] = list.first
    if !list.isEmpty { self[many] = .array(list) }
  }
}
