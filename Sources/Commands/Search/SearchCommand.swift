internal import Arguments
internal import Bytes
internal import Models
internal import Search
internal import Store

/// `crm search`: records by their words and by what they mean.
enum SearchCommand {
  private static let words = RepeatedOperand(
    "words", .text("words"), minimum: 0,
    help: "What to look for; a \"phrase\" must be there, a -word must not")
  private static let mode = DefaultedOption(
    "mode", .choice("mode", SearchRequest.Mode.self), default: "hybrid",
    help: "Go by the words, by the meaning, or by both")
  private static let queries = Option(
    "queries", .text("file"),
    help: "Search for each line: words, or {\"id\",\"query\"}; - for stdin")
  private static let isContext = Flag(
    "context", help: "Print the passages for a model to read, with marks of their sources")
  private static let budget = DefaultedOption(
    "budget", .count("tokens"), default: "2000", help: "How many tokens --context may have")

  static let command = Command<Action>(
    "search", "Find records by words and by meaning",
    discussion: """
      Looks through the names, titles, notes, descriptions and bodies of all records. Words need not all be there, nor in \
      the same form: a record is the higher the more and the rarer of them it has, in its title above all, and the \
      nearer it is in meaning, so that "late delivery" finds "the pallets came two weeks after the date". A "phrase" must \
      be there word by word, and a -word must not. The last word may be the beginning of one.

      Each hit says why: the words it has, and how near its meaning is, from 0 to 1. The snippet is the sentence \
      that comes nearest. A word that only begins, with a letter or two, or words that very many records have, rank only \
      the newest \(Searcher.Limits().newest) records of each kind that have them, and why says so.

      With --context, the passages that a language model should read before it answers, never more than --budget tokens \
      and none twice; each stands behind a mark as [1].
      """,
    group: "Data",
    synonyms: ["find", "grep"],
    arguments: [words, mode] + SearchScope.options + [queries, isContext, budget, ListOptions.excelSafe],
    examples: [
      Example("crm search late delivery", "Whatever speaks of it"),
      Example("crm search '\"annual plan\" -renewal' --type deal", "A phrase, without a word, among deals"),
      Example(
        "crm search price --type activity --since -30d --where 'kind = call'", "In the calls of a month"),
      Example("crm search --queries questions.txt --limit 3 -o csv", "Many at once"),
      Example("crm search 'why did they leave' --context --budget 1500", "What a model should read first"),
    ],
    action: .reads(run))

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let text = call[words].joined(separator: " ")
    guard text.isEmpty != (call[queries] == nil) else {
      throw call.refusal("'search' takes words or --queries")
    }
    let scope = try SearchScope(call, session)
    let engine = try SearchEngine(session, mode: call[mode])
    var request = scope.request(text)
    request.mode = engine.mode
    if call[isContext] {
      guard let tokens = Int(exactly: call[budget]), call[queries] == nil else {
        throw call.refusal("--context goes without --queries")
      }
      return try print(engine.searcher.context(request, budget: tokens), of: request, budget: tokens, session)
    }
    let printer = try HitPrinter(session, isExcelSafe: call[ListOptions.excelSafe])
    if let file = call[queries] {
      try forEachQuery(of: file, session, beforeWaiting: printer.flush) { id, text in
        request.text = text
        try printer.print(engine.searcher.findings(request), of: text, id: id)
      }
    } else {
      let findings = try engine.searcher.findings(request)
      try printer.print(findings, of: text, id: .null)
      for word in findings.unknown {
        guard let suggestion = try engine.searcher.suggestion(for: word) else { continue }
        session.note("no record has '\(word)'; did you mean \(suggestion)?")
      }
    }
    try printer.finish()
    return .ok
  }

  /// Reads searches line by line.
  private static func forEachQuery(
    of file: String, _ session: Session, beforeWaiting: @escaping () throws -> Void,
    _ body: (_ id: JSON, _ text: String) throws -> Void
  ) throws {
    var lines = LineReader(PatientSource([try session.input(file)], beforeWaiting: beforeWaiting))
    while let line = try lines.next() {
      try Interruption.check()
      guard let given = try TextLine(line.bytes, number: line.number, key: "query") else { continue }
      try body(given.id, given.text)
    }
  }

  private static func print(
    _ context: PackedContext, of request: SearchRequest, budget: Int, _ session: Session
  ) throws -> ExitStatus {
    if try session.format() == .table {
      try session.output.write(TerminalText.sanitise(context.text, lines: .kept))
      return .ok
    }
    func number(_ value: Int) -> JSON { .number(JSONNumber(Int64(value))) }
    return try session.printOne([
      "type": "context", "query": .string(request.text), "budget": number(budget),
      "tokens": number(context.tokens), "text": .string(context.text),
      "sources": .array(
        context.sources.map { source in
          [
            "mark": number(source.mark),
            "record": [
              "type": .string(source.type.rawValue), "id": .number(JSONNumber(source.id)),
              "title": .string(source.title),
            ],
            "passage": .string(source.passage),
          ]
        }),
    ])
  }
}
