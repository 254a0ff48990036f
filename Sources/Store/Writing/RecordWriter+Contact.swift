internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The rules of a contact: its name, the first of its addresses, numbers and companies, its status.
  func settleContact(_ draft: inout Draft, id: Int64?) throws {
    settleName(&draft)
    settleFirst(&draft, "email", "emails")
    settleFirst(&draft, "phone", "phones")
    let identities = ["first_name", "last_name", "emails", "phones"]
    guard identities.contains(where: { !draft[$0].isNull && draft[$0].array?.isEmpty != true }) else {
      throw StoreError.invalid(
        .contact, field: nil, .sentence("a contact has a name, an e-mail address or a phone number"))
    }
    if !options.allowsDuplicateEmails { try refuseDuplicateEmails(draft, id: id) }
    try settleStatus(&draft)
    // Last, because it may create a company.
    try settleCompanies(&draft)
  }

  /// A full name given alone is split before its last word.
  private func settleName(_ draft: inout Draft) {
    if let full = draft.take("name"), draft.values["first_name"] == nil, draft.values["last_name"] == nil {
      var words = (full.string ?? "").utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
      let last = words.count > 1 ? words.removeLast() : nil
      draft["first_name"] = words.isEmpty ? .null : .string(words.joined(separator: " "))
      draft["last_name"] = last.map(JSON.string) ?? .null
    }
    guard draft.isCreation || draft.values["first_name"] != nil || draft.values["last_name"] != nil else {
      return
    }
    let first = draft["first_name"].string
    let last = draft["last_name"].string
    let name = if let first, let last { first + " " + last } else { first ?? last ?? "" }
    draft.set("name_key", name.isEmpty ? .null : .text(SearchKey.fold(name)))
  }

  /// Makes one list of a first value and all values; a new first value alone replaces the old one.
  private func settleFirst(_ draft: inout Draft, _ one: String, _ many: String) {
    let first = draft.take(one)
    let all = draft.take(many)?.array
    if first == nil, all == nil { return }
    var list = all ?? Array((draft.before?[many]?.array ?? []).dropFirst())
    if let first {
      list.removeAll { $0 == first }
      if !first.isNull { list.insert(first, at: 0) }
    }
    draft[many] = .array(list)
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
    if memory?.mayHold(email: address) == false { return [] }
    let ids = try database.all(
      SQL(
        """
        SELECT id FROM contact WHERE email = ?1 COLLATE NOCASE
        UNION ALL SELECT contact_id FROM contact_email WHERE value = ?1 COLLATE NOCASE
        """, binding: .text(address))
    ) { $0.integer(0) }
    // Sorted here, because a sorter of SQLite's is made even for the one row that there mostly is.
    return ids.sorted()
  }

  /// A new contact has the first status of the list.
  private func settleStatus(_ draft: inout Draft) throws {
    if let name = draft.take("status")?.string {
      guard let id = try answer(.status(SearchKey.fold(name)), { try lists.status(name) }) else {
        throw StoreError.invalid(
          .contact, field: "status", .notAmong(try lists.statuses(), found: name))
      }
      draft.set("status_id", .integer(id))
    } else if draft.isCreation {
      let first = try answer(.firstStatus) {
        try database.value("SELECT id FROM lead_status ORDER BY position, id LIMIT 1", as: Int64.self)
      }
      draft.set("status_id", first.map(SQLValue.integer) ?? .null)
    }
  }

  private func answer(_ question: StreamMemory.Question, _ find: () throws -> Int64?) rethrows -> Int64? {
    if let memory { try memory.answer(question, find) } else { try find() }
  }
}
