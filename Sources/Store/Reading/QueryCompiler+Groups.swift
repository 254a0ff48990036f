internal import Bytes
internal import Models
internal import SQLite

extension QueryCompiler {
  /// A column of a grouped result.
  private struct Column {
    let name: String
    let sql: SQL
    let format: Output.Format
    let kind: FieldKind
    let isGroup: Bool
  }

  func compileGroups(_ query: Query) throws -> CompiledQuery {
    var scope = Scope(Layout.of(query.from))
    var columns: [Column] = []
    for grouping in query.groupBy { columns.append(try column(of: grouping, in: &scope)) }
    let aggregates =
      query.aggregates.isEmpty ? [Query.Aggregate(function: .count)] : query.aggregates
    var values: [Column] = []
    for aggregate in aggregates { values.append(try column(of: aggregate, in: &scope)) }

    // Amounts are never added up across currencies: each currency is a group of its own.
    if values.contains(where: { $0.kind.isMoney }), !columns.contains(where: { $0.name == "currency" }) {
      columns.append(
        Column(
          name: "currency", sql: "\(raw: scope.alias).currency", format: .text, kind: .currency, isGroup: true
        ))
    }
    columns += values

    let condition = try condition(query.condition, in: &scope)
    let selected = columns.enumerated().map { index, column -> SQL in "\(column.sql) AS c\(raw: "\(index)")" }
    var sql: SQL = "SELECT \(selected.joined(separator: ", ")) FROM \(raw: scope.from)\(condition)"
    let groups = columns.indices.filter { columns[$0].isGroup }.map { "\($0 + 1)" }
    if !groups.isEmpty { sql += " GROUP BY \(raw: groups.joined(separator: ", "))" }
    return try finish(query, columns, inner: sql, groups: groups)
  }

  /// Filters, orders and cuts the groups, and puts the currency beside each amount.
  private func finish(
    _ query: Query, _ columns: [Column], inner: SQL, groups: [String]
  ) throws -> CompiledQuery {
    let currency = columns.firstIndex { $0.name == "currency" }.map { "c\($0)" }
    var outer: [String] = []
    var members: [Output.Member] = []
    for (index, column) in columns.enumerated() {
      members.append(
        Output.Member(
          name: column.name, key: JSONKey(column.name), format: column.format, column: outer.count))
      outer.append("c\(index)")
      if column.kind.isMoney { outer.append(currency ?? "NULL") }
    }
    var sql: SQL = "SELECT \(raw: outer.joined(separator: ", ")) FROM (\(inner))"
    if let having = query.having {
      sql += " WHERE \(try self.having(having, columns, currency))"
    }
    var order: [String] = []
    for item in query.sort {
      order.append("\(try index(of: item.path, columns)) \(item.descending ? "DESC" : "ASC") NULLS LAST")
    }
    order += groups.map { "c\((Int($0) ?? 1) - 1) NULLS LAST" }
    if !order.isEmpty { sql += " ORDER BY \(raw: order.joined(separator: ", "))" }
    if let limit = query.limit { sql += " LIMIT \(limit)" }
    return CompiledQuery(sql: sql, output: Output(type: nil, members: members))
  }

  private func index(of path: Path, _ columns: [Column]) throws(StoreError) -> String {
    guard let index = columns.firstIndex(where: { $0.name == path.description }) else {
      throw .unknownResultColumn(path.description, among: columns.map(\.name))
    }
    return "c\(index)"
  }

  // MARK: Groups

  private func column(of grouping: Query.Grouping, in scope: inout Scope) throws -> Column {
    let name = grouping.path.description
    func group(_ sql: String, _ format: Output.Format, _ kind: FieldKind) -> Column {
      Column(name: name, sql: SQL(raw: sql), format: format, kind: kind, isGroup: true)
    }
    switch try scope.resolve(grouping.path) {
    case .custom(let sql): return group(sql, .any, .text)
    case .many: break
    case .field(let field, let storage, let layout, let alias):
      switch storage {
      case .column, .derived:
        let sql: String
        switch storage {
        case .column(let column): sql = "\(alias).\(column)"
        case .derived(let derived): sql = derived(alias)
        default: sql = ""
        }
        guard let period = grouping.period else { return group(sql, Output.Format(field.kind), field.kind) }
        guard field.kind.isDay || field.kind.isTime else { break }
        return group("period(\(sql), '\(period.rawValue)')", .text, .text)
      case .id(let column): return group("\(alias).\(column)", .integer, .integer)
      case .reference(let column):
        return group(scope.title(of: column, field, alias: alias), .text, .text)
      case .stage: return group("(SELECT name FROM stage WHERE id = \(alias).stage_id)", .text, .text)
      case .firstAndMore(let column, _): return group("\(alias).\(column)", .text, .text)
      case .rows(let table, let column):
        scope.join(rowsOf: table, owner: "\(layout.table)_id", of: alias)
        return group("\(table).\(column)", .text, .text)
      case .objects, .affiliations: break
      }
    }
    throw StoreError.notComparable(field: name, operation: "group_by", allowed: ["count"])
  }

