internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// An answer with who gave it, as it is printed.
struct Reply {
  let question: String
  var answer: Answer
  var engine = "builtin"
  var model: String?
  var conversation: String?
  var milliseconds = 0
  /// Changes that a model proposes in place of an answer.
  var proposal: ModelTurn.Result?
  /// Whether all of it was told while it came.
  var isTold = false

  var json: JSONObject {
    var object: JSONObject = ["type": "answer", "question": .string(question)]
    for (name, value) in answer.json { object[name] = value }
    object["engine"] = .string(engine)
    object["model"] = model.map(JSON.string) ?? .null
    object["session"] = conversation.map(JSON.string) ?? .null
    object["elapsed_ms"] = .number(JSONNumber(Int64(milliseconds)))
    return object
  }

  /// What is remembered of it: all but the rows, which the Query gives again.
  var details: JSONObject {
    var object = json
    object["result"] = nil
    return object
  }
}

extension Reply {
  /// Writes the object. Records that are not at hand are read as they are written, and drained as they gather where there
  /// is a sink.
  fileprivate func write(
    to writer: inout JSONWriter, from store: Store, draining sink: DescriptorSink?
  ) throws {
    guard case .records(let type, let rows) = answer.result, !rows.areAllHere else {
      return writer.value(.object(json))
    }
    writer.beginObject()
    for (name, value) in json {
      writer.key(name)
      guard name == "result" else {
        writer.value(value)
        continue
      }
      writer.beginObject()
      writer.key("kind")
      writer.string("records")
      writer.key("of")
      writer.string(type.rawValue)
      writer.key("rows")
      writer.beginArray()
      let reader = try store.reader(rows.query)
      while try reader.next() {
        try Interruption.check()
        reader.write(to: &writer)
        if let sink, writer.count >= Self.chunk { try writer.drain(into: sink) }
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endObject()
  }

  /// How much is gathered before it goes to the sink.
  private static let chunk = 1 << 16
}

extension Session {
  /// The object, or on a terminal the sentence and the rows as a table.
  func print(_ reply: Reply) throws {
    if try format() == .table {
      try output.write(TerminalText.sanitise(reply.answer.text, lines: .kept) + "\n")
      return try printRows(of: reply)
    }
    let printer = try RowPrinter(self, shape: .single, columns: reply.json.keys)
    try print(reply, with: printer)
    try printer.finish()
  }

  /// The object, to a printer.
  func print(_ reply: Reply, with printer: RowPrinter) throws {
    let store = try store()
    // A cell of a table is whole before it is printed.
    let sink = try format() == .csv ? nil : output
    try printer.row { writer in try reply.write(to: &writer, from: store, draining: sink) }
  }

  /// The rows behind an answer, as a table below it.
  func printRows(of reply: Reply) throws {
    switch reply.answer.result {
    case .records(let type, let rows) where rows.count > 0:
      try output.write("\n")
      let printer = try RowPrinter(self, columns: type.tableColumns, preferred: type.tableColumns)
      if rows.areAllHere {
        for row in rows.first { try printer.row(row) }
      } else {
        try printer.rows(of: rows.query, in: try store())
      }
      try printer.finish()
    case .groups(_, _, let rows) where !rows.isEmpty:
      try output.write("\n")
      let columns = ["key", "value", "count"]
      let printer = try RowPrinter(self, columns: columns, preferred: columns)
      for row in rows { try printer.row(row) }
      try printer.finish()
    default: break
    }
    try output.flush()
  }
}
