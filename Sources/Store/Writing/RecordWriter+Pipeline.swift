internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The rules of a pipeline: a name of its own, and stages, of which one at least is open.
  func settlePipeline(_ draft: inout Draft, id: Int64?) throws {
    let name = try require("name", draft)
    let other = try database.value(
      "SELECT id FROM pipeline WHERE name_key = \(SearchKey.fold(name)) ORDER BY id LIMIT 1", as: Int64.self)
    try refuse(other, unless: id, draft, name)
    let list = draft.take("stages")?.array
    let new: [JSON]? = if let list { try stages(list, draft) } else { nil }
    if let new { draft["stages"] = .array(new) }
    guard draft["stages"].array?.contains(where: { $0["kind"] == "open" }) == true else {
      throw StoreError.invalid(
        .pipeline, field: "stages", .sentence("a pipeline has one open stage at least"))
    }
    if let id, let new { try refuseStages(new, of: id, name) }
  }

  /// The stages in full: what is not given is as it was, or what the kind of stage suggests.
  private func stages(_ list: [JSON], _ draft: Draft) throws(StoreError) -> [JSON] {
    var stages: [JSON] = []
    var keys: Set<String> = []
    for (position, item) in list.enumerated() {
      guard let name = item["name"]?.string else {
        throw .invalid(.pipeline, field: "stages", .sentence("each has a name"))
      }
      guard keys.insert(SearchKey.fold(name)).inserted else {
        throw .invalid(.pipeline, field: "stages", .sentence("there are two of the name \(name.excerpt)"))
      }
      let was = item["was"]?.string
      let old = Self.stage(named: was ?? name, in: draft.before)
      if let was, old == nil {
        let known = (draft.before?["stages"]?.array ?? []).compactMap { $0["name"]?.string }
        throw .invalid(.pipeline, field: "stages", .notAmong(known, found: was))
      }
      func value(_ field: String) -> JSON { item[field] ?? old?[field] ?? .null }
      let kind = value("kind").string ?? "open"
      let days = value("rotting_days")
      if let number = days.int64, number < 1 {
        throw .invalid(
          .pipeline, field: "rotting_days", .expected("a number of days above 0", found: days.text))
      }
      var probability = value("probability")
      if probability.isNull {
        probability = Self.probability(kind, position, of: list.count)
      }
      var stage: JSONObject = [
        "name": .string(name), "position": .number(JSONNumber(Int64(position))), "kind": .string(kind),
        "probability": probability, "rotting_days": days,
      ]
      if let was, SearchKey.fold(was) != SearchKey.fold(name) { stage["was"] = .string(was) }
      stages.append(.object(stage))
    }
    return stages
  }

  private static func stage(named name: String, in pipeline: JSONObject?) -> JSON? {
    let key = SearchKey.fold(name)
    return pipeline?["stages"]?.array?.first { SearchKey.fold($0["name"]?.string ?? "") == key }
  }

  /// The chance that nobody has set: certain where a deal is closed, else rising from stage to stage.
  private static func probability(_ kind: String, _ position: Int, of count: Int) -> JSON {
    switch kind {
    case "won": 1
    case "lost": 0
    default: JSONNumber(Double(100 * (position + 1) / (count + 1)) / 100).map(JSON.number) ?? .null
    }
  }

  /// A stage in which deals stand can neither go nor become one of another kind, which would close
  /// or reopen them.
  private func refuseStages(_ stages: [JSON], of pipeline: Int64, _ name: String) throws {
    try database.forEach(
      """
      SELECT stage.name, name_key, kind, count(*) FROM stage JOIN deal ON stage_id = stage.id
      WHERE stage.pipeline_id = \(pipeline) GROUP BY stage.id ORDER BY position
      """
    ) { row in
      let (stage, key, kind): (String, String, String) = (try row[0], try row[1], try row[2])
      let isKept = stages.contains {
        Self.oldKey($0) == key && $0["kind"]?.string == kind
      }
      if !isKept {
        let candidate = StoreError.Candidate(type: .pipeline, id: pipeline, name: "\(name), stage \(stage)")
        throw StoreError.inUse(candidate, by: .deal, count: try row[3])
      }
    }
  }

  /// By what a stage is known in the tables: a renamed one by its old name.
  private static func oldKey(_ stage: JSON) -> String {
    SearchKey.fold(stage["was"]?.string ?? stage["name"]?.string ?? "")
  }

  /// Writes the stages of a pipeline; those that are still there keep their id, and so their deals.
  func writeStages(_ stages: [JSON], of pipeline: Int64) throws {
    var old: [String: Int64] = [:]
    try database.forEach("SELECT name_key, id FROM stage WHERE pipeline_id = \(pipeline)") {
      old[try $0[0]] = $0.integer(1)
    }
    for stage in stages {
      let name = stage["name"]?.string ?? ""
      let key = SearchKey.fold(name)
      let values: SQL = """
        \(name), \(key), \(stage["position"]?.int64), \(stage["kind"]?.string),
        \(stage["probability"]?.double), \(stage["rotting_days"]?.int64)
        """
      if let id = old.removeValue(forKey: Self.oldKey(stage)) {
        try database.execute(
          """
          UPDATE stage SET (name, name_key, position, kind, probability, rotting_days) = (\(values))
          WHERE id = \(id)
          """)
      } else {
        try database.execute(
          """
          INSERT INTO stage (pipeline_id, name, name_key, position, kind, probability, rotting_days)
          VALUES (\(pipeline), \(values))
          """)
      }
    }
    for id in old.values.sorted() {
      // Where deals have been before: a bulk write has no foreign keys that would take that along.
      try database.execute("DELETE FROM deal_stage WHERE stage_id = \(id)")
      try database.execute("DELETE FROM stage WHERE id = \(id)")
    }
  }
}
