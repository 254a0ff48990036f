internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm meeting show`: a meeting with all that was found in it, and what is proposed because of it.
enum MeetingShow {
  private static let meetings = RepeatedOperand(
    "meeting", .text("meeting").completed(by: "meeting"), minimum: 1, help: "Which meetings")
  private static let transcript = Flag("transcript", help: "What was said as well, turn by turn")

  static let command = Command<Action>(
    "show", "Show a meeting with its facts and proposals",
    discussion: """
      facts are what was found: each with the words it rests on, and whether a person accepted or rejected it. changes \
      are the proposals because of it; crm review decides them.
      """,
    arguments: [meetings, transcript],
    examples: [
      Example("crm meeting show 'Pricing call'", "By title"),
      Example(
        "crm meeting show 1 | jq '.facts[] | select(.kind == \"objection\") | .quote'", "What they minded"),
      Example(
        "crm meeting show 1 --transcript | jq -r '.transcript[] | \"\\(.speaker): \\(.text)\"'", "As text"),
    ],
    action: .reads { call, session in
      let ids = try call[meetings].map { try session.find(.meeting, $0) }
      let objects = try ids.map { try read($0, withTranscript: call[transcript], session) }
      return try session.printAll(objects, lists: lists)
    })

  /// The tables of a terminal.
  private static let lists: [(name: String, columns: [String])] = [
    ("participants", ["name", "email", "contact_id"]),
    ("facts", ["id", "kind", "text", "speaker", "owner", "due", "category", "confidence", "status"]),
    ("changes", ["id", "kind", "summary", "confidence", "status"]),
    ("transcript", ["at", "speaker", "text"]),
  ]

  private static func read(_ id: Int64, withTranscript: Bool, _ session: Session) throws -> JSONObject {
    let store = try session.store()
    var meeting = try store.recordReader(.meeting).read(id) ?? [:]
    let isOfIt = Condition.compare(Path(["meeting_id"]), .equal, .number(String(id)))
    for (name, type) in [("facts", RecordType.insight), ("changes", .proposal)] {
      meeting[name] = .array(try store.rows(Query(from: type, condition: isOfIt)).map(JSON.object))
    }
    if withTranscript {
      meeting["transcript"] = try store.rows(Query(from: .meeting, id: id, fields: ["transcript"])).first?[
        "transcript"]
    }
    return meeting
  }
}
