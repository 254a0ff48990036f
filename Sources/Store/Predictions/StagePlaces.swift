internal import Prediction
internal import SQLite

/// Where each stage stands in its pipeline.
struct StagePlaces {
  private var stages: [Int64: Stage] = [:]

  struct Stage {
    let name: String
    let pipeline: Int64
    let outcome: Outcome
    /// Its place among the open stages, their number for won, -1 for lost.
    var place: Int
    /// How many open stages its pipeline has.
    var count: Int
    let probability: Double?
    let rottingDays: Int?
  }

  init(_ database: Database) throws {
    var counts: [Int64: Int] = [:]
    var stages: [Int64: Stage] = [:]
    try database.forEach(
      "SELECT id, pipeline_id, kind, rotting_days, probability, name FROM stage ORDER BY pipeline_id, position, id"
    ) { row in
      let pipeline = row.integer(1)
      let outcome: Outcome =
        switch try row[2] as String {
        case "won": .won
        case "lost": .lost
        default: .open
        }
      let place = counts[pipeline, default: 0]
      stages[row.integer(0)] = Stage(
        name: try row[5], pipeline: pipeline, outcome: outcome, place: outcome == .lost ? -1 : place,
        count: 0,
        probability: try row[4], rottingDays: try row[3])
      if outcome == .open { counts[pipeline] = place + 1 }
    }
    for (id, stage) in stages {
      let count = counts[stage.pipeline, default: 0]
      stages[id]?.count = count
      if stage.outcome == .won { stages[id]?.place = count }
    }
    self.stages = stages
  }

  func of(_ id: Int64) -> Stage? { stages[id] }
}
