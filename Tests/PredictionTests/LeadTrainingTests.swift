import Bytes
import Testing

@testable import Prediction

/// Models of leads, and what they refuse to learn.
@Suite struct LeadTrainingTests {
  private static let count = 800

  /// Leads of which the last quarter is open; the odds of the others rise by `drift` from the first to the last.
  private func leads(
    drift: Double = 0, extra: (Int, Bool, inout Draw) -> [Float] = { _, _, _ in [] }, names: [String] = []
  ) -> (table: FeatureTable, outcomes: [Bool], closed: Int) {
    var draw = Draw()
    let a = draw.column("a", Self.count)
    let outcomes = (0..<Self.count).map { row in
      draw.happens(1.5 * a.number(row) - 1 + drift * Double(row) / Double(Self.count))
    }
    var columns = names.map { _ in [Float]() }
    for row in 0..<Self.count {
      for (index, value) in extra(row, outcomes[row], &draw).enumerated() { columns[index].append(value) }
    }
    let extras = zip(names, columns).map { Feature($0, .numbers($1)) }
    return (FeatureTable(count: Self.count, features: [a] + extras), outcomes, Self.count * 3 / 4)
  }

  private func train(
    _ leads: (table: FeatureTable, outcomes: [Bool], closed: Int), allowed: Set<String> = []
  ) -> LeadModel {
    LeadTraining(
      leads.table, rows: Array(0..<leads.closed), outcomes: Array(leads.outcomes[..<leads.closed]),
      open: Array(leads.closed..<leads.table.count), allowed: allowed
    ).train()
  }

  @Test func aModelTellsHowGoodItIs() throws {
    let model = train(leads())
    #expect(model.kind == .learned)
    let holdOut = try #require(model.holdOut)
    #expect(holdOut.isNewest)
    #expect(holdOut.measures.auc > 0.75)
    #expect(holdOut.measures.cases == 120)
    #expect(model.leaks.isEmpty)
  }

  @Test func fewOutcomesTeachNothing() {
    let few = leads()
    let rows = Array(0..<100)
    let model = LeadTraining(few.table, rows: rows, outcomes: rows.map { $0 < 39 }, open: []).train()
    #expect(model.kind == .prior)
    #expect((model.won, model.lost) == (39, 61))
  }

  @Test func whatSaysTheOutcomeIsLeftOut() {
    let telling = leads(
      extra: { _, won, draw in
        // Known before; says it all; marks most of those that were won; nearly; filled in at the end.
        [
          Float(draw.normal()), won ? 1 : 0, won && draw.uniform() < 0.7 ? 1 : 0,
          won == (draw.uniform() < 0.85) ? 1 : 0,
        ]
      }, names: ["before", "after", "contract", "strong"])
    let model = train(telling)
    #expect(Set(model.leaks.map(\.feature)) == ["after", "contract"])
    #expect(Set(model.model.names) == ["a", "before", "strong"])
    let allowing = train(telling, allowed: ["contract"])
    #expect(allowing.model.names.contains("contract"))
    #expect(!allowing.model.names.contains("after"))
  }

  @Test func whatComesWithTheOutcomeIsLeftOut() {
    let late = leads(
      extra: { row, _, draw in [row < Self.count * 3 / 4 ? Float(draw.normal()) : .nan] }, names: ["late"])
    #expect(train(late).leaks == [.init(feature: "late", reason: .comesLate(share: 1))])
  }

  @Test func whatWasReadUpToAMomentIsNoneThatComesLate() {
    let plain = leads()
    let calls = Feature(
      "calls", .numbers((0..<Self.count).map { $0 < plain.closed ? Float($0 % 3) : .nan }), isDated: true)
    let table = FeatureTable(count: Self.count, features: plain.table.features + [calls])
    #expect(train((table, plain.outcomes, plain.closed)).leaks.isEmpty)
  }

  @Test func ofVeryManyFeaturesThoseCountThatSayMost() {
    var draw = Draw()
    let plain = leads()
    let noise = (0..<70).map { draw.column("noise \($0)", Self.count) }
    let same = Feature("same", .numbers([Float](repeating: 1, count: Self.count)))
    let table = FeatureTable(count: Self.count, features: noise + plain.table.features + [same])
    let names = train((table, plain.outcomes, plain.closed)).model.names
    #expect(names.count == 60)
    #expect(names.contains("a"))
    #expect(!names.contains("same"))
  }

  @Test func probabilitiesFollowTheNewestOutcomes() {
    let moving = leads(drift: 3)
    let model = train(moving).model
    let reading = model.read(moving.table)
    let open = Array(moving.closed..<moving.table.count)
    let predicted =
      open.reduce(0) { $0 + Calibration.probability(model.odds($1, of: reading)) } / Double(open.count)
    let actual = Double(open.count(where: { moving.outcomes[$0] })) / Double(open.count)
    let before = Double(moving.outcomes[..<moving.closed].count(where: { $0 })) / Double(moving.closed)
    #expect(actual > before + 0.2)
    // What moves on is never caught up with; nearer than to the past it is.
    #expect(abs(predicted - actual) < abs(predicted - before))
  }

  @Test func aFileSortedByOutcomeIsNoOrderOfTime() throws {
    let plain = leads()
    let closed = Array(0..<plain.closed)
    let rows = closed.filter { plain.outcomes[$0] } + closed.filter { !plain.outcomes[$0] }
    let model = LeadTraining(plain.table, rows: rows, outcomes: rows.map { plain.outcomes[$0] }, open: [])
      .train()
    let holdOut = try #require(model.holdOut)
    #expect(!holdOut.isNewest)
    #expect(holdOut.measures.auc > 0.75)
  }

  @Test func aLeadModelThatWasKeptIsTheSame() throws {
    let model = train(leads(extra: { _, won, _ in [won ? 1 : 0] }, names: ["after"]))
    let kept = try #require(LeadModel(model.json))
    #expect(kept.json.text == model.json.text)
    #expect(kept.model == model.model)
    #expect(kept.leaks == model.leaks)
  }

  @Test func noScoreIsCertain() {
    #expect([0, 0.004, 0.5, 0.996, 1].map(LeadModel.score) == [1, 1, 50, 99, 99])
  }
}
