internal import Bytes
internal import Models
internal import SQLite

/// The rules of meetings, what is found in them, and what is proposed because of it.
extension RecordWriter {
  /// A meeting is known by the hash of its content, whose participants are linked where one contact has the address.
  func settleMeeting(_ draft: inout Draft) throws {
    try require("title", draft)
    if let turns = draft.values["transcript"]?.array { try countTurns(turns, &draft) }
    try require("content_hash", draft)
    fill(&draft, "occurred_at", now)
    fill(&draft, "turns", 0)
    fill(&draft, "words", 0)
    guard let list = draft.take("participants")?.array else { return }
    let finder = RelationFinder(database, for: .meeting)
    draft["participants"] = .array(
      try list.map { item in
        var participant: JSONObject = [:]
        for name in ["name", "email", "contact_id", "speaker"] { participant[name] = item[name] ?? .null }
        if let id = item["contact_id"]?.int64 {
          _ = try finder.record(.contact, id: id, field: "participants")
        } else if item["contact_id"] == nil, let email = item["email"]?.string {
          let ids = try contacts(withEmail: email)
          if ids.count == 1 { participant["contact_id"] = .number(JSONNumber(ids[0])) }
        }
        return .object(participant)
      })
  }

  /// What the transcript itself tells of a meeting, where nobody else does.
  private func countTurns(_ items: [JSON], _ draft: inout Draft) throws {
    let turns = try items.map { item in
      guard let turn = Transcript.Turn(json: item) else {
        throw StoreError.invalid(.meeting, field: "transcript", .sentence("each turn has a text"))
      }
      return turn
    }
    fill(&draft, "turns", .number(JSONNumber(Int64(turns.count))))
    fill(&draft, "words", .number(JSONNumber(Int64(turns.reduce(0) { $0 + $1.words }))))
    fill(&draft, "content_hash", .string(Transcript.contentHash(of: turns)))
  }

  /// An insight says what was found, and in which conversation.
  func settleInsight(_ draft: inout Draft) throws {
    try require("kind", draft)
    try require("text", draft)
    fill(&draft, "status", "proposed")
    guard !draft["meeting_id"].isNull || !draft["activity_id"].isNull else {
      throw StoreError.invalid(
        .insight, field: "meeting_id", .sentence("it is from a meeting or an activity"))
    }
  }

  /// A proposal holds a Plan, and says what would happen.
  func settleProposal(_ draft: inout Draft) throws {
    for name in ["kind", "summary", "origin"] { try require(name, draft) }
    fill(&draft, "status", "pending")
    do throws(PlanError) {
      _ = try Plan(json: draft["plan"])
    } catch {
      throw StoreError.invalid(.proposal, field: "plan", .sentence("\(error)"))
    }
  }

  /// Writes what a meeting or a proposal has in a table of its own.
  func writeMeetingObjects(_ field: String, _ items: [JSON], of draft: Draft, id: Int64) throws {
    switch field {
    case "participants":
      try clear("meeting_participant", draft.layout, id, draft)
      for (position, item) in items.enumerated() {
        try database.execute(
          """
          INSERT INTO meeting_participant (meeting_id, position, name, email, contact_id, speaker)
          VALUES (\(id), \(position), \(item["name"]?.string), \(item["email"]?.string),
          \(item["contact_id"]?.int64), \(item["speaker"]?.string))
          """)
      }
    case "transcript":
      // Only a new meeting brings one along.
      for (position, item) in items.enumerated() {
        try database.execute(
          """
          INSERT INTO meeting_turn (meeting_id, position, speaker, text, at, until)
          VALUES (\(id), \(position), \(item["speaker"]?.string), \(item["text"]?.string ?? ""),
          \(item["at"]?.double), \(item["until"]?.double))
          """)
      }
    case "evidence":
      try clear("proposal_evidence", draft.layout, id, draft)
      for (position, item) in items.enumerated() {
        try database.execute(
          """
          INSERT INTO proposal_evidence (proposal_id, position, insight_id, turn, speaker, quote)
          VALUES (\(id), \(position), \(item["insight_id"]?.int64), \(item["turn"]?.int64),
          \(item["speaker"]?.string), \(item["quote"]?.string))
          """)
      }
    default: break
    }
  }
}
