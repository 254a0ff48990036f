import Bytes
import Testing

@testable import Prediction

/// What is learned from cases whose truth is known.
@Suite struct BoostingTests {
  private static let count = 1_200
  private static let learned = 800

  /// The area under the curve on cases that were not learned from, of the model and of the truth itself.
  private func areas(_ truth: (Int, [Feature]) -> Double) -> (
    model: Double, truth: Double, learned: AdditiveModel
  ) {
    var draw = Draw()
    let features = ["a", "b", "c", "d"].map { draw.column($0, Self.count) }
    let odds = (0..<Self.count).map { truth($0, features) }
    let outcomes = odds.map { draw.happens($0) }
    let table = FeatureTable(count: Self.count, features: features)
    let fitted = Boosting().fit(
      table, rows: Array(0..<Self.learned), outcomes: Array(outcomes[..<Self.learned]))
    let reading = fitted.model.read(table)
    let rest = Array(Self.learned..<Self.count)
    let model = Measures.auc(rest.map { fitted.model.odds($0, of: reading) }, rest.map { outcomes[$0] })
    return (
      model ?? 0, Measures.auc(rest.map { odds[$0] }, rest.map { outcomes[$0] }) ?? 0, fitted.model
    )
  }

  @Test func linesAreFound() {
    let found = areas { row, features in
      1.2 * features[0].number(row) - 0.8 * features[1].number(row) - 0.5
    }
    #expect(found.model > found.truth - 0.02)
  }

  @Test func curvesAreFound() {
    let found = areas { row, features in abs(features[0].number(row)) * 2.5 - 2.5 }
    #expect(found.model > found.truth - 0.04)
  }

  @Test func whatFeaturesDoTogetherIsFound() {
    let found = areas { row, features in
      (features[0].number(row) > 0) == (features[1].number(row) > 0) ? 1.5 : -1.5
    }
    #expect(found.model > found.truth - 0.08)
    #expect(!found.learned.trees.isEmpty)
  }

  @Test func chanceTeachesNothing() {
    let found = areas { _, _ in -1 }
    #expect(found.learned.trees.isEmpty)
    #expect(0.4...0.6 ~= found.model)
  }

  @Test func contributionsAreAllOfTheOdds() {
    var draw = Draw()
    let features = ["a", "b"].map { draw.column($0, 600) }
    let table = FeatureTable(count: 600, features: features)
    let outcomes = (0..<600).map { draw.happens(features[0].number($0) * features[1].number($0) * 2) }
    let model = Boosting().fit(table, rows: Array(0..<600), outcomes: outcomes).model
    #expect(!model.trees.isEmpty)
    let reading = model.read(table)
    for row in 0..<600 {
      let parts = model.contributions(row, of: reading)
      #expect(abs(model.base + parts.reduce(0, +) - model.odds(row, of: reading)) < 1e-9)
    }
  }

  @Test func valuesOfFewCasesAreNotKept() {
    let names = ["common", "other", "Ann Lee"]
    let places = (0..<200).map { Int32($0 < 4 ? 2 : $0 % 2) }
    let table = FeatureTable(count: 200, features: [Feature("city", .categories(places, of: names))])
    let outcomes = (0..<200).map { $0 < 4 || $0 % 3 == 0 }
    let model = Boosting().fit(table, rows: Array(0..<200), outcomes: outcomes).model
    let text = model.json.text
    #expect(text.contains("common"))
    #expect(!text.contains("Ann Lee"))
  }

  @Test func aModelThatWasKeptIsTheSame() throws {
    var draw = Draw()
    let features =
      ["a", "b"].map { draw.column($0, 400) } + [
        Feature("c", .categories((0..<400).map { Int32($0 % 4) - 1 }, of: ["x", "y", "z"]))
      ]
    let table = FeatureTable(count: 400, features: features)
    let outcomes = (0..<400).map { draw.happens(features[0].number($0) * features[1].number($0) * 2) }
    let model = Boosting().fit(table, rows: Array(0..<400), outcomes: outcomes).model.asKept
    let kept = try #require(AdditiveModel(model.json))
    #expect(kept == model)
    #expect(Boosting().fit(table, rows: Array(0..<400), outcomes: outcomes).model.asKept == model)
  }

  @Test(arguments: [
    #"{"intercept":0,"features":[],"trees":[[[1,0,0,1],[1],[2]]]}"#,
    #"{"intercept":0,"features":[{"name":"a","cuts":[1],"effects":[0,1]}],"trees":[]}"#,
    #"{"intercept":0,"features":[{"name":"a","cuts":[1],"effects":[0,1,2]}],"trees":[[[1,0,1,0],[1],[2]]]}"#,
    #"{"features":[],"trees":[]}"#,
  ])
  func whatIsNoModelIsRefused(_ text: String) throws {
    #expect(AdditiveModel(try JSONParser.parse(text.utf8)) == nil)
  }
}
