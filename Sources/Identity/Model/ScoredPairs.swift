internal import Models

/// Pairs of records with the probability that they are one, by a model that was learned from them.
struct ScoredPairs {
  private let comparer: Comparer
  private let model: Model
  private var links: [Clusters.Link] = []

  /// Below this a pair is neither one person nor a family, whatever is learned.
  private static let hopeless = 1e-5

  /// What changes the odds by less than half says nothing.
  private static let leastWeight = 0.6

  /// Compares the pairs and learns from them. `advance` is called for each.
  init(_ pairs: [UInt64], of population: Population, _ type: RecordType, advance: () throws -> Void) rethrows
  {
    let count = population.count
    let comparer = Comparer(population, isOfCompanies: type == .company)
    var model = Model(
      type == .company ? Traits.ofCompanies : Traits.ofContacts, shares: .expected(of: type, among: count))
    var plausible: [(pair: UInt64, pattern: Pattern)] = []
    for pair in pairs {
      try advance()
      let pattern = comparer.compare(Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      if model.probabilities(pattern).most > Self.hopeless { plausible.append((pair, pattern)) }
    }
    model.learn(
      from: plausible.map(\.pattern), strangers: RandomPairs(of: count).map { comparer.compare($0.0, $0.1) },
      total: Double(count) * Double(count - 1) / 2)
    self.comparer = comparer
    self.model = model
    links = plausible.map { pair, pattern in
      Clusters.Link(
        first: Int(pair >> 32), second: Int(pair & 0xFFFF_FFFF),
        probability: model.probabilities(pattern).same)
    }
  }

  /// The pairs that are one with at least this probability, the most probable first.
  func links(atLeast threshold: Double) -> [Clusters.Link] {
    links.filter { $0.probability >= threshold }.sorted {
      $0.probability != $1.probability
        ? $0.probability > $1.probability : ($0.first, $0.second) < ($1.first, $1.second)
    }
  }

  /// Whether what is known of two records speaks against their being one.
  func contradict(_ first: Int, _ second: Int) -> Bool {
    model.probabilities(comparer.compare(first, second)).same < model.shares.same
  }

  /// What the comparison of two records said, what speaks most for their being one first.
  func findings(_ first: Int, _ second: Int) -> [Duplicates.Finding] {
    let pattern = comparer.compare(first, second)
    return model.weights(pattern).sorted { $0.weight > $1.weight }.compactMap { comparison, weight in
      guard abs(weight) >= Self.leastWeight else { return nil }
      return Duplicates.Finding(comparison: comparison, agreement: pattern[comparison], isFor: weight > 0)
    }
  }
}

extension Model.Shares {
  /// What is expected before anything is known: some doubles, families and firms for each record, and a thousand more
  /// people than those who are known.
  fileprivate static func expected(of type: RecordType, among count: Int) -> Model.Shares {
    let unit = 0.01 / Double(count + 1000)
    // Companies have few namesakes, and are entered again by everybody who works with them.
    return type == .company
      ? Model.Shares(same: unit * 5, kin: unit * 5, colleagues: unit * 2)
      : Model.Shares(same: unit * 2, kin: unit * 4, colleagues: unit * 20)
  }

  /// The probability of the likeliest kind but strangers.
  fileprivate var most: Double { max(same, kin, colleagues) }
}
