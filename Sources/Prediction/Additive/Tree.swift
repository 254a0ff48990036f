/// What several features do together: a tree that asks for their bins one after another.
struct Tree: Hashable, Sendable {
  /// The root is the first.
  var nodes: [Node]

  struct Node: Hashable, Sendable {
    /// The value of a leaf; of a node with branches the mean of those that are below, over the cases learned from.
    var value: Double
    var branch: Branch?
  }

  /// Cases in bins up to the last one of the low side go to one node, the others to the next one.
  struct Branch: Hashable, Sendable {
    var feature: Int
    var lastLow: UInt8
    var low: Int
  }

  func value(_ row: Int, of bins: [[UInt8]]) -> Double {
    var node = 0
    while let branch = nodes[node].branch {
      node = bins[branch.feature][row] <= branch.lastLow ? branch.low : branch.low + 1
    }
    return nodes[node].value
  }

  /// Adds to each feature what its branches change on the way of a case from the root to its leaf.
  func explain(_ row: Int, of bins: [[UInt8]], into parts: inout [Double]) {
    var node = 0
    while let branch = nodes[node].branch {
      let next = bins[branch.feature][row] <= branch.lastLow ? branch.low : branch.low + 1
      parts[branch.feature] += nodes[next].value - nodes[node].value
      node = next
    }
  }

  func scaled(by factor: Double) -> Tree {
    Tree(nodes: nodes.map { Node(value: $0.value * factor, branch: $0.branch) })
  }
}