  // MARK: Aggregates

  private func column(of aggregate: Query.Aggregate, in scope: inout Scope) throws -> Column {
    var filter: SQL = ""
    if let condition = aggregate.condition, aggregate.function != .rate {
      filter = " FILTER (WHERE \(try conditions.compile(condition, in: &scope)))"
    }
    func column(_ sql: SQL, _ format: Output.Format, _ kind: FieldKind) -> Column {
      Column(name: aggregate.name, sql: sql, format: format, kind: kind, isGroup: false)
    }
    switch (aggregate.function, aggregate.path) {
    case (.rate, _):
      guard let condition = aggregate.condition else { return column("NULL", .real, .number) }
      let matches = try conditions.compile(condition, in: &scope)
      return column(
        "100.0 * count(*) FILTER (WHERE \(matches)) / nullif(count(*), 0)", .real, .number)
    case (.count, nil):
      return column("count(*)\(filter)", .integer, .integer)
    case (_, nil):
      throw StoreError.notAnAggregate(field: "", function: aggregate.function.rawValue)
    case (let function, .some(let path)):
      let (sql, kind) = try value(path, function, in: &scope)
      switch function {
      case .count: return column("count(\(raw: sql))\(filter)", .integer, .integer)
      case .min, .max:
        return column("\(raw: function.rawValue)(\(raw: sql))\(filter)", Output.Format(kind), kind)
      case .sum, .avg, .median:
        let result: SQL =
          function == .median
          ? "median(json_group_array(\(raw: sql))\(filter))"
          : "\(raw: function.rawValue)(\(raw: sql))\(filter)"
        if kind.isMoney { return column("CAST(round(\(result)) AS INTEGER)", .money, .money) }
        return column(result, .any, .number)
      case .rate: return column("NULL", .real, .number)
      }
    }
  }

  /// What an aggregate is taken of; fails where there is no such aggregate of the field.
  private func value(
    _ path: Path, _ function: Query.AggregateFunction, in scope: inout Scope
  ) throws -> (String, FieldKind) {
    let found: (sql: String, kind: FieldKind)
    switch try scope.resolve(path) {
    case .custom(let sql): found = (sql, .number)
    case .field(let field, .column(let column), _, let alias): found = ("\(alias).\(column)", field.kind)
    case .field(let field, .derived(let sql), _, let alias): found = (sql(alias), field.kind)
    case .field(_, .id(let column), _, let alias), .field(_, .reference(let column), _, let alias):
      found = ("\(alias).\(column)", .integer)
    default: throw StoreError.notAnAggregate(field: path.description, function: function.rawValue)
    }
    switch (function, found.kind) {
    case (.count, _), (_, .integer), (_, .number), (_, .probability), (_, .money): return found
    case (.min, .day), (.max, .day), (.min, .time), (.max, .time): return found
    default: throw StoreError.notAnAggregate(field: path.description, function: function.rawValue)
    }
  }

  // MARK: Having

  /// A condition on the columns of the result.
  private func having(_ condition: Condition, _ columns: [Column], _ currency: String?) throws -> SQL {
    switch condition {
    case .all(let parts):
      return "(" + (try parts.map { try having($0, columns, currency) }).joined(separator: " AND ") + ")"
    case .any(let parts):
      return "(" + (try parts.map { try having($0, columns, currency) }).joined(separator: " OR ") + ")"
    case .not(let inner): return "\(try having(inner, columns, currency)) IS NOT TRUE"
    case .isNull(let path): return "\(raw: try index(of: path, columns)) IS NULL"
    case .isOneOf(let path, let operands):
      return try having(.any(operands.map { .compare(path, .equal, $0) }), columns, currency)
    case .compare(let path, let comparison, let operand):
      let name = try index(of: path, columns)
      let column = columns.first { $0.name == path.description }
      guard case .number(let text) = operand, let value = Double(text) else {
        return try conditions.compareText(name, comparison, operand.string)
      }
      let scale: SQL = column?.kind.isMoney == true ? " * minor_units(\(raw: currency ?? "NULL"))" : ""
      return "\(raw: name) \(raw: comparison == .notEqual ? "IS NOT" : comparison.rawValue) \(value)\(scale)"
    case .within(let path, _), .count(let path, _, _, _):
      throw StoreError.notComparable(
        field: path.description, operation: "in", allowed: Comparison.all.map(\.rawValue))
    }
  }
}
