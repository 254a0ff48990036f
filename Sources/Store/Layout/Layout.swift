internal import Models

/// How a kind of record lies in tables: the only place that knows both the names of fields and of columns.
///
/// A class, because every rule asks for it and copying all that it holds costs more than the rule.
final class Layout: Sendable {
  let type: RecordType
  let table: String
  /// SQL of what a record is called, from the alias of its row.
  let title: @Sendable (String) -> String
  /// Where each field of the catalogue is.
  let storage: [String: Storage]
  /// How to reach the records of a relation to many, by its name.
  let links: [String: Link]
  /// The column of the folded name by which people find a record, if it has one.
  let key: String?
  /// The SELECT of the ids of the records with a folded name, so many at most; nil where there is no such column.
  let idsByKey: String?
  /// The SELECT of a row if there is a record with an id.
  let existence: String
  /// Each field of the catalogue by its name, and where it is: what writing asks for every value of every record.
  let places: [String: Place]
  /// The fields that name other records, in the order of the catalogue.
  let references: [Reference]

  init(
    type: RecordType, table: String, title: @escaping @Sendable (String) -> String,
    storage: [String: Storage], links: [String: Link]
  ) {
    self.type = type
    self.table = table
    self.title = title
    self.storage = storage
    self.links = links
    let catalog = Catalog.of(type)
    key = if case .title(let key)? = storage[catalog.title] { key } else { nil }
    existence = "SELECT 1 FROM \(table) WHERE id = ?"
    idsByKey = key.map { "SELECT id FROM \(table) WHERE \($0) = ? ORDER BY id LIMIT ?" }
    var places: [String: Place] = [:]
    var references: [Reference] = []
    for field in catalog.fields {
      places[field.name] = Place(field, storage[field.name])
      // A name comes before its id, and has it along.
      if let reference = Reference(field, storage[field.name]),
        !references.contains(where: { $0.id == reference.id })
      {
        references.append(reference)
      }
    }
    self.places = places
    self.references = references
  }

  var catalog: Catalog { Catalog.of(type) }

  /// Records that have to go before it can: those whose column holds its id.
  var dependents: (type: RecordType, column: String)? {
    switch type {
    case .company: (.deal, "company_id")
    case .pipeline: (.deal, "pipeline_id")
    case .status: (.contact, "status_id")
    default: nil
    }
  }

  /// The column by which the rows of other tables say which record they belong to.
  var ownerColumn: String { table + "_id" }

  /// A field and where it is; a class, because it is handed out for every value and copying it costs more than
  /// finding it.
  final class Place: Sendable {
    let name: String
    let kind: FieldKind
    let access: Field.Access
    let storage: Storage?

    init(_ field: Field, _ storage: Storage?) {
      name = field.name
      kind = field.kind
      access = field.access
      self.storage = storage
    }
  }

  /// A field that names another record, by what it is called or by its id.
  struct Reference: Sendable {
    /// The field with the name; nil where there is only the id.
    let name: String?
    /// The field with the id.
    let id: String
    let column: String
    let target: RecordType

    /// Nil for a field that names no record, or none that is referred to by id.
    init?(_ field: Field, _ storage: Storage?) {
      switch (field.kind, storage) {
      case (.reference(_, let id?), .reference(let column, let target)):
        (name, self.id, self.column, self.target) = (field.name, id, column, target)
      case (.referenceID(let target), .id(let column)):
        (name, id, self.column, self.target) = (nil, field.name, column, target)
      default: return nil
      }
    }
  }

