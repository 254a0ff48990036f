import Bytes
import Models
import Prediction
import Testing

@testable import Store

/// Deals as they stood at a moment.
struct DealTableTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  private func deal(_ title: String, _ values: JSONObject) throws {
    var all: JSONObject = ["title": .string(title), "created_at": "2026-01-01T00:00:00Z"]
    for (name, value) in values { all[name] = value }
    try store.create(.deal, all)
  }

  @Test func whatCameLaterIsNotKnown() throws {
    try deal("old", ["stage": "won", "value": 100, "closed_at": "2026-03-01T00:00:00Z"])
    try deal("lost", ["stage": "lost", "lost_reason": "price", "closed_at": "2026-05-01T00:00:00Z"])
    try deal("open", ["stage": "proposal", "value": 70.5, "currency": "EUR"])
    try deal("new", ["stage": "lead", "created_at": "2026-05-10T00:00:00Z"])
    let now = try store.deals()
    #expect(now.deals.map(\.title) == ["old", "lost", "open", "new"])
    #expect(now.deals.map(\.outcome) == [true, false, nil, nil])
    #expect(now.deals[2].value == 70.5)
    #expect(now.deals[2].stage == "proposal")
    #expect(now.deals[2].probability == 0.5)
    #expect(now.open == [2, 3])
    #expect(now.closed == [0, 1])
    let april = try store.deals(asOf: time("2026-04-01T00:00:00Z"))
    #expect(april.deals.map(\.title) == ["old", "lost", "open"])
    #expect(april.deals.map(\.outcome) == [true, nil, nil])
    // A closed one is looked at as it stood before its last day.
    for row in now.closed {
      let (deal, end) = (now.deals[row], try #require(now.deals[row].closedAt))
      #expect(deal.createdAt.microseconds <= deal.moment.microseconds)
      #expect(end.days(since: deal.moment) >= 1)
    }
  }

  @Test func aForecastIsKeptWithItsDeal() throws {
    try deal("open", ["stage": "proposal"])
    let model = try store.keep(["model": ["weights": "w"]], .forecast)
    try store.keep(
      [NewPrediction(record: 1, probability: 0.5, inputs: 9, detail: "{}")], by: model, .forecast)
    #expect(try store.newestPredictions(.forecast)[1]?.probability == 0.5)
    #expect(try store.predictions(.forecast, of: 1).map(\.inputs) == [9])
    let deleted = try store.apply(
      Plan(summary: "delete", steps: [Plan.Step(.delete, .deal, id: 1)]), options: WriteOptions(), by: author)
    #expect(try store.newestPredictions(.forecast).isEmpty)
    _ = try store.undo(deleted.entry, by: author)
  }
}
