/// Learns an additive model: as many models as there are folds, each of all cases but those of its fold, go through the
/// same number of small steps; how many is what makes them best on the cases that each has not seen.
package struct Boosting: Sendable {
  private let folds: Int
  private let steps: [Step]
  private let mostRounds = 400
  private let patience = 12
  private let rate = 0.2

  /// What a small step may be.
  package enum Step: Sendable {
    /// Along lines, which few cases suffice for.
    case lines
    /// Of any shape.
    case shapes
    /// A tree, for what features do together.
    case trees
  }

  /// Steps of each kind go on until the next.
  package init(folds: Int = 5, steps: [Step] = [.lines, .shapes, .trees]) {
    self.folds = folds
    self.steps = steps
  }

  /// The model, and for every case the log odds by the one that has not seen it.
  package struct Outcome: Sendable {
    package var model: AdditiveModel
    package var heldOdds: [Double]
  }

  /// Learns from the cases in some rows; outcomes are in the order of the rows, and so are the groups: cases of one are
  /// all in the same fold.
  package func fit(_ table: FeatureTable, rows: [Int], outcomes: [Bool], groups: [Int]? = nil) -> Outcome {
    let binnings = table.features.map { Binning($0, rows: rows, outcomes: outcomes) }
    let bins = zip(binnings, table.features).map { binning, feature in
      let all = binning.bins(of: feature)
      return rows.map { all[$0] }
    }
    let foldOfCase =
      groups.map { Self.folds(ofGroups: $0, count: folds) } ?? Self.folds(of: outcomes, count: folds)
    let members = (0..<folds).map { fold in rows.indices.filter { foldOfCase[$0] == fold } }
    var learners = (0..<folds).map { fold in
      Fold(
        binnings, bins, outcomes: outcomes, learned: rows.indices.filter { foldOfCase[$0] != fold },
        held: members[fold], rate: rate)
    }
    for (place, kind) in steps.enumerated() {
      // What follows has to earn it: less than a unit or two of loss is what chance gives.
      improve(&learners, earning: place == 0 ? 0 : 2) { learner in
        switch kind {
        case .lines: learner.improveLines()
        case .shapes: learner.improveShapes()
        case .trees: learner.growTree()
        }
      }
    }

    var heldOdds = [Double](repeating: 0, count: rows.count)
    for (fold, learner) in learners.enumerated() {
      for (place, odds) in zip(members[fold], learner.heldOdds) { heldOdds[place] = Double(odds) }
    }
    return Outcome(
      model: AdditiveModel(averaging: learners, names: table.features.map(\.name), binnings, bins),
      heldOdds: heldOdds)
  }

  /// Both outcomes are spread evenly over the folds, at random but in every run the same.
  static func folds(of outcomes: [Bool], count: Int) -> [Int] {
    var generator = Generator(seed: 1)
    var folds = [Int](repeating: 0, count: outcomes.count)
    for outcome in [true, false] {
      var rows = outcomes.indices.filter { outcomes[$0] == outcome }
      rows.shuffle(using: &generator)
      for (place, row) in rows.enumerated() { folds[row] = place % count }
    }
    return folds
  }

  /// Groups fall into folds at random.
  private static func folds(ofGroups groups: [Int], count: Int) -> [Int] {
    var generator = Generator(seed: 3)
    var foldOfGroup: [Int: Int] = [:]
    return groups.map { group in
      if let fold = foldOfGroup[group] { return fold }
      let fold = Int.random(in: 0..<count, using: &generator)
      foldOfGroup[group] = fold
      return fold
    }
  }

  /// Goes on as long as that makes the models better on what they have not seen, and back to where they were best; to
  /// where they began when they have not gained so much.
  private func improve(_ learners: inout [Fold], earning gain: Double, by step: (inout Fold) -> Void) {
    let before = learners.reduce(0) { $0 + $1.heldLoss }
    let beginning = learners.map(\.state)
    var best = (loss: before, states: beginning)
    var since = 0
    for _ in 0..<mostRounds where since < patience {
      for fold in learners.indices { step(&learners[fold]) }
      let loss = learners.reduce(0) { $0 + $1.heldLoss }
      since += 1
      if loss < best.loss {
        best = (loss, learners.map(\.state))
        since = 0
      }
    }
    let states = before - best.loss > gain ? best.states : beginning
    for (fold, state) in states.enumerated() { learners[fold].goBack(to: state) }
  }
}
