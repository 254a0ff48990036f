internal import Glibc

/// The learning of one model from a part of the cases, step by step, and how well it does on the rest.
struct Fold {
  private let binnings: [Binning]
  /// Where the bins of each feature are on its line.
  private let places: [[Double]]
  private let lineStep: FeatureStep
  private let step: FeatureStep
  private let grower: TreeGrower
  /// The bins of the cases that are learned from, and of those that are not, feature by feature.
  private let learnedBins: [[UInt8]]
  private let heldBins: [[UInt8]]
  private let learnedOutcomes: [Float]
  private let heldOutcomes: [Float]

  /// The log odds so far, and the slopes there.
  private var learnedOdds: [Float]
  private var slopes: [Slope]
  private(set) var heldOdds: [Float]

  let intercept: Double
  private(set) var shapes: [Shape]
  /// What features do together, on top of what each does alone.
  private(set) var trees: [Tree] = []

  /// Bins are those of every case, feature by feature; the fold learns from some cases and is measured on others.
  init(
    _ binnings: [Binning], _ bins: [[UInt8]], outcomes: [Bool], learned: [Int], held: [Int], rate: Double
  ) {
    self.binnings = binnings
    places = zip(binnings, bins).map { NormalScores.of(bins: $0.count, $1) }
    // A line cannot follow chance as other shapes can.
    lineStep = FeatureStep(rate: 2.5 * rate)
    step = FeatureStep(rate: rate)
    learnedBins = bins.map { bins in learned.map { bins[$0] } }
    heldBins = bins.map { bins in held.map { bins[$0] } }
    grower = TreeGrower(rate: rate, binCounts: binnings.map(\.count))
    learnedOutcomes = learned.map { outcomes[$0] ? 1 : 0 }
    heldOutcomes = held.map { outcomes[$0] ? 1 : 0 }
    let won = Double(learnedOutcomes.reduce(0, +))
    intercept = log((won + 0.5) / (Double(learned.count) - won + 0.5))
    learnedOdds = [Float](repeating: Float(intercept), count: learned.count)
    slopes = [Slope](repeating: .zero, count: learned.count)
    heldOdds = [Float](repeating: Float(intercept), count: held.count)
    shapes = binnings.map { Shape(count: $0.count) }
  }

  /// What was learned up to a moment.
  struct State {
    fileprivate let shapes: [Shape]
    fileprivate let trees: Int
    fileprivate let learnedOdds: [Float]
    fileprivate let heldOdds: [Float]
  }

  var state: State {
    State(shapes: shapes, trees: trees.count, learnedOdds: learnedOdds, heldOdds: heldOdds)
  }

  /// Forgets what was learned after a moment.
  mutating func goBack(to state: State) {
    shapes = state.shapes
    trees.removeLast(trees.count - state.trees)
    learnedOdds = state.learnedOdds
    heldOdds = state.heldOdds
  }

  // MARK: Steps

  /// A small step along a line for every feature of numbers, of any shape for the others.
  mutating func improveLines() {
    improve(lineStep) { step, binning, histogram, places in
      switch binning {
      case .numbers: step.line(histogram, places: places)
      case .categories: step.categories(histogram)
      }
    }
  }

  /// A small step of any shape for every feature.
  mutating func improveShapes() {
    improve(step) { step, binning, histogram, _ in
      switch binning {
      case .numbers: step.numbers(histogram)
      case .categories: step.categories(histogram)
      }
    }
  }

  /// Steps for the features, one after another.
  private mutating func improve(
    _ step: FeatureStep, by change: (FeatureStep, Binning, Histogram, _ places: [Double]) -> [Double]
  ) {
    refreshSlopes()
    for feature in shapes.indices {
      let bins = learnedBins[feature]
      let histogram = histogram(bins, count: binnings[feature].count)
      let change = change(step, binnings[feature], histogram, places[feature])
      shapes[feature] += Shape(change)
      add(change, learnedBins: bins, heldBins: heldBins[feature])
    }
  }

  /// A small tree of several features.
  mutating func growTree() {
    refreshSlopes()
    let tree = grower.grow(learnedBins, slopes)
    trees.append(tree)
    for row in learnedOdds.indices { learnedOdds[row] += Float(tree.value(row, of: learnedBins)) }
    for row in heldOdds.indices { heldOdds[row] += Float(tree.value(row, of: heldBins)) }
  }

  // MARK: Loss

  /// The sum of the logarithmic losses of the cases that were not learned from.
  var heldLoss: Double {
    var sum = 0.0
    for row in heldOdds.indices { sum += Double(Self.loss(heldOdds[row], heldOutcomes[row])) }
    return sum
  }

  private static func loss(_ odds: Float, _ outcome: Float) -> Float {
    max(odds, 0) - odds * outcome + log1pf(expf(-abs(odds)))
  }

  private mutating func refreshSlopes() {
    for row in learnedOdds.indices {
      let probability = 1 / (1 + expf(-learnedOdds[row]))
      slopes[row] = Slope(probability - learnedOutcomes[row], max(probability * (1 - probability), 1e-4))
    }
  }

  // The loops that all the time goes into: without checks, which take as long as they do.

  private func histogram(_ bins: [UInt8], count: Int) -> Histogram {
    var sums = [SIMD2<Double>](repeating: .zero, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      bins.withUnsafeBufferPointer { bins in
        slopes.withUnsafeBufferPointer { slopes in
          for row in bins.indices { sums[Int(bins[row])] += SIMD2<Double>(slopes[row]) }
        }
      }
    }
    return Histogram(slopes: sums.map(\.x), curvatures: sums.map(\.y))
  }

  /// Adds a change to the log odds. Within a round the slopes follow to first order, which spares the exponentials.
  private mutating func add(_ change: [Double], learnedBins: [UInt8], heldBins: [UInt8]) {
    let change = change.map(Float.init)
    change.withUnsafeBufferPointer { change in
      learnedBins.withUnsafeBufferPointer { bins in
        learnedOdds.withUnsafeMutableBufferPointer { odds in
          slopes.withUnsafeMutableBufferPointer { slopes in
            for row in bins.indices {
              let difference = change[Int(bins[row])]
              odds[row] += difference
              slopes[row].x += slopes[row].y * difference
            }
          }
        }
      }
      heldBins.withUnsafeBufferPointer { bins in
        heldOdds.withUnsafeMutableBufferPointer { odds in
          for row in bins.indices { odds[row] += change[Int(bins[row])] }
        }
      }
    }
  }
}

/// The slope (x) and the curvature (y) of the loss at the log odds of a case.
typealias Slope = SIMD2<Float>
