internal import Bytes
internal import Models
internal import SQLite

/// The columns of a SELECT that gives records, and how they become JSON.
struct Selection {
  /// Conditions and orders are compiled in the same scope, and join what they need.
  var scope: Scope
  private var columns: [String] = []
  private var members: [Output.Member] = []

  init(_ layout: Layout) {
    scope = Scope(layout)
  }

  /// Everything that belongs to the record; what it has been through as well where `isArchive` says so.
  mutating func addRecord(isArchive: Bool) {
    let layout = scope.layout
    add("id", .integer, ["\(scope.alias).id"])
    for field in layout.catalog.fields where field.access != .computed && field.access != .told {
      if field.access == .archived, !isArchive { continue }
      guard let storage = layout.storage[field.name] else { continue }
      add(field, storage, layout, alias: scope.alias, as: field.name)
    }
  }

  /// The value at the end of a path, under the path's own name.
  mutating func add(_ path: Path) throws {
    switch try scope.resolve(path) {
    case .custom(let custom): add(path.description, .json, [custom.json])
    case .field(let field, let storage, let layout, let alias):
      add(field, storage, layout, alias: alias, as: path.description)
    case .many(let relation, _, _, _):
      throw StoreError.notComparable(
        field: path.description, operation: "--fields", allowed: ["\(relation.name)(…)"])
    }
  }

  func output(type: String?) -> Output {
    Output(type: type, members: members)
  }

  /// SELECT and FROM, to be followed by WHERE.
  var sql: SQL { "SELECT \(raw: columns.joined(separator: ", ")) FROM \(raw: scope.from)" }

  private mutating func add(_ name: String, _ format: Output.Format, _ sql: [String]) {
    members.append(Output.Member(name: name, key: JSONKey(name), format: format, column: columns.count))
    columns += sql
  }

  private mutating func add(
    _ field: Field, _ storage: Layout.Storage, _ layout: Layout, alias: String, as name: String
  ) {
    let owner = "\(layout.ownerColumn) = \(alias).id"
    switch storage {
    case .column(let column):
      var columns = ["\(alias).\(column)"]
      if case .money = field.kind { columns.append("\(alias).currency") }
      add(name, Output.Format(field.kind), columns)
    case .id(let column):
      add(name, .integer, ["\(alias).\(column)"])
    case .exact, .title, .reference, .stage, .derived:
      guard let value = layout.value(storage, alias) else { return }
      add(name, Output.Format(field.kind), [value])
    case .firstAndMore(let column, let table):
      add(
        name, .list,
        ["\(alias).\(column)", Self.elements("json_quote(value)", from: table, where: owner, by: "position")])
    case .rows(let table, let column):
      add(name, .elements, [Self.elements("json_quote(\(column))", from: table, where: owner, by: column)])
    case .objects(let sql):
      add(name, .json, [sql(alias)])
    case .affiliations:
      let more = Self.elements(
        """
        json_object('company_id', company_id, 'company', (SELECT name FROM company WHERE id = company_id), \
        'position', position, 'primary', json('false'))
        """, from: "affiliation", where: owner, by: "company_id")
      let company = "(SELECT name FROM company WHERE id = \(alias).company_id)"
      add(name, .affiliations, ["\(alias).company_id", company, "\(alias).position", more])
    }
  }

  /// The rows of a table as one text of JSON values with commas between, NULL when there are none.
  ///
  /// Most records have none: to look first whether there is one takes a list of contacts a tenth less time.
  private static func elements(_ json: String, from table: String, where condition: String, by order: String)
    -> String
  {
    """
    CASE WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(condition)) THEN \
    (SELECT group_concat(item) FROM (SELECT \(json) AS item FROM \(table) WHERE \(condition) ORDER BY \(order))) END
    """
  }
}

extension Output.Format {
  /// How a single value of a kind is written.
  init(_ kind: FieldKind) {
    switch kind {
    case .text, .prose, .email, .phone, .currency, .day, .choice, .reference: self = .text
    case .integer, .referenceID: self = .integer
    case .number, .probability: self = .real
    case .flag: self = .flag
    case .time: self = .time
    case .money: self = .money
    case .custom: self = .object
    case .list, .tags, .objects, .document: self = .json
    }
  }
}
