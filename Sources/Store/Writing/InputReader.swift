internal import Bytes
internal import Glibc
internal import Models
internal import SQLite

/// Checks a value that came from outside against what its field holds, and gives it the form in which it is
/// shown and stored.
struct InputReader {
  let clock: Clock

  /// The value as `list` prints it; null for one that is absent or blank.
  func canonical(_ value: JSON, _ kind: FieldKind) throws(InputProblem) -> JSON {
    if value.isNull { return Self.empty(kind) }
    switch kind {
    case .text, .phone: return try text(value, trimmed: true)
    case .prose: return try text(value, trimmed: false)
    case .email: return try email(value)
    case .currency:
      let code = try word(value, "a currency code")
      do throws(MoneyError) {
        return .string(try Currency.named(code).code)
      } catch {
        throw .sentence("\(error)")
      }
    case .integer, .referenceID:
      guard let number = value.int64 else { throw .expected("a whole number", found: value.text) }
      return .number(JSONNumber(number))
    case .number, .money:
      guard let number = value.number, number.double != nil else {
        throw .expected("a number", found: value.text)
      }
      return .number(number)
    case .probability:
      guard let number = value.number, let double = number.double, (0...1).contains(double) else {
        throw .expected("a number from 0 to 1", found: value.text)
      }
      return .number(number)
    case .day: return .string(try moment(value).day(in: clock.zone).description)
    case .time: return .string(try moment(value).instant(in: clock.zone).description)
    case .flag:
      guard case .bool = value else { throw .expected("true or false", found: value.text) }
      return value
    case .choice(let choices):
      let word = try word(value, "one of " + choices.joined(separator: ", "))
      guard choices.contains(word.lowercased()) else { throw .notAmong(choices, found: word) }
      return .string(word.lowercased())
    case .reference: return try text(value, trimmed: true)
    case .list(let element): return .array(try list(value, element))
    case .tags:
      var words = Set<String>()
      for word in try list(value, .text) { if let text = word.string { words.insert(text) } }
      return .array(words.sorted().map(JSON.string))
    case .custom: return .object(try custom(value))
    case .document: return value
    case .objects(let fields): return .array(try objects(value, fields))
    }
  }

  /// What a field shows when it holds nothing.
  static func empty(_ kind: FieldKind) -> JSON {
    switch kind {
    case .list, .tags, .objects: []
    case .custom: [:]
    case .flag: false
    default: .null
    }
  }

  // MARK: Text

  private func text(_ value: JSON, trimmed: Bool) throws(InputProblem) -> JSON {
    var text: String
    switch value {
    case .string(let string): text = string
    // A phone number or a postcode that some program took for a number.
    case .number(let number): text = number.text
    default: throw .expected("a text", found: value.text)
    }
    if trimmed { text = text.trimmed }
    if text.isEmpty { return .null }
    if text.hasNUL { throw .sentence("a text cannot hold a NUL character") }
    return .string(text)
  }

  private func word(_ value: JSON, _ expected: String) throws(InputProblem) -> String {
    guard let text = value.string, !text.isEmpty else { throw .expected(expected, found: value.text) }
    return text
  }

  /// An address with exactly one `@` and something on both sides; what else is odd about it is for the
  /// anomalies to say.
  private func email(_ value: JSON) throws(InputProblem) -> JSON {
    let address = try text(value, trimmed: true)
    guard let string = address.string else { return .null }
    guard string.isAddress else {
      throw .expected("an e-mail address (one @ with something on both sides)", found: "'\(string)'")
    }
    return address
  }

  private func moment(_ value: JSON) throws(InputProblem) -> Moment {
    guard let text = value.string else { throw .expected("a date or time as text", found: value.text) }
    do throws(TimeExpressionError) {
      return try TimeExpression(text).moment(now: clock.now, zone: clock.zone)
    } catch {
      throw .sentence("\(error)")
    }
  }

  // MARK: Several values

