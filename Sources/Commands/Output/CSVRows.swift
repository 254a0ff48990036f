internal import Bytes

/// Prints rows as CSV: a header, then a cell for each column.
struct CSVRows {
  private let columns: [String]
  private var writer: CSVWriter
  private var hasHeader = false

  /// Rows of these columns; with `isExcelSafe` no cell is run as a formula.
  init(columns: [String], isExcelSafe: Bool) {
    self.columns = columns
    writer = CSVWriter(excelSafe: isExcelSafe)
  }

  /// Prints a row, before the first one the header.
  mutating func print(_ row: JSONObject, to sink: DescriptorSink) throws {
    try printHeader(to: sink)
    for column in columns { writer.field((row[column] ?? .null).cell) }
    writer.endRow()
    try sink.write(writer.bytes)
    writer.removeAll()
  }

  /// A list without rows still has its header.
  mutating func finish(to sink: DescriptorSink) throws {
    try printHeader(to: sink)
  }

  private mutating func printHeader(to sink: DescriptorSink) throws {
    if hasHeader { return }
    hasHeader = true
    for column in columns { writer.field(column) }
    writer.endRow()
    try sink.write(writer.bytes)
    writer.removeAll()
  }
}

extension JSON {
  /// The value as the text of one cell: lists of words with semicolons between, what is nested as JSON.
  var cell: String {
    switch self {
    case .null: return ""
    case .string(let text): return text
    case .bool, .number: return text
    case .object(let object): return object.isEmpty ? "" : text
    case .array(let items):
      if items.isEmpty { return "" }
      let words = items.compactMap(\.string)
      return words.count == items.count ? words.joined(separator: "; ") : text
    }
  }
}
