internal import Bytes
internal import Models
internal import Store

/// All that is held on one person, for whoever asks what is known of them.
struct PersonReport {
  let store: Store
  let id: Int64

  func read() throws -> JSONObject {
    var report: JSONObject = ["type": "person"]
    report["contact"] = try store.recordReader(.contact).read(id).map(JSON.object)
    for type in [RecordType.deal, .task, .activity, .meeting] {
      report[type.plural] = try list(type, .about(.contact, id, in: type))
    }
    report["insights"] = try list(.insight, isFromTheirTalks)
    report["proposals"] = try list(.proposal, isFromTheirMeetings)
    report["journal"] = .array(try store.journal(limit: nil, touching: (.contact, id)).map(Self.entry))
    return report
  }

  /// Facts carry no person: they are about those who took part in the conversation.
  private var isFromTheirTalks: Condition {
    let talks = [RecordType.meeting, .activity]
    return .any(
      talks.map { .compare(Path([$0.rawValue, "contacts", "id"]), .equal, .number(String(id))) })
  }

  private var isFromTheirMeetings: Condition {
    .compare(Path(["meeting", "contacts", "id"]), .equal, .number(String(id)))
  }

  private func list(_ type: RecordType, _ condition: Condition) throws -> JSON {
    .array(try store.rows(Query(from: type, condition: condition), isArchive: true).map(JSON.object))
  }

  /// What was done, when and by which command; not what it did to others besides.
  private static func entry(_ entry: JournalEntry) -> JSON {
    [
      "id": .number(JSONNumber(entry.id)), "at": .string(entry.at.description),
      "command": .string(entry.command),
    ]
  }
}
