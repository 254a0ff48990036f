internal import Bytes
internal import Models
internal import Store

/// What a Query is answered with: records, a count, a figure, groups.
extension Answerer {
  func answer(to query: Query, isYesNo: Bool = false) throws -> Answer {
    if !query.groupBy.isEmpty { return try groups(query) }
    guard let aggregate = query.aggregates.first else { return try records(query, isYesNo) }
    return aggregate.function == .count ? try count(query) : try figure(aggregate, query)
  }

  private func records(_ query: Query, _ isYesNo: Bool) throws -> Answer {
    let type = query.from
    let rows = try rows(query)
    let what = rows.count == 1 ? type.rawValue : type.plural
    var text =
      rows.count == 0 ? (isYesNo ? "no \(type.plural)." : "No \(type.plural).") : "\(rows.count) \(what): "
    if rows.count > 0 { text += Self.list(rows.first.map { title(of: $0, type) }, of: rows.count) + "." }
    if isYesNo { text = (rows.count == 0 ? "No, " : "Yes, ") + text }
    var answer = Answer(.query, text, .records(type, rows), query)
    if rows.count == 1, let row = rows.first.first, let id = row["id"]?.int64 {
      answer.subject = StoreError.Candidate(type: type, id: id, name: title(of: row, type))
    }
    return answer
  }

  func title(of row: JSONObject, _ type: RecordType) -> String {
    row[Catalog.of(type).title]?.string ?? row["kind"]?.string ?? "#\(row["id"]?.text ?? "")"
  }

  /// So many rows are read at once; where there are more, they are read when they are printed.
  private static let fewRows = 200

  private func rows(_ query: Query) throws -> Answer.Rows {
    if let limit = query.limit, limit <= Self.fewRows {
      return Answer.Rows(try store.rows(query), of: query)
    }
    var few = query
    few.limit = Self.fewRows + 1
    let first = try store.rows(few)
    if first.count <= Self.fewRows { return Answer.Rows(first, of: query) }
    return Answer.Rows(first, of: min(try store.count(query), query.limit ?? .max), query)
  }

  /// A few names, and how many there are besides.
  static func list(_ names: [String], of count: Int? = nil) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    let count = count ?? names.count
    return count > 5 ? "\(shown) and \(count - 5) more" : shown
  }

  private func count(_ query: Query) throws -> Answer {
    let number = try store.rows(query).first?.first { $0.key != "type" }?.value ?? 0
    let what = number == 1 ? query.from.rawValue : query.from.plural
    return Answer(.query, "\(number.text) \(what).", .value(number, unit: "count"), query)
  }

  func distinct(_ query: Query) throws -> Answer {
    let rows = try store.rows(query)
    let name = query.groupBy[0].path.names.last ?? ""
    let keys = rows.compactMap { row in row[query.groupBy[0].path.description]?.string }
    let label = name.replacing("_", with: " ")
    let text = rows.isEmpty ? "0." : "\(rows.count): \(Self.list(keys))."
    return Answer(
      .query, "Number of \(label) values: \(text)",
      .value(.number(JSONNumber(Int64(rows.count))), unit: "count"), query)
  }

  private func figure(_ aggregate: Query.Aggregate, _ query: Query) throws -> Answer {
    let rows = try store.rows(query)
    let isMoney = aggregate.path == Path(["value"])
    let name = aggregate.name
    // A sum in each currency is an answer for each.
    if rows.count > 1 {
      let groups = rows.map { row -> JSONObject in
        ["key": row["currency"] ?? .null, "value": row[name] ?? .null, "count": .null]
      }
      let text = groups.map { "\($0["value"]?.text ?? "") \($0["key"]?.string ?? "")" }.joined(
        separator: ", ")
      return Answer(.query, "\(text).", .groups(by: "currency", measure: measure(aggregate), groups), query)
    }
    var value = rows.first?[name] ?? .null
    if value.isNull, aggregate.function == .sum { value = 0 }
    let unit = isMoney ? rows.first?["currency"]?.string ?? currency : Self.unit(of: aggregate)
    if value.isNull {
      return Answer(.query, "There are none to take it of.", .value(.null, unit: unit), query)
    }
    let amount =
      aggregate.function == .rate
      ? "\(Self.short(value)) %"
      : [Self.short(value), unit == "count" ? nil : unit].compactMap(\.self).joined(separator: " ")
    return Answer(.query, "\(amount).", .value(value, unit: unit), query)
  }

  /// A number with two places at most.
  static func short(_ value: JSON) -> String {
    guard let number = value.double, let rounded = JSONNumber((number * 100).rounded() / 100) else {
      return value.text
    }
    return rounded.text
  }

  private static func unit(of aggregate: Query.Aggregate) -> String? {
    if aggregate.function == .rate { return "percent" }
    switch aggregate.path?.names.last {
    case "cycle_days", "age_days", "days_in_stage", "days_quiet", "days_overdue": return "days"
    case nil: return "count"
    default: return nil
    }
  }

  private func measure(_ aggregate: Query.Aggregate) -> String {
    aggregate.path.map { "\(aggregate.function.rawValue)(\($0.description))" } ?? aggregate.function.rawValue
  }

  private func groups(_ query: Query) throws -> Answer {
    let column = query.aggregates.first?.name ?? "count"
    let names = Set(query.aggregates.map(\.name)).union(["currency", "type"])
    let rows = try store.rows(query).map { row -> JSONObject in
      let key = row.first { !names.contains($0.key) }?.value ?? .null
      return ["key": key, "value": row[column] ?? .null, "count": row["count"] ?? .null]
    }
    let name = query.groupBy.first?.path.names.last ?? ""
    let text = rows.map {
      "\($0["key"]?.string ?? $0["key"]?.text ?? ""): \(Self.short($0["value"] ?? .null))"
    }
    return Answer(
      .query, rows.isEmpty ? "None." : text.joined(separator: ", ") + ".",
      .groups(by: name, measure: query.aggregates.first.map(measure) ?? "count", rows), query)
  }
}
