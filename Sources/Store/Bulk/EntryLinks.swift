internal import Bytes
internal import Models

/// The records of one entry that are written, to which its later ones are linked.
struct EntryLinks {
  private var company: (id: Int64, keys: [String])?
  private var contact: Int64?

  /// Remembers a record that the row says these things of.
  mutating func add(_ type: RecordType, _ id: Int64, _ record: JSONObject) {
    switch type {
    case .company:
      let names = [record["name"]?.string, record["domain"]?.string].compactMap { $0 }
      company = (id, names.map(SearchKey.fold))
    case .contact: contact = id
    default: break
    }
  }

  /// Puts the company of the entry into a record that can have one and names no other.
  func linkCompany(_ record: inout JSONObject, _ type: RecordType) {
    guard let company, Catalog.of(type).field("company_id") != nil, record["company_id"]?.int64 == nil else {
      return
    }
    if let name = record["company"]?.string, !company.keys.contains(SearchKey.fold(name.trimmed)) { return }
    if record["affiliations"]?.array?.isEmpty == false { return }
    record["company"] = nil
    record["company_id"] = .number(JSONNumber(company.id))
  }

  /// Puts the contact of the entry into a record that can have one and names nobody; whether it did.
  func linkContact(_ record: inout JSONObject, _ type: RecordType) -> Bool {
    guard let contact else { return false }
    let catalog = Catalog.of(type)
    let names = ["contacts", "contact_id", "contact"]
    if names.contains(where: { record[$0].map(\.isBlank) == false }) { return false }
    let id = JSON.number(JSONNumber(contact))
    if catalog.field("contacts") != nil {
      record["contacts"] = [["id": id]]
    } else if catalog.field("contact_id") != nil {
      record["contact_id"] = id
    } else {
      return false
    }
    return true
  }
}

extension JSON {
  /// Null, or a list without items.
  fileprivate var isBlank: Bool { isNull || array?.isEmpty == true }
}
