internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The rules of a contact: its name, the first of its addresses, numbers and companies, its status.
  func settleContact(_ draft: inout Draft, id: Int64?) throws {
    settleName(&draft)
    for (one, many) in [("email", "emails"), ("phone", "phones")] { settleFirst(&draft, one, many) }
    if !options.allowsDuplicateEmails { try refuseDuplicateEmails(draft, id: id) }
    try settleAffiliations(&draft)
    if draft.isCreation, draft.values["status"] == nil { draft.values["status"] = "new" }
  }

  /// A full name given alone is split before its last word.
  private func settleName(_ draft: inout Draft) {
    let named = draft.values.removeValue(forKey: "name")
    if let full = named?.string, draft.values["first_name"] == nil, draft.values["last_name"] == nil {
      let words = full.split(separator: " ")
      draft.values["first_name"] = .string(words.dropLast(words.count > 1 ? 1 : 0).joined(separator: " "))
      draft.values["last_name"] = words.count > 1 ? .string(String(words[words.count - 1])) : nil
    }
    guard draft.isCreation || draft.values["first_name"] != nil || draft.values["last_name"] != nil else {
      return
    }
    let parts = [draft["first_name"]?.string, draft["last_name"]?.string].compactMap { $0 }
    draft.set("name_key", .text(SearchKey.fold(parts.joined(separator: " "))))
  }

  /// Makes one list of a first value and all values: the list wins, a new first value replaces the old one.
  private func settleFirst(_ draft: inout Draft, _ one: String, _ many: String) {
    let first = draft.values.removeValue(forKey: one)
    guard draft.values[many] == nil, let first else { return }
    let rest = (draft.before?[many]?.array ?? []).dropFirst().filter { $0 != first }
    draft.values[many] = .array((first.isNull ? [] : [first]) + rest)
  }

  private func refuseDuplicateEmails(_ draft: Draft, id: Int64?) throws {
    let known = draft.before?["emails"]?.array ?? []
    for email in draft.values["emails"]?.array ?? [] where !known.contains(email) {
      guard let address = email.string,
        let other = try contacts(withEmail: address).first(where: { $0 != id })
      else { continue }
      throw StoreError.duplicate(.contact, field: "email", value: address, of: try candidate(.contact, other))
    }
  }

  /// The contacts that have an e-mail address, as their main one or another, oldest first.
  func contacts(withEmail address: String) throws -> [Int64] {
    let statement = try database.statement(
      """
      SELECT id FROM contact WHERE email = \(address) COLLATE NOCASE
      UNION SELECT contact_id FROM contact_email WHERE value = \(address) COLLATE NOCASE ORDER BY 1
      """)
    var ids: [Int64] = []
    while try statement.step() { ids.append(statement.row.integer(0)) }
    return ids
  }

  // MARK: Companies

  /// Makes columns of the main company and keeps the others for the table of further ones.
  private func settleAffiliations(_ draft: inout Draft) throws {
    guard let given = draft.values["affiliations"]?.array else {
      try replaceMainCompany(&draft)
      return
    }
    draft.values["company"] = nil
    draft.values["company_id"] = nil
    draft.values["position"] = nil
    var companies: [Affiliation] = []
    for item in given {
      guard let object = item.object else { continue }
      let affiliation = Affiliation(
        company: try affiliatedCompany(object), position: object["position"] ?? nil,
        isMain: object["primary"]?.bool ?? false)
      guard !companies.contains(where: { $0.company == affiliation.company }) else {
        throw StoreError.invalid(.contact, field: "affiliations", .sentence("a company stands in it twice"))
      }
      companies.append(affiliation)
    }
    let main = companies.firstIndex(where: \.isMain) ?? companies.indices.first
    let first = main.map { companies.remove(at: $0) }
    draft.set("company_id", first.map { .integer($0.company) } ?? .null)
    draft.set("position", InputReader.sqlValue(first?.position ?? nil, .text))
    draft.values["affiliations"] = .array(companies.map(\.json))
  }

  /// A new main company takes the place of the old one, and leaves the list of further ones if it was there.
  private func replaceMainCompany(_ draft: inout Draft) throws {
    guard let value = draft.values["company_id"] ?? draft.values["company"], let before = draft.before else {
      return
    }
    let further = (before["affiliations"]?.array ?? []).dropFirst()
    guard !further.isEmpty, !value.isNull else { return }
    let id = try draft.values["company_id"]?.int64 ?? company(named: value.string ?? "")
    draft.values["affiliations"] = .array(further.filter { $0["company_id"]?.int64 != id })
  }

  private func affiliatedCompany(_ object: JSONObject) throws -> Int64 {
    let named = object["company"]?.string
    guard let id = object["company_id"]?.int64 else {
      guard let named else {
        throw StoreError.invalid(
          .contact, field: "affiliations", .sentence("each names a company or company_id"))
      }
      return try company(named: named)
    }
    guard try exists(.company, id) else {
      // A list from another database: its ids mean nothing here, the names do.
      guard let named else {
        throw StoreError.invalid(.contact, field: "affiliations", .unknownRecord(.company, String(id)))
      }
      return try company(named: named)
    }
    return id
  }

  private struct Affiliation {
    let company: Int64
    let position: JSON
    let isMain: Bool

    var json: JSON { ["company_id": .number(JSONNumber(company)), "position": position] }
  }
}