  /// Where one field is.
  enum Storage: Sendable {
    /// A column that holds the value itself.
    case column(String)
    /// A column whose text is compared as it stands: the case of another system's ids may matter to it.
    case exact(String)
    /// What the record is called: `title` of the layout, compared and sorted by its folded form in a column.
    case title(key: String)
    /// A column with the id of another record, which is shown by its title.
    case reference(column: String, to: RecordType)
    /// A column with the id of another record.
    case id(column: String)
    /// SQL over the alias of the row and the functions of `Functions`; never written directly.
    case derived(@Sendable (String) -> String)
    /// The first value in a column, further ones in a table.
    case firstAndMore(column: String, table: String)
    /// All values in a table, a row each.
    case rows(table: String, column: String)
    /// SQL of a JSON array of objects; written by the rules of the record.
    case objects(@Sendable (String) -> String)
    /// The stage of a deal, shown by its name and ordered by its position.
    case stage
    /// Companies of a contact: the main one in its row, further ones in a table.
    case affiliations
  }

  /// A relation to many: the tables to read, and what ties them to the row they are related to.
  struct Link: Sendable {
    let from: @Sendable (_ target: String) -> String
    let condition: @Sendable (_ owner: String, _ target: String) -> String
    /// The id of the owner in those tables, where an index leads from the target to it.
    var owner: (@Sendable (_ target: String) -> String)?

    /// Rows of `table` whose `column` holds the id of the owner.
    static func column(_ table: String, _ column: String) -> Link {
      Link(from: { "\(table) \($0)" }, condition: { "\($1).\(column) = \($0).id" })
    }

    /// Rows of `table` that a table of pairs ties to the owner.
    static func pairs(_ table: String, by pairs: String, owner: String, target: String) -> Link {
      Link(
        from: { "\(pairs) \($0)_pair JOIN \(table) \($0) ON \($0).id = \($0)_pair.\(target)" },
        condition: { "\($1)_pair.\(owner) = \($0).id" },
        owner: { "\($0)_pair.\(owner)" })
    }
  }

  /// The layout of a kind of record.
  static func of(_ type: RecordType) -> Layout {
    switch type {
    case .company: company
    case .contact: contact
    case .pipeline: pipeline
    case .deal: deal
    case .task: task
    case .activity: activity
    case .meeting: meeting
    case .insight: insight
    case .proposal: proposal
    case .status: status
    case .setting: setting
    }
  }

  /// Columns named like their fields.
  static func columns(_ names: String...) -> [String: Storage] {
    var storage: [String: Storage] = [:]
    for name in names { storage[name] = .column(name) }
    return storage
  }
}

extension [String: Layout.Storage] {
  /// The same with further fields, which win.
  func adding(_ others: [String: Layout.Storage]) -> Self {
    merging(others) { $1 }
  }
}

/// Pieces of SQL that several layouts use.
enum LayoutSQL {
  /// Whole days between two times in microseconds; `now()` is the clock of the session.
  static func days(from start: String, to end: String = "now()") -> String {
    "(\(end) - \(start)) / 86400000000"
  }

  /// When something other than a note last took place, among the activities that satisfy a condition. What is still to
  /// come has not taken place.
  static func lastExchange(_ condition: String) -> String {
    "(SELECT max(occurred_at) FROM activity WHERE \(condition) AND kind <> 'note' AND occurred_at <= now())"
  }

  /// The accepted facts of meetings that satisfy a condition, oldest first. What was said of people and companies is in
  /// their records.
  static func accepted(_ meetings: String) -> String {
    array(
      """
      SELECT json_object('id', i.id, 'meeting_id', i.meeting_id, \
      'occurred_at', strftime('%Y-%m-%dT%H:%M:%SZ', m.occurred_at / 1000000, 'unixepoch'), 'kind', i.kind, \
      'text', i.text, 'quote', i.quote, 'speaker', i.speaker, 'owner', i.owner, 'due', i.due, \
      'category', i.category) AS item \
      FROM meeting m JOIN insight i ON i.meeting_id = m.id WHERE i.status = 'accepted' \
      AND i.kind NOT IN ('contact', 'company') AND \(meetings) \
      ORDER BY m.occurred_at, i.id
      """)
  }

  /// A JSON array of the objects that a SELECT of one column named `item` gives.
  static func array(_ select: String) -> String {
    "(SELECT json_group_array(json(item)) FROM (\(select)))"
  }
}
