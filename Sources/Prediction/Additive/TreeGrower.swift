/// Grows small trees that lower the loss: always at the leaf where that lowers it most.
struct TreeGrower {
  private let rate: Double
  private let binCounts: [Int]
  /// Where the bins of each feature begin among those of all.
  private let starts: [Int]

  private static let mostLeaves = 16
  private static let fewestCases = 20
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

  private struct Sum {
    var slope = 0.0
    var curvature = 0.0
    var cases = 0

    static func + (left: Sum, right: Sum) -> Sum {
      Sum(
        slope: left.slope + right.slope, curvature: left.curvature + right.curvature,
        cases: left.cases + right.cases)
    }

    static func - (left: Sum, right: Sum) -> Sum {
      Sum(
        slope: left.slope - right.slope, curvature: left.curvature - right.curvature,
        cases: left.cases - right.cases)
    }

    var gain: Double { slope * slope / (curvature + TreeGrower.shrinkage) }
  }

  private struct Split {
    let feature: Int
    let lastLow: Int
    let gain: Double
  }

  func grow(_ bins: [[UInt8]], slopes: [Float], curvatures: [Float]) -> Tree {
    var order = Array(slopes.indices)
    func sums(_ rows: Range<Int>) -> [Sum] {
      sum(bins, order[rows], slopes: slopes, curvatures: curvatures)
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
      tree.nodes[leaf.node].value = -rate * total.slope / (total.curvature + Self.shrinkage)
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
    sums[..<starts[1]].reduce(Sum(), +)
  }

  /// The loop that the time goes into.
  private func sum(
    _ bins: [[UInt8]], _ rows: ArraySlice<Int>, slopes: [Float], curvatures: [Float]
  ) -> [Sum] {
    var sums = [Sum](repeating: Sum(), count: starts[binCounts.count])
    sums.withUnsafeMutableBufferPointer { sums in
      for (feature, featureBins) in bins.enumerated() {
        let start = starts[feature]
        for row in rows {
          let place = start + Int(featureBins[row])
          sums[place].slope += Double(slopes[row])
          sums[place].curvature += Double(curvatures[row])
          sums[place].cases += 1
        }
      }
    }
    return sums
  }

  private func bestSplit(_ sums: [Sum]) -> Split? {
    let total = total(sums)
    guard total.cases >= 2 * Self.fewestCases else { return nil }
    let whole = total.gain
    var best: Split?
    for feature in binCounts.indices {
      var low = Sum()
      for bin in 0..<binCounts[feature] - 1 {
        low = low + sums[starts[feature] + bin]
        let high = total - low
        if low.cases < Self.fewestCases { continue }
        if high.cases < Self.fewestCases { break }
        let gain = low.gain + high.gain - whole
        if gain > (best?.gain ?? 1e-6) { best = Split(feature: feature, lastLow: bin, gain: gain) }
      }
    }
    return best
  }
}
