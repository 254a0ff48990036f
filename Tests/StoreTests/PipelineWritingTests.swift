import Bytes
import Models
import SQLite
import Testing

@testable import Store

struct PipelineWritingTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  /// The stages of a pipeline as `id name kind probability rotting_days`.
  private func stages(_ pipeline: Int64) throws -> [String] {
    try store.database.all(
      "SELECT id, name, kind, probability, rotting_days FROM stage WHERE pipeline_id = \(pipeline) ORDER BY position"
    ) { row in
      let (probability, days): (Double, Int?) = (try row[3], try row[4])
      return "\(row.integer(0)) \(try row[1] as String) \(try row[2] as String) \(probability)"
        + (days.map { " \($0)" } ?? "")
    }
  }

  @Test func stagesThatAreNotDescribedAreAsTheirKindSuggests() throws {
    let id = try store.create(
      .pipeline,
      [
        "name": "Partners", "description": "Who sells with us",
        "stages": [
          "talks", ["name": "contract", "probability": 0.8, "rotting_days": 10],
          ["name": "signed", "kind": "won"],
          ["name": "refused", "kind": "lost"],
        ],
      ])
    #expect(
      try stages(id) == [
        "7 talks open 0.2", "8 contract open 0.8 10", "9 signed won 1.0", "10 refused lost 0.0",
      ])
    #expect(try store.update(.pipeline, id, store.show(.pipeline, id)).entry == nil)
    #expect(
      try store.update(.pipeline, id, ["stages": ["TALKS", "contract", "signed", "refused"]]).updated == 1)
    #expect(try stages(id).first == "7 TALKS open 0.2")
  }

  @Test func stagesKeepTheirIdThroughEveryChange() throws {
    try store.create(.deal, ["title": "x", "stage": "proposal"])
    let before = try store.dump()
    try store.update(
      .pipeline, 1,
      [
        "stages": [
          ["name": "proposal", "rotting_days": 5], "lead", ["name": "demo", "probability": 0.6], "won",
          "lost",
        ]
      ])
    #expect(
      try stages(1) == [
        "3 proposal open 0.5 5", "1 lead open 0.1 30", "7 demo open 0.6", "5 won won 1.0", "6 lost lost 0.0",
      ])
    #expect(try store.value(.deal, 1, "stage") == "proposal")
    let after = try store.dump()
    try store.undo()
    #expect(try store.dump() == before)
    try store.redo()
    #expect(try store.dump() == after)
  }

  @Test(
    arguments: [
      (["stages": ["lead", "won", "lost"]], "pipeline 1, Sales, stage proposal, has 2 deals"),
      (
        ["stages": ["lead", ["name": "proposal", "kind": "lost"]]],
        "pipeline 1, Sales, stage proposal, has 2 deals"
      ),
      (["stages": []], "stages: a pipeline has one open stage at least"),
      (["stages": [["name": "won", "kind": "won"]]], "stages: a pipeline has one open stage at least"),
      (["stages": ["lead", "Léad"]], "stages: there are two of the name Léad"),
      (["stages": [["kind": "won"]]], "stages: each has a name"),
      (["stages": [["name": "x", "kind": "maybe"]]], "stages: 'maybe' is not one of open, won, lost"),
      (["stages": [["name": "x", "probability": 2]]], "stages: expected a number from 0 to 1, not 2"),
      (
        ["stages": [["name": "x", "rotting_days": 0]]],
        "rotting_days: expected a number of days above 0, not 0"
      ),
      (["name": .null], "name: it must be given"),
      (["name": "OTHER"], "name OTHER belongs to pipeline 2, Other"),
    ] as [(JSONObject, String)])
  func whatCannotBeChangesNothing(input: JSONObject, message: String) throws {
    try store.create(.pipeline, ["name": "Other", "stages": ["a"]])
    for title in ["x", "y"] { try store.create(.deal, ["title": .string(title), "stage": "proposal"]) }
    let before = try store.dump()
    let error = failure { try store.update(.pipeline, 1, input) }
    #expect(error.map { "\($0)" } == message)
    #expect(try store.dump() == before)
  }

  @Test func aPipelineNeedsAnOpenStage() throws {
    #expect(throws: StoreError.self) { try store.create(.pipeline, ["name": "Empty"]) }
    #expect(throws: StoreError.self) {
      try store.create(.pipeline, ["name": "Closed", "stages": [["name": "won", "kind": "won"]]])
    }
  }

  @Test func onlyAPipelineWithoutDealsIsDeleted() throws {
    try store.create(.pipeline, ["name": "Other", "stages": ["a"]])
    try store.create(.deal, ["title": "x", "pipeline": "Other"])
    #expect(
      failure { try store.delete(.pipeline, 2) }
        == .inUse(StoreError.Candidate(type: .pipeline, id: 2, name: "Other"), by: .deal, count: 1))
    try store.update(.deal, 1, ["pipeline": "Sales"])
    let before = try store.dump()
    try store.delete(.pipeline, 2)
    #expect(try stages(2).isEmpty)
    try store.undo()
    #expect(try store.dump() == before)
  }

  @Test func withoutAPipelineThereIsNoDeal() throws {
    try store.delete(.pipeline, 1)
    #expect(
      failure { try store.create(.deal, ["title": "x"]) }
        == .invalid(.deal, field: "pipeline", .sentence("there is no pipeline yet")))
  }
}
