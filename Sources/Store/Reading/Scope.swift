internal import Models

/// What paths mean in one SELECT: the row they start from, and the FROM clause as they are followed.
///
/// Aliases are spelt from the path they stand for, so that the same path is joined once and a SELECT
/// within another never takes an alias of the outer one.
struct Scope {
  let layout: Layout
  let alias: String
  private(set) var joins = ""
  private var joined: Set<String> = []
  /// The columns of a grouped result, when its rows and not records are spoken of.
  private let result: [ResultColumn]?

  /// The records of a kind.
  init(_ layout: Layout, alias: String? = nil) {
    self.layout = layout
    self.alias = alias ?? layout.type.rawValue + "_"
    result = nil
  }

  /// The rows of a grouped result.
  init(result: [ResultColumn], of layout: Layout, alias: String) {
    self.layout = layout
    self.alias = alias
    self.result = result
  }

  /// The table and what was joined to it.
  var from: String { "\(layout.table) \(alias)\(joins)" }

  /// Where a path ends.
  enum Place {
    case field(Field, Layout.Storage, Layout, alias: String)
    case custom(CustomValue)
    /// A relation to many on the way: the rest of the path starts at the related record.
    case many(Catalog.Relation, Layout.Link, alias: String, rest: [String])
  }

  /// Follows a path to its field, joining what lies on the way; fails when it leads nowhere.
  ///
  /// What is counted is the relation, where a field that shows the related records has the same name.
  mutating func resolve(_ path: Path, counted: Bool = false) throws(StoreError) -> Place {
    if let result {
      guard let column = result.first(where: { $0.name == path.description }) else {
        throw .unknownResultColumn(path.description, among: result.map(\.name))
      }
      return place(of: column)
    }
    var layout = layout
    var alias = alias
    for (index, name) in path.names.enumerated() {
      let rest = Array(path.names[(index + 1)...])
      if rest.isEmpty, !counted, let field = layout.catalog.field(name), let storage = layout.storage[name] {
        return .field(field, storage, layout, alias: alias)
      }
      if name == "id", rest.isEmpty {
        return .field(Field("id", .integer, .shown, "Id"), .column("id"), layout, alias: alias)
      }
      if name == "fields", rest.count == 1, layout.storage["fields"] != nil {
        return .custom(CustomValue(rest[0], of: "\(alias).fields"))
      }
      guard let relation = layout.catalog.relation(name) else { break }
      if relation.many {
        guard let link = layout.links[name] else { break }
        return .many(relation, link, alias: alias, rest: rest)
      }
      if rest.isEmpty { break }
      (layout, alias) = join(relation, of: alias)
    }
    throw unknown(path, at: layout)
  }

  /// Joins the record whose id is in the column of a relation to one, once for each alias.
  private mutating func join(_ relation: Catalog.Relation, of alias: String) -> (Layout, String) {
    let target = Layout.of(relation.target)
    let joinAlias = "\(alias)\(relation.name)_"
    if joined.insert(joinAlias).inserted {
      joins += " LEFT JOIN \(target.table) \(joinAlias) ON \(joinAlias).id = \(alias).\(relation.name)_id"
    }
    return (target, joinAlias)
  }

  /// Joins the rows that a record has in a table of its own, which multiplies the record by them.
  mutating func join(rowsOf table: String, _ layout: Layout, alias: String) -> String {
    let joinAlias = "\(alias)\(table)_"
    if joined.insert(joinAlias).inserted {
      joins += " LEFT JOIN \(table) \(joinAlias) ON \(joinAlias).\(layout.ownerColumn) = \(alias).id"
    }
    return joinAlias
  }

  /// Where a column of the grouped result is.
  func place(of column: ResultColumn) -> Place {
    if case .json = column.format { return .custom(CustomValue("\(alias).\(column.alias)")) }
    return .field(Field(column.name, column.kind, .shown, ""), .column(column.alias), layout, alias: alias)
  }

  private func unknown(_ path: Path, at layout: Layout) -> StoreError {
    let names =
      layout.catalog.fields.map(\.name) + layout.catalog.relations.filter(\.many).map { $0.name + "()" }
    return .unknownField(path.description, layout.type, among: ["id"] + names)
  }
}

/// A custom field: whatever JSON scalar people have put under its name.
struct CustomValue {
  /// The rows of `json_each` that hold it, one or none.
  private let rows: String

  /// The member of that name in a JSON object; a JSON path could not spell every name.
  init(_ name: String, of object: String) {
    rows = "json_each(\(object)) WHERE key = " + Self.quoted(name)
  }

  /// A JSON scalar that stands alone.
  init(_ scalar: String) {
    rows = "json_each(\(scalar))"
  }

  /// As SQLite has it: text, a number, 1 and 0 for true and false.
  var value: String { "(SELECT value FROM \(rows))" }

  var text: String { "(SELECT CAST(value AS TEXT) FROM \(rows))" }

  /// The number that it is or that its text spells, or NULL.
  var number: String { "(SELECT iif(json_valid(value), value + 0, NULL) FROM \(rows))" }

  var json: String {
    "(SELECT iif(type IN ('true', 'false'), type, json_quote(value)) FROM \(rows))"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
