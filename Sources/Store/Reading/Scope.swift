internal import Models

/// The FROM clause of one SELECT as paths are followed through it.
///
/// Aliases are spelt from the path they stand for, so that the same path is joined once and a SELECT
/// within another never takes an alias of the outer one.
struct Scope {
  let layout: Layout
  let alias: String
  private(set) var joins = ""
  private var joined: Set<String> = []

  init(_ layout: Layout, alias: String? = nil) {
    self.layout = layout
    self.alias = alias ?? layout.type.rawValue + "_"
  }

  /// The table and what was joined to it.
  var from: String { "\(layout.table) \(alias)\(joins)" }

  /// Where a path ends.
  enum Place {
    case field(Field, Layout.Storage, Layout, alias: String)
    /// A custom field, by the SQL of its value.
    case custom(String)
    /// A relation to many on the way: the rest of the path starts at the related record.
    case many(Catalog.Relation, Layout.Link, alias: String, rest: [String])
  }

  /// Follows a path to its field, joining what lies on the way; fails when it leads nowhere.
  mutating func resolve(_ path: Path) throws(StoreError) -> Place {
    var layout = layout
    var alias = alias
    for (index, name) in path.names.enumerated() {
      let rest = Array(path.names[(index + 1)...])
      if rest.isEmpty, let field = layout.catalog.field(name), let storage = layout.storage[name] {
        return .field(field, storage, layout, alias: alias)
      }
      if name == "id", rest.isEmpty {
        return .field(Field("id", .integer, .shown, "Id"), .column("id"), layout, alias: alias)
      }
      if name == "fields", rest.count == 1, layout.storage["fields"] != nil {
        return .custom("\(alias).fields ->> \(Self.jsonPath(rest[0]))")
      }
      guard let relation = layout.catalog.relation(name) else { break }
      if relation.many {
        guard let link = layout.links[name] else { break }
        return .many(relation, link, alias: alias, rest: rest)
      }
      if rest.isEmpty { break }
      (layout, alias) = join(
        relation.name, Layout.of(relation.target), column: "\(relation.name)_id", of: alias)
    }
    throw unknown(path, at: layout)
  }

  /// Joins the record whose id is in a column, once for each alias.
  mutating func join(_ name: String, _ target: Layout, column: String, of alias: String) -> (Layout, String) {
    let joinAlias = "\(alias)\(name)_"
    if joined.insert(joinAlias).inserted {
      joins += " LEFT JOIN \(target.table) \(joinAlias) ON \(joinAlias).id = \(alias).\(column)"
    }
    return (target, joinAlias)
  }

  /// Joins the rows that a record has in a table of its own, which multiplies the record by them.
  mutating func join(rowsOf table: String, owner: String, of alias: String) {
    if joined.insert(table).inserted {
      joins += " LEFT JOIN \(table) ON \(table).\(owner) = \(alias).id"
    }
  }

  /// The SQL of the title of a record that a reference column points to.
  mutating func title(of column: String, _ field: Field, alias: String) -> String {
    guard case .reference(let type, _) = field.kind else { return "\(alias).\(column)" }
    let (target, joined) = join(field.name, Layout.of(type), column: column, of: alias)
    return target.title(joined)
  }

  private func unknown(_ path: Path, at layout: Layout) -> StoreError {
    let names =
      layout.catalog.fields.map(\.name) + layout.catalog.relations.filter(\.many).map { $0.name + "()" }
    return .unknownField(path.description, layout.type, among: ["id"] + names)
  }

  /// A JSON path to one name, as an SQL string: the name in double quotes takes any character but those.
  private static func jsonPath(_ name: String) -> String {
    let escaped = name.reduce(into: "") { text, character in
      switch character {
      case "'": text += "''"
      case "\"", "\\": text += "\\" + String(character)
      default: text.append(character)
      }
    }
    return "'$.\"\(escaped)\"'"
  }
}
