/// Grows small trees that lower the loss: always at the leaf where that lowers it most.
struct TreeGrower {
  private let rate: Double
  private let binCounts: [Int]
  /// Where the bins of each feature begin among those of all.
  private let starts: [Int]

  private static let mostLeaves = 16
  /// A side of less curvature says nothing: of eight cases with even odds, or of twenty with odds of one to eight.
  private static let leastCurvature = 2.0
  private static let shrinkage = 20.0

  init(rate: Double, binCounts: [Int]) {
    self.rate = rate
    self.binCounts = binCounts
    var (starts, start) = ([Int](), 0)
    for count in binCounts {
      starts.append(start)
      start += count
    }
    self.starts = starts + [start]
  }

  /// A leaf that may still be parted: its cases, and their sums by feature and bin.
  private struct Leaf {
    let node: Int
    let rows: Range<Int>
    let sums: [Sum]
    let split: Split?
  }

  /// The slopes (x) and curvatures (y) of some cases together.
  private typealias Sum = SIMD2<Double>

  /// By how much a step that is the same for some cases lowers their loss.
  private static func gain(_ sum: Sum) -> Double { sum.x * sum.x / (sum.y + shrinkage) }

  private struct Split {
    let feature: Int
    let lastLow: Int
    let gain: Double
  }

  func grow(_ bins: [[UInt8]], _ slopes: [Slope]) -> Tree {
    var order = Array(slopes.indices)
    func sums(_ rows: Range<Int>) -> [Sum] {
      sum(bins, order[rows], slopes)
    }
    let all = sums(0..<order.count)
    var leaves = [Leaf(node: 0, rows: 0..<order.count, sums: all, split: bestSplit(all))]
    var tree = Tree(nodes: [.init(value: 0, branch: nil)])
    while leaves.count < Self.mostLeaves,
      let place = leaves.indices.max(by: { gain(leaves[$0]) < gain(leaves[$1]) }),
      let split = leaves[place].split
    {
      let leaf = leaves.remove(at: place)
      let low = tree.nodes.count
      tree.nodes[leaf.node].branch = .init(feature: split.feature, lastLow: UInt8(split.lastLow), low: low)
      tree.nodes += [.init(value: 0, branch: nil), .init(value: 0, branch: nil)]
      let featureBins = bins[split.feature]
      let middle = order[leaf.rows].partition { Int(featureBins[$0]) > split.lastLow }
      let (lowRows, highRows) = (leaf.rows.lowerBound..<middle, middle..<leaf.rows.upperBound)
      // The sums of the larger part are what is left of the whole.
      let isLowSmaller = lowRows.count < highRows.count
      let smaller = sums(isLowSmaller ? lowRows : highRows)
      let larger = zip(leaf.sums, smaller).map { $0 - $1 }
      let (lowSums, highSums) = isLowSmaller ? (smaller, larger) : (larger, smaller)
      leaves.append(Leaf(node: low, rows: lowRows, sums: lowSums, split: bestSplit(lowSums)))
      leaves.append(Leaf(node: low + 1, rows: highRows, sums: highSums, split: bestSplit(highSums)))
    }
    for leaf in leaves {
      let total = total(leaf.sums)
      tree.nodes[leaf.node].value = -rate * total.x / (total.y + Self.shrinkage)
    }
    setMeans(&tree, leaves.map { ($0.node, $0.rows.count) })
    return tree
  }

  private func gain(_ leaf: Leaf) -> Double { leaf.split?.gain ?? -1 }

  /// The mean of a node is that of the two below, which come later in the list.
  private func setMeans(_ tree: inout Tree, _ cases: [(node: Int, count: Int)]) {
    var counts = [Int](repeating: 0, count: tree.nodes.count)
    for leaf in cases { counts[leaf.node] = leaf.count }
    for node in tree.nodes.indices.reversed() {
      guard let low = tree.nodes[node].branch?.low else { continue }
      counts[node] = counts[low] + counts[low + 1]
      let sum =
        Double(counts[low]) * tree.nodes[low].value + Double(counts[low + 1]) * tree.nodes[low + 1].value
      tree.nodes[node].value = sum / Double(max(counts[node], 1))
    }
  }

  private func total(_ sums: [Sum]) -> Sum {
    sums[..<starts[1]].reduce(.zero, +)
  }

  /// The loop that the time goes into, without checks.
  private func sum(_ bins: [[UInt8]], _ rows: ArraySlice<Int>, _ slopes: [Slope]) -> [Sum] {
    var sums = [Sum](repeating: .zero, count: starts[binCounts.count])
    sums.withUnsafeMutableBufferPointer { sums in
      slopes.withUnsafeBufferPointer { slopes in
        rows.withUnsafeBufferPointer { rows in
          for (feature, featureBins) in bins.enumerated() {
            let start = starts[feature]
            featureBins.withUnsafeBufferPointer { bins in
              for row in rows {
                sums[start + Int(bins[row])] += Sum(slopes[row])
              }
            }
          }
        }
      }
    }
    return sums
  }

  private func bestSplit(_ sums: [Sum]) -> Split? {
    let total = total(sums)
    guard total.y >= 2 * Self.leastCurvature else { return nil }
    let whole = Self.gain(total)
    var best: Split?
    for feature in binCounts.indices {
      var low = Sum.zero
      for bin in 0..<binCounts[feature] - 1 {
        low += sums[starts[feature] + bin]
        let high = total - low
        if low.y < Self.leastCurvature { continue }
        if high.y < Self.leastCurvature { break }
        let gain = Self.gain(low) + Self.gain(high) - whole
        if gain > (best?.gain ?? 1e-6) { best = Split(feature: feature, lastLow: bin, gain: gain) }
      }
    }
    return best
  }
}
