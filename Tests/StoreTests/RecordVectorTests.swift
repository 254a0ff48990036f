import Bytes
import Embedding
import Models
import SQLite
import Testing

@testable import Store

/// Vectors as records are written, looked for, and taken back.
struct RecordVectorTests {
  @Test func meaningFollowsTheRecord() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let notes = try ["the shipment arrived late and damaged", "we agreed on a discount for next year"].map {
      try store.create(.activity, ["kind": "note", "body": .string($0)])
    }
    #expect(try store.nearestNote("goods delivered too late") == notes[0])
    #expect(try store.nearestNote("lower price") == notes[1])

    try store.update(.activity, notes[0], ["body": "a rebate was promised, prices go down"])
    try store.update(.activity, notes[1], ["body": "the parcel came broken and after the date"])
    #expect(try store.nearestNote("goods delivered too late") == notes[1])
    try store.undo()
    try store.undo()
    #expect(try store.nearestNote("goods delivered too late") == notes[0])
    try store.delete(.activity, notes[0])
    #expect(try store.nearestNote("goods delivered too late") == notes[1])
    #expect(try store.problems() == [])
  }

  @Test func everyPassageOfALongTextIsFound() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let filler = String(repeating: "The team talked about the weather and about lunch. ", count: 100)
    let long = try store.create(
      .activity, ["kind": "note", "body": .string(filler + "The lawyer refused the licence. " + filler)])
    try store.create(.activity, ["kind": "note", "body": .string(filler)])
    let found = try store.nearest(
      to: CompactVector(Embedder().vector(of: "the lawyer refused the licence")), among: [.activity], limit: 5
    )
    #expect(found.first?.id == long)
    #expect((found.first?.passage ?? 0) > 2)
    #expect(found.count == 2)
  }

  /// More passages than candidates are kept: the record counts once all the same.
  @Test func aRecordOfManyPassagesIsFoundOnce() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let text = String(repeating: "The price of the machine went up again last week. ", count: 300)
    let notes = try (0..<3).map { _ in try store.create(.activity, ["kind": "note", "body": .string(text)]) }
    let query = CompactVector(Embedder().vector(of: "price of the machine"))
    let found = try store.nearest(to: query, among: [.activity], limit: 2)
    #expect(found.map(\.id) == [notes[2], notes[1]])
  }

  @Test func theSearchIsLimitedToKindsAndRecords() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let notes = try (1...30).map { number in
      try store.create(.activity, ["kind": "note", "body": .string("budget for machine \(number)")])
    }
    let deal = try store.create(.deal, ["title": "A new machine", "description": "budget for a machine"])
    let query = CompactVector(Embedder().vector(of: "budget for a machine"))
    let deals = try store.nearest(to: query, among: [.deal], limit: 5)
    #expect(deals.map(\.id) == [deal])
    #expect(deals.map(\.type) == [.deal])
    let some = [notes[3], notes[20]]
    let found = try store.nearest(to: query, among: [.activity], limitedTo: [.activity: some], limit: 5)
    #expect(Set(found.map(\.id)) == Set(some))
    #expect(try store.nearest(to: query, among: [.activity, .deal], limit: 100).count == 31)
  }

  @Test func damageIsFound() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    #expect(try store.vectorCounts().map(\.missing) == [0, 0, 0, 0, 0, 0])
    try store.database.execute("UPDATE vector_block SET numbers = zeroblob(length(numbers))")
    #expect(try store.problems().contains { $0.hasSuffix("contacts are not of what they say") })
    try store.database.transaction { try RecordVectors(database: store.database).rebuild() }
    #expect(try store.problems() == [])
    try store.database.execute("DELETE FROM task")
    #expect(try store.problems().contains { $0.contains("deleted tasks still have vectors") })
  }

  @Test func whatIsMissingIsMade() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    try store.use(.builtin)
    #expect(try store.vectorCounts().allSatisfy { $0.embedded == 0 })
    #expect(try store.problems() == [])
    var made = 0
    try store.makeMissingVectors { made += $0 }
    let counts = try store.vectorCounts()
    #expect(counts.allSatisfy { $0.missing == 0 })
    #expect(made == counts.reduce(0) { $0 + $1.records })
    #expect(try store.problems() == [])
  }

  @Test func theVectorsOfAServerAreNotMixedWithOthers() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    let space = VectorSpace(engine: "ollama", model: "tiny", digest: "d1", width: 3)
    try store.use(space)
    let pending = try store.pendingRecords(.contact, after: 0, limit: 3)
    #expect(pending.count == 3)
    #expect(pending.allSatisfy { $0.passages.count == 1 })
    // One of them is changed while the server works.
    try store.update(.contact, pending[1].id, ["notes": "something else"])
    try store.store(pending.map { ($0, [[1, 0, 0]]) }, in: space)
    #expect(try store.vectorCounts().first { $0.type == .contact }?.embedded == 2)

    let found = try store.nearest(to: CompactVector([1, 0, 0]), among: [.contact], limit: 9)
    #expect(Set(found.map(\.id)) == [pending[0].id, pending[2].id])
    try store.update(.contact, pending[0].id, ["notes": "something else"])
    #expect(try store.vectorCounts().first { $0.type == .contact }?.embedded == 1)
    #expect(try store.problems() == [])
    #expect(failure { try store.store(pending.map { ($0, [[1, 0, 0]]) }, in: .builtin) } == .otherVectors)
  }
}

extension Store {
  fileprivate func nearestNote(_ text: String) throws -> Int64? {
    try nearest(to: CompactVector(Embedder().vector(of: text)), among: [.activity], limit: 1).first?.id
  }
}
