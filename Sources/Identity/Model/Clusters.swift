/// Records that are one with each other, gathered from pairs.
struct Clusters {
  /// Two records and how probable it is that they are one.
  struct Link {
    let first: Int
    let second: Int
    let probability: Double
  }

  /// The records of each cluster, two or more, in ascending order.
  private(set) var members: [[Int]] = []

  /// So many records of each of two clusters are compared before they become one.
  private static let most = 20

  /// Joins records by links, the most probable first; but not two clusters of which some record contradicts another,
  /// lest a chain of likely pairs ends at somebody else.
  init(_ links: [Link], contradicts: (Int, Int) -> Bool) {
    var clusters: [[Int]] = []
    var place: [Int: Int] = [:]
    for link in links {
      let one = place[link.first] ?? clusters.endIndex
      if one == clusters.endIndex {
        clusters.append([link.first])
        place[link.first] = one
      }
      let other = place[link.second] ?? clusters.endIndex
      if other == clusters.endIndex {
        clusters.append([link.second])
        place[link.second] = other
      }
      guard one != other else { continue }
      let isContradicted = clusters[one].prefix(Self.most).contains { first in
        clusters[other].prefix(Self.most).contains { contradicts(first, $0) }
      }
      guard !isContradicted else { continue }
      let (large, small) = clusters[one].count < clusters[other].count ? (other, one) : (one, other)
      for record in clusters[small] { place[record] = large }
      clusters[large] += clusters[small]
      clusters[small] = []
    }
    members = clusters.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }
}

extension Clusters {
  /// A pair that a third record makes more probable than the two of them do.
  struct Detour {
    let first: Int
    let second: Int
    let through: Int
    let probability: Double
  }

  /// In larger clusters no detours are sought.
  private static let largest = 60

  /// The pairs within clusters that are more probable by way of other records: who is one with a third is one with each
  /// other.
  func detours(_ probability: (Int, Int) -> Double) -> [Detour] {
    var detours: [Detour] = []
    for records in members where 3...Self.largest ~= records.count {
      let count = records.count
      var best = [Double](repeating: 0, count: count * count)
      var through = [Int](repeating: -1, count: count * count)
      for one in 0..<count {
        for other in (one + 1)..<max(count, one + 1) {
          let direct = probability(records[one], records[other])
          (best[one * count + other], best[other * count + one]) = (direct, direct)
        }
      }
      // Floyd and Warshall (1962), with products for sums.
      for middle in 0..<count {
        for one in 0..<count where one != middle {
          for other in 0..<count where other != middle && other != one {
            let product = best[one * count + middle] * best[middle * count + other]
            guard product > best[one * count + other] else { continue }
            best[one * count + other] = product
            through[one * count + other] = middle
          }
        }
      }
      for one in 0..<count {
        for other in (one + 1)..<max(count, one + 1) where through[one * count + other] >= 0 {
          detours.append(
            Detour(
              first: records[one], second: records[other], through: records[through[one * count + other]],
              probability: best[one * count + other]))
        }
      }
    }
    return detours
  }
}
