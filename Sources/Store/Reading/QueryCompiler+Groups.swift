internal import Bytes
internal import Models
internal import SQLite

/// A column of a grouped result.
struct ResultColumn {
  let name: String
  /// What it is called in SQL.
  let alias: String
  let sql: SQL
  let format: Output.Format
  let kind: FieldKind
}

extension QueryCompiler {
  /// The name in SQL of the currency that amounts of a result are in; `money` columns look for it beside them.
  private static let currency = "currency"

  func compileGroups(_ query: Query) throws -> CompiledQuery {
    var scope = Scope(Layout.of(query.from))
    var columns: [ResultColumn] = []
    for grouping in query.groupBy {
      let value = try group(grouping, in: &scope)
      columns.append(value.column(grouping.path.description, "c\(columns.count)"))
    }
    let aggregates =
      query.aggregates.isEmpty ? [Query.Aggregate(function: .count)] : query.aggregates
    var values: [(name: String, value: Value)] = []
    for aggregate in aggregates { values.append((aggregate.name, try value(aggregate, in: &scope))) }

    // Amounts are never added up across currencies: each currency is a group of its own.
    if let currency = values.lazy.compactMap(\.value.currency).first {
      let place = columns.firstIndex { $0.sql.text == currency }
      let name = place.map { columns.remove(at: $0).name } ?? "currency"
      columns.append(Value(raw: currency, .text).column(name, Self.currency))
    }
    let groups = columns.map(\.alias)
    for (name, value) in values { columns.append(value.column(name, "c\(columns.count)")) }

    let condition = try condition(query.condition, in: &scope)
    let selected = columns.map { "\($0.sql) AS \(raw: $0.alias)" as SQL }.joined(separator: ", ")
    var sql: SQL = "SELECT \(selected) FROM \(raw: scope.from)\(condition)"
    if !groups.isEmpty {
      sql += " GROUP BY \(raw: (1...groups.count).map(String.init).joined(separator: ", "))"
    }
    return try finish(query, columns, groups: groups.count, inner: sql)
  }

  /// Filters, orders and cuts the groups, and puts the currency beside each amount.
  private func finish(
    _ query: Query, _ columns: [ResultColumn], groups: Int, inner: SQL
  ) throws -> CompiledQuery {
    var selected: [String] = []
    var members: [Output.Member] = []
    for column in columns {
      members.append(
        Output.Member(
          name: column.name, key: JSONKey(column.name), format: column.format, column: selected.count))
      selected.append(column.alias)
      if case .money = column.format { selected.append(Self.currency) }
    }
    var scope = Scope(result: columns, of: Layout.of(query.from), alias: "result_")
    let having = try condition(query.having, in: &scope)
    let order =
      try order(query.sort, in: &scope)
      + columns.prefix(groups).compactMap { orderTerm(scope.place(of: $0)) }
    let sql: SQL = "SELECT \(raw: selected.joined(separator: ", ")) FROM (\(inner)) result_\(having)"
    return CompiledQuery(
      sql: sql + clauses(order: order, limit: query.limit), output: Output(type: nil, members: members))
  }

  /// What a column of the result is made of.
  private struct Value {
    let sql: SQL
    let kind: FieldKind
    let format: Output.Format
    /// SQL of the currency that an amount is in.
    var currency: String?

    init(_ sql: SQL, _ kind: FieldKind, _ format: Output.Format? = nil, currency: String? = nil) {
      self.sql = sql
      self.kind = kind
      self.format = format ?? Output.Format(kind)
      self.currency = currency
    }

    init(raw sql: String, _ kind: FieldKind, _ format: Output.Format? = nil, currency: String? = nil) {
      self.init(SQL(raw: sql), kind, format, currency: currency)
    }

    func column(_ name: String, _ alias: String) -> ResultColumn {
      ResultColumn(name: name, alias: alias, sql: sql, format: format, kind: kind)
    }
  }

  // MARK: Groups

  private func group(_ grouping: Query.Grouping, in scope: inout Scope) throws -> Value {
    func period(_ sql: String) -> Value? {
      grouping.period.map { Value(raw: "period(\(sql), '\($0.rawValue)')", .text) }
    }
    switch try scope.resolve(grouping.path) {
    case .custom(let custom):
      return period(custom.value) ?? Value(raw: custom.json, .text, .json)
    case .many: break
    case .field(let field, let storage, let layout, let alias):
      if case .rows(let table, let column) = storage, grouping.period == nil {
        return Value(raw: "\(scope.join(rowsOf: table, layout, alias: alias)).\(column)", .text)
      }
      guard let sql = layout.value(storage, alias) else { break }
      switch field.kind {
      case .day, .time: return period(sql) ?? Value(raw: sql, field.kind)
      case _ where grouping.period != nil: break
      case .list: return Value(raw: sql, .text)
      default: return Value(raw: sql, field.kind)
      }
    }
    throw StoreError.notComparable(
      field: grouping.path.description, operation: "group_by \(grouping)", allowed: ["count"])
  }

  // MARK: Aggregates

  private func value(_ aggregate: Query.Aggregate, in scope: inout Scope) throws -> Value {
    var filter: SQL = ""
    if let condition = aggregate.condition {
      filter = " FILTER (WHERE \(try conditions.compile(condition, in: &scope)))"
    }
    switch aggregate.function {
    case .rate:
      return Value("100.0 * count(*)\(filter) / nullif(count(*), 0)", .number)
    case .count where aggregate.path == nil:
      return Value("count(*)\(filter)", .integer)
    case .count:
      let operand = try operand(of: aggregate, in: &scope)
      return Value("count(\(operand.sql))\(filter)", .integer)
    case .min, .max:
      let operand = try operand(of: aggregate, in: &scope)
      let sql: SQL = "\(raw: aggregate.function.rawValue)(\(operand.sql))\(filter)"
      return Value(sql, operand.kind, currency: operand.currency)
    case .sum, .avg, .median:
      let operand = try operand(of: aggregate, in: &scope)
      let sql: SQL =
        aggregate.function == .median
        ? "median(json_group_array(\(operand.sql))\(filter))"
        : "\(raw: aggregate.function.rawValue)(\(operand.sql))\(filter)"
      guard let currency = operand.currency else { return Value(sql, .number, .any) }
      return Value("CAST(round(\(sql)) AS INTEGER)", .money, currency: currency)
    }
  }

  /// What an aggregate is taken of; fails where there is no such aggregate of the field.
  private func operand(of aggregate: Query.Aggregate, in scope: inout Scope) throws -> Value {
    let function = aggregate.function
    guard let path = aggregate.path else {
      throw StoreError.notAnAggregate(field: "", function: function.rawValue)
    }
    switch (try scope.resolve(path), function) {
    case (.custom(let custom), .count): return Value(raw: custom.value, .integer)
    case (.custom(let custom), _): return Value(raw: custom.number, .number, .any)
    case (.field(let field, let storage, let layout, let alias), _):
      guard let sql = layout.value(storage, alias) else { break }
      switch (field.kind, function) {
      case (.money, .count): return Value(raw: sql, .integer)
      case (.money, _): return Value(raw: sql, .money, currency: "\(alias).currency")
      case (_, .count), (.integer, _), (.number, _), (.probability, _): return Value(raw: sql, field.kind)
      case (.day, .min), (.day, .max), (.time, .min), (.time, .max): return Value(raw: sql, field.kind)
      default: break
      }
    case (.many, _): break
    }
    throw StoreError.notAnAggregate(field: path.description, function: function.rawValue)
  }
}
