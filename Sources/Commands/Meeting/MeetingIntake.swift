internal import Arguments
internal import Bytes
internal import Exchange
internal import Insight
internal import Models
internal import Store

/// Takes transcripts in, one after another: each becomes a meeting with its activity, facts and proposals, by one Plan.
struct MeetingIntake {
  private let session: Session
  private let store: Store
  private let circumstances: Circumstances

  /// What the command line says of all of them.
  struct Circumstances {
    let deal: Int64?
    let contacts: [Int64]
    let at: Timestamp?
    let title: String?
    let extracts: Bool
    let asksAnew: Bool
  }

  struct Outcome {
    /// Nil in a dry run.
    var meeting: Int64?
    /// Whether a part of the transcript could not be read by a model.
    var isPartial = false
  }

  init(_ session: Session, _ circumstances: Circumstances) throws {
    self.session = session
    store = try session.store()
    self.circumstances = circumstances
  }

  func take(_ path: String) throws -> Outcome {
    let reading = try read(path)
    let sent = reading.format == .mail ? reading.transcript.startedAt : nil
    let hash = Transcript.contentHash(of: reading.transcript.turns, sent: sent)
    if let known = try meeting(withHash: hash) { return try takeAgain(known, reading, path) }
    var work = Work(
      try attendance(of: reading.transcript), title: title(of: reading.transcript, path), hash: hash)
    let occurredAt = circumstances.at ?? reading.transcript.startedAt ?? store.clock.now
    work.steps = [
      Plan.Step(.create, .activity, changes: activity(work, reading.transcript, occurredAt)),
      Plan.Step(.create, .meeting, changes: meeting(work, reading, occurredAt, path)),
    ]
    let isPartial =
      circumstances.extracts
      ? try extract(reading, .object([Plan.Step.reference: 1]), occurredAt, &work) : false
    let applied = try apply(work)
    return Outcome(meeting: applied?.records[1], isPartial: isPartial)
  }

  /// A Plan on its way.
  private struct Work {
    let attendance: Attendance
    let title: String
    let hash: String
    var steps: [Plan.Step] = []

    init(_ attendance: Attendance, title: String, hash: String) {
      self.attendance = attendance
      self.title = title
      self.hash = hash
    }

    /// By what the activity of a meeting is found.
    var activityID: String { "meeting:" + hash }
  }

  private func apply(_ work: Work) throws -> Applied? {
    let plan = Plan(summary: "ingest \"\(work.title)\"", steps: work.steps)
    if session.isDryRun {
      _ = try session.rehearse(plan)
      return nil
    }
    return try store.apply(plan, by: try session.author())
  }

  // MARK: Reading

  private func read(_ path: String) throws -> TranscriptReading {
    let reading =
      try Recording(path).map { try $0.transcript(session) }
      ?? TranscriptReading(MemorySource(try session.contents(path)))
    for problem in reading.problems { session.report(problem) }
    return reading
  }

  private func title(of transcript: Transcript, _ path: String) -> String {
    if let title = circumstances.title ?? transcript.title, !title.isEmpty { return title }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard path != "-", let stem = name.split(separator: ".").first else { return "Meeting" }
    return String(stem)
  }

  private func attendance(of transcript: Transcript) throws -> Attendance {
    try Attendance(
      of: transcript, deal: circumstances.deal, contacts: circumstances.contacts, own: session.ownNames(),
      lookup: StoreLookup(store))
  }

  // MARK: Once more

  private func meeting(withHash hash: String) throws -> JSONObject? {
    try store.rows(
      Query(from: .meeting, condition: .compare(Path(["content_hash"]), .equal, .text(hash)), limit: 1)
    )
    .first
  }

  /// The same conversation again is the meeting that is there; what it says is found now where that was left out.
  private func takeAgain(_ meeting: JSONObject, _ reading: TranscriptReading, _ path: String) throws
    -> Outcome
  {
    guard let id = meeting["id"]?.int64 else { return Outcome() }
    let title = meeting["title"]?.string ?? ""
    guard circumstances.extracts, meeting["extracted_at"]?.isNull != false else {
      session.note("\(path): it is known already, as meeting \(id) (\(title))")
      return Outcome(meeting: id)
    }
    var work = Work(
      try attendance(of: reading.transcript), title: title, hash: meeting["content_hash"]?.string ?? "")
    let occurredAt = meeting["occurred_at"]?.string.flatMap { Timestamp(rfc3339: $0) } ?? store.clock.now
    work.steps = [
      Plan.Step(.update, .meeting, id: id, changes: ["extracted_at": .string(store.clock.now.description)])
    ]
    let isPartial = try extract(reading, .number(JSONNumber(id)), occurredAt, &work)
    return Outcome(meeting: try apply(work).map { _ in id }, isPartial: isPartial)
  }

  // MARK: Records

