extension Model {
  /// How many pairs what is expected counts for against what is seen.
  private static let weightOfExpectation = 30.0
  /// How many strangers it counts for.
  private static let weightOfStrangers = 1000.0
  /// So many pairs are taken to have been seen as expected: two doubles of seven records do not make every third a double.
  private static let weightOfShares = 1e5

  /// Learns from pairs that may be one and from pairs drawn at random, of which nearly all are strangers; `total` is the
  /// number of all pairs there are (EM: Dempster, Laird and Rubin, 1977; Winkler, 1988).
  mutating func learn(from candidates: [Pattern], strangers drawn: [Pattern], total: Double) {
    let expected = shares
    let before = (same, strangers)
    for _ in 0..<30 {
      let old = shares.same
      learnStrangers(from: drawn, expected: before.1)
      var counts = [Double](repeating: 0, count: same.count)
      var sums = Shares(same: 0, kin: 0, colleagues: 0)
      for pattern in candidates {
        let probabilities = probabilities(pattern)
        sums.same += probabilities.same
        sums.kin += probabilities.kin
        sums.colleagues += probabilities.colleagues
        guard probabilities.same > 1e-6 else { continue }
        for comparison in traits.indices {
          counts[comparison * 8 + pattern.degree(comparison)] += probabilities.same
        }
      }
      same = mixed(counts, before.0, weight: Self.weightOfExpectation)
      bound()
      shares.same = expected.same + sums.same / (total + Self.weightOfShares)
      shares.kin = expected.kin + sums.kin / (total + Self.weightOfShares)
      shares.colleagues = expected.colleagues + sums.colleagues / (total + Self.weightOfShares)
      if abs(shares.same - old) < old * 1e-4 { break }
    }
  }

  /// Learns how strangers agree; the few pairs among them that may be one count as little.
  private mutating func learnStrangers(from drawn: [Pattern], expected: [Double]) {
    var counts = [Double](repeating: 0, count: strangers.count)
    for pattern in drawn {
      let probabilities = probabilities(pattern)
      let weight = 1 - probabilities.same
      for comparison in traits.indices { counts[comparison * 8 + pattern.degree(comparison)] += weight }
    }
    let names = Comparison.names.rawValue * 8
    let kept = strangers[names..<(names + 8)]
    strangers = mixed(counts, expected, weight: Self.weightOfStrangers)
    strangers.replaceSubrange(names..<(names + 8), with: kept)
  }

  /// Shares of what was counted, with what was expected as so many more.
  private func mixed(_ counts: [Double], _ expected: [Double], weight: Double) -> [Double] {
    var mixed = [Double](repeating: 0, count: counts.count)
    for comparison in traits.indices where traits[comparison] != nil {
      let row = (comparison * 8 + 1)..<(comparison * 8 + 7)
      let sum = row.reduce(weight) { $0 + counts[$1] }
      for place in row { mixed[place] = (counts[place] + weight * expected[place]) / sum }
    }
    return mixed
  }

  /// Keeps the records of one person from differing more than they can: else, where there are few duplicates, families
  /// would pass for them.
  private mutating func bound() {
    for (comparison, trait) in traits.enumerated() {
      guard let trait else { continue }
      let row = (comparison * 8 + 1)..<(comparison * 8 + 6)
      let different = comparison * 8 + 6
      guard same[different] > trait.most else { continue }
      let scale = (1 - trait.most) / (1 - same[different])
      for place in row { same[place] *= scale }
      same[different] = trait.most
    }
  }
}
