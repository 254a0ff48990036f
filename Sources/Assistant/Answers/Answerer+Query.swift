internal import Bytes
internal import Models
internal import Store

extension Answerer {
  /// What comes of a Query, in a sentence and with its rows.
  func answer(running query: Query) throws -> Answer {
    let rows = try store.rows(query)
    guard query.isGrouped else { return listed(rows, query) }
    guard let first = query.aggregates.first, query.aggregates.count == 1 || !query.groupBy.isEmpty else {
      let told = rows.flatMap { row in row.map { "\($0.key) \(Self.short($0.value))" } }
      return Answer(.query, told.joined(separator: ", ") + ".", .text, query)
    }
    let figure = Figure(function: first.function, path: first.path, condition: first.condition)
    let isOneValue = query.groupBy.isEmpty && rows.count <= 1
    return isOneValue
      ? value(rows.first, first, figure, query) : grouped(rows, first, figure, query)
  }

  private func listed(_ rows: [JSONObject], _ query: Query) -> Answer {
    let what = rows.count == 1 ? query.from.rawValue : query.from.plural
    let names = rows.map { title(of: $0, query.from) }
    let text = rows.isEmpty ? "No \(query.from.plural)." : "\(rows.count) \(what): \(Self.list(names))."
    return Answer(.query, text, .records(query.from, rows), query)
  }

  private func value(
    _ row: JSONObject?, _ aggregate: Query.Aggregate, _ figure: Figure, _ query: Query
  ) -> Answer {
    var value = row?[aggregate.name] ?? .null
    if value.isNull, figure.function == .sum || figure.function == .count { value = 0 }
    let isMoney = figure.path == Path(["value"])
    let unit = isMoney ? row?["currency"]?.string ?? currency : Self.unit(of: figure)
    if value.isNull {
      return Answer(.query, "There are none to take it of.", .value(.null, unit: unit), query)
    }
    let amount = Self.short(value)
    let text =
      switch unit {
      case "percent"?: "\(amount) %."
      case "count"?: "\(amount) \(value == 1 ? query.from.rawValue : query.from.plural)."
      case let unit?: "\(amount) \(unit)."
      case nil: "\(amount)."
      }
    return Answer(.query, text, .value(value, unit: unit), query)
  }

  private func grouped(
    _ rows: [JSONObject], _ aggregate: Query.Aggregate, _ figure: Figure, _ query: Query
  ) -> Answer {
    let key = query.groupBy.isEmpty ? "currency" : ""
    let others = Set(query.aggregates.map(\.name) + (key.isEmpty ? ["currency", "type"] : ["type"]))
    let groups = rows.map { row -> JSONObject in
      let value = row.first { !others.contains($0.key) }?.value ?? .null
      return ["key": value, "value": row[aggregate.name] ?? .null, "count": row["count"] ?? .null]
    }
    let text = groups.map {
      "\($0["key"]?.string ?? $0["key"]?.text ?? ""): \(Self.short($0["value"] ?? .null))"
    }
    let measure = figure.path.map { "\(figure.function.rawValue)(\($0))" } ?? figure.function.rawValue
    let by = query.groupBy.first?.path.names.last ?? key
    return Answer(
      .query, rows.isEmpty ? "None." : text.joined(separator: ", ") + ".",
      .groups(by: by, measure: measure, groups), query)
  }
}
