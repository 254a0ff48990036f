internal import Bytes
internal import Models
internal import SQLite

/// The records that a row names, and what to do about those that are not here.
struct NamedRecords {
  /// What people mean who are named and not known.
  let strangers: Entry.Strangers
  /// Whether what somebody deleted may come back.
  let revives: Bool
  /// How many people are known.
  var known = 0
  /// How many records are left out because somebody deleted them here.
  var gone = 0
}

/// Whom and what the rows of a file are about.
extension Matcher {
  /// Puts the ids of ours in place of the names by which a row says what it is about.
  ///
  /// A company that is not known yet keeps its name: the writer creates it. What was merged is what it was merged into,
  /// and what was deleted is left out. Fails when nothing else that is named is known here.
  func relate(_ record: inout JSONObject, _ type: RecordType, _ named: inout NamedRecords) throws {
    try withoutDeletedCompanies(&record, &named)
    if type == .contact || type.isAboutOthers { try relateCompany(&record) }
    guard type.isAboutOthers else { return }
    let company = record["company_id"]?.int64
    // Two people may have one name, but hardly one address.
    if let email = record.removeValue(forKey: "contact_email"), !email.isNull { record["contact"] = email }
    for field in Catalog.of(type).fields {
      switch field.kind {
      case .reference(let target, let idName?) where target != .company:
        if record[idName] != nil {
          record[field.name] = nil
        } else if let text = record[field.name]?.string?.trimmed, !text.isEmpty {
          var about: JSONObject = [text.hasASCII("@") ? "email" : Catalog.of(target).title: .string(text)]
          about["company"] = record["company"]
          let id = try identify(target, about, &named) {
            try finder(type).record(target, text, company: company, field: field.name)
          }
          record[field.name] = nil
          record[idName] = id.map { .number(JSONNumber($0)) }
        }
        if target == .contact, record[idName]?.int64 != nil { named.known += 1 }
      case .objects(let members) where record[field.name]?.array != nil:
        guard let member = members.first(where: \.isContact)?.name else { continue }
        guard let list = try canonical(field.name, of: record, type).array else { continue }
        record[field.name] = .array(
          try list.compactMap { item in
            // Of somebody who took part in a meeting, null says that it is nobody known.
            if member != "id", item[member]?.isNull == true { return item }
            let id = try contact(in: item, member, company, type, field.name, &named)
            if id != nil { named.known += 1 }
            // Somebody who took part in a meeting need not be known.
            return id == nil && member == "id" ? nil : item.naming(id, as: member)
          })
      default: break
      }
    }
  }

  private func finder(_ type: RecordType) -> RelationFinder {
    RelationFinder(database, for: type, isExact: true)
  }

  /// Who an item of a list means; nil for somebody who is left out or need not be known.
  private func contact(
    in item: JSON, _ member: String, _ company: Int64?, _ type: RecordType, _ field: String,
    _ named: inout NamedRecords
  ) throws -> Int64? {
    if let foreign = item[member]?.int64, let id = try known(.contact, foreign: foreign) { return id }
    if member != "id" { return nil }
    return try identify(.contact, item.object ?? [:], &named) {
      try finder(type).person(item.naming(nil, as: member), company: company, field: field)
    }
  }

  /// What `find` finds; of what is not here, what became of it, and nil for what may be left out.
  private func identify(
    _ type: RecordType, _ record: JSONObject, _ named: inout NamedRecords, _ find: () throws -> Int64
  ) throws -> Int64? {
    do {
      return try find()
    } catch let error as StoreError {
      guard case .invalid(_, _, .unknownRecord) = error else { throw error }
      switch try departed.find(type, record) {
      case .merged(let survivor): return survivor
      case .deleted where !named.revives:
        named.gone += 1
        return nil
      default: break
      }
      guard type == .contact, try named.strangers != .refused || erased.holds(record) else { throw error }
      return nil
    }
  }

  // MARK: Companies

  private func relateCompany(_ record: inout JSONObject) throws {
    if record["company_id"] != nil {
      record["company"] = nil
    } else if let name = record["company"]?.string {
      let ids = try memory.companies(named: name)
      if ids.count == 1 { record.refer("company", to: ids[0]) }
    }
  }

  /// A company that was deleted here does not come back because a row names it.
  private func withoutDeletedCompanies(_ record: inout JSONObject, _ named: inout NamedRecords) throws {
    guard departed.knows(.company) else { return }
    try relateDeparted(&record, &named)
    guard let list = record["affiliations"]?.array else { return }
    record["affiliations"] = .array(
      try list.compactMap { item in
        guard var object = item.object else { return item }
        try relateDeparted(&object, &named)
        return item["company"] != nil && object["company"] == nil && object["company_id"] == nil
          ? nil : .object(object)
      })
  }

  private func relateDeparted(_ object: inout JSONObject, _ named: inout NamedRecords) throws {
    guard object["company_id"]?.int64 == nil, let name = object["company"]?.string else { return }
    var company: JSONObject = ["name": .string(name)]
    if name.hasASCII(".") { company["domain"] = .string(name) }
    guard let fate = try departed.find(.company, company),
      try References(database: database).exact(.company, name).isEmpty
    else { return }
    switch fate {
    case .merged(let survivor): object.refer("company", to: survivor)
    case .deleted where named.revives: break
    case .deleted:
      object["company"] = nil
      named.gone += 1
    }
  }
}

extension RecordType {
  /// Whether records of this kind are about people and companies.
  var isAboutOthers: Bool { [.deal, .task, .activity, .meeting].contains(self) }
}

extension Field {
  /// Whether it holds the id of a contact.
  fileprivate var isContact: Bool {
    if case .referenceID(.contact) = kind { true } else { false }
  }
}

extension JSON {
  /// The object with an id of ours, or none, in place of a foreign one.
  fileprivate func naming(_ id: Int64?, as member: String) -> JSON {
    guard var object else { return self }
    object[member] = id.map { .number(JSONNumber($0)) }
    return .object(object)
  }
}

extension JSONObject {
  /// Names another record by its id instead of by what it is called.
  fileprivate mutating func refer(_ name: String, to id: Int64) {
    self[name + "_id"] = .number(JSONNumber(id))
    self[name] = nil
  }
}
