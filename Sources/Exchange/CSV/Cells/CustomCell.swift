internal import Bytes

/// A cell of a custom field, which may hold a text, a number or a truth value.
enum CustomCell {
  /// The value of a cell that another program wrote; nil for a blank one.
  ///
  /// What is a number as JSON writes one becomes a number, so that it can be compared and added up. All else stays a
  /// text: what begins with a zero or a plus is a code or a telephone number, one of more than 15 digits would not
  /// keep them, and 1e5 is more often a name than a number.
  static func value(_ column: Int, of row: CSVRow) -> JSON? {
    guard let cell = row.trimmed(column) else { return nil }
    let text = String(decoding: cell, as: UTF8.self)
    if cell.count <= 17, cell.count(where: { (0x30...0x39).contains($0) }) <= 15,
      !cell.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }), let number = JSONNumber(text)
    {
      return .number(number)
    }
    return .string(text)
  }

  /// The value of a cell that `text(of:)` wrote; nil for an empty one.
  static func ownValue(_ column: Int, of row: CSVRow) -> JSON? {
    if row.isBlank(column) { return nil }
    let cell = row[column]
    let text = String(decoding: cell, as: UTF8.self)
    return isJSON(text) ? (try? JSONParser.parse(Array(cell))) ?? .string(text) : .string(text)
  }

  /// The value as the text of a cell: a text bare, unless it would come back as something else.
  static func text(of value: JSON) -> String {
    guard let text = value.string else { return value.isNull ? "" : value.text }
    let isBlank = text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    return isBlank || isJSON(text) ? value.text : text
  }

  private static func isJSON(_ text: String) -> Bool {
    text == "true" || text == "false" || text.hasPrefix("\"") || JSONNumber(text) != nil
  }
}
