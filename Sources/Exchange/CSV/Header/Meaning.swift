internal import Models

/// What a column may hold: a field of a kind of record, or something for a custom field of it.
struct Meaning: Hashable, Sendable {
  let type: RecordType
  /// Nil for a custom field, which has the column's name.
  let field: String?

  static func contact(_ field: String?) -> Meaning { Meaning(type: .contact, field: field) }
  static func company(_ field: String?) -> Meaning { Meaning(type: .company, field: field) }
  static func deal(_ field: String?) -> Meaning { Meaning(type: .deal, field: field) }
  static func task(_ field: String?) -> Meaning { Meaning(type: .task, field: field) }

  /// A field that every kind has.
  static func any(_ field: String) -> [Meaning] {
    [.contact(field), .company(field), .deal(field), .task(field)]
  }
}

/// Names of columns with what they mean, the likeliest first.
///
/// A name with meanings of one kind only tells that the rows hold such a record. A name without a meaning is passed
/// over. A number in a name is written `#`.
typealias ColumnNames = KeyValuePairs<String, [Meaning]>

/// The names that columns have in the files of other programs and of people.
enum KnownColumns {
  /// What a column of this name may be; nil for a name that is not known.
  static func meanings(of name: String) -> [Meaning]? {
    let key = ColumnName.key(name)
    return byKey[key] ?? byKey[ColumnName.numbered(key)]
  }

  static let tables = [everyday, work, google, outlook, hubSpot, salesforce, pipedrive]

  private static let byKey: [String: [Meaning]] = {
    var meanings: [String: [Meaning]] = [:]
    for table in tables {
      for (name, list) in table { meanings[key(of: name)] = list }
    }
    return meanings
  }()

  /// The key of a name in a table, in which `#` stands for a number.
  static func key(of name: String) -> String {
    name.split(separator: "#", omittingEmptySubsequences: false).map { ColumnName.key(String($0)) }
      .joined(separator: "#")
  }
}
