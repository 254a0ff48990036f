internal import Arguments
internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// `crm ask`: a question in plain language, answered from the data.
enum AskCommand {
  private static let question = RepeatedOperand(
    "question", .text("question"), minimum: 1, help: "The question, in quotes or not")

  static let command = Command<Action>(
    "ask", "Answer a question from the data",
    discussion: """
      A question is understood when every word of it has its place: kinds of records, values that this database has \
      (owners, stages, statuses, tags, sources, industries, places, names), amounts, times, what is not there, sums, \
      averages, medians, rates, groups and rankings. It becomes a Query, which is in the answer. What is not understood is \
      declined (route unsupported, confidence 0), never guessed. Nothing is written.

      "My" means the owner that CRM_USER names, when records have that owner, else everybody.
      """,
    group: "Language",
    arguments: [question],
    examples: [
      Example("crm ask 'open deals over 50k closing next month'", "A list"),
      Example("crm ask 'win rate by owner this year' -o json", "A figure for each"),
      Example("crm ask \"what is Ann Lee's phone number\"", "A fact"),
      Example("crm ask 'why did we lose the deal with Acme?'", "A reason, with its source"),
      Example(
        "crm ask 'contacts I have not talked to in 30 days' | jq -r '.result.rows[].email'", "In a pipe"),
    ],
    action: .reads { call, session in
      let started = Stopwatch.milliseconds()
      let store = try session.store()
      let text = call[question].joined(separator: " ")
      let answer = try Answerer(store, user: try session.author().actor).answer(text)
      if try session.format() == .table { return try session.print(answer) }
      var object: JSONObject = ["type": "answer", "question": .string(text)]
      for (name, value) in answer.json { object[name] = value }
      object["engine"] = "builtin"
      object["model"] = .null
      object["session"] = .null
      object["elapsed_ms"] = .number(JSONNumber(Int64(Stopwatch.milliseconds() - started)))
      return try session.printOne(object)
    })
}

extension Session {
  /// The sentence, and the rows as a table.
  fileprivate func print(_ answer: Answer) throws -> ExitStatus {
    try output.write(TerminalText.sanitise(answer.text, lines: .kept) + "\n")
    switch answer.result {
    case .records(let type, let rows) where !rows.isEmpty:
      try output.write("\n")
      try printRows(rows, type.tableColumns)
    case .groups(_, _, let rows) where !rows.isEmpty:
      try output.write("\n")
      try printRows(rows, ["key", "value", "count"])
    default: break
    }
    try output.flush()
    return .ok
  }

  private func printRows(_ rows: [JSONObject], _ columns: [String]) throws {
    let printer = try RowPrinter(self, columns: columns, preferred: columns)
    for row in rows { try printer.row(row) }
    try printer.finish()
  }
}
