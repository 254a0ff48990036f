/// A JSON value (RFC 8259).
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

// MARK: Looking inside

extension JSON {
  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The truth value; nil when this is none.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The number; nil when this is none.
  public var number: JSONNumber? {
    if case .number(let value) = self { value } else { nil }
  }

  /// The number as an integer; nil when it is none, has a fraction or is too large.
  public var int64: Int64? { number?.int64 }

  /// The number as the nearest floating-point value; nil when it is none or too large.
  public var double: Double? { number?.double }

  /// The text; nil when this is no string.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The elements; nil when this is no array.
  public var array: [JSON]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members; nil when this is no object.
  public var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member of that name; nil when there is none or this is not an object.
  public subscript(key: String) -> JSON? { object?[key] }

  /// The value as compact JSON text.
  public var text: String {
    var writer = JSONWriter()
    writer.value(self)
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}

// MARK: Literals

// There is no literal `nil` for null: in `object[key] = isGone ? nil : value` it would be taken for a null to store
// where a member is to be removed.
extension JSON: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
  // A literal is finite, so it is a number.
  public init(floatLiteral value: Double) { self = JSONNumber(value).map(JSON.number) ?? .null }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral members: (String, JSON)...) { self = .object(JSONObject(members)) }
}
