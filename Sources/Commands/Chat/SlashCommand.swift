internal import Arguments
internal import Bytes
internal import Language
internal import Store

/// What can be said to a chat that is about the chat itself.
enum SlashCommand: String, CaseIterable {
  case help, sessions, clear, undo, plan, sources, engine, quit

  /// What may stand behind it.
  fileprivate var operand: String? {
    switch self {
    case .sessions, .engine: "NAME"
    default: nil
    }
  }

  fileprivate var help: String {
    switch self {
    case .help: "Show this"
    case .sessions: "List the conversations, or go on with another"
    case .clear: "Forget what was said in this conversation"
    case .undo: "Take back what was last done in this conversation"
    case .plan: "Show the last Plan, which crm apply reads"
    case .sources: "Show the Query and the sources of the last answer"
    case .engine: "Show what does the work of language, or take another"
    case .quit: "Leave"
    }
  }

  /// All of them in a sentence, for the manual.
  static let overview =
    allCases.map { "/\($0.rawValue): \($0.help.prefix(1).lowercased())\($0.help.dropFirst())" }
    .joined(separator: "; ") + "."

  /// All of them, a line each.
  fileprivate static var page: String {
    allCases.map { command in
      let form = "/\(command.rawValue)" + (command.operand.map { " [\($0)]" } ?? "")
      return "  \(DisplayWidth.padded(form, to: 18))\(command.help)\n"
    }.joined()
  }
}

extension Chat {
  /// Does what a line says that begins with a slash.
  func obey(_ line: String) throws {
    let words = line.dropFirst().split(separator: " ", maxSplits: 1).map { $0.trimmed }
    let name = words.first ?? ""
    guard let command = SlashCommand(rawValue: name) else {
      let near = Suggestion.nearest(to: name, among: SlashCommand.allCases.map(\.rawValue)).first
      throw Failure(
        .usage, "there is no /\(name); " + (near.map { "is /\($0) meant?" } ?? "/help says what there is"))
    }
    let operand = words.count > 1 ? words[1] : nil
    if operand != nil, command.operand == nil { throw Failure(.usage, "/\(name) takes nothing behind it") }
    switch command {
    case .help: session.say(SlashCommand.page)
    case .sessions: try showSessions(or: operand)
    case .clear: try clear()
    case .undo: try undo()
    case .plan: try showPlan()
    case .sources: try showSources()
    case .engine: try showEngine(or: operand)
    case .quit: end()
    }
  }

  /// The ways in which a line can go on that begins with a slash.
  func completions(of text: String) throws -> [String] {
    guard text.hasPrefix("/") else { return [] }
    let ways: [String] =
      if text.hasPrefix("/engine ") {
        Globals.engines.map { "/engine \($0)" }
      } else if text.hasPrefix("/sessions ") {
        try session.store().conversations().map { "/sessions \($0.name)" }
      } else {
        SlashCommand.allCases.map { "/\($0.rawValue)" + ($0.operand == nil ? "" : " ") }
      }
    return ways.filter { $0.hasPrefix(text) }
  }

  private func showSessions(or name: String?) throws {
    guard let name else {
      let rows = try session.store().conversations().map(\.json)
      return try printer.print(rows: rows, KeptConversation.columns)
    }
    try enter(name)
    let known = try session.store().conversations().first { $0.name == name }
    session.note(known.map { "\($0.messages) messages so far" } ?? "this conversation is new")
  }

  private func clear() throws {
    if session.isDryRun { throw Failure(.usage, "a dry run forgets nothing") }
    guard try session.confirm("Forget what was said in this conversation?") else {
      return session.note("nothing was forgotten")
    }
    _ = try session.store().forget(dialogue.name)
    try enter(dialogue.name)
    session.note("forgotten")
  }

  private func undo() throws {
    let store = try session.store()
    let entries = try results.compactMap { $0["action_id"]?.int64 }.map { try store.journalEntry($0) }
    guard let entry = entries.last(where: \.isInForce) else {
      throw Failure(.notFound, "nothing was done in this conversation that can be taken back")
    }
    let author = try session.author()
    if session.isDryRun {
      let undone = try store.rehearsing { try store.undo(entry.id, by: author) }
      return try printer.print("Would be taken back: \(entry.summary)", undone.json.object ?? [:])
    }
    // What a pipe would write is not written without somebody's yes.
    try session.requireAnswer()
    let undone = try store.undo(entry.id, by: author).json.object ?? [:]
    let told = "Taken back: \(entry.summary)"
    try remember("/undo", told, undone)
    try printer.print(told, undone)
  }

  private func showPlan() throws {
    guard let plan = results.last(where: { $0["plan"]?.object != nil })?["plan"] else {
      throw Failure(.notFound, "nothing was planned in this conversation")
    }
    try printer.print(plan.text, plan.object ?? [:])
  }

  private func showSources() throws {
    guard let answer = results.last(where: { $0["type"] == "answer" }) else {
      throw Failure(.notFound, "nothing was answered in this conversation")
    }
    let query = answer["query"] ?? .null
    if !query.isNull { try printer.print(query.text, query.object ?? [:]) }
    let sources = (answer["sources"]?.array ?? []).compactMap(\.object)
    try printer.print(rows: sources, ["type", "id", "title", "quote", "score"])
  }

  private func showEngine(or name: String?) throws {
    if let name {
      guard Globals.engines.contains(name) else {
        throw Failure(
          .usage, "there is no engine '\(name)'; there are \(Globals.engines.joined(separator: ", "))")
      }
      let before = try session.value(.engine)
      try session.choose(engine: name)
      do {
        _ = try session.engineChoice(.chat)
      } catch {
        try session.choose(engine: before)
        throw error
      }
    }
    let choice = try session.engineChoice(.chat)
    session.note(
      "the engine is \(choice.engine.rawValue)" + (choice.model.map { ", the model \($0.info.name)" } ?? ""))
  }
}
