internal import Arguments
internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// Prints what comes of each line of a chat, to a person or to a program.
final class ChatPrinter {
  private enum Style {
    /// Words, and the rows behind them as a table.
    case page
    /// One line of text for each line.
    case lines
    /// One object for each line.
    case objects(RowPrinter)
  }

  private let session: Session
  private let style: Style
  private var sign: ThinkingSign
  /// What was told of the answer that is on its way.
  private var told = ""

  /// Prints the way that the settings say: to a terminal a page, and lines elsewhere. Fails for CSV, which has no place for
  /// words.
  init(_ session: Session) throws {
    self.session = session
    sign = ThinkingSign(session)
    switch try OutputFormat(rawValue: session.value(.output)) {
    case .table: style = .page
    case .json, .jsonl: style = .objects(try RowPrinter(session, columns: []))
    case .csv: throw Failure(.usage, "a chat is no table of values; -o takes table, json or jsonl")
    case .auto, nil: style = session.world.output.isTerminal ? .page : .lines
    }
  }

  // MARK: Answers as they come

  /// An answer is on its way.
  func begin() {
    told = ""
    sign.show()
  }

  /// A sentence of it came.
  func tell(_ sentence: String) throws {
    sign.wipe()
    let piece = told.isEmpty ? sentence : " " + sentence
    told += piece
    guard case .page = style else { return }
    try session.output.write(TerminalText.sanitise(piece, lines: .kept))
    try session.output.flush()
  }

  /// It comes to an end before its time. What was told of it.
  func stop() -> String {
    sign.wipe()
    if case .page = style, !told.isEmpty {
      try? session.output.write("\n")
      try? session.output.flush()
    }
    defer { told = "" }
    return told
  }

  /// Prints what is there to be printed of it now.
  func print(_ said: Said) throws {
    sign.wipe()
    if case .page = style, !told.isEmpty { try session.output.write("\n") }
    switch (style, said) {
    case (.page, .answer(let reply)) where reply.isTold:
      try session.printRows(of: reply)
      try session.output.flush()
    case (.page, .answer(let reply)): try session.print(reply)
    case (.page, .outcome(let outcome)): try session.print(outcome)
    case (.lines, .answer(let reply)): try print(line: reply.answer.text)
    case (.lines, .outcome(let outcome)): try print(line: outcome.line)
    case (.objects(let printer), .answer(let reply)):
      try session.print(reply, with: printer)
      try printer.flush()
    case (.objects(let printer), .outcome(let outcome)): try print(outcome.json, with: printer)
    }
  }

  // MARK: What commands show

  /// Prints what a command did: its words, or the object.
  func print(_ text: String, _ object: JSONObject) throws {
    if case .objects(let printer) = style { return try print(object, with: printer) }
    try print(line: text)
  }

  /// Prints rows: as a table, or as an object a line.
  func print(rows: [JSONObject], _ columns: [String]) throws {
    switch style {
    case .page:
      let printer = try RowPrinter(session, columns: columns, preferred: columns)
      for row in rows { try printer.row(row) }
      try session.finish(printer)
    case .lines: for row in rows { try print(line: JSON.object(row).text) }
    case .objects(let printer): for row in rows { try print(row, with: printer) }
    }
  }

  /// Ends the output.
  func finish() throws {
    if case .objects(let printer) = style { try printer.finish() }
    try session.output.flush()
  }

  // Each line goes out at once: whoever is at the other end may want to know it before saying the next.

  private func print(line text: String) throws {
    try session.output.write(TerminalText.sanitise(text) + "\n")
    try session.output.flush()
  }

  private func print(_ object: JSONObject, with printer: RowPrinter) throws {
    try printer.row(object)
    try printer.flush()
  }
}

extension Outcome {
  /// What a person is told, with the records among which to choose, on one line.
  fileprivate var line: String {
    if candidates.isEmpty { return text }
    return "\(text) " + candidates.map { "\($0.type.rawValue):\($0.id) \($0.name)" }.joined(separator: ", ")
  }
}
