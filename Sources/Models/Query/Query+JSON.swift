package import Bytes

/// What is wrong with a Query that was given as JSON or in options.
package enum QueryError: Error, Hashable, Sendable {
  case notAnObject
  case unknownKey(String, among: [String])
  case wrongValue(key: String, expected: String)
  case unknownType(String)
  case unknownFunction(String)
  case badCondition(key: String, ConditionError)
  case badPath(String)
}

extension QueryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnObject: "a query is a JSON object"
    case .unknownKey(let key, let good):
      "a query has no \"\(key)\"; it has \(good.joined(separator: ", "))"
    case .wrongValue(let key, let expected): "\"\(key)\" of a query is \(expected)"
    case .unknownType(let word):
      "there are no records of type '\(word)'; there are "
        + RecordType.allCases.map(\.rawValue).joined(separator: ", ")
    case .unknownFunction(let word):
      "there is no aggregate '\(word)'; there are "
        + Query.AggregateFunction.allCases.map(\.rawValue).joined(separator: ", ")
    case .badCondition(let key, let error): "\"\(key)\": \(error)"
    case .badPath(let text): "'\(text)' is not a field or a path of fields"
    }
  }
}

extension Query {
  private static let keys = [
    "from", "where", "group_by", "aggregate", "having", "sort", "limit", "fields",
  ]

  /// Reads a Query as `crm query` takes it; fails with what is wrong with it.
  package init(json: JSON) throws(QueryError) {
    guard let object = json.object else { throw .notAnObject }
    for (key, _) in object where !Self.keys.contains(key) && key != "type" {
      throw .unknownKey(key, among: Self.keys)
    }
    guard let word = object["from"]?.string else {
      throw .wrongValue(key: "from", expected: "a type of record")
    }
    guard let type = RecordType(word: word) else { throw .unknownType(word) }
    self.init(from: type)
    condition = try Self.condition(object, "where")
    having = try Self.condition(object, "having")
    for text in try Self.texts(object, "group_by") { groupBy.append(try Grouping(text: text)) }
    for text in try Self.texts(object, "sort") { sort.append(try Sort(text: text)) }
    for text in try Self.texts(object, "fields") { fields.append(try Path(text: text)) }
    if let value = object["limit"], !value.isNull {
      guard let limit = value.int64, limit >= 0 else {
        throw .wrongValue(key: "limit", expected: "a whole number, 0 or more")
      }
      self.limit = Int(limit)
    }
    for item in try Self.list(object, "aggregate") { aggregates.append(try Aggregate(json: item)) }
  }

  private static func list(_ object: JSONObject, _ key: String) throws(QueryError) -> [JSON] {
    switch object[key] {
    case nil, .null: []
    case .array(let items): items
    case .some(let item): [item]
    }
  }

  private static func texts(_ object: JSONObject, _ key: String) throws(QueryError) -> [String] {
    var texts: [String] = []
    for item in try list(object, key) {
      guard let text = item.string else { throw .wrongValue(key: key, expected: "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  fileprivate static func condition(_ object: JSONObject, _ key: String) throws(QueryError) -> Condition? {
    guard let value = object[key], !value.isNull else { return nil }
    guard let text = value.string else { throw .wrongValue(key: key, expected: "a condition as text") }
    do throws(ConditionError) {
      return try Condition.parse(text)
    } catch {
      throw .badCondition(key: key, error)
    }
  }

  /// The Query in the form that `init(json:)` reads; what is not asked for is left out.
  package var json: JSON {
    var object: JSONObject = ["from": .string(from.rawValue)]
    if let condition { object["where"] = .string(condition.description) }
    if !groupBy.isEmpty { object["group_by"] = .array(groupBy.map { .string($0.description) }) }
    if !aggregates.isEmpty { object["aggregate"] = .array(aggregates.map(\.json)) }
    if let having { object["having"] = .string(having.description) }
    if !sort.isEmpty { object["sort"] = .array(sort.map { .string($0.description) }) }
    if let limit { object["limit"] = .number(JSONNumber(Int64(limit))) }
    if !fields.isEmpty { object["fields"] = .array(fields.map { .string($0.description) }) }
    return .object(object)
  }
}

extension Query.Aggregate {
  init(json: JSON) throws(QueryError) {
    guard let object = json.object, let word = object["fn"]?.string else {
      throw .wrongValue(key: "aggregate", expected: #"a list of {"fn", "field", "where", "as"}"#)
    }
    guard let function = Query.AggregateFunction(rawValue: word) else { throw .unknownFunction(word) }
    for (key, _) in object where !["fn", "field", "where", "as"].contains(key) {
      throw .unknownKey(key, among: ["fn", "field", "where", "as"])
    }
    func text(_ key: String) throws(QueryError) -> String? {
      guard let value = object[key], !value.isNull else { return nil }
      guard let text = value.string else { throw .wrongValue(key: key, expected: "a text") }
      return text
    }
    var path: Path?
    if let field = try text("field") { path = try Path(text: field) }
    let condition = try Query.condition(object, "where")
    switch function {
    case .count: break
    case .rate where condition == nil: throw .wrongValue(key: "where", expected: "what a rate counts")
    case .rate: break
    default: if path == nil { throw .wrongValue(key: "field", expected: "what \(word) is taken of") }
    }
    self.init(function: function, path: path, condition: condition, name: try text("as"))
  }

  var json: JSON {
    var object: JSONObject = ["fn": .string(function.rawValue)]
    if let path { object["field"] = .string(path.description) }
    if let condition { object["where"] = .string(condition.description) }
    object["as"] = .string(name)
    return .object(object)
  }
}

extension Query.Grouping: CustomStringConvertible {
  /// `owner`, `company.industry`, `closed_at by month`.
  init(text: String) throws(QueryError) {
    let words = text.split(separator: " ")
    if words.count == 3, words[1] == "by" {
      guard let period = CalendarUnit(rawValue: String(words[2])) else {
        throw .wrongValue(key: "group_by", expected: "a field by day, week, month, quarter or year")
      }
      self.init(path: try Path(text: String(words[0])), period: period)
    } else {
      self.init(path: try Path(text: text))
    }
  }

  package var description: String {
    path.description + (period.map { " by \($0.rawValue)" } ?? "")
  }
}

extension Query.Sort: CustomStringConvertible {
  /// `name`, `updated_at:desc`.
  package init(text: String) throws(QueryError) {
    for (suffix, descending) in [(":desc", true), (":asc", false)] where text.hasSuffix(suffix) {
      self.init(path: try Path(text: String(text.dropLast(suffix.count))), descending: descending)
      return
    }
    self.init(path: try Path(text: text))
  }

  package var description: String { path.description + (descending ? ":desc" : "") }
}

extension Path {
  /// A path as it stands alone in an option: `company.name`, `fields."Deal size"`.
  package init(text: String) throws(QueryError) {
    // A path is a condition without a comparison, so the reader of conditions reads it.
    guard let condition = try? Condition.parse(text + " is null"), case .isNull(let path) = condition else {
      throw .badPath(text)
    }
    self = path
  }
}
