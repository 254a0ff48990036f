import Bytes
import Foundation
import Testing

@testable import Prediction

/// Who will not be heard of again, from made-up people whose rhythm is known.
@Suite struct ChurnTests {
  /// People of whom every second stops at a random moment; the gaps of all have a mean of their own.
  private func lives(people: Int, days: Int) -> [[Int]] {
    var draw = Draw()
    return (0..<people).map { person in
      let gap = 5 + 40 * draw.uniform()
      let end = person % 2 == 0 ? Double(days) : Double(days) * draw.uniform()
      var life: [Int] = []
      var at = draw.uniform() * gap
      while at < end {
        life.append(Int(at))
        at += -gap * log(draw.uniform())
      }
      return life
    }
  }

  private func history(_ lives: [[Int]], now: Int) -> EventHistory {
    var events: [(person: Int, daysAgo: Int32)] = []
    for (person, life) in lives.enumerated() {
      for day in life where day <= now { events.append((person, Int32(now - day))) }
    }
    return EventHistory(people: lives.count, events: events)
  }

  @Test func whoIsQuietForLongerThanUsualIsAtRisk() throws {
    let lives = lives(people: 160, days: 300)
    let now = history(lives, now: 250)
    let model = ChurnModel(now, horizonDays: 50)
    #expect(model.kind == .learned)
    let check = try #require(model.check)
    #expect(check.auc > 0.65)
    let rater = ChurnRater(model, now)
    let rated = lives.indices.filter { now.quiet($0) != nil }
    let risks = rated.compactMap { rater.rating($0, factors: 3)?.risk }
    let gone = rated.map { person in !lives[person].contains { $0 > 250 && $0 <= 300 } }
    let measures = try #require(Measures(risks, gone))
    #expect(measures.auc > 0.75)
    #expect(measures.calibrationError < 0.2)
    // In every run the same, and what was kept, too.
    let kept = try #require(ChurnModel(.object(model.json)))
    #expect(kept.model == ChurnModel(now, horizonDays: 50).model)
  }

  @Test func aShortPastTeachesNothing() {
    let few = history([[0, 10, 20], [0], []], now: 30)
    let model = ChurnModel(few, horizonDays: 90)
    #expect(model.kind == .prior)
    let rater = ChurnRater(model, few)
    let regular = rater.rating(0, factors: 5)
    let once = rater.rating(1, factors: 5)
    #expect(rater.rating(2, factors: 5) == nil)
    #expect((regular?.risk ?? 1) < (once?.risk ?? 0))
    #expect(regular?.daysQuiet == 10)
    #expect(regular?.usualGap == 10)
    #expect(once?.usualGap == nil)
  }

  @Test func daysAreCountedOnceAndInOrder() {
    let history = EventHistory(people: 3, events: [(2, 5), (0, 1), (2, 9), (2, 5), (0, 30)])
    #expect(Array(history.days(of: 0, before: 0)) == [30, 1])
    #expect(history.days(of: 1, before: 0).isEmpty)
    #expect(Array(history.days(of: 2, before: 0)) == [9, 5])
    #expect(Array(history.days(of: 2, before: 6)) == [9])
    #expect(history.isQuiet(2, from: 5, for: 5))
    #expect(!history.isQuiet(2, from: 6, for: 5))
    #expect(!history.isQuiet(2, from: 10, for: 1))
  }

  @Test func aRhythmIsOfWhatWasBefore() {
    let rhythm = Rhythm([100, 80, 60, 10].prefix { $0 >= 50 }, at: 50)
    let values = Dictionary(uniqueKeysWithValues: zip(Rhythm.names, rhythm.values))
    #expect(values["events"] == 3)
    #expect(values["days_quiet"] == 10)
    #expect(values["days_known"] == 50)
    #expect(values["usual_gap_days"] == 20)
    #expect(values["quiet_per_usual_gap"] == 0.5)
    #expect(values["events_in_30_days"] == 2)
    #expect(values["irregularity"] == 0)
  }
}
