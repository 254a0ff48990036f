package import Bytes

/// What a JSON answer has to look like: the part of JSON Schema that servers turn into grammars and that is checked
/// here again, because they do not always.
package struct Schema: Sendable {
  package let name: String
  package let json: JSONObject

  /// A schema under a name; the name says to a model what it is making.
  package init(name: String, _ json: JSONObject) {
    self.name = name
    self.json = json
  }

  /// What is wrong with a value; nil when it is as it should be.
  package func problem(in value: JSON) -> SchemaProblem? {
    Self.problem(in: value, json, at: "")
  }

  private static func problem(in value: JSON, _ schema: JSONObject, at path: String) -> SchemaProblem? {
    if let choices = schema["anyOf"]?.array {
      let problems = choices.map { problem(in: value, $0.object ?? [:], at: path) }
      if problems.contains(nil) { return nil }
      return problems.first ?? nil
    }
    func wrong(_ expected: String) -> SchemaProblem {
      SchemaProblem(path: path.isEmpty ? "/" : path, expected: expected, found: String(value.text.prefix(80)))
    }
    if let expected = wrongType(value, schema["type"]) { return wrong(expected) }
    if let good = schema["enum"]?.array, !good.contains(value) {
      return wrong("one of " + good.map(\.text).joined(separator: ", "))
    }
    if let constant = schema["const"], constant != value { return wrong(constant.text) }
    switch value {
    case .object(let object): return problem(in: object, schema, at: path)
    case .array(let items):
      if let least = schema["minItems"]?.int64, items.count < least {
        return wrong("at least \(least) items")
      }
      if let most = schema["maxItems"]?.int64, items.count > most { return wrong("at most \(most) items") }
      guard let item = schema["items"]?.object else { return nil }
      for (index, value) in items.enumerated() {
        if let problem = problem(in: value, item, at: "\(path)/\(index)") { return problem }
      }
    case .number(let number):
      guard let number = number.double else { return wrong("a number") }
      if let least = schema["minimum"]?.double, number < least { return wrong("at least \(least)") }
      if let most = schema["maximum"]?.double, number > most { return wrong("at most \(most)") }
    case .string(let text):
      if let least = schema["minLength"]?.int64, text.count < least {
        return wrong("at least \(least) characters")
      }
      if let most = schema["maxLength"]?.int64, text.count > most {
        return wrong("at most \(most) characters")
      }
    default: break
    }
    return nil
  }

  private static func problem(in object: JSONObject, _ schema: JSONObject, at path: String) -> SchemaProblem?
  {
    for name in (schema["required"]?.array ?? []).compactMap(\.string) where object[name] == nil {
      return SchemaProblem(path: "\(path)/\(name)", expected: "a value", found: "nothing")
    }
    let properties = schema["properties"]?.object
    for (name, value) in object {
      if let property = properties?[name]?.object {
        if let problem = problem(in: value, property, at: "\(path)/\(name)") { return problem }
      } else if schema["additionalProperties"] == false {
        return SchemaProblem(
          path: "\(path)/\(name)", expected: "no such member", found: String(value.text.prefix(80)))
      } else if let other = schema["additionalProperties"]?.object {
        if let problem = problem(in: value, other, at: "\(path)/\(name)") { return problem }
      }
    }
    return nil
  }

  /// What was expected, when a value is of none of the types.
  private static func wrongType(_ value: JSON, _ type: JSON?) -> String? {
    let types = type?.array?.compactMap(\.string) ?? [type?.string].compactMap { $0 }
    if types.isEmpty || types.contains(where: { isOf($0, value) }) { return nil }
    return types.joined(separator: " or ")
  }

  private static func isOf(_ type: String, _ value: JSON) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
      ("number", .number):
      true
    case ("integer", .number(let number)): number.int64 != nil || number.double?.rounded() == number.double
    default: false
    }
  }
}

/// Where an answer is not as its schema says.
package struct SchemaProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A JSON pointer (RFC 6901), without its escapes.
  package let path: String
  package let expected: String
  package let found: String

  package var description: String { "\(path) should be \(expected), not \(found)" }
}
