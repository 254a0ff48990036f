internal import Bytes
internal import Models

/// A column of a header with all that its name may mean.
struct HeaderColumn {
  let label: String
  /// What the column may be, the likeliest first. Empty for one that is passed over, nil for a name that is not known.
  let meanings: [Meaning]?
  /// Whether the name, or the map, says the kind of record beyond doubt.
  let isPlain: Bool
  /// What it is called as a custom field.
  let customName: String
  let currency: Currency?

  /// `target` is the field that the map has for the column; `isOurs` says that this program wrote the file.
  init(_ label: String, target: String?, isOurs: Bool, in catalogues: FieldNames) {
    let name = ColumnName(target ?? label)
    self.label = label
    currency = name.currency
    customName = name.isCustom || name.type != nil ? name.rest : label
    if label == RejectsFormat.reasonName {
      (meanings, isPlain) = ([], true)
    } else if isOurs, target == nil, let own = catalogues.ownMeanings(label) {
      (meanings, isPlain) = (own, false)
    } else {
      let known =
        catalogues.meanings(name) ?? name.type.flatMap { _ in catalogues.meanings(ofWhole: target ?? label) }
      let custom = name.type.map { [Meaning(type: $0, field: nil)] }
      (meanings, isPlain) = (known ?? (target == nil ? custom : nil), name.type != nil || target != nil)
    }
  }

  /// The kind of record that the column can only be of, tasks aside where it may be of another; nil where it tells none.
  var tells: RecordType? {
    guard let meanings, let first = meanings.first?.type else { return nil }
    let others = meanings.lazy.map(\.type).filter { $0 != .task }
    guard let other = others.first else { return first }
    return others.allSatisfy { $0 == other } ? other : nil
  }

  /// Whether it may be of one kind only.
  var isOfOneKind: Bool {
    guard let first = meanings?.first?.type else { return false }
    return meanings?.allSatisfy { $0.type == first } == true
  }
}

/// The names of the fields that columns may mean, in the form in which names are compared.
struct FieldNames {
  /// The kinds of record that rows may hold.
  let types: [RecordType]

  /// Those of one kind, or of all that a header can tell.
  init(_ type: RecordType?) {
    types = type.map { [$0] } ?? [.contact, .company, .deal, .task]
  }

  /// The fields that people write, by the form in which names are compared; the id of a record in another program's
  /// file is none of ours.
  private static let fields: [RecordType: [String: Field]] = {
    var fields: [RecordType: [String: Field]] = [:]
    for type in RecordType.allCases {
      for field in Catalog.of(type).fields where field.access == .written {
        if case .referenceID = field.kind { continue }
        fields[type, default: [:]][ColumnName.key(field.name)] = field
      }
    }
    return fields
  }()

  /// What a name may mean; empty for one that is passed over, nil for one that is not known.
  func meanings(_ name: ColumnName) -> [Meaning]? {
    let types = types.filter { name.type == nil || name.type == $0 }
    if name.isCustom { return types.map { Meaning(type: $0, field: nil) } }
    let known = KnownColumns.meanings(of: name.rest)
    if known?.isEmpty == true { return [] }
    if let fitting = known?.filter({ types.contains($0.type) }), !fitting.isEmpty { return fitting }
    let key = ColumnName.key(name.rest)
    let own = types.compactMap { type in
      Self.fields[type]?[key].map { Meaning(type: type, field: $0.name) }
    }
    return own.isEmpty ? nil : own
  }

  /// What a name may mean that begins with a kind of record without being of it: `Deal - Contact person`.
  func meanings(ofWhole name: String) -> [Meaning]? {
    KnownColumns.meanings(of: name)?.filter { types.contains($0.type) }
  }

  /// What a name of our own lists means, spelt just so: nothing for what the lists only show, nil for no such name.
  func ownMeanings(_ name: String) -> [Meaning]? {
    if name == "type" { return [] }
    if name == "id" { return types.map { Meaning(type: $0, field: "id") } }
    let own = types.compactMap { type in Catalog.of(type).field(name).map { (type, $0) } }
    if own.isEmpty { return nil }
    return own.filter { $0.1.access == .written }.map { Meaning(type: $0, field: $1.name) }
  }

  /// All names that a map may use.
  var all: [String] {
    types.flatMap { type in
      Catalog.of(type).fields.filter { $0.access == .written }.map { field in
        types.count == 1 ? field.name : "\(type.rawValue).\(field.name)"
      }
    }
  }
}
