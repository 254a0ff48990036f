internal import Bytes
internal import Models
internal import SQLite

/// A stage, as the deals in it need it.
private struct Stage {
  let id: Int64
  let name: String
  let kind: String
  let probability: Double?
}

/// Where a deal stands before a change.
private struct Place {
  let pipeline: Int64
  let stage: Int64
  let kind: String
  /// The chance to win of the deal's own, if it has one.
  let probability: Double?
}

/// The place of a deal in a pipeline, and all that follows from it: status, probability, times, history.
extension RecordWriter {
  /// Finds the stage a deal goes to, and fills the columns that depend on it.
  func settlePlace(_ draft: inout Draft, id: Int64?) throws {
    let old = try id.flatMap(place)
    let pipeline = try pipeline(&draft) ?? old?.pipeline ?? firstPipeline()
    let stage = try stage(&draft, in: pipeline, old)
    if pipeline != old?.pipeline { draft.set("pipeline_id", .integer(pipeline)) }
    settleProbability(&draft, stage, old)
    try settleTimes(&draft, stage, old)
    try settleHistory(&draft)
    // Why a deal was lost says nothing once it is not.
    if old?.kind == "lost", stage.kind != "lost", draft.values["lost_reason"] == nil {
      draft["lost_reason"] = .null
    }
  }

  private func place(_ deal: Int64) throws -> Place? {
    try database.first(
      """
      SELECT deal.pipeline_id, stage_id, kind, deal.probability FROM deal JOIN stage ON stage.id = stage_id
      WHERE deal.id = \(deal)
      """
    ) { Place(pipeline: $0.integer(0), stage: $0.integer(1), kind: try $0[2], probability: try $0[3]) }
  }

  // MARK: Pipeline and stage

  /// The pipeline that is named; nil when none is.
  private func pipeline(_ draft: inout Draft) throws -> Int64? {
    let (id, name) = (draft.take("pipeline_id"), draft.take("pipeline"))
    guard let value = id ?? name else { return nil }
    let finder = RelationFinder(database, for: .deal)
    if let id = value.int64 { return try finder.record(.pipeline, id: id, field: "pipeline_id") }
    guard let text = value.string else { throw StoreError.invalid(.deal, field: "pipeline", .missing) }
    return try finder.record(.pipeline, text, field: "pipeline")
  }

  private func firstPipeline() throws -> Int64 {
    guard let id = try database.value("SELECT min(id) FROM pipeline", as: Int64?.self)?.flatMap({ $0 }) else {
      throw StoreError.invalid(.deal, field: "pipeline", .sentence("there is no pipeline yet"))
    }
    return id
  }

  private func stages(of pipeline: Int64) throws -> [Stage] {
    try database.all(
      "SELECT id, name, kind, probability FROM stage WHERE pipeline_id = \(pipeline) ORDER BY position, id"
    ) { Stage(id: $0.integer(0), name: try $0[1], kind: try $0[2], probability: try $0[3]) }
  }

  /// The stage that is named; else the first one of the status that is; else where the deal stands. In another
  /// pipeline that is the stage of the same name, else the first of the same kind, else the first open one.
  private func stage(_ draft: inout Draft, in pipeline: Int64, _ old: Place?) throws -> Stage {
    let stages = try stages(of: pipeline)
    let status = draft.take("status")?.string
    func named(_ name: String) -> Stage? {
      let key = SearchKey.fold(name)
      return stages.first { SearchKey.fold($0.name) == key }
    }
    func first(_ kind: String) -> Stage? { stages.first { $0.kind == kind } }

    if let value = draft.take("stage") {
      guard let name = value.string else { throw StoreError.invalid(.deal, field: "stage", .missing) }
      guard let stage = named(name) else {
        throw StoreError.invalid(.deal, field: "stage", .notAmong(stages.map(\.name), found: name))
      }
      if let status, status != stage.kind {
        throw StoreError.invalid(
          .deal, field: "status", .sentence("a deal in stage \(stage.name) is \(stage.kind), not \(status)"))
      }
      return stage
    }
    if let status {
      guard let stage = first(status) else {
        throw StoreError.invalid(
          .deal, field: "status", .sentence("the pipeline has no stage for deals that are \(status)"))
      }
      return stage
    }
    let stage =
      stages.first { $0.id == old?.stage } ?? draft.before?["stage"]?.string.flatMap(named)
      ?? old.flatMap { first($0.kind) } ?? first("open")
    guard let stage else {
      throw StoreError.invalid(.deal, field: "stage", .sentence("the pipeline has no open stage"))
    }
    return stage
  }

