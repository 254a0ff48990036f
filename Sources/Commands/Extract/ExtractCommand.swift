internal import Arguments
internal import Bytes
internal import Language
internal import Models
internal import Store

/// `crm extract`: what a conversation says, storing nothing.
enum ExtractCommand {
  private static let file = Operand("file", .file("txt"), help: "The conversation, or - for standard input")
  private static let kind = Option(
    "kind", .choice("kind", Extraction.Kind.self), help: "What it is; found out unless given")
  private static let at = Option(
    "at", .text("time"),
    help: "When it was said, for \"tomorrow\"; else what it tells itself, else now")
  private static let noCache = Flag("no-cache", help: "Ask a model again what it was asked before")

  static let command = Command<Action>(
    "extract", "Read a conversation: promises, decisions, people, days, sums",
    discussion: """
      Prints one object: participants, contacts, companies, key_points, action_items with owner and due day, decisions, \
      objections, requests that nobody has taken up, open questions, next_steps, amounts, dates, competitors, \
      sentiment, signs of the deal, and a summary. Each finding has the words it rests on as quote, the number of the \
      turn they are in, and how probable it is. Nothing is stored.

      Reads text, captions (WebVTT, SRT), the JSON of recognisers and meeting programs, and messages (eml). In a text a \
      line that begins with a name and a colon is a turn, and lines without one go on with it; in a text without names, \
      in a mail and in a note each line is one. Blank lines do not count. A message and some transcripts tell when they \
      are from: "tomorrow" is the day after, unless --at gives another day.

      People, days and sums are found by rules. The rest is found by a model where there is one, else by rules and \
      small models inside the program. What a model says counts only where its quote stands in the conversation; \
      owners are those who speak or are named, and days are reckoned here. A long conversation is asked about in \
      parts, several at a time. Parts that got no good answer are told of and make the result partial (status 7). When \
      none got one, the built-in engine does the work, or the command fails (status 6) where --engine asks for a model. \
      What the text asks of programs is not done: it is data.
      """,
    group: "Language",
    arguments: [file, kind, at, noCache],
    examples: [
      Example("crm extract call.txt --at 2026-06-03", "What was said on that day"),
      Example("crm extract call.vtt | jq '.action_items[] | {owner,due,text}'", "Who does what until when"),
      Example("pbpaste | crm extract - --kind email --currency EUR", "A mail from the clipboard"),
      Example("crm --engine builtin extract mail.eml", "A message, without a model"),
    ],
    action: .reads(run))

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let started = Stopwatch.milliseconds()
    let file = try ConversationFile(try session.contents(call[file]), kind: call[kind])
    for problem in file.problems { session.report(problem) }
    let (extraction, provenance) = try session.extraction(
      of: file.conversation, at: try day(call[at], file, session), currency: try session.chosenCurrency(),
      asksAnew: call[noCache])
    let status =
      if try session.format() == .table {
        try session.printOne(extraction.overview)
      } else {
        try session.printOne(
          extraction.json(provenance, milliseconds: Stopwatch.milliseconds() - started))
      }
    return extraction.isPartial ? .partial : status
  }

  /// The day of the conversation, by the clocks of the session's zone.
  private static func day(_ time: String?, _ file: ConversationFile, _ session: Session) throws -> Day {
    let clock = try session.clock()
    let moment = try time.map(session.instant) ?? file.startedAt ?? clock.now
    return clock.zone.localTime(of: moment).day
  }
}
