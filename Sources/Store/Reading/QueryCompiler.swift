internal import Models
internal import SQLite

/// A Query as SQL, and how its rows become JSON.
struct CompiledQuery {
  let sql: SQL
  let output: Output
}

/// Turns Queries into SQL.
struct QueryCompiler {
  let clock: Clock
  let lists: NameLists

  var conditions: ConditionCompiler { ConditionCompiler(clock: clock, lists: lists) }

  /// The SQL of a Query; fails when it names a field that there is not, or compares one with what it cannot be.
  func compile(_ query: Query) throws -> CompiledQuery {
    query.isGrouped ? try compileGroups(query) : try compileRecords(query)
  }

  private func compileRecords(_ query: Query) throws -> CompiledQuery {
    var selection = Selection(Layout.of(query.from))
    if query.fields.isEmpty {
      try selection.addRecord()
    } else {
      for path in query.fields { try selection.add(path) }
    }
    let (condition, order) = try selection.withScope { scope in
      (try self.condition(query.condition, in: &scope), try self.order(query.sort, in: &scope))
    }
    var sql = selection.sql + condition
    sql += " ORDER BY \(raw: order)"
    if let limit = query.limit { sql += " LIMIT \(limit)" }
    let type = query.fields.isEmpty ? query.from.rawValue : nil
    return CompiledQuery(sql: sql, output: selection.output(type: type))
  }

  /// How many records satisfy a condition.
  func compileCount(_ query: Query) throws -> SQL {
    var scope = Scope(Layout.of(query.from))
    let condition = try condition(query.condition, in: &scope)
    guard let limit = query.limit else { return "SELECT count(*) FROM \(raw: scope.from)\(condition)" }
    return "SELECT count(*) FROM (SELECT 1 FROM \(raw: scope.from)\(condition) LIMIT \(limit))"
  }

  func condition(_ condition: Condition?, in scope: inout Scope) throws -> SQL {
    guard let condition else { return "" }
    return " WHERE \(try conditions.compile(condition, in: &scope))"
  }

  /// ORDER BY of a list of records, which ends with the id so that it is always the same.
  private func order(_ sort: [Query.Sort], in scope: inout Scope) throws -> String {
    var terms: [String] = []
    for item in sort {
      terms.append(try orderTerm(item.path, in: &scope) + (item.descending ? " DESC" : "") + " NULLS LAST")
    }
    terms.append("\(scope.alias).id")
    return terms.joined(separator: ", ")
  }

  /// What records are ordered by for one path: names by their folded form, statuses and stages by their place.
  private func orderTerm(_ path: Path, in scope: inout Scope) throws -> String {
    let place = try scope.resolve(path)
    switch place {
    case .custom(let sql): return sql
    case .many: break
    case .field(let field, let storage, let layout, let alias):
      if field.name == layout.catalog.title, let key = layout.key { return "\(alias).\(key)" }
      switch storage {
      case .column(let column):
        return "\(alias).\(column)" + (field.kind.isText ? " COLLATE NOCASE" : "")
      case .id(let column): return "\(alias).\(column)"
      case .derived(let sql): return sql(alias)
      case .firstAndMore(let column, _): return "\(alias).\(column) COLLATE NOCASE"
      case .stage: return "(SELECT position FROM stage WHERE id = \(alias).stage_id)"
      case .reference(let column):
        guard case .reference(let type, _) = field.kind else { break }
        if type == .status { return "(SELECT position FROM lead_status WHERE id = \(alias).\(column))" }
        let (target, joined) = scope.join(field.name, Layout.of(type), column: column, of: alias)
        return target.key.map { "\(joined).\($0)" } ?? target.title(joined)
      case .rows, .objects, .affiliations: break
      }
    }
    throw StoreError.notComparable(field: path.description, operation: "sort", allowed: ["is null"])
  }
}

extension FieldKind {
  var isText: Bool {
    switch self {
    case .text, .prose, .email, .phone: true
    default: false
    }
  }
}
