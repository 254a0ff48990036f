import Bytes
import Models
import Prediction
import SQLite
import Testing

@testable import Store

struct AnomalyTests {
  private static func found(_ store: Store) throws -> [Anomaly] {
    AnomalyScan.anomalies(in: try store.observations())
  }

  // MARK: How good it is

  @Test(arguments: [UInt64](1...4), [false, true])
  func findsWhatIsPlantedAndLittleElse(seed: UInt64, isNoisy: Bool) throws {
    let fixture = try StoreFixture()
    let base = try PlantedBase(fixture.store, seed: seed, isNoisy: isNoisy, isPlanted: true)
    let found = try Self.found(fixture.store)
    for kind in Anomaly.Kind.allCases {
      let told = Set(found.filter { $0.kind == kind }.map(\.subject))
      let planted = base.planted[kind] ?? []
      let right = Double(told.intersection(planted).count)
      let wrong = told.subtracting(planted)
      #expect(
        right >= 0.9 * Double(told.count),
        "\(kind): \(found.filter { $0.kind == kind && wrong.contains($0.subject) }.map { $0.evidence })")
      #expect(right >= 0.9 * Double(planted.count), "\(kind): \(planted.subtracting(told))")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func aCleanBaseIsQuiet(seed: UInt64) throws {
    let fixture = try StoreFixture()
    _ = try PlantedBase(fixture.store, seed: seed, isNoisy: false, isPlanted: false)
    let found = try Self.found(fixture.store)
    #expect(found.count <= 25, "\(found.map { "\($0.kind) \($0.evidence)" })")
  }

  @Test func theSameDatabaseGivesTheSame() throws {
    let fixture = try StoreFixture()
    _ = try PlantedBase(fixture.store, seed: 4, isNoisy: true, isPlanted: true)
    let first = try Self.found(fixture.store).map(\.fingerprint)
    let second = try Self.found(try fixture.reopened(.reads)).map(\.fingerprint)
    #expect(first == second && Set(first).count == first.count)
  }

  // MARK: What is none

  @Test func anImportAtOneMomentIsNothing() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    for number in 1...60 {
      try store.database.execute(
        """
        INSERT INTO deal (title, title_key, currency, pipeline_id, stage_id, stage_entered_at, created_at, closed_at,
        updated_at) VALUES (\("Old \(number)"), \("old \(number)"), 'USD', 1, 5,
        \(time("2025-03-01T00:00:00Z").microseconds), \(StoreFixture.now.microseconds),
        \(time("2025-03-01T00:00:00Z").microseconds), 0)
        """)
      try store.database.execute(
        """
        INSERT INTO contact (last_name, name_key, created_at, updated_at)
        VALUES (\("No\(number)"), \("no\(number)"), \(StoreFixture.now.microseconds), 0)
        """)
    }
    #expect(try Self.found(store).isEmpty)
  }

  @Test func nobodyIsSilentWhereNothingIsWrittenDownAnyMore() throws {
    let fixture = try StoreFixture()
    _ = try PlantedBase(fixture.store, seed: 5, isNoisy: false, isPlanted: false)
    let later = try fixture.reopened(.reads, now: time("2027-02-01T12:00:00Z"))
    let silent = try Self.found(later).filter { $0.kind == .churnRisk || $0.kind == .engagementDrop }
    #expect(silent.count <= 5)
  }

  @Test func anEmptyDatabaseHasNone() throws {
    #expect(try Self.found(StoreFixture().store).isEmpty)
  }

  // MARK: The journal

  @Test func aChangeOfManyRecordsIsToldAndItsUndoSilencesIt() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    for number in 1...80 {
      try store.database.execute(
        "INSERT INTO company (id, name, name_key, created_at, updated_at) VALUES (\(number), \("Firm \(number)"), \("firm \(number)"), 0, 0)"
      )
    }
    let steps = (1...80).map { Plan.Step(.update, .company, id: $0, changes: ["owner": "bob"]) }
    let entry = try #require(
      try store.apply(Plan(summary: "update 80 companies", steps: steps), by: author).entry)
    #expect(try Self.found(store).map(\.subject) == [Anomaly.Subject("entry", entry)])
    try store.undo(entry)
    #expect(try Self.found(store).isEmpty)
  }

  @Test func aDealThatWasClosedWeeksAgoByHandIsTold() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let deal = try store.create(.deal, ["title": "Pilot", "created_at": "2026-01-01T00:00:00Z"])
    try store.update(.deal, deal, ["stage": "won", "closed_at": "2026-02-01T00:00:00Z"])
    let found = try Self.found(store).filter { $0.rule == .backdated }
    #expect(found.map(\.subject) == [Anomaly.Subject("deal", deal)])
    #expect(found.first?.evidence["days_late"] == 108)
  }

  // MARK: Memory

  @Test func dismissalsAreKeptAndTakenBack() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    try store.remember(["a"])
    try store.dismiss(["a", "b"], by: author, isTakenBack: false)
    let seen = try store.seenAnomalies()
    #expect(seen["a"]?.dismissedBy == "tester" && seen["b"]?.dismissedAt == StoreFixture.now)
    try store.dismiss(["a"], by: author, isTakenBack: true)
    #expect(try store.seenAnomalies()["a"]?.dismissedAt == nil)
    #expect(try store.seenAnomalies()["a"]?.firstSeen == StoreFixture.now)
  }
}
