internal import Bytes
internal import Models
internal import Store

/// Prints rows, which are JSON objects, one after another in the format of the run.
final class RowPrinter {
  /// Whether the rows are a list, or the one thing that was asked for.
  enum Shape {
    case list
    case single
  }

  private let format: OutputFormat
  private let shape: Shape
  private let sink: DescriptorSink
  private var writer: JSONWriter
  private var csv: CSVRows
  private var table: Table
  /// Whether a person sees nothing at all, a table having no rows.
  private(set) var leavesScreenEmpty: Bool

  /// How much is gathered before it goes to the sink.
  private static let chunk = 1 << 16

  /// Prints to the output of the session. `columns` are all that a row may have, for CSV; a table shows the
  /// `preferred` ones where they are given.
  init(
    _ session: Session, shape: Shape = .list, columns: [String], preferred: [String]? = nil,
    isExcelSafe: Bool = false
  ) throws {
    let format = try session.format()
    let zone = try session.clock().zone
    self.format = format
    self.shape = shape
    leavesScreenEmpty = format == .table && session.world.output.isTerminal
    sink = session.output
    writer = JSONWriter()
    csv = CSVRows(columns: columns, isExcelSafe: isExcelSafe)
    table = Table(
      columns: preferred ?? columns, isDefault: preferred != nil,
      width: session.world.output.isTerminal ? session.world.output.width : nil,
      isStyled: session.usesColor, zone: zone)
    if format == .json, shape == .list { writer.beginArray() }
  }

  /// Prints all rows of a Query.
  func rows(of query: Query, in store: Store) throws {
    let rows = try store.reader(query)
    while try rows.next() {
      try Interruption.check()
      try row { writer in rows.write(to: &writer) }
    }
  }

  /// Prints a row that `write` puts into the writer.
  func row(_ write: (inout JSONWriter) throws -> Void) throws {
    try write(&writer)
    switch format {
    case .json: break
    case .jsonl, .auto: writer.endLine()
    case .csv, .table:
      writer.endLine()
      let row = try writer.withBytes { try JSONParser.parse($0) }.object ?? [:]
      writer.removeAll()
      try printParsed(row)
      return
    }
    if writer.count >= Self.chunk { try writer.drain(into: sink) }
  }

  /// Prints a row that is at hand as a value.
  func row(_ object: JSONObject) throws {
    switch format {
    case .csv, .table: try printParsed(object)
    case .json, .jsonl, .auto: try row { writer in writer.value(.object(object)) }
    }
  }

  private func printParsed(_ row: JSONObject) throws {
    leavesScreenEmpty = false
    if format == .csv {
      try csv.print(row, to: sink)
    } else if shape == .single {
      try table.printSingle(row, to: sink)
    } else {
      try table.print(row, to: sink)
    }
  }

  /// Lets whoever reads the output see what was printed so far; a table waits for the widths of its columns.
  func flush() throws {
    try writer.drain(into: sink)
    try sink.flush()
  }

  /// Prints what is still to be printed.
  func finish() throws {
    switch format {
    case .json:
      if shape == .list { writer.endArray() }
      writer.endLine()
    case .csv: try csv.finish(to: sink)
    case .table: try table.finish(to: sink)
    case .jsonl, .auto: break
    }
    try flush()
  }
}
