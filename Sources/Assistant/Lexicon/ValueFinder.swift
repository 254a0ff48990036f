internal import Bytes
internal import Models
internal import Store

/// What words mean in this database: values of fields, and records by their names.
final class ValueFinder {
  /// How far a look goes that the words of a question do not need as a rule.
  enum Depth: Int, Comparable {
    /// What has an index.
    case plain
    /// Custom fields as well.
    case custom
    /// Names that differ in a letter or two as well.
    case near

    static func < (one: Depth, other: Depth) -> Bool { one.rawValue < other.rawValue }
  }

  private let store: Store
  /// Deeper looks keep what the others found.
  var depth = Depth.plain
  private var meanings: [String: [Meaning]] = [:]
  private var names: [String: [StoreError.Candidate]] = [:]
  private var listed: [String: [String]] = [:]
  private var lists: [(values: [String], type: RecordType, field: String)]?

  /// The names that were read otherwise than they are written.
  private(set) var taken: [String: StoreError.Candidate] = [:]
  private var custom: [RecordType: [CustomValues]] = [:]
  private var ownMeanings: [String: [Meaning]] = [:]
  private var beginnings: [String: [StoreError.Candidate]] = [:]
  private lazy var nearNames = NearNames(store)
  private var near: [String: [StoreError.Candidate]] = [:]

  init(_ store: Store) {
    self.store = store
  }

  /// That a field of records of a kind has a value.
  struct Meaning: Hashable {
    let type: RecordType
    let field: String
    let value: String
    /// Whether the field is one that the owner of the database made up.
    var isCustom = false

    var condition: Condition {
      .compare(Path(isCustom ? ["fields", field] : [field]), .equal, .text(value))
    }
  }

  /// A name that begins at a word: the records that are called so.
  struct Name {
    let records: [StoreError.Candidate]
    let length: Int
    var type: RecordType { records[0].type }
  }

  // MARK: Values

  /// The longest run of words from the first on that is a value somewhere, with all that it may be.
  func values(_ tokens: ArraySlice<Token>) throws -> (meanings: [Meaning], length: Int)? {
    for length in stride(from: min(4, tokens.count), through: 1, by: -1) {
      let words = tokens.prefix(length)
      if words.contains(where: { $0.key == "," || $0.key == "'s" }) { continue }
      if length == 1, let word = words.first, !word.isQuoted {
        if FillerWords.all.contains(word.key) || word.number != nil || word.key.count < 2 { continue }
      }
      let found = try meanings(of: words.map(\.text).joined(separator: " "))
      if !found.isEmpty { return (found, length) }
    }
    return nil
  }

  /// All that a text may be a value of.
  func meanings(of text: String) throws -> [Meaning] {
    let plain = try plainMeanings(of: text)
    return depth == .plain ? plain : try plain + customMeanings(of: text)
  }

  private func plainMeanings(of text: String) throws -> [Meaning] {
    if let known = meanings[text] { return known }
    var found: [Meaning] = []
    let folded = SearchKey.fold(text)
    for list in try knownLists() {
      for value in list.values where SearchKey.fold(value) == folded {
        found.append(Meaning(type: list.type, field: list.field, value: value))
      }
    }
    if let owner = try owner(text) {
      found += (Self.owned + [.activity]).map { Meaning(type: $0, field: "owner", value: owner) }
    }
    for (type, field) in Self.indexed {
      if let value = try store.value(text, of: field, type) {
        found.append(Meaning(type: type, field: field, value: value))
      }
    }
    if found.isEmpty {
      for name in Countries.names(for: text) where name != text {
        for type in [RecordType.company, .contact] {
          if let value = try store.value(name, of: "country", type) {
            found.append(Meaning(type: type, field: "country", value: value))
          }
        }
      }
    }
    // All values of these are read once, since there is no way to one of them.
    for (type, field) in Self.listed {
      for value in try distinct(field, type) where SearchKey.fold(value) == folded {
        found.append(Meaning(type: type, field: field, value: value))
      }
    }
    meanings[text] = found
    return found
  }

