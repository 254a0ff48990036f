internal import Bytes
internal import Store

/// A value as a person reads it in a table: safe to send to a terminal, times by the clocks of the zone.
struct Cell {
  let text: String
  /// Columns that the text takes.
  let width: Int
  let isNumber: Bool

  /// The words of the program itself, such as the head of a column.
  init(label: String) {
    text = label
    width = DisplayWidth.of(label)
    isNumber = false
  }

  /// A value of a record; in a list line breaks are joined, so that a row stays a line.
  init(_ value: JSON, in zone: Zone, lines: TerminalText.Lines = .joined) {
    let separator = lines == .kept ? "\n" : "; "
    text = TerminalText.sanitise(Self.text(value, in: zone, between: separator), lines: lines)
    width = DisplayWidth.of(text)
    isNumber = value.number != nil
  }

  /// `separator` stands between the objects of a list.
  private static func text(_ value: JSON, in zone: Zone, between separator: String) -> String {
    switch value {
    case .null: ""
    case .bool(let flag): flag ? "yes" : ""
    case .number: value.text
    case .string(let text): time(text, in: zone) ?? text
    case .array(let items):
      items.map { Self.text($0, in: zone, between: ", ") }
        .joined(separator: items.contains { $0.object != nil } ? separator : ", ")
    case .object(let object): Self.text(object, in: zone)
    }
  }

  /// An object without its braces: what names it bare, what is true by its name, the rest as name and value.
  private static func text(_ object: JSONObject, in zone: Zone) -> String {
    var parts: [String] = []
    for (key, value) in object.withoutRepetition {
      switch value {
      case .null, .bool(false): continue
      case .bool(true): parts.append(key)
      case .string(let text) where ["name", "title", "company"].contains(key): parts.append(text)
      case .object(let inner): parts.append("\(key) (\(Self.text(inner, in: zone)))")
      default: parts.append("\(key) \(Self.text(value, in: zone, between: ", "))")
      }
    }
    return parts.joined(separator: ", ")
  }

  /// A time of the JSON form by the clocks of the zone; nil for any other text.
  private static func time(_ text: String, in zone: Zone) -> String? {
    guard text.utf8.count >= 20, text.utf8.last == UInt8(ascii: "Z"), let time = Timestamp(rfc3339: text)
    else { return nil }
    let (day, second) = zone.localTime(of: time)
    let (hour, minute) = (second / 3600, second / 60 % 60)
    return "\(day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}

extension JSONObject {
  /// The members that say something a person has not read in another one: no id beside the name it belongs to, no
  /// list that only repeats the first of it.
  var withoutRepetition: JSONObject {
    var object = self
    if self["name"] != nil { (object["first_name"], object["last_name"]) = (nil, nil) }
    if self["updated_at"] == self["created_at"] { object["updated_at"] = nil }
    for (key, value) in self {
      if object[key + "_id"] != nil, !value.isNull { object[key + "_id"] = nil }
      if let first = self[key + "s"]?.array, first == [value] { object[key + "s"] = nil }
    }
    if let affiliations = self["affiliations"]?.array, affiliations.count <= 1,
      affiliations.first?["company"] == self["company"]
    {
      object["affiliations"] = nil
    }
    return object
  }
}
