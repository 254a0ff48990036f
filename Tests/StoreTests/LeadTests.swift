import Bytes
import Models
import Prediction
import SQLite
import Testing

@testable import Store

/// What is read of contacts to learn from, and what is kept of what was learned.
struct LeadTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  init() throws {
    fixture = try StoreFixture()
  }

  private func feature(_ name: String, of table: LeadTable) -> Feature? {
    table.features.features.first { $0.name == name }
  }

  private func number(_ name: String, _ row: Int = 0) throws -> Double? {
    guard case .numbers(let numbers)? = feature(name, of: try store.leads())?.values else { return nil }
    return Double(numbers[row])
  }

  private func word(_ name: String, _ row: Int = 0) throws -> String? {
    guard case .categories(let places, let names)? = feature(name, of: try store.leads())?.values,
      places[row] >= 0
    else { return nil }
    return names[Int(places[row])]
  }

  @discardableResult
  private func activity(_ kind: String, _ direction: String, at moment: String, _ contact: Int64) throws
    -> Int64
  {
    try store.create(
      .activity,
      [
        "kind": .string(kind), "direction": .string(direction), "subject": "S",
        "occurred_at": .string(moment), "contacts": [["id": .number(JSONNumber(contact))]],
      ])
  }

  // MARK: Outcomes

  @Test func theStatusSaysHowAContactEnded() throws {
    for status in ["new", "customer", "lost", "unqualified"] {
      try store.create(.contact, ["first_name": .string(status), "status": .string(status)])
    }
    try store.create(.contact, ["first_name": "none"])
    let leads = try store.leads()
    #expect(leads.outcomes == [nil, true, false, false, nil])
    #expect(leads.isLead == [true, false, false, false, true])
    #expect(leads.counts == (1, 2))
    #expect(leads.names == ["new", "customer", "lost", "unqualified", "none"])
  }

  @Test func dealsSayItWhereTheStatusIsOpen() throws {
    let stages = [["won"], ["lost"], ["lost", "proposal"], ["lost", "won"], ["proposal"]]
    for (index, stages) in stages.enumerated() {
      let contact = try store.create(.contact, ["first_name": .string("C\(index)"), "status": "new"])
      for (number, stage) in stages.enumerated() {
        try store.create(
          .deal,
          [
            "title": .string("D\(index)-\(number)"), "stage": .string(stage), "lost_reason": "price",
            "contacts": [["id": .number(JSONNumber(contact))]],
          ])
      }
    }
    #expect(try store.leads().outcomes == [true, false, nil, true, nil])
  }

  // MARK: What counts

  @Test func whatHappenedSinceTheDayBeforeTheOutcomeDoesNotCount() throws {
    let contact = try store.create(
      .contact, ["first_name": "Ann", "status": "new", "created_at": "2026-01-01T00:00:00Z"])
    try activity("call", "out", at: "2026-04-01T12:00:00Z", contact)
    try activity("email", "in", at: "2026-04-03T12:00:00Z", contact)
    try activity("call", "out", at: "2026-05-20T09:00:00Z", contact)
    try activity("meeting", "none", at: "2026-06-01T12:00:00Z", contact)
    // Open: all up to now counts.
    #expect(try number("calls") == 2)
    #expect(try number("meetings") == 0)
    let later = try fixture.reopened(now: time("2026-05-21T08:00:00Z"))
    try later.update(.contact, contact, ["status": "customer"])
    // Won on the 21st: the call of the 20th at nine is less than a day before.
    #expect(try number("calls") == 1)
    #expect(try number("replies") == 1)
    #expect(try word("answered") == "yes")
    let days = try #require(try number("days_since_reply"))
    #expect(abs(days - (46 + 20.0 / 24)) < 0.01)
  }

  @Test func theDealThatWasWonIsNoReasonForIt() throws {
    let contact = try store.create(.contact, ["first_name": "Ann", "status": "new"])
    for (title, closed) in [("old", "2026-01-10T00:00:00Z"), ("new", "2026-05-01T00:00:00Z")] {
      try store.create(
        .deal,
        [
          "title": .string(title), "stage": title == "old" ? "lost" : "won", "lost_reason": "price",
          "closed_at": .string(closed), "created_at": "2026-01-01T00:00:00Z",
          "contacts": [["id": .number(JSONNumber(contact))]],
        ])
    }
    #expect(try store.leads().outcomes == [true])
    #expect(try number("won_deals") == 0)
    #expect(try number("lost_deals") == 1)
  }

  @Test func customFieldsAreWhatTheirValuesSay() throws {
    for index in 0..<60 {
      try store.create(
        .contact,
        [
          "first_name": .string("C\(index)"),
          "email": .string("c\(index)@\(index < 30 ? "gmail.com" : "a.example")"),
          "fields": [
            "budget": .number(JSONNumber(Int64(index))), "spelt": .string("\(index).5"),
            "vip": .bool(index % 2 == 0), "since": .string(index == 0 ? "2026-05-10" : "2026-01-01"),
            "plan": .string(index % 3 == 0 ? "gold" : "basic"), "remark": .string("text \(index)"),
          ],
        ])
    }
    #expect(try number("fields.budget", 7) == 7)
    #expect(try number("fields.spelt", 7) == 7.5)
    #expect(try word("fields.vip", 1) == "no")
    #expect(try number("fields.since", 0) == 10.5)
    #expect(try word("fields.plan", 3) == "gold")
    #expect(try word("fields.remark", 3) == "given")
    #expect(try word("email", 3) == "personal")
    #expect(try word("email", 33) == "business")
  }

  // MARK: Keeping

  private func keep(_ contact: Int64, probability: Double = 0.42) throws -> KeptModel {
    let model = try store.keep(["auc": 0.8, "model": ["weights": "w"]], .score)
    try store.keep(
      [NewPrediction(record: contact, probability: probability, inputs: 7, detail: #"{"grade":"B"}"#)],
      by: model, .score)
    return model
  }

  @Test func aScoreIsThatOfTheContact() throws {
    let contact = try store.create(.contact, ["first_name": "Ann"])
    let model = try keep(contact)
    #expect(try store.rows(Query(from: .contact)).first?["score"]?.int64 == 42)
    let kept = try store.predictions(.score, of: contact)
    #expect(kept.map(\.probability) == [0.42])
    #expect(kept.map(\.model) == [model.id])
    #expect(kept.first?.detail["grade"] == "B")
    #expect(try store.newestPredictions(.score)[contact]?.inputs == 7)
    #expect(try store.predictions(.churn, of: contact).isEmpty)
  }

  @Test func onlyTheNewestModelHasWeights() throws {
    let contact = try store.create(.contact, ["first_name": "Ann"])
    _ = try keep(contact)
    _ = try keep(contact)
    #expect(try store.model(.score)?.content["model"] != nil)
    let contents = try store.database.all("SELECT content FROM prediction_model ORDER BY id") {
      try $0[0] as String
    }
    #expect(contents == [#"{"auc":0.8}"#, #"{"auc":0.8,"model":{"weights":"w"}}"#])
  }

  @Test func predictionsGoWithTheContact() throws {
    let contact = try store.create(.contact, ["first_name": "Ann", "email": "ann@lee.example"])
    _ = try keep(contact)
    let erasure = try store.erase(contact, by: author)
    #expect(erasure.remaining?.isEmpty == true)
    #expect(try store.newestPredictions(.score).isEmpty)
    // Of one who has gone nothing is kept.
    _ = try keep(contact)
    #expect(try store.newestPredictions(.score).isEmpty)
  }

  @Test func aContactWithScoresCanBeDeletedAndBroughtBack() throws {
    let contact = try store.create(.contact, ["first_name": "Ann"])
    _ = try keep(contact)
    let deleted = try store.apply(
      Plan(summary: "delete", steps: [Plan.Step(.delete, .contact, id: contact)]), options: WriteOptions(),
      by: author)
    _ = try store.undo(deleted.entry, by: author)
    #expect(try store.rows(Query(from: .contact)).count == 1)
  }

  // MARK: Events

  @Test func eventsAreDaysOfAllButNotes() throws {
    let ann = try store.create(.contact, ["first_name": "Ann"])
    try store.create(.contact, ["first_name": "Bob"])
    try activity("call", "out", at: "2026-05-10T12:00:00Z", ann)
    try activity("other", "none", at: "2026-05-16T08:00:00Z", ann)
    try activity("email", "in", at: "2026-05-16T09:00:00Z", ann)
    try activity("note", "none", at: "2026-05-19T12:00:00Z", ann)
    try activity("meeting", "none", at: "2026-06-01T12:00:00Z", ann)
    let events = try store.contactEvents()
    #expect(events.ids == [1, 2])
    #expect(events.history.quiet(0) == 4)
    #expect(events.history.usualGap(0) == 6)
    #expect(events.history.quiet(1) == nil)
  }
}
