internal import Bytes
internal import Exchange

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
