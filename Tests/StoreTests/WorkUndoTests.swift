import Models
import SQLite
import TestSupport
import Testing

@testable import Store

struct WorkUndoTests {
  /// Whatever was done is undone step by step to the bytes that were there before it, and redone to those after.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func everyChangeIsUndoneAndRedone(seed: UInt64) throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    var random = SeededGenerator(seed: seed)
    var history = WorkHistory(store)
    var states = [try store.dump()]
    for _ in 0..<60 {
      try history.change(with: &random)
      states.append(try store.dump())
    }
    #expect(try store.problems().isEmpty)
    for state in states.dropLast().reversed() {
      try store.undo()
      #expect(try store.dump() == state)
    }
    for state in states.dropFirst() {
      try store.redo()
      #expect(try store.dump() == state)
    }
    #expect(try store.problems().isEmpty)
  }

  /// A deal is where its history ends, a closed one has the time of it, and one person is the main contact.
  @Test func dealsAreAlwaysConsistent() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    var random = SeededGenerator(seed: 11)
    var history = WorkHistory(store)
    for _ in 0..<250 { try history.change(with: &random) }
    let wrong = try store.database.all(
      """
      SELECT deal.id FROM deal JOIN stage ON stage.id = stage_id WHERE stage.pipeline_id <> deal.pipeline_id
      OR (kind = 'open') <> (closed_at IS NULL) OR (kind <> 'lost' AND lost_reason IS NOT NULL)
      OR (SELECT count(*) FROM deal_stage AS h WHERE deal_id = deal.id AND left_at IS NULL
        AND h.stage_id = deal.stage_id AND entered_at = stage_entered_at) <> 1
      OR (SELECT count(*) FROM deal_stage WHERE deal_id = deal.id AND left_at IS NULL) <> 1
      OR EXISTS (SELECT 1 FROM deal_stage WHERE deal_id = deal.id AND left_at < entered_at)
      OR (SELECT count(*) FROM deal_contact WHERE deal_id = deal.id AND is_primary)
        <> EXISTS (SELECT 1 FROM deal_contact WHERE deal_id = deal.id)
      OR deal.probability = stage.probability
      """
    ) { $0.integer(0) }
    #expect(wrong.isEmpty)
    #expect(try store.count(Query(from: .deal)) > 20)
    let tasks = try store.ids(
      .task, "status = completed and completed_at is null or status != completed and completed_at is not null"
    )
    #expect(tasks.isEmpty)
  }
}
