/// How the values of a feature fall into a few bins. Bin 0 is that nothing is known.
package enum Binning: Hashable, Sendable {
  /// Numbers up to a cut are below it: bin 1 ends at the first cut.
  case numbers(cuts: [Float])
  /// Bin 1 is every value that few cases have; the others follow, those that rarely end well first. No value that fewer
  /// cases have than `fewest` is kept: it could say whom a model was learned from.
  case categories([String])

  private static let mostCuts = 63
  private static let mostCategories = 62
  private static let fewest = 5

  package var count: Int {
    switch self {
    case .numbers(let cuts): cuts.count + 2
    case .categories(let names): names.count + 2
    }
  }

  /// The bins that suit the values of some cases; outcomes are in the order of the rows.
  init(_ feature: Feature, rows: [Int], outcomes: [Bool]) {
    switch feature.values {
    case .numbers(let numbers):
      var known: [Float] = []
      known.reserveCapacity(rows.count)
      for row in rows where !numbers[row].isNaN { known.append(numbers[row]) }
      known.sort()
      self = .numbers(cuts: Self.cuts(of: known))
    case .categories(let places, let names):
      var counts = [Int](repeating: 0, count: names.count)
      var won = counts
      for (row, outcome) in zip(rows, outcomes) where places[row] >= 0 {
        counts[Int(places[row])] += 1
        if outcome { won[Int(places[row])] += 1 }
      }
      let frequent = names.indices.filter { counts[$0] >= Self.fewest }.sorted {
        (counts[$1], names[$0]) < (counts[$0], names[$1])
      }
      let kept = frequent.prefix(Self.mostCategories)
      // What few cases say of a value is believed in part.
      let rate = Double(outcomes.count(where: { $0 })) / Double(max(outcomes.count, 1))
      let rates = names.indices.map { (Double(won[$0]) + 20 * rate) / (Double(counts[$0]) + 20) }
      self = .categories(kept.sorted { (rates[$0], names[$0]) < (rates[$1], names[$1]) }.map { names[$0] })
    }
  }

  /// Cuts between sorted numbers with about as many of them on either side of each; none is between equal ones.
  private static func cuts(of sorted: [Float]) -> [Float] {
    var cuts: [Float] = []
    // A bin of very few cases says nothing, and an end that one case has would name it.
    let bins = min(mostCuts + 1, sorted.count / fewest)
    guard bins > 1 else { return [] }
    for bin in 1..<bins {
      let place = bin * sorted.count / bins
      let (below, above) = (sorted[place - 1], sorted[place])
      let cut = below < above ? below + (above - below) / 2 : below
      if cuts.last.map({ cut > $0 }) ?? true, cut < sorted[sorted.count - 1] { cuts.append(cut) }
    }
    return cuts
  }

  /// The bin of every value of a feature.
  func bins(of feature: Feature) -> [UInt8] {
    switch (self, feature.values) {
    case (.numbers(let cuts), .numbers(let numbers)):
      return numbers.map { number in number.isNaN ? 0 : UInt8(1 + Self.cutsBelow(number, cuts)) }
    case (.categories(let known), .categories(let places, let names)):
      let bins = Dictionary(zip(known, 2...), uniquingKeysWith: { first, _ in first })
      let binOfPlace = names.map { UInt8(bins[$0] ?? 1) }
      return places.map { $0 < 0 ? 0 : binOfPlace[Int($0)] }
    // Values of another kind than those that were learned from say nothing.
    case (.numbers, .categories), (.categories, .numbers):
      return [UInt8](repeating: 0, count: feature.values.count)
    }
  }

  private static func cutsBelow(_ number: Float, _ cuts: [Float]) -> Int {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