  // MARK: What follows

  /// A chance of its own is kept where it differs from the stage's; one of an open deal ends when it is closed.
  private func settleProbability(_ draft: inout Draft, _ stage: Stage, _ old: Place?) {
    let isClosing = stage.kind != "open" && stage.kind != old?.kind
    let own = draft.take("probability").map(\.double) ?? (isClosing ? nil : old?.probability)
    let kept = own == stage.probability ? nil : own
    if kept != old?.probability { draft.set("probability", kept.sqlValue) }
  }

  /// When the deal entered its stage, and when it was closed. Entering a closed stage is closing, so that one time
  /// says both; without any it is now.
  private func settleTimes(_ draft: inout Draft, _ stage: Stage, _ old: Place?) throws {
    let entered = Self.time(draft.take("stage_entered_at"))
    let closed = Self.time(draft.take("closed_at"))
    let moment = entered ?? closed ?? clock.now
    if stage.id != old?.stage { draft.set("stage_id", .integer(stage.id)) }
    if stage.id != old?.stage || entered != nil {
      draft.set("stage_entered_at", .integer(moment.microseconds))
    }
    if stage.kind == "open" {
      guard closed == nil else {
        throw StoreError.invalid(
          .deal, field: "closed_at", .sentence("a deal in stage \(stage.name) is open and has none"))
      }
      if let old, old.kind != "open" { draft.set("closed_at", .null) }
    } else if closed != nil || stage.kind != old?.kind {
      draft.set("closed_at", .integer((closed ?? moment).microseconds))
    }
  }

  private static func time(_ value: JSON?) -> Timestamp? {
    value?.string.flatMap { Timestamp(rfc3339: $0) }
  }

  // MARK: History

  /// The stages that a new deal has left already; where it is now is in its row.
  private func settleHistory(_ draft: inout Draft) throws {
    guard let visits = draft.take("history")?.array else { return }
    let rows: [JSON] = try visits.compactMap { visit in
      guard let left = Self.time(visit["left_at"]) else { return nil }
      func text(_ member: String) throws(StoreError) -> String {
        guard let text = visit[member]?.string else {
          throw .invalid(.deal, field: "history", .sentence("each has a \(member)"))
        }
        return text
      }
      let (pipeline, stage) = (try text("pipeline"), try text("stage"))
      let id = try database.value(
        """
        SELECT stage.id FROM stage JOIN pipeline ON pipeline.id = pipeline_id
        WHERE pipeline.name_key = \(SearchKey.fold(pipeline)) AND stage.name_key = \(SearchKey.fold(stage))
        """, as: Int64.self)
      guard let id else {
        throw StoreError.invalid(
          .deal, field: "history", .sentence("pipeline \(pipeline) has no stage \(stage.excerpt)"))
      }
      let entered = Self.time(.string(try text("entered_at"))) ?? left
      return [
        "stage_id": .number(JSONNumber(id)), "entered_at": .number(JSONNumber(entered.microseconds)),
        "left_at": .number(JSONNumber(max(entered, left).microseconds)),
      ]
    }
    draft.replace("history", with: .array(rows))
  }

  /// Brings the stages a deal has been in up to where its row says it is.
  func writeHistory(of draft: Draft, id: Int64) throws {
    let isMove = draft.sets("stage_id")
    guard isMove || draft.sets("stage_entered_at") else { return }
    let entered = "(SELECT stage_entered_at FROM deal WHERE id = \(id))" as SQL
    let current = "deal_id = \(id) AND left_at IS NULL" as SQL
    if isMove {
      // Moves that are entered out of order last no time at all, rather than less.
      if !draft.isCreation {
        try database.execute("UPDATE deal_stage SET left_at = max(entered_at, \(entered)) WHERE \(current)")
      }
      try database.execute(
        """
        INSERT INTO deal_stage (deal_id, stage_id, entered_at)
        SELECT id, stage_id, stage_entered_at FROM deal WHERE id = \(id)
        """)
    } else {
      try database.execute(
        """
        UPDATE deal_stage SET left_at = max(entered_at, \(entered))
        WHERE deal_id = \(id) AND left_at = (SELECT entered_at FROM deal_stage WHERE \(current))
        """)
      try database.execute("UPDATE deal_stage SET entered_at = \(entered) WHERE \(current)")
    }
  }
}
