internal import Assistant
internal import Bytes
internal import Models

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

extension Session {
  /// The object, or on a terminal the sentence and the rows as a table.
  func print(_ reply: Reply) throws {
    guard try format() == .table else {
      _ = try printOne(reply.json)
      return
    }
    try output.write(TerminalText.sanitise(reply.answer.text, lines: .kept) + "\n")
    try printRows(of: reply)
  }

  /// The rows behind an answer, as a table below it.
  func printRows(of reply: Reply) throws {
    switch reply.answer.result {
    case .records(let type, let rows) where !rows.isEmpty:
      try output.write("\n")
      try printRows(rows, type.tableColumns)
    case .groups(_, _, let rows) where !rows.isEmpty:
      try output.write("\n")
      try printRows(rows, ["key", "value", "count"])
    default: break
    }
    try output.flush()
  }

  private func printRows(_ rows: [JSONObject], _ columns: [String]) throws {
    let printer = try RowPrinter(self, columns: columns, preferred: columns)
    for row in rows { try printer.row(row) }
    try printer.finish()
  }
}
