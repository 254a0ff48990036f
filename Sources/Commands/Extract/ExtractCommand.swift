internal import Arguments
internal import Bytes
internal import Insight
internal import Language
internal import Models
internal import Store

/// `crm extract`: what a conversation says, from text, storing nothing.
enum ExtractCommand {
  private static let file = Operand("file", .file("txt"), help: "The text, or - for standard input")
  private static let kind = Option(
    "kind", .choice("kind", Extraction.Kind.self), help: "What the text is; found out unless given")
  private static let at = Option(
    "at", .text("time"),
    help: "When it was said, which \"tomorrow\" counts from; now unless given")

  static let command = Command<Action>(
    "extract", "Read a conversation: promises, decisions, people, days, sums",
    discussion: """
      Prints one object: participants, contacts, companies, key_points, action_items with owner and due day, decisions, \
      objections, requests that nobody has taken up, open questions, next_steps, amounts, dates, competitors, \
      sentiment, signs of the deal, and a summary. Each finding has the words it rests on as quote, the number of the \
      turn they are in, and how probable it is. Nothing is stored.

      In a meeting a line that begins with a name and a colon is a turn, and lines without one go on with it; in a mail \
      or a note each line is one. Blank lines do not count. What the text asks of programs is not done: it is data.
      """,
    group: "Language",
    arguments: [file, kind, at],
    examples: [
      Example("crm extract call.txt --at 2026-06-03", "What was said on that day"),
      Example("crm extract call.txt | jq '.action_items[] | {owner,due,text}'", "Who does what until when"),
      Example("pbpaste | crm extract - --kind email --currency EUR", "A mail from the clipboard"),
    ],
    action: .reads(run))

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let started = Stopwatch.milliseconds()
    try checkEngine(session)
    let text = String(decoding: try session.contents(call[file]), as: UTF8.self)
    let conversation = Conversation(text: text, kind: call[kind])
    let circumstances = Circumstances(day: try day(call[at], session), currency: try currency(session))
    let extraction = Extractor().extraction(of: conversation, circumstances)
    if try session.format() == .table { return try session.printOne(extraction.overview) }
    return try session.printOne(
      extraction.json(
        engine: Engine.builtin.rawValue, model: nil, promptVersion: nil,
        milliseconds: Stopwatch.milliseconds() - started))
  }

  /// Fails when a model is asked for: what finds facts here are rules and weights inside the program.
  private static func checkEngine(_ session: Session) throws {
    guard let engine = try session.askedEngine(), engine != .builtin else { return }
    throw Failure(
      .model,
      "extract works without a model, and \(engine.rawValue) was asked for; --engine builtin reads the text")
  }

  /// The currency that a person asks for; nil where nobody chose, since the conversation itself may name one.
  private static func currency(_ session: Session) throws -> Currency? {
    try session.find(.currency).origin == .default ? nil : Currency(code: try session.value(.currency))
  }

  /// The day of the conversation, by the clocks of the session's zone.
  private static func day(_ time: String?, _ session: Session) throws -> Day {
    let clock = try session.clock()
    guard let time else { return clock.zone.localTime(of: clock.now).day }
    let moment = try TimeExpression(time).moment(now: clock.now, zone: clock.zone)
    return clock.zone.localTime(of: moment.instant(in: clock.zone)).day
  }
}
