/// A model whose log odds are a sum: a number for each feature, by the bin that its value is in, and small trees for what
/// features do together. What each feature adds is what explains a prediction.
package struct AdditiveModel: Hashable, Sendable {
  package private(set) var intercept: Double
  private(set) var effects: [Effect]
  private(set) var trees: [Tree]

  struct Effect: Hashable, Sendable {
    let name: String
    let binning: Binning
    var shape: Shape
  }

  init(intercept: Double, effects: [Effect], trees: [Tree]) {
    self.intercept = intercept
    self.effects = effects
    self.trees = trees
  }

  /// The mean of the models of all folds. Effects are 0 on average over the cases in these bins.
  init(averaging folds: [Fold], names: [String], _ binnings: [Binning], _ bins: [[UInt8]]) {
    let share = 1 / Double(folds.count)
    intercept = folds.reduce(0) { $0 + $1.intercept * share }
    effects = []
    for (index, binning) in binnings.enumerated() {
      var shape = Shape(count: binning.count)
      for fold in folds { shape += fold.shapes[index].scaled(by: share) }
      var counts = [Int](repeating: 0, count: binning.count)
      for bin in bins[index] { counts[Int(bin)] += 1 }
      intercept += shape.centre(over: counts)
      effects.append(Effect(name: names[index], binning: binning, shape: shape))
    }
    trees = folds.flatMap(\.trees).map { $0.scaled(by: share) }
  }

  package var names: [String] { effects.map(\.name) }

  /// The model with its log odds bent, so that its probabilities are true.
  package func calibrated(by calibration: Calibration) -> AdditiveModel {
    AdditiveModel(
      intercept: calibration.odds(intercept),
      effects: effects.map {
        Effect(name: $0.name, binning: $0.binning, shape: $0.shape.scaled(by: calibration.slope))
      },
      trees: trees.map { $0.scaled(by: calibration.slope) })
  }

  // MARK: Predicting

  /// What a table's values are to the model: the bins of every feature.
  package struct Reading: Sendable {
    fileprivate let bins: [[UInt8]]
    package let count: Int

    func bin(_ feature: Int, _ row: Int) -> UInt8 { bins[feature][row] }

    /// A hash of all that a model is told of a case (FNV-1a).
    func hash(_ row: Int) -> Int64 {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for bins in bins { hash = (hash ^ UInt64(bins[row])) &* 0x0000_0100_0000_01b3 }
      return Int64(bitPattern: hash)
    }
  }

  /// Reads the features that the model knows by name; what the table does not have is not known.
  package func read(_ table: FeatureTable) -> Reading {
    let byName = Dictionary(table.features.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return Reading(
      bins: effects.map { effect in
        byName[effect.name].map(effect.binning.bins) ?? [UInt8](repeating: 0, count: table.count)
      }, count: table.count)
  }

  /// The log odds of a case.
  package func odds(_ row: Int, of reading: Reading) -> Double {
    var sum = intercept
    for (index, effect) in effects.enumerated() { sum += effect.shape.effects[Int(reading.bins[index][row])] }
    for tree in trees { sum += tree.value(row, of: reading.bins) }
    return sum
  }

  /// What each feature adds to the log odds of a case, in the order of `names`; with the base they are all of it.
  package func contributions(_ row: Int, of reading: Reading) -> [Double] {
    var parts = effects.indices.map { effects[$0].shape.effects[Int(reading.bins[$0][row])] }
    for tree in trees { tree.explain(row, of: reading.bins, into: &parts) }
    return parts
  }

  /// How much the effects of each feature differ among bins, the most first; what features do together is shared by
  /// those that trees ask for.
  package var importances: [(name: String, importance: Double)] {
    var spreads = effects.map { effect in
      let mean = effect.shape.effects.reduce(0, +) / Double(effect.shape.effects.count)
      let squares = effect.shape.effects.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(effect.shape.effects.count)).squareRoot()
    }
    for tree in trees {
      for node in tree.nodes {
        guard let branch = node.branch else { continue }
        let difference = abs(tree.nodes[branch.low].value - tree.nodes[branch.low + 1].value)
        spreads[branch.feature] += difference / Double(tree.nodes.count)
      }
    }
    return effects.indices.sorted { (spreads[$1], $0) < (spreads[$0], $1) }.map {
      (effects[$0].name, spreads[$0])
    }
  }

  /// The log odds where no feature adds anything.
  package var base: Double { trees.reduce(intercept) { $0 + $1.nodes[0].value } }
}