  private func activity(_ work: Work, _ transcript: Transcript, _ occurredAt: Timestamp) -> JSONObject {
    [
      "kind": "meeting", "subject": .string(work.title), "occurred_at": .string(occurredAt.description),
      "duration_minutes": transcript.durationSeconds.map { .number(JSONNumber(Int64(($0 + 30) / 60))) }
        ?? .null,
      "contacts": .array(work.attendance.contacts.map { ["id": .number(JSONNumber($0))] }),
      "deal_id": work.attendance.dealID, "company_id": work.attendance.companyID, "source": "meeting",
      "external_id": .string(work.activityID),
    ]
  }

  private func meeting(
    _ work: Work, _ reading: TranscriptReading, _ occurredAt: Timestamp, _ path: String
  ) -> JSONObject {
    let transcript = reading.transcript
    return [
      "title": .string(work.title), "occurred_at": .string(occurredAt.description),
      "duration_seconds": transcript.durationSeconds.map { .number(JSONNumber(Int64($0))) } ?? .null,
      "participants": .array(work.attendance.participants.map(JSON.object)),
      "deal_id": work.attendance.dealID,
      "company_id": work.attendance.companyID, "activity_id": .object([Plan.Step.reference: 0]),
      "language": transcript.language.map(JSON.string) ?? .null,
      "source": path == "-" ? .null : .string(path.split(separator: "/").last.map(String.init) ?? path),
      "content_hash": .string(work.hash),
      "extracted_at": circumstances.extracts ? .string(store.clock.now.description) : .null,
      "transcript": .array(transcript.turns.map(\.json)),
    ]
  }

  // MARK: What it says

  /// Adds the facts of a meeting, which is named by its id or a step, and what they suggest; whether something is missing.
  private func extract(
    _ reading: TranscriptReading, _ meeting: JSON, _ occurredAt: Timestamp, _ work: inout Work
  ) throws -> Bool {
    let transcript = reading.transcript
    let day = store.clock.zone.localTime(of: occurredAt).day
    let (extraction, provenance) = try session.extraction(
      of: Conversation(transcript, kind: reading.format == .mail ? .email : .meeting), at: day,
      currency: try session.chosenCurrency(),
      asksAnew: circumstances.asksAnew)
    let first = Int64(work.steps.count)
    let facts = extraction.facts
    for fact in facts {
      var record = fact.record
      record["meeting_id"] = meeting
      if fact.finding.speaker == nil { record["speaker"] = speaker(of: fact.finding, in: transcript) }
      for (name, value) in provenance.record { record[name] = value }
      work.steps.append(Plan.Step(.create, .insight, changes: record))
    }
    let context = try work.attendance.context(title: work.title, hash: work.hash, activity: work.activityID)
    for proposal in try Proposals(extraction, context).all() where try !isPending(proposal.plan, in: work) {
      var record: JSONObject = [
        "kind": .string(proposal.kind.rawValue), "summary": .string(proposal.plan.summary),
        "plan": proposal.plan.json, "origin": "extract", "meeting_id": meeting,
        "confidence": .rounded(proposal.confidence),
        "evidence": .array(
          proposal.facts.map { place in
            let finding = facts[place].finding
            return [
              "insight_id": .object([Plan.Step.reference: .number(JSONNumber(first + Int64(place)))]),
              "turn": .number(JSONNumber(Int64(finding.turn))),
              "speaker": speaker(of: finding, in: transcript), "quote": .string(finding.quote),
            ]
          }),
      ]
      for (name, value) in provenance.record { record[name] = value }
      work.steps.append(Plan.Step(.create, .proposal, changes: record))
    }
    return extraction.isPartial
  }

  private func speaker(of finding: Finding, in transcript: Transcript) -> JSON {
    guard transcript.turns.indices.contains(finding.turn) else { return .null }
    return transcript.turns[finding.turn].speaker.map(JSON.string) ?? .null
  }

  /// Whether the same changes wait for a decision already, by another meeting or by this one.
  private func isPending(_ plan: Plan, in work: Work) throws -> Bool {
    let waiting = try store.rows(
      Query(
        from: .proposal,
        condition: .and(
          .compare(Path(["status"]), .equal, .word("pending")),
          .compare(Path(["summary"]), .equal, .text(plan.summary))))
    ).compactMap { $0["plan"] }
    let own = work.steps.filter { $0.type == .proposal }.compactMap { $0.changes["plan"] }
    return (waiting + own).contains { (try? Plan(json: $0))?.changesSame(as: plan) ?? false }
  }
}

extension Plan {
  /// Whether it does the same to the same records, whatever it expects of them and calls it.
  func changesSame(as other: Plan) -> Bool {
    func bare(_ steps: [Step]) -> [Step] {
      steps.map { step in
        var step = step
        step.expect = [:]
        return step
      }
    }
    return bare(steps) == bare(other.steps)
  }
}