  /// What only this database has: custom fields, and what activities are called.
  private func customMeanings(of text: String) throws -> [Meaning] {
    if let known = ownMeanings[text] { return known }
    let folded = SearchKey.fold(text)
    var found: [Meaning] = []
    if let subject = try store.value(text, of: "subject", .activity) {
      found.append(Meaning(type: .activity, field: "subject", value: subject))
    }
    for type in Self.customised {
      for field in try customFields(type) {
        for value in field.values where SearchKey.fold(value) == folded {
          found.append(Meaning(type: type, field: field.name, value: value, isCustom: true))
        }
      }
    }
    ownMeanings[text] = found
    return found
  }

  // MARK: Fields

  /// The path of the field that some words name in records of a kind, a custom one as well, with how many words it takes.
  func attribute(_ keys: ArraySlice<String>, of type: RecordType) -> (path: Path, length: Int)? {
    if let found = Attributes.find(keys, of: type) { return found }
    guard depth >= .custom, let fields = try? customFields(type) else { return nil }
    for length in stride(from: min(4, keys.count), through: 1, by: -1) {
      let words = keys.prefix(length).joined(separator: " ")
      for field in fields where SearchKey.fold(field.name).replacing("_", with: " ") == words {
        return (Path(["fields", field.name]), length)
      }
    }
    return nil
  }

  private static let customised: [RecordType] = [.contact, .company, .deal, .task]

  private func customFields(_ type: RecordType) throws -> [CustomValues] {
    if let known = custom[type] { return known }
    let fields = try store.customValues(of: type, among: 1000)
    custom[type] = fields
    return fields
  }

  /// Who looks after records under a name. Who does so in activities alone is found nowhere else.
  private func owner(_ text: String) throws -> String? {
    for type in Self.owned {
      if let owner = try store.value(text, of: "owner", type) { return owner }
    }
    return nil
  }

  private func distinct(_ field: String, _ type: RecordType) throws -> [String] {
    let key = "\(type.rawValue).\(field)"
    if let known = listed[key] { return known }
    let values = try store.distinctValues(of: field, type, limit: 500)
    listed[key] = values
    return values
  }

  private static let owned: [RecordType] = [.deal, .contact, .company, .task]
  private static let indexed: [(RecordType, String)] = [
    (.company, "industry"), (.company, "city"), (.company, "country"), (.contact, "city"),
    (.contact, "country"),
    (.contact, "region"), (.contact, "position"), (.contact, "tags"), (.company, "tags"), (.deal, "tags"),
  ]
  private static let listed: [(RecordType, String)] = [
    (.contact, "source"), (.deal, "source"), (.deal, "lost_reason"),
  ]

  private func knownLists() throws -> [(values: [String], type: RecordType, field: String)] {
    if let lists { return lists }
    var made: [(values: [String], type: RecordType, field: String)] = [
      (try store.listed(.statuses), .contact, "status"), (try store.listed(.stages), .deal, "stage"),
      (try store.listed(.pipelines), .deal, "pipeline"),
    ]
    for (type, field) in [(RecordType.task, "priority"), (.task, "status"), (.deal, "status")] {
      if case .choice(let choices)? = Catalog.of(type).field(field)?.kind {
        made.append((choices, type, field))
      }
    }
    lists = made
    return made
  }

  /// The lead statuses of a kind.
  func statuses(ofKind kind: String) throws -> [String] { try store.listed(.leadStatuses(ofKind: kind)) }

  /// The part that somebody plays in a deal, as the database writes it.
  func role(_ tokens: ArraySlice<Token>) throws -> (role: String, length: Int)? {
    let roles = try store.listed(.roles)
    for length in stride(from: min(3, tokens.count), through: 1, by: -1) {
      let text = SearchKey.fold(tokens.prefix(length).map(\.text).joined(separator: " "))
      if let role = roles.first(where: { SearchKey.fold($0) == text }) { return (role, length) }
    }
    return nil
  }

