internal import Bytes
internal import Embedding
internal import Store

/// Prints the vectors of texts that come line by line.
struct EmbedTexts {
  private let session: Session
  private let maker: VectorMaker

  /// A server is asked for so many at once.
  private static let batch = 64

  init(_ session: Session) throws {
    self.session = session
    maker = try session.vectorMaker()
  }

  func run() throws {
    let printer = try RowPrinter(session, columns: ["type", "id", "text", "engine", "model", "vector"])
    var lines = LineReader(PatientSource([try session.input("-")], beforeWaiting: { try printer.flush() }))
    var batch: [TextLine] = []
    while let line = try lines.next() {
      try Interruption.check()
      guard let text = try TextLine(line.bytes, number: line.number, key: "text") else { continue }
      batch.append(text)
      if batch.count == (maker.model == nil ? 1 : Self.batch) { try print(&batch, to: printer) }
    }
    try print(&batch, to: printer)
    try session.finish(printer)
  }

  private func print(_ batch: inout [TextLine], to printer: RowPrinter) throws {
    for (line, vector) in zip(batch, try maker.vectors(of: batch.map(\.text))) {
      try printer.row { writer in
        writer.beginObject()
        writer.key("type")
        writer.string("vector")
        writer.key("id")
        writer.value(line.id)
        writer.key("text")
        writer.string(line.text)
        writer.key("engine")
        writer.string(maker.space.engine)
        writer.key("model")
        writer.string(maker.space.model)
        writer.key("vector")
        writer.beginArray()
        for number in vector { writer.millionths(of: number) }
        writer.endArray()
        writer.endObject()
      }
    }
    batch.removeAll(keepingCapacity: true)
  }
}
