internal import Bytes
internal import Models
internal import Store

/// What an instruction says a record is to have: a field, or one that the owner of the database made.
enum Attribute {
  case field(Field)
  case custom(String, isNumber: Bool)
  /// The part that a contact plays in a deal.
  case role

  var name: String {
    switch self {
    case .field(let field): field.name
    case .custom(let name, _): name
    case .role: "role"
    }
  }

  /// What people read.
  var title: String { name.replacing("_", with: " ") }
}

/// Finds what instructions call the fields of records.
final class AttributeReader {
  private let store: Store
  private let phrase: Phrase
  private var customFields: [RecordType: [CustomField]] = [:]

  init(_ store: Store, _ phrase: Phrase) {
    self.store = store
    self.phrase = phrase
  }

  /// Names that are no names of fields in questions.
  private static let own: [String: String] = [
    "first name": "first_name", "given name": "first_name", "forename": "first_name",
    "last name": "last_name",
    "surname": "last_name", "family name": "last_name", "full name": "name", "company name": "company",
    "lost reason": "lost_reason", "do not contact": "do_not_contact", "details": "description",
    "assigned to": "owner", "account manager": "owner", "account owner": "owner", "sales person": "owner",
    "owned by": "owner", "telephone number": "phone", "mobile number": "phone", "mobile phone": "phone",
    "cell phone": "phone", "work phone": "phone", "mail": "email", "web address": "website",
    "postal code": "postcode", "website": "website", "contact person": "contact", "contact": "contact",
    "deal": "deal", "lead source": "source", "job position": "position", "closing": "expected_close",
    "target date": "expected_close",
    "closing day": "expected_close", "follow up date": "due_date",
    "close by": "expected_close", "notes": "notes", "external id": "external_id", "number of staff": "size",
    "win probability": "probability", "currency": "currency", "e mail": "email", "job": "position",
  ]

  /// The attribute that some words name in records of a kind, with the first word behind them.
  func attribute(_ place: Int, of type: RecordType) throws -> (attribute: Attribute, end: Int)? {
    guard place < phrase.count, !phrase.tokens[place].isQuoted else { return nil }
    let catalog = Catalog.of(type)
    let common = Attributes.find(phrase.keys[place...], of: type)
    for length in stride(from: min(3, phrase.count - place), through: 1, by: -1)
    where length >= common?.length ?? 1 {
      let words = phrase.keys[place..<(place + length)].joined(separator: " ")
      let name = Self.own[words] ?? words.replacing(" ", with: "_")
      if Self.own[words] != nil || words.contains("_") || length > 1, let field = settable(name, catalog) {
        return (.field(field), place + length)
      }
    }
    if let found = try custom(place, type) { return found }
    if let (path, length) = common,
      let field = path.names.last.flatMap({ settable($0, catalog) })
    {
      return (.field(field), place + length)
    }
    if type == .deal, ["date"].contains(phrase.key(place)), let field = catalog.field("expected_close") {
      return (.field(field), place + 1)
    }
    return nil
  }

  private func settable(_ name: String, _ catalog: Catalog) -> Field? {
    guard let field = catalog.field(name), field.access == .written else { return nil }
    switch field.kind {
    case .custom, .objects, .document, .referenceID: return nil
    default: return field
    }
  }

  /// A custom field by its name; one that is called a custom field need not be there yet.
  private func custom(_ place: Int, _ type: RecordType) throws -> (Attribute, Int)? {
    var start = place
    let isSaid = phrase.key(place) == "custom" && phrase.key(place + 1) == "field"
    if isSaid { start += 2 }
    guard start < phrase.count else { return nil }
    func attribute(_ field: CustomField) -> Attribute {
      .custom(field.name, isNumber: field.types == ["number"])
    }
    let known = try known(type)
    let written = phrase.tokens[start].text
    if written.lowercased().hasPrefix("fields."), written.count > 7 {
      let name = String(written.dropFirst(7))
      return (known.first { $0.name == name }.map(attribute) ?? .custom(name, isNumber: false), start + 1)
    }
    for length in stride(from: min(4, phrase.count - start), through: 1, by: -1) where !known.isEmpty {
      let said = Self.plain(phrase.words(start..<(start + length)))
      if let field = known.first(where: { Self.plain($0.name) == said }) {
        return (attribute(field), start + length)
      }
    }
    return isSaid ? (.custom(written, isNumber: false), start + 1) : nil
  }

  private func known(_ type: RecordType) throws -> [CustomField] {
    if let known = customFields[type] { return known }
    let known = try store.customFields(of: type)
    customFields[type] = known
    return known
  }

  private static func plain(_ name: String) -> String {
    SearchKey.fold(name).replacing("_", with: " ").replacing("-", with: " ")
  }

  /// Where the longest name of an attribute that begins at a word ends, of whatever kind of records.
  func longest(_ place: Int) throws -> Int? {
    try RecordFinder.nouned.compactMap { try attribute(place, of: $0)?.end }.max()
  }

  /// Whether records of any of some kinds have what a word names.
  func isAttribute(_ place: Int, of types: [RecordType]) -> Bool {
    types.contains { (try? attribute(place, of: $0)) ?? nil != nil }
  }
}