  /// Whether some record has words in its text.
  func isWritten(_ text: String) throws -> Bool {
    try store.recordCount(having: [WordQuery.Form(SearchKey.fold(text))], upTo: 1) > 0
  }

  // MARK: Names

  /// That by its name a record is meant and no other of that name.
  func know(_ record: StoreError.Candidate) {
    for type in RecordType.allCases {
      names["\(type.rawValue) \(record.name)"] = type == record.type ? [record] : []
    }
  }

  /// The longest name that begins at the first word: in full, else the beginning of one that has a capital or stands
  /// alone.
  func name(_ tokens: ArraySlice<Token>, _ types: [RecordType] = [.deal, .company, .contact, .task]) throws
    -> Name?
  {
    if let first = tokens.first, first.text.contains("@"), types.contains(.contact) {
      let found = try people(first.text)
      if !found.isEmpty { return Name(records: found, length: 1) }
    }
    for length in stride(from: min(7, tokens.count), through: 1, by: -1) {
      let words = tokens.prefix(length)
      if length == 1, let word = words.first, !word.isQuoted {
        if FillerWords.all.contains(word.key) || word.number != nil || word.key.count < 2 { continue }
      }
      if words.contains(where: { $0.key == "," || $0.key == "'s" }) { continue }
      let text = words.map(\.text).joined(separator: " ")
      for type in types {
        let found = try exact(type, text)
        if !found.isEmpty { return Name(records: found, length: length) }
      }
    }
    // The beginning of a name, and then a word that no name goes on with, is a name that is written otherwise.
    if depth >= .near, let found = try nearName(tokens, types, atLeast: 2) { return found }
    for length in stride(from: min(4, tokens.count), through: 1, by: -1) {
      let words = tokens.prefix(length)
      guard let first = words.first, first.text.first?.isUppercase == true || first.isQuoted,
        !FillerWords.all.contains(first.key)
      else { return nil }
      let text = words.map(\.text).joined(separator: " ")
      if words.contains(where: { $0.key == "," || $0.key == "'s" }) { continue }
      for type in types where type != .task {
        let found = try beginning(type, text)
        if !found.isEmpty { return Name(records: found, length: length) }
      }
    }
    return depth >= .near ? try nearName(tokens, types, atLeast: 1) : nil
  }

  /// A name that no record has, where one is called nearly so.
  private func nearName(_ tokens: ArraySlice<Token>, _ types: [RecordType], atLeast least: Int) throws
    -> Name?
  {
    for length in stride(from: min(4, tokens.count), through: least, by: -1) {
      let words = tokens.prefix(length)
      guard NearNames.mayBeName(words) else { continue }
      let text = words.map(\.text).joined(separator: " ")
      let key = types.map(\.rawValue).joined(separator: ",") + " " + text
      let found = try near[key] ?? nearNames.records(words, types)
      near[key] = found
      if found.isEmpty { continue }
      if found.count == 1 { taken[text] = found[0] }
      return Name(records: found, length: length)
    }
    return nil
  }

  private func people(_ address: String) throws -> [StoreError.Candidate] {
    let isTheirs = Condition.compare(Path(["email"]), .equal, .text(address))
    return try store.rows(Query(from: .contact, condition: isTheirs, limit: 11)).compactMap { row in
      row["id"]?.int64.map {
        StoreError.Candidate(type: .contact, id: $0, name: row["name"]?.string ?? address)
      }
    }
  }

  private func beginning(_ type: RecordType, _ text: String) throws -> [StoreError.Candidate] {
    let key = "\(type.rawValue) \(text)"
    if let known = beginnings[key] { return known }
    let found = try store.records(type, beginningWith: text + " ", limit: 11)
    beginnings[key] = found
    return found
  }

  private func exact(_ type: RecordType, _ text: String) throws -> [StoreError.Candidate] {
    let key = "\(type.rawValue) \(text)"
    if let known = names[key] { return known }
    let found = try store.records(type, named: text, limit: 11)
    names[key] = found
    return found
  }
}
