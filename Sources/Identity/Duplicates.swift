/// Records that are probably one.
package struct Duplicates: Sendable {
  /// Two records that are probably one.
  package struct Match: Sendable {
    /// The record of the two that was added first.
    package let first: Int
    package let second: Int
    package let probability: Double
    /// A record that is probably one with both, where they are compared by way of it.
    package let through: Int?
    /// What agrees and what does not, what says most for the two being one first.
    package let findings: [Finding]
  }

  /// What one comparison said.
  package struct Finding: Hashable, Sendable {
    package let comparison: Comparison
    package let agreement: Agreement
    /// Whether it speaks for the two being one.
    package let isFor: Bool
  }

  /// The most probable first.
  package private(set) var matches: [Match] = []
  /// Records that are all one with each other, in ascending order.
  package private(set) var groups: [[Int]] = []
  /// How many values so many records share that not each of them was compared with each.
  package private(set) var crowdedKeys = 0

  /// Pairs that are more likely one than not make clusters.
  private static let likely = 0.5

  init() {}

  init(_ scored: ScoredPairs, atLeast threshold: Double, crowdedKeys: Int) {
    self.crowdedKeys = crowdedKeys
    var probabilities: [UInt64: (value: Double, through: Int?)] = [:]
    let links = scored.links(atLeast: min(threshold, Self.likely))
    for link in links { probabilities[Self.key(link.first, link.second)] = (link.probability, nil) }
    let clusters = Clusters(links.filter { $0.probability >= Self.likely }, contradicts: scored.contradict)
    let detours = clusters.detours { probabilities[Self.key($0, $1)]?.value ?? 0 }
    for detour in detours {
      probabilities[Self.key(detour.first, detour.second)] = (detour.probability, detour.through)
    }
    let found = probabilities.filter { $0.value.value >= threshold }
      .sorted { $0.value.value != $1.value.value ? $0.value.value > $1.value.value : $0.key < $1.key }
    matches = found.map { key, probability in
      let (first, second) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
      return Match(
        first: first, second: second, probability: probability.value, through: probability.through,
        findings: scored.findings(first, second))
    }
    groups =
      Clusters(
        matches.map { Clusters.Link(first: $0.first, second: $0.second, probability: $0.probability) },
        contradicts: scored.contradict
      ).members
  }

  private static func key(_ first: Int, _ second: Int) -> UInt64 { UInt64(first) << 32 | UInt64(second) }
}