  private func list(_ value: JSON, _ element: FieldKind) throws(InputProblem) -> [JSON] {
    guard let items = value.array else { throw .expected("a list", found: value.text) }
    var list: [JSON] = []
    for item in items {
      let value = try canonical(item, element)
      if !value.isNull, !list.contains(value) { list.append(value) }
    }
    return list
  }

  /// Custom fields: any JSON scalar under any name.
  private func custom(_ value: JSON) throws(InputProblem) -> JSONObject {
    guard let object = value.object else { throw .expected("an object of custom fields", found: value.text) }
    for (name, value) in object {
      guard !name.isEmpty else { throw .sentence("a custom field has no name") }
      switch value {
      case .array, .object:
        throw .expected("a text, number, true, false or null in '\(name.excerpt)'", found: value.text)
      case .string(let text) where text.hasNUL:
        throw .sentence("a text cannot hold a NUL character")
      default: break
      }
    }
    return object
  }

  private func objects(_ value: JSON, _ fields: [Field]) throws(InputProblem) -> [JSON] {
    guard let items = value.array else { throw .expected("a list of objects", found: value.text) }
    var list: [JSON] = []
    for item in items {
      let object = try object(item, fields)
      var checked = JSONObject()
      for (name, value) in object {
        guard let field = fields.first(where: { $0.name == name }) else {
          throw .sentence("'\(name.excerpt)' is not one of \(fields.map(\.name).joined(separator: ", "))")
        }
        checked[name] = try canonical(value, field.kind)
      }
      list.append(.object(checked))
    }
    return list
  }

  /// An object, or a word or number that stands for one: an id, an e-mail address, a name.
  private func object(_ item: JSON, _ fields: [Field]) throws(InputProblem) -> JSONObject {
    let names: [String]
    switch item {
    case .object(let object): return object
    case .number: names = ["id"]
    case .string(let text): names = text.hasASCII("@") ? ["email", "name"] : ["name"]
    default: names = []
    }
    guard let name = names.first(where: { name in fields.contains { $0.name == name } }) else {
      throw .expected("an object", found: item.text)
    }
    return [name: item]
  }

  // MARK: To columns

  /// A canonical value as its column holds it.
  static func sqlValue(_ value: JSON, _ kind: FieldKind) -> SQLValue {
    switch (value, kind) {
    case (.null, _): .null
    case (.bool(let flag), _): .integer(flag ? 1 : 0)
    case (.number(let number), .integer), (.number(let number), .referenceID):
      number.int64.map(SQLValue.integer) ?? .null
    case (.number(let number), _): number.double.map(SQLValue.real) ?? .null
    case (.string(let text), .time):
      Timestamp(rfc3339: text).map { .integer($0.microseconds) } ?? .null
    case (.string(let text), _): .text(text)
    case (.object(let object), _) where object.isEmpty: .null
    case (.object, _), (.array, _): .text(value.text)
    }
  }
}

extension String {
  /// Whether there is a NUL in it, at which C would end it.
  fileprivate var hasNUL: Bool {
    var copy = self
    return copy.withUTF8 { utf8 in
      utf8.baseAddress.map { memchr($0, 0, utf8.count) != nil } ?? false
    }
  }

  /// The text without white space at its ends.
  var trimmed: String {
    guard let first = utf8.first, let last = utf8.last else { return self }
    // Most texts have none, and are not copied.
    if first > 0x20, last > 0x20, first < 0x80, last < 0x80 { return self }
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}

extension String {
  /// Whether it has a character of ASCII somewhere; to take it apart into characters would take ten times as long.
  func hasASCII(_ character: Unicode.Scalar) -> Bool {
    utf8.contains(UInt8(ascii: character))
  }

  /// Whether it has the form of an e-mail address: exactly one @ with something on both sides.
  var isAddress: Bool {
    var text = self
    return text.withUTF8 { utf8 in
      guard let at = utf8.firstIndex(of: UInt8(ascii: "@")) else { return false }
      return at > 0 && at < utf8.count - 1 && !utf8[(at + 1)...].contains(UInt8(ascii: "@"))
    }
  }
}
