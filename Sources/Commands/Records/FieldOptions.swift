internal import Arguments
internal import Bytes
internal import Models

/// The options of `add` and `edit`, made from the catalogue of fields: one for each that people may write.
struct FieldOptions {
  let type: RecordType
  /// Fields that the command line says otherwise.
  var leavingOut: Set<String> = []

  private var fields: [Field] {
    Catalog.of(type).fields.filter { !leavingOut.contains($0.name) }
  }

  /// The options, in the order of the catalogue.
  var declarations: [any Declaration] {
    fields.compactMap { field -> (any Declaration)? in
      guard let name = Self.optionName(field, of: type) else { return nil }
      switch field.kind {
      case .flag:
        return Flag(name, negatable: true, help: field.help)
      case .list, .tags, .objects:
        return RepeatedOption(name, Self.reading(field, of: type), help: field.help)
      case .custom:
        return RepeatedOption(
          name, .text("name=value"), help: "A custom field; without a value it is cleared")
      default:
        return Option(name, Self.reading(field, of: type), help: field.help)
      }
    }
  }

  /// What the options of a command line say, as the input of a record; an empty value clears a field.
  func input(_ call: Invocation) throws -> JSONObject {
    var input: JSONObject = [:]
    for field in fields {
      guard let option = Self.optionName(field, of: type) else { continue }
      if case .flag = field.kind {
        if let flag = call.flag(named: option) { input[field.name] = .bool(flag) }
        continue
      }
      let words = call.values(named: option)
      guard let last = words.last else { continue }
      switch field.kind {
      case .list, .tags, .objects: input[field.name] = .array(words.filter { !$0.isEmpty }.map(JSON.string))
      case .custom: input[field.name] = .object(try custom(words, call))
      default: input[field.name] = try value(last, field, call)
      }
    }
    return input
  }

  // MARK: Names

  /// The option of a field: its name with dashes, a list in the singular; nil for what no option can say.
  private static func optionName(_ field: Field, of type: RecordType) -> String? {
    guard field.access == .written else { return nil }
    switch field.kind {
    // Those of which a word names one.
    case .objects:
      guard ["contacts", "stages"].contains(field.name) else { return nil }
      return String(field.name.dropLast())
    case .custom: return "field"
    // Repeated, the option of the list says the first one, too.
    case .email, .phone:
      if Catalog.of(type).field(field.name + "s") != nil { return nil }
    case .list, .tags: return String(field.name.dropLast())
    default: break
    }
    if field.name == "updated_at" { return nil }
    return String(field.name.map { $0 == "_" ? "-" : $0 })
  }

  static func reading(_ field: Field, of type: RecordType) -> Reading<String> {
    switch field.kind {
    case .choice(let choices): .choice(field.name, choices)
    case .reference(let target, _): .text("name").completed(by: target.rawValue)
    case .objects where field.name == "contacts": .text("contact").completed(by: "contact")
    case _ where field.name == "stage": .text("stage").completed(by: "stage")
    case .tags: .text("tag").completed(by: type.rawValue + ".tag")
    case .day: .text("date")
    case .time: .text("time")
    case .integer, .referenceID: .text("n")
    case .number, .probability, .money: .text("number")
    case .currency: .text("code")
    case .email, .list(.email): .text("address")
    default: .text("text")
    }
  }

  // MARK: Values

  private func value(_ word: String, _ field: Field, _ call: Invocation) throws -> JSON {
    if word.isEmpty { return .null }
    switch field.kind {
    case .integer, .number, .probability, .money, .referenceID:
      guard let number = JSONNumber(word) else { throw call.refusal("'\(word)' is not a number") }
      return .number(number)
    default: return .string(word)
    }
  }

  /// `name=value`: a number, true, false or null as JSON writes them, anything else as text.
  private func custom(_ words: [String], _ call: Invocation) throws -> JSONObject {
    var fields: JSONObject = [:]
    for word in words {
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
        throw call.refusal("a custom field is given as name=value, not '\(word)'")
      }
      let text = String(word[word.index(after: equals)...])
      fields[String(word[..<equals])] = text.isEmpty ? .null : Self.scalar(text)
    }
    return fields
  }

  private static func scalar(_ text: String) -> JSON {
    switch text {
    case "true": .bool(true)
    case "false": .bool(false)
    case "null": .null
    default: JSONNumber(text).map(JSON.number) ?? .string(text)
    }
  }
}
