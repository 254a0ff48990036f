/// One field of a kind of record: what it is called, what it holds, and who may set it.
///
/// The catalogue of fields is the only list of them: JSON, `--where`, `--fields`, the options of
/// `add` and `edit`, CSV columns and the documentation are all read from it.
package struct Field: Sendable {
  package let name: String
  package let kind: FieldKind
  package let access: Access
  package let help: String

  package enum Access: Sendable {
    /// People and imports set it.
    case written
    /// Shown with the record, but set or derived by the program.
    case shown
    /// What has been: an export has it, and a record that is made may bring it along; not part of the record else.
    case archived
    /// Follows from other records: `show` prints it, and what is read back of it is passed over.
    case told
    /// Worked out when `--where`, `--sort` or `--fields` names it; not part of the record.
    case computed
  }

  package init(_ name: String, _ kind: FieldKind, _ access: Access, _ help: String) {
    self.name = name
    self.kind = kind
    self.access = access
    self.help = help
  }

  /// A field that people and imports set.
  package init(_ name: String, _ kind: FieldKind, _ help: String) {
    self.init(name, kind, .written, help)
  }
}

/// What a field holds, which decides how it is read, checked, compared and printed.
package indirect enum FieldKind: Sendable {
  case text
  /// Text of many lines.
  case prose
  case email
  case phone
  case integer
  /// A number that need not be whole.
  case number
  /// A number from 0 to 1.
  case probability
  /// An amount in the currency of the same record.
  case money
  case currency
  case day
  case time
  case flag
  case choice([String])
  /// Several values of one kind, in order: `emails`, `phones`.
  case list(FieldKind)
  /// A set of words.
  case tags
  /// Custom fields: an object of JSON scalars.
  case custom
  /// Another record, shown by its name; the id stands in the field named `id` when there is one.
  case reference(RecordType, id: String?)
  /// The id of another record.
  case referenceID(RecordType)
  /// A JSON value that is kept as it is.
  case document
  /// Objects that belong to the record, each with fields of its own.
  case objects([Field])
}
