/// A model of how leads end: what it was learned from, how well it does on leads that it had not seen, and its sums.
package struct LeadModel: Sendable {
  package enum Kind: String, Sendable {
    /// From the outcomes of the database.
    case learned
    /// Too few outcomes: what is usual elsewhere.
    case prior
  }

  package let kind: Kind
  package let won: Int
  package let lost: Int
  package let model: AdditiveModel
  /// On the newest leads with an outcome, by a model of the older ones alone; nil for a prior.
  package let holdOut: HoldOut?
  package let leaks: [LeakGuard.Leak]
  /// From these probabilities on a lead has the grades A, B and C.
  package let grades: [Double]

  package struct HoldOut: Sendable {
    package let measures: Measures
    /// Whether they are the newest, or leads at random because time says nothing.
    package let isNewest: Bool

    package init(measures: Measures, isNewest: Bool) {
      self.measures = measures
      self.isNewest = isNewest
    }
  }

  package init(
    kind: Kind, won: Int, lost: Int, model: AdditiveModel, holdOut: HoldOut?, leaks: [LeakGuard.Leak],
    grades: [Double]
  ) {
    self.kind = kind
    self.won = won
    self.lost = lost
    // What is predicted now and from what was kept is the same.
    self.model = model.asKept
    self.holdOut = holdOut
    self.leaks = leaks
    self.grades = grades
  }

  /// A to D: how a probability stands among those of the leads that it was learned from.
  package func grade(_ probability: Double) -> String {
    let place = grades.firstIndex { probability >= $0 } ?? grades.count
    return ["A", "B", "C", "D"][place]
  }

  /// The number that a probability is shown as. Nothing is certain: 1 to 99.
  package static func score(_ probability: Double) -> Int {
    max(1, min(99, Int((probability * 100).rounded())))
  }
}
