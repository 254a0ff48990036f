package import Bytes
package import Models

/// Writes records of one kind as CSV that imports again to equal records: a column for each field, one for each custom
/// field, and what is nested as JSON.
package struct CSVRecords: Sendable {
  private let type: RecordType
  private let fields: [String]
  private let customFields: [String]
  private var writer: CSVWriter

  /// Begins with the header. `customFields` are the names of the custom fields that the records have; one that is not
  /// among them is in the column `fields`. With `excelSafe`, a cell that a spreadsheet would run as a formula gets an
  /// apostrophe before it, and does not import as it was.
  package init(_ type: RecordType, customFields: [String] = [], excelSafe: Bool = false) {
    self.type = type
    writer = CSVWriter(excelSafe: excelSafe)
    fields = Catalog.of(type).fields.filter { $0.access == .written }.map(\.name)
    // What a header cannot tell apart, for names differ in more than case and end in no space there, has no column.
    var seen = Set<String>()
    self.customFields = customFields.filter { name in
      ListCell.isPlain(name) && seen.insert(name.lowercased()).inserted
    }
    for name in ["type", "id"] + fields { writer.field(name) }
    for name in self.customFields { writer.field("fields." + name) }
    writer.endRow()
  }

  /// Adds a record in the shape that `list` prints.
  package mutating func write(_ record: JSONObject) {
    var rest = record["fields"]?.object ?? JSONObject()
    var custom: [JSON] = []
    for name in customFields { custom.append(rest.removeValue(forKey: name) ?? .null) }
    writer.field(type.rawValue)
    writer.field((record["id"] ?? .null).cell)
    for name in fields {
      writer.field(name == "fields" ? JSON.object(rest).cell : (record[name] ?? .null).cell)
    }
    for value in custom { writer.field(CustomCell.text(of: value)) }
    writer.endRow()
  }

  /// What was written and not taken yet.
  package mutating func take() -> [UInt8] {
    defer { writer.removeAll() }
    return writer.bytes
  }
}
