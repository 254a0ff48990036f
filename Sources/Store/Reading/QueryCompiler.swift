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
  ///
  /// Records are given as `list` prints them, in an archive with what they have been through.
  func compile(_ query: Query, isArchive: Bool = false) throws -> CompiledQuery {
    query.isGrouped ? try compileGroups(query) : try compileRecords(query, isArchive)
  }

  private func compileRecords(_ query: Query, _ isArchive: Bool) throws -> CompiledQuery {
    var selection = Selection(Layout.of(query.from))
    if query.fields.isEmpty {
      selection.addRecord(isArchive: isArchive)
    } else {
      for path in query.fields { try selection.add(path) }
    }
    let condition = try condition(query.condition, in: &selection.scope)
    // The id at the end makes the order always the same.
    let order = try order(query.sort, in: &selection.scope) + ["\(selection.scope.alias).id"]
    let sql = selection.sql + condition + clauses(order: order, limit: query.limit)
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

  /// The terms of ORDER BY.
  func order(_ sort: [Query.Sort], in scope: inout Scope) throws -> [String] {
    var terms: [String] = []
    for item in sort {
      guard let term = orderTerm(try scope.resolve(item.path), descending: item.descending) else {
        throw StoreError.notComparable(
          field: item.path.description, operation: "sort", allowed: ["is null"])
      }
      terms.append(term)
    }
    return terms
  }

  /// What is absent comes last, either way; nil where there is no one value to order by.
  func orderTerm(_ place: Scope.Place, descending: Bool = false) -> String? {
    let sql: String? =
      switch place {
      case .custom(let custom): custom.value
      case .field(let field, let storage, let layout, let alias): layout.order(field, storage, alias)
      case .many: nil
      }
    return sql.map { $0 + (descending ? " DESC" : "") + " NULLS LAST" }
  }

  func clauses(order: [String], limit: Int?) -> SQL {
    var sql: SQL = ""
    if !order.isEmpty { sql += " ORDER BY \(raw: order.joined(separator: ", "))" }
    if let limit { sql += " LIMIT \(limit)" }
    return sql
  }
}
