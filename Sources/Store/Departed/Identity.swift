internal import Bytes
internal import Models

/// By what a record is recognised when it comes from elsewhere: its natural keys, and what must not disagree besides.
///
/// It says of records that have gone what `Matcher` says of those that are here.
struct Identity {
  let type: RecordType
  /// The fields that count and hold something, in the form in which they are shown.
  let values: JSONObject

  /// Something that one record alone should have.
  struct Key: Hashable {
    enum Kind: String {
      case externalID = "external_id"
      case email, domain, name
      case moment, content
    }

    let kind: Kind
    let value: String

    /// As the table of keys holds it.
    var text: String { kind.rawValue + " " + value }

    /// The keys by which people name a person or a company.
    static func all(namedBy text: String) -> [Key] {
      [
        Key(kind: .email, value: text), Key(kind: .domain, value: text),
        Key(kind: .name, value: SearchKey.fold(text)),
      ]
    }
  }

  /// From the fields that are known to count, or from a record as `list` prints it.
  init(_ type: RecordType, _ record: JSONObject) {
    self.type = type
    var values = JSONObject()
    for name in Self.fields(of: type) {
      guard let value = record[name], !value.isNull, value.array?.isEmpty != true else { continue }
      values[name] = value
    }
    self.values = values
  }

  /// From a row of an import, with ids of ours in it; fails when a value is none of its field.
  init(_ type: RecordType, row: JSONObject, _ lists: NameLists, _ reader: InputReader) throws {
    var row = row
    switch type {
    case .contact:
      row["name"] = .string(row.fullName)
      row["emails"] = .array(row.addresses)
    case .deal: row["status"] = .string(try lists.kind(ofDeal: row))
    default: break
    }
    let catalog = Catalog.of(type)
    for name in Self.fields(of: type) {
      guard let value = row[name], let field = catalog.field(name) else { continue }
      row[name] = try reader.canonical(value, field.kind)
    }
    self.init(type, row)
  }

  /// The fields that count, the one that names the record among them.
  private static func fields(of type: RecordType) -> [String] {
    switch type {
    case .contact: ["name", "emails", "company", "company_id", "phone", "birthday", "external_id"]
    case .company: ["name", "domain", "external_id"]
    case .deal: ["title", "company_id", "status", "created_at", "closed_at", "external_id"]
    case .task: ["title", "contact_id", "due_date", "external_id"]
    case .activity: ["kind", "subject", "body", "occurred_at", "contacts", "external_id"]
    case .meeting: ["title", "content_hash", "external_id"]
    case .insight: ["text", "external_id"]
    case .proposal: ["summary", "external_id"]
    case .pipeline: ["name", "external_id"]
    case .status, .setting: ["name"]
    }
  }

  /// What people call the record; nil when it has no name.
  var title: String? { text(Catalog.of(type).title) }

  // MARK: Keys

  /// The natural keys, those first that say most.
  var keys: [Key] {
    var keys: [Key] = []
    func add(_ kind: Key.Kind, _ value: String?) {
      if let value, !value.isEmpty { keys.append(Key(kind: kind, value: value)) }
    }
    add(.externalID, text("external_id"))
    switch type {
    case .contact:
      for email in values["emails"]?.array ?? [] { add(.email, email.string) }
      add(.name, title.map(SearchKey.fold))
    case .company:
      add(.domain, text("domain"))
      add(.name, title.map(SearchKey.fold))
    case .deal, .task, .pipeline, .status: add(.name, title.map(SearchKey.fold))
    // The name of a setting is one of the program's words.
    case .setting: add(.name, title)
    case .activity: add(.moment, text("occurred_at"))
    case .meeting: add(.content, text("content_hash"))
    case .insight, .proposal: break
    }
    return keys
  }

  // MARK: Agreement

  /// Whether a row that has a key of this record may be this record. `current` gives the id that a record has now
  /// which may have been merged since.
  func agrees(
    with row: Identity, on key: Key, current: (RecordType, Int64) throws -> Int64
  ) rethrows -> Bool {
    if key.kind == .externalID { return same("external_id", row) }
    // Two ids of another system are two records.
    guard compatible("external_id", row) || type == .pipeline else { return false }
    func refers(_ field: String, to target: RecordType) throws -> Bool {
      try values[field]?.int64.map { try current(target, $0) } == row.values[field]?.int64
    }
    switch (type, key.kind) {
    case (.contact, .name):
      let isColleague =
        row.values["company_id"] == nil
        ? text("company").map(SearchKey.fold) == row.text("company").map(SearchKey.fold)
        : try refers("company_id", to: .company)
      return isColleague && (values["emails"] == nil || row.values["emails"] == nil)
        && compatible("phone", row) && compatible("birthday", row)
    case (.company, .name): return values["domain"] == nil || row.values["domain"] == nil
    case (.deal, _): return try refers("company_id", to: .company) && isInState(of: row)
    case (.task, _): return try refers("contact_id", to: .contact) && same("due_date", row)
    case (.activity, _):
      return try same("kind", row) && same("subject", row) && same("body", row)
        && Set(people.map { try current(.contact, $0) }) == Set(row.people)
    default: return true
    }
  }

  private func text(_ field: String) -> String? { values[field]?.string }

  private func same(_ field: String, _ row: Identity) -> Bool { values[field] == row.values[field] }

  private func compatible(_ field: String, _ row: Identity) -> Bool {
    values[field] == nil || row.values[field] == nil || same(field, row)
  }

  private var people: [Int64] { (values["contacts"]?.array ?? []).compactMap { $0["id"]?.int64 } }

  /// Whether a row may be this deal by how it stands: see `Matcher.deals`.
  private func isInState(of row: Identity) -> Bool {
    let closed = row.time("closed_at")
    if values["status"] == "open" {
      guard row.values["status"] != "open", let closed, let created = time("created_at") else { return true }
      return created <= closed
    }
    return same("status", row) && (closed == nil || time("closed_at") == closed)
  }

  private func time(_ field: String) -> Timestamp? { text(field).flatMap { Timestamp(rfc3339: $0) } }
}

extension JSONObject {
  /// All e-mail addresses of a contact, the main one first.
  fileprivate var addresses: [JSON] {
    let all = self["emails"]?.array ?? []
    guard let main = self["email"], !main.isNull, !all.contains(main) else { return all }
    return [main] + all
  }
}
