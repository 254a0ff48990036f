internal import Bytes

/// Values that were not chosen when records became one, for custom fields of the record they became: what was another
/// city stands in `merged_city`, several of them with semicolons between.
struct Leftovers {
  private static let prefix = "merged_"
  private static let separator = "; "

  private var values: [(name: String, all: [JSON])] = []

  /// Whether a custom field holds such values, of an earlier time.
  static func holds(_ name: String) -> Bool { name.hasPrefix(prefix) }

  /// Keeps a value of a field.
  mutating func add(_ value: JSON?, of field: String) {
    guard let value, !value.isNull else { return }
    keep(value, in: Self.prefix + field)
  }

  /// Keeps what such a custom field of a record holds.
  mutating func add(all value: JSON, in name: String) {
    guard let text = value.string else { return keep(value, in: name) }
    for part in text.split(separator: Self.separator) { keep(.string(String(part)), in: name) }
  }

  private mutating func keep(_ value: JSON, in name: String) {
    guard let index = values.firstIndex(where: { $0.name == name }) else {
      values.append((name, [value]))
      return
    }
    if !values[index].all.contains(value) { values[index].all.append(value) }
  }

  /// The custom fields.
  var fields: JSONObject {
    JSONObject(
      values.map { name, all in
        (
          name,
          all.count == 1
            ? all[0] : .string(all.map { $0.string ?? $0.text }.joined(separator: Self.separator))
        )
      })
  }
}
