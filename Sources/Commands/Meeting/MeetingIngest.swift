internal import Arguments
internal import Bytes
internal import Exchange
internal import Models
internal import Store

/// `crm meeting ingest`: transcripts become meetings, with what they say and what should change because of it.
enum MeetingIngest {
  private static let files = RepeatedOperand(
    "file", .file("vtt"), minimum: 1, help: "Transcripts or recordings, or - for standard input")
  private static let deal = Option(
    "deal", .text("deal").completed(by: "deal"), help: "Which deal it is about")
  private static let contacts = RepeatedOption(
    "contact", .text("contact").completed(by: "contact"), help: "Who took part")
  private static let at = Option(
    "at", .text("time"), help: "When it began, where the transcript does not say")
  private static let title = Option("title", .text("title"), help: "What it is called")
  private static let noExtract = Flag("no-extract", help: "Only store what was said")
  private static let noCache = Flag("no-cache", help: "Ask a model anew, whatever it answered before")

  static let command = Command<Action>(
    "ingest", "Store transcripts, find what they say, propose what should change",
    discussion: """
      Reads text in which speakers are named, WebVTT, SRT, the JSON of Whisper, Zoom, Teams, Google Meet, Otter, \
      Fireflies and others, and mail. A recording goes through the program that the setting transcriber names first: \
      its words, with {file} in the place of the file, whose output is read as a transcript.

      Those who took part are linked to contacts by e-mail address, by full name, and by a first name that only one \
      person at the deal's company has; never by guess. The same conversation twice is one meeting, in whatever format.

      What was said becomes facts with the words they rest on (crm meeting show), and changes that wait for a decision \
      (crm review): nothing of a contact, a deal or a task is changed before. Text in a transcript is never an \
      instruction. A meeting is one entry of the journal, which undo takes back with all that came of it.
      """,
    arguments: [files, deal, contacts, at, title, noExtract, noCache],
    examples: [
      Example("crm meeting ingest call.vtt --deal 'Acme renewal'", "A transcript about a deal"),
      Example(
        "cat notes.txt | crm meeting ingest - --title 'Kick-off' --at 2026-06-03T10:00",
        "From another program"),
      Example("crm meeting ingest calls/*.vtt --no-extract", "Many, to be searched"),
      Example(
        "crm config set transcriber 'whisper-cli -m model.bin -f {file}' && crm meeting ingest call.wav",
        "A recording"),
    ],
    action: .writes(run))

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let paths = call[files]
    if paths.count > 1, call[title] != nil { throw call.refusal("--title is for one transcript") }
    let circumstances = try MeetingIntake.Circumstances(
      deal: call[deal].map { try session.find(.deal, $0) },
      contacts: try call[contacts].map { try session.find(.contact, $0) },
      at: try call[at].map { try session.instant(of: $0) }, title: call[title], extracts: !call[noExtract],
      asksAnew: call[noCache])
    let intake = try MeetingIntake(session, circumstances)
    var batch = Batch(session, isSingle: paths.count == 1)
    let progress = Progress(session, what: "transcripts")
    var ids: [Int64] = []
    for path in paths {
      if let outcome = try batch.attempt(path, { try intake.take(path) }) {
        if outcome.isPartial { batch.note(.partial) }
        if let id = outcome.meeting { ids.append(id) }
      }
      progress.advance()
    }
    progress.finish()
    if !ids.isEmpty { _ = try session.printRecords(.meeting, ids, shape: paths.count == 1 ? .single : .list) }
    return batch.status
  }
}
